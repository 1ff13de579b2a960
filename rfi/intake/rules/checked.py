"""A response held against its questionnaire: the value that everything later works on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.read import Document
from rfi.intake.rules.between_rules import Accepted, between
from rfi.intake.rules.case import Case
from rfi.intake.rules.refused import refused_lines
from rfi.intake.rules.rules import RULES
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue, Severity


@dataclass(frozen=True, slots=True)
class CheckedResponse:
    """One vendor's answer with everything found in it.

    Attributes:
        document: The file as read.
        value: The answer; None when it is held.
        issues: Of reading, schema and rules together.
    """

    document: Document
    value: Mapping[str, Any] | None
    issues: tuple[Issue, ...]

    @property
    def is_held(self) -> bool:
        """Whether an error keeps the answer out of the totals."""
        return self.value is None

    @property
    def refused_lines(self) -> frozenset[tuple[int, int]]:
        """(offer, cost line) of the lines that an issue keeps out, by their positions."""
        return refused_lines(self.issues)


def check_response(document: Document, questionnaire: Questionnaire) -> CheckedResponse:
    """Apply every rule to a response; an error of any kind holds it back whole."""
    if document.value is None:
        return CheckedResponse(document, None, document.issues)
    case = Case(document.value, questionnaire, document.name, document.origins)
    found = tuple(document.located(issue) for rule in RULES for issue in rule(case))
    issues = document.issues + found
    is_held = any(issue.severity == "error" for issue in issues)
    return CheckedResponse(document, None if is_held else document.value, issues)


def check_responses(
    documents: Iterable[Document], questionnaire: Questionnaire
) -> tuple[CheckedResponse, ...]:
    """Check several answers together; of one answer only the newest version is compared.

    The order of the result does not depend on the order of the files.
    """
    checked = sorted(
        (check_response(document, questionnaire) for document in documents),
        key=lambda response: (
            str(response.value["response_id"]) if response.value else "",
            -int(response.value["version"]) if response.value else 0,
            response.document.sha256,
        ),
    )
    seen: dict[str, str] = {}
    result: list[CheckedResponse] = []
    for response in checked:
        if response.value is None:
            result.append(response)
            continue
        key = str(response.value["response_id"])
        if key in seen:
            is_twin = seen[key] == _version(response)
            code = "response_same_version" if is_twin else "response_older"
            # An older version is no fault; two files that claim one version leave a doubt.
            severity: Severity = "warning" if is_twin else "note"
            issue = Issue(
                code,
                severity,
                "/version",
                params={"response_id": key},
                document=response.document.name,
            )
            result.append(CheckedResponse(response.document, None, (*response.issues, issue)))
            continue
        seen[key] = _version(response)
        result.append(response)
    return _held_together(result)


def _held_together(responses: Sequence[CheckedResponse]) -> tuple[CheckedResponse, ...]:
    """Return the responses with what only several of them show."""
    accepted = [Accepted(one.document, one.value) for one in responses if one.value is not None]
    found: dict[int, list[Issue]] = {}
    for document, issue in between(accepted):
        found.setdefault(id(document), []).append(issue)
    return tuple(
        replace(one, issues=(*one.issues, *found.get(id(one.document), ()))) for one in responses
    )


def _version(response: CheckedResponse) -> str:
    return str(response.value["version"]) if response.value else ""

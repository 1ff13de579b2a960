"""A response held against its questionnaire: the value that everything later works on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.read import Document
from rfi.intake.labels.held import hold_labels
from rfi.intake.rules.between_rules import Accepted, between
from rfi.intake.rules.case import Case
from rfi.intake.rules.refused import refused_lines
from rfi.intake.rules.rules import RULES
from rfi.intake.rules.sound_part import sound_part
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
    """Apply every rule to a response; an error of any kind holds it back whole.

    What a held one has left is held against the questionnaire too, for its errors: what looks
    unanswered there may only have been written wrongly.
    """
    found = _checked(document, questionnaire)
    return replace(found, issues=tuple(map(questionnaire.titled, found.issues)))


def _checked(document: Document, questionnaire: Questionnaire) -> CheckedResponse:
    labels = hold_labels(document, questionnaire)
    document = replace(document, accounting=labels.accounting)
    if document.value is None:
        found = tuple(document.located(issue) for issue in labels.issues)
        more = _more(document, questionnaire)
        return CheckedResponse(document, None, (*document.issues, *found, *more))
    told = labels.told | {issue.pointer for issue in document.issues}
    case = Case(labels.value, questionnaire, document.name, document.origins, told)
    ruled = (issue for rule in RULES for issue in rule(case))
    found = tuple(document.located(issue) for issue in (*labels.issues, *ruled))
    issues = document.issues + found
    is_held = any(issue.severity == "error" for issue in issues)
    return CheckedResponse(document, None if is_held else labels.value, issues)


def _more(document: Document, questionnaire: Questionnaire) -> Iterator[Issue]:
    """Yield the errors that the rules find in what a held answer has left."""
    rest = sound_part(document.draft)
    if rest is None:
        return
    told = {issue.pointer for issue in document.issues} | rest.stand_ins
    case = Case(rest.value, questionnaire, document.name, document.origins)
    for rule in RULES:
        for issue in map(rest.located, rule(case)):
            if issue.severity == "error" and issue.pointer not in told:
                yield document.located(issue)


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

"""A response held against its questionnaire: the value that everything later works on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.child.collector import no_collection
from rfi.document.read import Document
from rfi.intake.causes import cause_first
from rfi.intake.labels.held import hold_labels
from rfi.intake.rules.between_rules import Accepted, between
from rfi.intake.rules.case import Case
from rfi.intake.rules.refused import refused_lines
from rfi.intake.rules.rules import RULES
from rfi.intake.rules.sound_part import ROW_DEPTH, SoundPart, path_of, sound_part
from rfi.intake.value_paths import value_at
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue, Severity

# Rules on a field that stands in a row, for want of another there.
_OF_MISSING = frozenset(
    {
        "gap_without_cause",
        "minimum_without_basis",
        "priced_without_amount",
        "procedure_without_basis",
        "quantity_without_basis",
        "tiers_without_basis",
    }
)


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

    What the errors of reading and schema leave of one is held against the questionnaire too: its
    vendor gets everything there is to say at once.
    """
    with no_collection():
        found = _checked(document, questionnaire)
        issues = cause_first(document.issues, found.issues)
        return replace(found, issues=tuple(map(questionnaire.titled, issues)))


def _checked(document: Document, questionnaire: Questionnaire) -> CheckedResponse:
    if document.value is None:
        return _held(document, questionnaire)
    labels = hold_labels(document, questionnaire)
    document = replace(document, accounting=labels.accounting)
    told = labels.told | {issue.pointer for issue in document.issues} | _lost(document.issues)
    case = Case(
        labels.value, questionnaire, document.name, document.origins, told, gone=labels.gone
    )
    ruled = (issue for rule in RULES for issue in rule(case))
    found = tuple(document.located(issue) for issue in (*labels.issues, *ruled))
    issues = document.issues + found
    is_held = any(issue.severity == "error" for issue in issues)
    return CheckedResponse(document, None if is_held else labels.value, issues)


def _held(document: Document, questionnaire: Questionnaire) -> CheckedResponse:
    """Return a held answer with what labels and rules find in what is left of it."""
    rest = sound_part(document.draft)
    if rest is None:
        labels = hold_labels(document, questionnaire)
        found = tuple(document.located(issue) for issue in labels.issues)
    else:
        here = rest.here_of(document.origins)
        origins = {here[place]: cell for place, cell in document.origins.items() if place in here}
        part = replace(document, value=rest.value, origins=origins)
        labels = hold_labels(part, questionnaire)
        here_told = rest.here_of(issue.pointer for issue in document.issues).values()
        told = labels.told | {*here_told} | _lost(document.issues)
        case = Case(
            labels.value, questionnaire, document.name, origins, told, rest.lost(), labels.gone
        )
        ruled = (issue for rule in RULES for issue in rule(case))
        # Of the labels it is told where they stand; the places of rules are those of the rest.
        kept = (rest.located(issue) for issue in ruled if not _is_of_fault(issue, rest))
        said = {issue.pointer for issue in document.issues if issue.pointer} | rest.stand_ins
        new = (issue for issue in kept if issue.pointer not in said)
        found = tuple(document.located(issue) for issue in (*labels.issues, *new))
    document = replace(document, accounting=labels.accounting)
    return CheckedResponse(document, None, (*document.issues, *found))


def _lost(issues: Iterable[Issue]) -> frozenset[str]:
    """Return the asked cells that the reader could not take, by the keys of their places."""
    lost = (issue.params.get("lost", ()) for issue in issues)
    return frozenset(cell for cells in lost if isinstance(cells, tuple) for cell in cells)


def _is_of_fault(issue: Issue, rest: SoundPart) -> bool:
    """Tell whether a rule misses only what the schema refused in the same row.

    A fault that stands in the row by itself, an unreadable price beside a refused tax, is told.
    """
    path = path_of(issue.pointer)
    if issue.severity == "error" or rest.original(path)[:ROW_DEPTH] not in rest.faulty:
        return False
    return issue.code in _OF_MISSING or value_at(rest.value, issue.pointer) is None


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

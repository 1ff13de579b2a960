"""The answers of a round as read: with the suggestions applied to them, originals beside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rfi.document.read import Document
from rfi.intake.laid.read import read_received
from rfi.intake.round.round import Answer, AppliedSuggestion, Round
from rfi.intake.round.suggestion import Suggestion, apply_suggestions, is_applicable
from rfi.intake.rules.checked import CheckedResponse
from rfi.intake.value_paths import APPENDED, schema_path
from rfi.schema.check import check_schema
from rfi.schema.codelists import Coded
from rfi.schema.fields import load_fields
from rfi.schema.issue import Issue

_OF_SCHEMA = ("schema_", "too_many_issues")


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One answer as read.

    Attributes:
        document: With the applied suggestions in it, each named by a note.
        value: The parsed value behind it, even when the document is held; None when unreadable.
        original: The same as it came.
    """

    document: Document
    value: object
    original: object


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """One version in the history of an answer."""

    response_id: str
    version: int | None
    answer: Answer
    response: CheckedResponse

    @property
    def is_accepted(self) -> bool:
        """Whether it counts: not held, not withdrawn."""
        return not self.response.is_held and not self.answer.is_withdrawn


def claim_of(value: object) -> tuple[str, int | None]:
    """Return the response id and version that an answer states, ("", None) when it does not.

    >>> claim_of({"response_id": "a", "version": 2}), claim_of(None)
    (('a', 2), ('', None))
    """
    if not isinstance(value, Mapping):
        return "", None
    response_id, version = value.get("response_id"), value.get("version")
    is_number = isinstance(version, int) and not isinstance(version, bool)
    return (response_id if isinstance(response_id, str) else "", version if is_number else None)


def offer_keys_of(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a valid answer's offers (``response_id:offer_id``), in its order."""
    return tuple(f"{value['response_id']}:{offer['offer_id']}" for offer in value["offers"])


def _notes(suggestion: Suggestion, by: str, *, is_stale: bool) -> Iterator[Issue]:
    """Yield a note for every change that was made; one warning for a suggestion that was not."""
    for change in suggestion.changes:
        at = change.pointer
        facts = {"old": _shown(change.old, at), "new": _shown(change.new, at), "by": by}
        if is_stale:
            yield Issue("suggestion_stale", "warning", at, params=facts)
            return
        yield Issue("suggestion_applied", "note", at.removesuffix(f"/{APPENDED}"), params=facts)


@cache
def _codelists() -> Mapping[tuple[str, ...], str]:
    """Return path → code list of every field of an answer that holds codes."""
    return {leaf.path: leaf.codelist for leaf in load_fields("rfi_response") if leaf.codelist}


def _shown(value: object, pointer: str) -> object:
    """Return a value as a person reads it: of a code its title, of a row its parts."""
    if isinstance(value, Mapping):
        return tuple(_shown(part, f"{pointer}/{key}") for key, part in value.items())
    if isinstance(value, list):
        return tuple(_shown(part, f"{pointer}/{at}") for at, part in enumerate(value))
    path = schema_path(pointer)
    if isinstance(value, str) and path in _codelists():
        return Coded(_codelists()[path], value)
    return "－" if value is None else str(value)


def _is_inside(pointer: str, places: Iterable[str]) -> bool:
    """Tell whether a pointer is one of the places, or stands in one."""
    return any(pointer == place or pointer.startswith(f"{place}/") for place in places)


def with_suggestions(
    document: Document, value: object, applied: Iterable[AppliedSuggestion]
) -> tuple[Document, object]:
    """Return the document and value with suggestions in them; its digest stays that of the bytes.

    What the schema says is said anew; what only reading could say stays, unless its very place
    was replaced.
    """
    notes: list[Issue] = []
    for one in applied:
        is_stale = not is_applicable(value, one.suggestion)
        notes += _notes(one.suggestion, one.deed.by, is_stale=is_stale)
        value = apply_suggestions(value, [one.suggestion])
    if not notes:
        return document, value
    made = [note.pointer for note in notes if note.code == "suggestion_applied"]
    kept = [
        issue
        for issue in document.issues
        if not issue.code.startswith(_OF_SCHEMA)
        and not (issue.severity == "error" and _is_inside(issue.pointer, made))
    ]
    told = {issue.pointer for issue in kept if issue.severity == "error"}
    faults = [one for one in check_schema(value, "rfi_response") if one.pointer not in told]
    issues = (*kept, *(document.located(issue) for issue in (*faults, *notes)))
    trusted = isinstance(value, dict) and not any(issue.severity == "error" for issue in issues)
    changed = replace(
        document, value=value if trusted and isinstance(value, dict) else None, issues=issues
    )
    return changed, value


def read_answer(answer: Answer, applied: Iterable[AppliedSuggestion] = ()) -> ReadAnswer:
    """Read one answer and apply what was applied to it."""
    document = read_received(answer.file.name, answer.file.data, "rfi_response")
    original = document.draft
    if original is None:
        return ReadAnswer(document, None, None)
    changed, value = with_suggestions(document, original, applied)
    return ReadAnswer(changed, value, original)


def read_answers(current: Round) -> Mapping[str, ReadAnswer]:
    """Return every answer of a round as read, by the digest of its bytes."""
    return {
        answer.file.sha256: read_answer(answer, current.suggestions_for(answer.file.sha256))
        for answer in current.answers
    }


def answer_history(
    read: Iterable[tuple[Answer, ReadAnswer, CheckedResponse]],
) -> Mapping[str, tuple[AnswerVersion, ...]]:
    """Return every version of every answer, oldest first; answers without an id under "".

    Args:
        read: In the order of their uploads: of two files that state one version the newer one
            stands last.
    """
    found: dict[str, list[AnswerVersion]] = {}
    for answer, reading, response in read:
        response_id, version = claim_of(reading.value)
        made = AnswerVersion(response_id, version, answer, response)
        found.setdefault(response_id, []).append(made)
    for versions in found.values():
        versions.sort(key=lambda one: -1 if one.version is None else one.version)
    return {response_id: tuple(found[response_id]) for response_id in sorted(found)}


def latest_accepted(
    history: Mapping[str, tuple[AnswerVersion, ...]],
) -> Mapping[str, AnswerVersion]:
    """Return the newest version of each answer that counts; answers without one are left out."""
    return {
        response_id: accepted[-1]
        for response_id, versions in history.items()
        if (accepted := [one for one in versions if one.is_accepted])
    }

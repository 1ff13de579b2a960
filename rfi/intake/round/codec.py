"""A round as a record of JSON values and back: everything but the bytes of its files."""

from collections.abc import Mapping
from typing import get_args

from rfi.intake.query.queries import Query, QueryPlace, QueryStatus
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal, DismissedPlace
from rfi.intake.round.record import Reader, RecordError
from rfi.intake.round.round import Answer, AppliedSuggestion, Round, RoundFile
from rfi.intake.round.suggestion import Change, Suggestion

_ANSWER = ("received_at", "received_by", "note", "withdrawn_at", "withdrawn_by")
_QUERY = ("number", "response_id", "text", "issue_code", "reply", "asked_at")
_DISMISSED = ("key", "shown")
_DEED = ("by", "at", "undone_by", "undone_at")
_DISMISSAL = ("response_id", "issue_code", "what", "why")
_CHANGE = ("pointer", "old", "new")
_APPLIED = ("answer_sha256", "response_id")


def _plain(value: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(value, name) for name in names}


def _file_record(file: RoundFile) -> dict[str, object]:
    return {"name": file.name, "sha256": file.sha256}


def query_record(query: Query) -> dict[str, object]:
    """Return a question as JSON values."""
    places = [{"pointer": place.pointer, "origin": place.origin} for place in query.places]
    return {**_plain(query, (*_QUERY, "status", "answered_version")), "places": places}


def applied_record(applied: AppliedSuggestion) -> dict[str, object]:
    """Return an applied suggestion as JSON values."""
    suggestion = _plain(applied.suggestion, (*_CHANGE, "issue_code"))
    if applied.suggestion.also:
        suggestion["also"] = [_plain(change, _CHANGE) for change in applied.suggestion.also]
    return {
        **_plain(applied, (*_APPLIED, "version")),
        **_plain(applied.deed, _DEED),
        "suggestion": suggestion,
    }


def dismissal_record(dismissal: Dismissal) -> dict[str, object]:
    """Return a dismissal as JSON values."""
    places = [_plain(place, _DISMISSED) for place in dismissal.places]
    return {
        **_plain(dismissal, _DISMISSAL),
        **_plain(dismissal.deed, _DEED),
        "places": places,
    }


def record_of(current: Round) -> Mapping[str, object]:
    """Return a round as JSON values; files are named by their digests."""
    return {
        "questionnaire": _file_record(current.questionnaire),
        "standard": _file_record(current.standard),
        "own_assumptions": [_file_record(file) for file in current.own_assumptions],
        "city_files": [_file_record(file) for file in current.city_files],
        "answers": [
            {"file": _file_record(answer.file), **_plain(answer, _ANSWER)}
            for answer in current.answers
        ],
        "queries": list(map(query_record, current.queries)),
        "applied": list(map(applied_record, current.applied)),
        "dismissals": list(map(dismissal_record, current.dismissals)),
    }


def _file(reader: Reader, contents: Mapping[str, bytes]) -> RoundFile:
    name, sha256 = reader.take("name", str), reader.take("sha256", str)
    if sha256 not in contents:
        raise RecordError(reader.pointer, "sha256")
    reader.close()
    return RoundFile(name, contents[sha256])


def query_of(reader: Reader) -> Query:
    """Return the question that a record holds."""
    texts = reader.texts(_QUERY)
    given = reader.take("status", str)
    status: QueryStatus | None = next((s for s in get_args(QueryStatus) if s == given), None)
    if status is None:
        raise RecordError(reader.pointer, "status")
    places = []
    for row in reader.rows("places"):
        places.append(QueryPlace(**row.texts(("pointer", "origin"))))
        row.close()
    version = reader.take_version("answered_version")
    reader.close()
    return Query(**texts, status=status, places=tuple(places), answered_version=version)


def _change_of(reader: Reader) -> Change:
    made = Change(reader.take("pointer", str), reader.take_any("old"), reader.take_any("new"))
    reader.close()
    return made


def applied_of(reader: Reader) -> AppliedSuggestion:
    """Return the applied suggestion that a record holds."""
    texts = reader.texts(_APPLIED)
    inner = reader.inner("suggestion")
    old, new = inner.take_any("old"), inner.take_any("new")
    also = tuple(map(_change_of, inner.later_rows("also")))
    suggestion = Suggestion(old=old, new=new, also=also, **inner.texts(("pointer", "issue_code")))
    inner.close()
    version, deed = reader.take_version("version"), Deed(**reader.texts(_DEED))
    reader.close()
    return AppliedSuggestion(**texts, version=version, suggestion=suggestion, deed=deed)


def dismissal_of(reader: Reader) -> Dismissal:
    """Return the dismissal that a record holds."""
    texts = reader.texts(_DISMISSAL)
    places = []
    for row in reader.rows("places"):
        places.append(DismissedPlace(**row.texts(_DISMISSED)))
        row.close()
    deed = Deed(**reader.texts(_DEED))
    reader.close()
    return Dismissal(**texts, places=tuple(places), deed=deed)


def _applied_to(reader: Reader, known: frozenset[str]) -> AppliedSuggestion:
    made = applied_of(reader)
    if made.answer_sha256 not in known:
        raise RecordError(reader.pointer, "answer_sha256")
    return made


def _answer(reader: Reader, contents: Mapping[str, bytes]) -> Answer:
    made = Answer(_file(reader.inner("file"), contents), **reader.texts(_ANSWER))
    reader.close()
    return made


def round_of(record: object, contents: Mapping[str, bytes]) -> Round:
    """Return the round that a record and its files hold.

    Args:
        record: From ``parse_record``.
        contents: Digest → bytes.

    Raises:
        RecordError: something is missing, left over or of another kind.
    """
    reader = Reader(record, "")
    answers = tuple(_answer(row, contents) for row in reader.rows("answers"))
    known = frozenset(answer.file.sha256 for answer in answers)
    made = Round(
        questionnaire=_file(reader.inner("questionnaire"), contents),
        standard=_file(reader.inner("standard"), contents),
        own_assumptions=tuple(_file(row, contents) for row in reader.rows("own_assumptions")),
        answers=answers,
        queries=tuple(query_of(row) for row in reader.rows("queries")),
        applied=tuple(_applied_to(row, known) for row in reader.rows("applied")),
        city_files=tuple(_file(row, contents) for row in reader.later_rows("city_files")),
        dismissals=tuple(dismissal_of(row) for row in reader.later_rows("dismissals")),
    )
    reader.close()
    return made

"""A round as a record of JSON values and back: everything but the bytes of its files."""

from collections.abc import Mapping
from dataclasses import fields
from typing import get_args

from rfi.intake.query.queries import Query, QueryPlace, QueryStatus
from rfi.intake.round.dismissal import Dismissal, DismissedPlace
from rfi.intake.round.record import Reader, RecordError
from rfi.intake.round.round import Answer, AppliedSuggestion, Round, RoundFile
from rfi.intake.round.suggestion import Suggestion

_ANSWER = ("received_at", "received_by", "note", "withdrawn_at", "withdrawn_by")
_QUERY = ("number", "response_id", "text", "issue_code", "reply", "asked_at")
_DISMISSED = ("key", "shown")
_DISMISSAL = ("response_id", "issue_code", "what", "why", "by", "at", "undone_by", "undone_at")
_APPLIED = ("answer_sha256", "response_id", "by", "at", "undone_by", "undone_at")


def _plain(value: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(value, name) for name in names}


def _file_record(file: RoundFile) -> dict[str, object]:
    return {"name": file.name, "sha256": file.sha256}


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
        "queries": [
            {
                **_plain(query, (*_QUERY, "status", "answered_version")),
                "places": [{"pointer": p.pointer, "origin": p.origin} for p in query.places],
            }
            for query in current.queries
        ],
        "applied": [
            {
                **_plain(one, (*_APPLIED, "version")),
                "suggestion": _plain(
                    one.suggestion, tuple(field.name for field in fields(Suggestion))
                ),
            }
            for one in current.applied
        ],
        "dismissals": [
            {
                **_plain(one, _DISMISSAL),
                "places": [_plain(place, _DISMISSED) for place in one.places],
            }
            for one in current.dismissals
        ],
    }


def _file(reader: Reader, contents: Mapping[str, bytes]) -> RoundFile:
    name, sha256 = reader.take("name", str), reader.take("sha256", str)
    if sha256 not in contents:
        raise RecordError(reader.pointer, "sha256")
    reader.close()
    return RoundFile(name, contents[sha256])


def _query(reader: Reader) -> Query:
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


def _applied(reader: Reader, known: frozenset[str]) -> AppliedSuggestion:
    texts = reader.texts(_APPLIED)
    if texts["answer_sha256"] not in known:
        raise RecordError(reader.pointer, "answer_sha256")
    inner = reader.inner("suggestion")
    old, new = inner.take_any("old"), inner.take_any("new")
    suggestion = Suggestion(old=old, new=new, **inner.texts(("pointer", "issue_code")))
    inner.close()
    version = reader.take_version("version")
    reader.close()
    return AppliedSuggestion(**texts, version=version, suggestion=suggestion)


def _dismissal(reader: Reader) -> Dismissal:
    texts = reader.texts(_DISMISSAL)
    places = []
    for row in reader.rows("places"):
        places.append(DismissedPlace(**row.texts(_DISMISSED)))
        row.close()
    reader.close()
    return Dismissal(**texts, places=tuple(places))


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
        queries=tuple(_query(row) for row in reader.rows("queries")),
        applied=tuple(_applied(row, known) for row in reader.rows("applied")),
        city_files=tuple(_file(row, contents) for row in reader.later_rows("city_files")),
        dismissals=tuple(_dismissal(row) for row in reader.later_rows("dismissals")),
    )
    reader.close()
    return made

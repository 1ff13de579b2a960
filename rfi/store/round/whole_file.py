"""A whole round as one file and back: what a file of a round holds, and all that people did."""

from collections.abc import Mapping
from typing import Any

from rfi.document.grid.clean_text import clean_text
from rfi.intake.layout.codec import layout_of, layout_record
from rfi.intake.layout.layout import Layout
from rfi.intake.remark.remark import remark_record, remarks_of
from rfi.intake.round.codec import record_of, round_of
from rfi.intake.round.file import MAX_UNPACKED_BYTES
from rfi.intake.round.members import Format, read_members, write_members
from rfi.intake.round.record import Reader, RecordError, parse_record
from rfi.intake.round.round import Round, RoundFile
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
)
from rfi.schema.check import check_schema
from rfi.store.audit.chain import Entry, Head
from rfi.store.database.tables import canonical
from rfi.store.outcome import Refused, refused
from rfi.store.round.answers import Claim
from rfi.store.round.conditions import Choice, choice_record
from rfi.store.round.notes import hidden_of, note_of, note_record
from rfi.store.round.whole import Upload, WholeRound

_RECORD, _FILES = "store.json", "files/"
_MEGABYTE = 1024 * 1024
_ENTRY = ("at", "by", "act", "about", "previous", "digest")
# PostgreSQL's whole numbers end here.
_MAX_NUMBER = 2**31 - 1


def _is_name(name: str, digest: str) -> bool:
    return name in {_RECORD, _FILES + digest}


WHOLE_FORMAT = Format("rfi-whole-round", "1.0.0", _RECORD, MAX_UNPACKED_BYTES, _is_name)


def _files(current: Round) -> tuple[RoundFile, ...]:
    return (
        current.questionnaire,
        current.standard,
        *current.own_assumptions,
        *current.city_files,
        *(answer.file for answer in current.answers),
    )


def _head(entries: tuple[Entry, ...]) -> Head:
    return Head(entries[-1].number, entries[-1].digest) if entries else Head()


def _record_of(whole: WholeRound) -> Mapping[str, object]:
    head = _head(whole.entries)
    return {
        "title": whole.title,
        "archived_at": whole.archived_at,
        "round": record_of(whole.round),
        "uploads": [
            {
                "sha256": sha256,
                "response_id": upload.claim.response_id,
                "stated_version": upload.claim.stated_version,
                "is_held": upload.claim.is_held,
                "number": upload.number,
            }
            for sha256, upload in whole.uploads.items()
        ],
        "letters": [{"offer_key": key} for key in whole.letters],
        "choices": [
            {"person": person, **choice_record(one.chosen, one.shown)}
            for person, one in whole.choices.items()
        ],
        "conditions": list(map(saved_conditions_record, whole.conditions)),
        "layouts": list(map(layout_record, whole.layouts)),
        "minutes": list(map(note_record, whole.minutes)),
        "remarks": list(map(remark_record, whole.remarks)),
        # A list that is empty is left out: files of before it stay the same bytes.
        **({"hidden": list(whole.hidden)} if whole.hidden else {}),
        "audit": [entry.record for entry in whole.entries],
        "audit_head": {"number": head.number, "digest": head.digest},
    }


def write_whole(whole: WholeRound) -> bytes | Refused:
    """Return a whole round as one file; the same round gives the same bytes.

    Refused when it is too large to be read back: a backup holds it then.
    """
    contents = {_FILES + file.sha256: file.data for file in _files(whole.round)}
    try:
        return write_members(
            {**contents, _RECORD: canonical(_record_of(whole)).encode()}, WHOLE_FORMAT
        )
    except ValueError:
        return refused("round_too_large", limit=MAX_UNPACKED_BYTES // _MEGABYTE)


def _text(reader: Reader, key: str) -> str:
    """Return a text that a database can hold as it is."""
    found: str = reader.take(key, str)
    if clean_text(found)[0] != found:
        raise RecordError(reader.pointer, key)
    return found


def _number(reader: Reader, key: str) -> int:
    found: int = reader.take(key, int)
    if not 0 <= found <= _MAX_NUMBER:
        raise RecordError(reader.pointer, key)
    return found


def _upload(reader: Reader) -> tuple[str, Upload]:
    sha256, response_id = reader.take("sha256", str), _text(reader, "response_id")
    is_held = reader.take("is_held", bool)
    version = reader.take_version("stated_version")
    if version is not None and abs(version) > _MAX_NUMBER:
        raise RecordError(reader.pointer, "stated_version")
    made = Upload(Claim(response_id, version, is_held=is_held), _number(reader, "number"))
    reader.close()
    return sha256, made


def _conditions(record: object, pointer: str) -> SavedConditions:
    """Return saved conditions that give the same record again: nothing in it is left unread."""
    if not isinstance(record, dict) or check_schema(record, "conditions"):
        raise RecordError(pointer)
    made, issues = saved_conditions_of(record)
    if issues or saved_conditions_record(made) != record or clean_text(made.name)[0] != made.name:
        raise RecordError(pointer)
    return made


def _layout(reader: Reader) -> Layout:
    """Return a layout that gives the same record again: nothing in it is left unread."""
    record = reader.rest()
    if check_schema(record, "layout"):
        raise RecordError(reader.pointer)
    made = layout_of(record)
    if layout_record(made) != record or clean_text(made.name)[0] != made.name:
        raise RecordError(reader.pointer)
    return made


def _choice(reader: Reader) -> tuple[str, Choice]:
    person = _text(reader, "person")
    shown: dict[str, Any] = reader.take("shown", dict)
    if not all(isinstance(value, str) for value in shown.values()):
        raise RecordError(reader.pointer, "shown")
    saved = _conditions(reader.take_any("conditions"), f"{reader.pointer}/conditions")
    reader.close()
    return person, Choice(saved.chosen, shown)


def _letter(reader: Reader) -> str:
    key = _text(reader, "offer_key")
    reader.close()
    return key


def _entry(reader: Reader) -> Entry:
    texts = {key: _text(reader, key) for key in _ENTRY}
    facts: dict[str, Any] = reader.take("facts", dict)
    if not all(type(value) in (str, int) for value in facts.values()):
        raise RecordError(reader.pointer, "facts")
    made = Entry(number=_number(reader, "number"), facts=facts, **texts)
    reader.close()
    return made


def _once(pairs: list[tuple[str, Any]], pointer: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RecordError(pointer)
    return found


def _whole_of(record: object, contents: Mapping[str, bytes]) -> WholeRound:
    reader = Reader(record, "")
    current = round_of(reader.take_any("round"), contents)
    if {file.sha256 for file in _files(current)} != contents.keys():
        raise RecordError(reader.pointer, "round")
    uploads = _once([_upload(row) for row in reader.rows("uploads")], "/uploads")
    numbers = {upload.number for upload in uploads.values()}
    answers = {answer.file.sha256 for answer in current.answers}
    if uploads.keys() != answers or not len(numbers) == len(answers) == len(current.answers):
        raise RecordError(reader.pointer, "uploads")
    letters = tuple(map(_letter, reader.rows("letters")))
    conditions = tuple(
        _conditions(row, f"/conditions/{at}")
        for at, row in enumerate(reader.take("conditions", list))
    )
    layouts = tuple(map(_layout, reader.later_rows("layouts")))
    for names in (letters, [one.name for one in conditions], [one.name for one in layouts]):
        if len(set(names)) != len(names):
            raise RecordError
    entries = tuple(map(_entry, reader.rows("audit")))
    head = reader.inner("audit_head")
    if Head(head.take("number", int), head.take("digest", str)) != _head(entries):
        raise RecordError(reader.pointer, "audit_head")
    head.close()
    made = WholeRound(
        title=_text(reader, "title"),
        round=current,
        archived_at=_text(reader, "archived_at"),
        uploads=uploads,
        letters=letters,
        choices=_once([_choice(row) for row in reader.rows("choices")], "/choices"),
        conditions=conditions,
        layouts=layouts,
        minutes=tuple(map(note_of, reader.take("minutes", list))),
        remarks=remarks_of(reader.take("remarks", list), "/remarks"),
        hidden=hidden_of(reader.later_list("hidden")),
        entries=entries,
    )
    reader.close()
    return made


def read_whole(data: bytes) -> WholeRound | Refused:
    """Return the whole round of a file, or what speaks against it; nothing is taken by half."""
    members, issues = read_members(data, WHOLE_FORMAT)
    if issues:
        return Refused(issues)
    contents = {
        name.removeprefix(_FILES): content for name, content in members.items() if name != _RECORD
    }
    try:
        return _whole_of(parse_record(members[_RECORD]), contents)
    except RecordError as error:
        return Refused((error.issue,))

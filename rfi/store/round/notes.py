"""What people write down beside a round: minutes of a meeting."""

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from rfi.intake.query.queries import clean_fields
from rfi.intake.round.record import Reader
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome, Refused
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import (
    add_row,
    remove_row,
    replace_row,
    row_at,
    rows_of,
    target_of,
)

NoteKind = Literal["minute"]
MINUTE: NoteKind = "minute"
_TEXTS = ("place", "text", "by", "at")


@dataclass(frozen=True, slots=True)
class Note:
    """One minute.

    Attributes:
        place: What it is about, as the caller names it: a page with its conditions.
        text: The words.
        by, at: Who wrote it first, and when.
    """

    place: str
    text: str
    by: str
    at: str

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note with what names it in the round.

    Attributes:
        position: From 1, never given again.
        note: The note.
        version: Its version.
    """

    position: int
    note: Note
    version: int


def note_record(note: Note) -> dict[str, object]:
    """Return a note as JSON values."""
    return {name: getattr(note, name) for name in _TEXTS}


def note_of(record: object) -> Note:
    """Return what a record of a note says.

    Raises:
        RecordError: it is none of ours.
    """
    reader = Reader(record, "")
    made = Note(**reader.texts(_TEXTS))
    reader.close()
    return made


def write_note(
    store: Store, round_id: str, kind: NoteKind, place: str, text: str, signed: Signed
) -> Outcome:
    """Write a note; ``Done.about`` ends with its position."""

    def work(act: Act) -> Outcome:
        note = Note(place, text, signed.by, signed.at)
        position = add_row(act, kind, "", note_record(note))
        return act.done(f"{kind}_written", f"{kind}/{position}", 1, moves=False)

    return act_on(store, round_id, signed, work)


def edit_note(
    store: Store,
    round_id: str,
    kind: NoteKind,
    position: int,
    expected: int,
    *,
    text: str | None,
    signed: Signed,
) -> Outcome:
    """Change the words of a note, or (None) take it out."""

    def work(act: Act, target: Target) -> Outcome:
        about, row = target.about, target.row
        if row.record is None:
            return act.nothing(about, row.version)
        if text is None:
            remove_row(act, row)
            return act.done(f"{kind}_removed", about, 0, moves=False)
        changed = note_record(replace(note_of(row.record), text=text))
        if changed == row.record:
            return act.nothing(about, row.version)
        return act.done(f"{kind}_edited", about, replace_row(act, row, changed), moves=False)

    def find(act: Act) -> Target | None:
        return target_of(row_at(act, kind, position))

    return edit_on(store, round_id, expected, signed, find, work)


def notes_in(connection: Connection, round_id: str, kind: NoteKind) -> tuple[StoredNote, ...]:
    """Return the notes of a kind in the order written."""
    return tuple(
        StoredNote(row.position, note_of(row.record), row.version)
        for row in rows_of(connection, round_id, kind)
    )


def read_notes(store: Store, round_id: str, kind: NoteKind) -> tuple[StoredNote, ...] | Refused:
    """Return the notes of a kind in the order written."""
    return store.read(lambda connection: notes_in(connection, round_id, kind))

"""What people write down beside a round: minutes of a meeting, and what is masked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from rfi.document.grid.clean_text import clean_text
from rfi.intake.query.queries import clean_fields
from rfi.intake.round.record import Reader, RecordError
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome, Refused, refused
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import (
    add_row,
    find_row,
    remove_row,
    replace_row,
    row_at,
    rows_of,
    target_of,
)

NoteKind = Literal["minute"]
MINUTE: NoteKind = "minute"
HIDDEN = "hidden"
# Words that a round may mask, and letters of one; a shorter one stands in other words. [ours]
MOST_HIDDEN, MOST_OF_HIDDEN, LEAST_OF_HIDDEN = 200, 100, 2
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


@dataclass(frozen=True, slots=True)
class StoredHidden:
    """The reviewed list of what is masked beside the names in the answers.

    Attributes:
        words: In the order listed.
        version: To be named by an edit; 0 while nothing was listed.
    """

    words: tuple[str, ...] = ()
    version: int = 0


NOTHING_HIDDEN = StoredHidden()


def hidden_words(given: Iterable[str]) -> tuple[str, ...]:
    """Return words to mask as they are kept: clean, each once."""
    cleaned = (clean_text(word)[0].strip() for word in given)
    return tuple(dict.fromkeys(word for word in cleaned if word))


def hidden_of(words: object) -> tuple[str, ...]:
    """Return the words of a record.

    Raises:
        RecordError: they are none of ours.
    """
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RecordError(HIDDEN)
    if _wrong_hidden(tuple(words)) or list(hidden_words(words)) != words:
        raise RecordError(HIDDEN)
    return tuple(words)


def _wrong_hidden(words: tuple[str, ...]) -> Refused | None:
    if len(words) > MOST_HIDDEN:
        return refused("hidden_too_many", limit=MOST_HIDDEN)
    for word in words:
        if not LEAST_OF_HIDDEN <= len(word) <= MOST_OF_HIDDEN:
            return refused("hidden_length", least=LEAST_OF_HIDDEN, limit=MOST_OF_HIDDEN)
    return None


def save_hidden(
    store: Store, round_id: str, given: Iterable[str], expected: int, signed: Signed
) -> Outcome:
    """Keep what is masked in the files of a round, over what was listed.

    It is of what people look at, so that whoever shows the round is told that it moved.

    Args:
        store: The store.
        round_id: The round.
        given: The whole list.
        expected: Version of the list that was read.
        signed: Who and when.
    """
    words = hidden_words(given)

    def work(act: Act) -> Outcome:
        if wrong := _wrong_hidden(words):
            return wrong
        row = find_row(act, HIDDEN, HIDDEN)
        version = 0 if row is None else int(row.version)
        if conflict := act.conflict(HIDDEN, expected, version):
            return conflict
        record = {"words": list(words)}
        if row is None:
            add_row(act, HIDDEN, HIDDEN, record)
        elif row.record == record:
            return act.nothing(HIDDEN, version)
        else:
            replace_row(act, row, record)
        return act.done("hidden_saved", HIDDEN, version + 1, facts={"count": len(words)})

    return act_on(store, round_id, signed, work)


def hidden_in(connection: Connection, round_id: str) -> StoredHidden:
    """Return what is masked in the files of a round."""
    for row in rows_of(connection, round_id, HIDDEN):
        return StoredHidden(hidden_of(row.record["words"]), row.version)
    return StoredHidden()

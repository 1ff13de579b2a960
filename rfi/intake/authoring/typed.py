"""What is ticked and typed in the rows of a part, taken into a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rfi.document.authoring.layout import BUSINESSES, ITEMS, USE, tables
from rfi.document.authoring.names import Names
from rfi.document.grid.cell_values import code_of
from rfi.intake.authoring.draft import QuestionnaireDraft, is_own, next_key

# The columns of the businesses, beside an item, begin with it.
BUSINESS_COLUMN = "in:"
# What a person put into a cell: a tick, words, or nothing any more.
Given = bool | str | None
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowEdits:
    """What was done to the rows of a part since they were laid out.

    Attributes:
        keys: Of the rows that were laid out.
        is_own: Whether they are the rows of one's own, or those of the source.
        changed: Number of such a row → column → what was put there.
        added: Of each row that was added, column → what was put there.
        deleted: Numbers of rows of one's own that were taken away.
    """

    keys: Sequence[str]
    is_own: bool = False
    changed: Mapping[int, Mapping[str, Given]] = field(default_factory=dict)
    added: Sequence[Mapping[str, Given]] = ()
    deleted: Sequence[int] = ()


def _words(part: str, column: str, given: Given, businesses: Names) -> str:
    """Return what is kept of a cell: a code or a key where its title names one, else the words."""
    words = "" if given is None else str(given).strip()
    asked = tables()[part].column(column)
    if asked.refers_to == BUSINESSES:
        return next(iter(businesses.find(words)), "")
    if asked.field is not None and asked.field.codelist and words:
        return code_of(words, asked.field.codelist) or words
    return words


def _of_kind(rows: Mapping[str, Row], *, own: bool) -> dict[str, Row]:
    return {key: value for key, value in rows.items() if is_own(key) == own}


def taken_in(
    now: QuestionnaireDraft, base: QuestionnaireDraft, part: str, edits: RowEdits, names: Names
) -> QuestionnaireDraft:
    """Return a draft with what was done to the rows of a part: those of the source, or one's own.

    A row of one's own that was taken away leaves its key behind: nobody else is called so.

    Args:
        now: The draft as it stands.
        base: The draft as it was when the rows were laid out.
        part: Which rows they are.
        edits: What was done to them since.
        names: Keys and titles of the businesses that cells may name.
    """
    before, after = base.rows.get(part, {}), now.rows.get(part, {})
    rows = {
        **_of_kind(after, own=not edits.is_own),
        **{key: dict(cells) for key, cells in _of_kind(before, own=edits.is_own).items()},
    }
    removed = {key for key in now.removed.get(part, ()) if is_own(key) != edits.is_own}
    removed |= {key for key in base.removed.get(part, ()) if is_own(key) == edits.is_own}
    asked = {item: dict(ticks) for item, ticks in now.asked.items()}
    if part == ITEMS:
        asked = {
            **_of_kind(asked, own=not edits.is_own),
            **{key: dict(ticks) for key, ticks in _of_kind(base.asked, own=edits.is_own).items()},
        }

    def take(key: str, given: Mapping[str, Given]) -> None:
        for column, value in given.items():
            if column == USE:
                (removed.discard if value else removed.add)(key)
            elif column.startswith(BUSINESS_COLUMN) and part == ITEMS:
                ticks = asked.setdefault(key, {})
                ticks[column.removeprefix(BUSINESS_COLUMN)] = bool(value)
            else:
                row = dict(rows.get(key, {}))
                rows[key] = {**row, column: _words(part, column, value, names)}

    for number, given in edits.changed.items():
        take(edits.keys[number], given)
    for given in edits.added:
        key = next_key(rows)
        rows[key] = {}
        take(key, given)
    rows.update({edits.keys[number]: {} for number in edits.deleted})
    return replace(
        now,
        removed={**now.removed, part: sorted(removed)},
        rows={**now.rows, part: rows},
        asked=asked,
    )

"""The sheet of free questions: a row a question, one answer column, read by the kind of its row.

The id of a row says question and kind. What is no answer of its kind is kept as it was written:
a later rule, which knows the question, asks about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rfi.document.form.draft import Draft, Path, fields_by_key
from rfi.document.form.marks import FREE
from rfi.document.form.printed import label_columns
from rfi.document.form.rows import ANSWER, NOTE, rows_twice
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import COMMAS, as_written, parts_of_list, read_value
from rfi.document.grid.grid import SheetCell
from rfi.schema.fields import Field
from rfi.schema.issue import pointer_of
from rfi.schema.table_specs import table_specs

_BETWEEN = "/"
_COMMA = COMMAS[0]
TEXT, NUMBER, CHOICES = "value_text", "value_number", "value_choices"
# Kind of a question → the field of its answer.
FIELD_OF_KIND: Mapping[str, str] = {
    "text": TEXT,
    "one": CHOICES,
    "several": CHOICES,
    "number": NUMBER,
    "date": "value_date",
    "boolean": "value_boolean",
}
_NOT_OF_KIND = frozenset({"cell_not_number", "cell_not_date", "cell_not_boolean"})


def row_of(question_id: str, kind: str) -> str:
    """Return the id of a question's row.

    >>> row_of("Q01", "number")
    'Q01/number'
    """
    return f"{question_id}{_BETWEEN}{kind}"


def question_of(row_id: str) -> str:
    """Return the question of a row's id."""
    return row_id.partition(_BETWEEN)[0]


def blank_row(offer: int, row_id: str) -> str:
    """Return the key under which the place of an empty answer is kept: it has no pointer."""
    return f"blank:{offer}/{FREE}/{question_of(row_id)}"


@cache
def free_fields() -> Mapping[str, Field]:
    """Return the fields of an answer by their names."""
    return fields_by_key(next(spec for spec in table_specs() if spec.name == FREE).columns)


def chosen_of(given: str, choices: Sequence[str]) -> tuple[str, ...]:
    """Return what a text chooses: one choice as it is worded, or several, each as it was written.

    >>> chosen_of("Ａ、C", ["A", "B、C"]), chosen_of("A、B、C", ["A", "B、C"])
    (('A', 'C'), ('A', 'B、C'))
    """
    by_fold = {fold(choice): choice for choice in choices}

    def named(text: str) -> str | None:
        return text if text in choices else by_fold.get(fold(text))

    whole = named(given.strip())
    if whole is not None:
        return (whole,)
    parts = parts_of_list(given)
    found: list[str] = []
    at = 0
    while at < len(parts):
        # A choice that holds a comma itself was taken apart above.
        end = next(
            (end for end in range(len(parts), at + 1, -1) if named(_COMMA.join(parts[at:end]))),
            at + 1,
        )
        part = _COMMA.join(parts[at:end])
        found.append(named(part) or part)
        at = end
    return tuple(dict.fromkeys(found))


def _without_unit(cell: SheetCell, unit: str) -> SheetCell:
    """Return a text cell without the unit that is printed beside it."""
    given = fold(str(cell.value)) if cell.kind == "text" else ""
    if not unit or not given.endswith(fold(unit)):
        return cell
    return replace(cell, value=given.removesuffix(fold(unit)).strip())


class _Row:
    """Reads one row into an answer."""

    def __init__(self, sheet: MarkedSheet, draft: Draft, number: int, path: Path) -> None:
        self._sheet, self._draft, self._number, self._path = sheet, draft, number, path
        self.value: dict[str, Any] = {}

    def _take(self, cell: SheetCell, given: SheetCell, key: str) -> None:
        place = self._sheet.place(cell.row, cell.column)
        is_read = self._draft.read_into(self.value, given, free_fields()[key], self._path, place)
        (self._sheet.read if is_read else self._sheet.named).add((cell.row, cell.column))

    def answer(self, cell: SheetCell, kind: str, unit: str, choices: Sequence[str]) -> None:
        """Read the answer by its kind; what is none of it stays as words."""
        key = FIELD_OF_KIND[kind]
        given = _without_unit(cell, unit) if key == NUMBER else cell
        found = read_value(given, free_fields()[key])
        if key == CHOICES and found.value and not found.code:
            self.value[key] = list(chosen_of(as_written(cell), choices))
            place = self._sheet.place(cell.row, cell.column)
            self._draft.origins[pointer_of((*self._path, key))] = place
            self._sheet.read.add((cell.row, cell.column))
        elif found.code in _NOT_OF_KIND:
            self._take(cell, replace(cell, kind="text", value=as_written(cell)), TEXT)
        else:
            self._take(cell, given, key)

    def note(self, cell: SheetCell) -> None:
        """Read the remark."""
        self._take(cell, cell, NOTE)


def read_free(sheet: MarkedSheet, draft: Draft) -> None:
    """Read the answers of an offer to the free questions; rows of the form alone are read."""
    offer = sheet.mark.offer
    rows: list[dict[str, Any]] = draft.offer(offer).setdefault(FREE, [])
    labels = dict(label_columns(sheet))
    columns = {key: column for column, key in sheet.columns.items()}

    def words(number: int, key: str) -> str:
        cell = sheet.cell(number, labels.get(key, 0))
        return "" if cell is None else as_written(cell)

    twice = rows_twice(sheet, draft)
    for number, row_id in sheet.rows():
        question, _, kind = row_id.partition(_BETWEEN)
        if kind not in FIELD_OF_KIND or row_id in twice:
            continue
        path: Path = ("offers", offer, FREE, len(rows))
        row = _Row(sheet, draft, number, path)
        answer = sheet.cell(number, columns.get(ANSWER, 0))
        if answer is not None:
            choices = words(number, "book.choices").split("\n")
            row.answer(answer, kind, words(number, "book.unit"), choices)
        note = sheet.cell(number, columns.get(NOTE, 0))
        if note is not None:
            row.note(note)
        place = sheet.place(number, columns.get(ANSWER, sheet.column))
        draft.origins[blank_row(offer, row_id)] = place
        if row.value:
            rows.append({"question_id": question, **row.value})
            draft.origins[pointer_of(path)] = place

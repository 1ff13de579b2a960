"""A workbook as read: sheets of non-empty cells with their places; no meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

Struck = Literal["", "part", "whole"]
CellKind = Literal["number", "text", "boolean", "date", "error", "formula_without_value"]

_LETTERS = 26
# Kinds of remarks that lie over a sheet: somebody wrote them to be read there.
OVER_CELLS = frozenset({"comment", "text_box"})


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One non-empty cell of a sheet.

    Attributes:
        row: From 1.
        column: From 1.
        kind: What its value is; of a formula, what the value stored with it is.
        value: Number (an int when whole), text, truth value, ISO text of a date or time, text of
            an error such as "#REF!"; "" of a formula without a stored value.
        formula: Without "="; "" when the cell holds no formula.
        number_format: As written in the file ("" is the general one); it may scale or relabel
            what a reader sees (``#,##0,`` shows thousands).
        struck: Whether the whole of it, or a part of its text, is struck through.
    """

    row: int
    column: int
    kind: CellKind
    value: float | int | str | bool
    formula: str = ""
    number_format: str = ""
    struck: Struck = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A text that lies over a sheet: a comment at a cell, or a box with its upper left corner.

    The other kinds have no place on it: headers and footers, words that appear beside a chosen
    cell, a name of the workbook that stands for a text (kept with the first sheet).
    """

    row: int
    column: int
    kind: Literal["comment", "text_box", "header", "prompt", "name"]
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet inside the bounds.

    Attributes:
        name: As on its tab.
        cells: (row, column) → cell; only non-empty cells.
        merged: (first row, first column, last row, last column) of each merged range.
        is_hidden: Whether the sheet is hidden, by whichever of the two ways.
        has_stray: Whether non-empty cells beyond the bounds were left out.
        hidden_rows: Rows that are hidden.
        hidden_columns: (first, last) of each span of hidden columns, folded groups left out.
        remarks: Comments and text boxes.
        otherwise: Areas over which a conditional format may lie that changes what a number looks
            like: first row, first column, last row, last column, number format or "strike".
    """

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    merged: tuple[tuple[int, int, int, int], ...]
    is_hidden: bool
    has_stray: bool
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    remarks: tuple[Remark, ...] = ()
    otherwise: tuple[tuple[int, int, int, int, str], ...] = ()

    def down_to(self, row: int | None) -> "Sheet":
        """Return the sheet without the cells below a row; all of it for None."""
        if row is None:
            return self
        cells = {place: cell for place, cell in self.cells.items() if place[0] <= row}
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A workbook: its sheets in the order of their tabs.

    Attributes:
        sheets: Worksheets; charts on their own tab are left out.
        uses_1904: Whether the file counted days from 1904; dates are already right.
        is_manual: Whether formulas are calculated on request only: stored values may be old.
    """

    sheets: tuple[Sheet, ...]
    uses_1904: bool
    is_manual: bool = False


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return the place of a cell as a person writes it; the one sheet of a CSV has no name.

    >>> cell_name("S", 12, 3), cell_name("", 12, 3)
    ('S!C12', 'C12')
    """
    cell = f"{column_letters(column)}{row}"
    return f"{sheet}!{cell}" if sheet else cell

"""A sheet that xlsxwriter fills, whose cells are put and written in fewer steps: the same bytes.

The library asks of every cell anew what stands once for a workbook of ours: which format has which
number, whether a reference holds a sign that XML has no place for, whether a formula is younger
than Excel 2007. Of two hundred thousand cells that was more than half of the time of a workbook.
"""

import math
from collections.abc import Sequence
from typing import Any, Protocol

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

# Excel's own limit of words in a cell, in units of UTF-16: half as many signs are surely within it.
_SURELY_SHORT = 32_767 // 2
# The library gives the columns that a row spans by blocks of so many rows.
_BLOCK = 16
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


class Worked(Protocol):
    """A cell that is worked out."""

    @property
    def text(self) -> str:
        """The formula, without its equals sign."""

    @property
    def value(self) -> float | str:
        """What it comes to."""


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _formula(formula: str, value: float | str) -> str:
    """Return what stands in a cell of a formula, behind the number of its format."""
    if isinstance(value, str):
        kind = "" if value == "" else ' t="e"' if value in _ERRORS else ' t="str"'
        return f"{kind}><f>{_escaped(formula)}</f><v>{_escaped(value)}</v></c>"
    return f"><f>{_escaped(formula)}</f><v>{value}</v></c>"


class QuickSheet(Worksheet):  # type: ignore[misc] # xlsxwriter ships no types
    """A sheet of words, numbers and formulas in formats; whatever else is left to the library."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002, ARG002 - xlsxwriter's own signature
        """Return a formula as it is stored, without its equals sign.

        Every formula is ours, and none has a function younger than Excel 2007.
        """
        if formula.startswith("{"):
            return str(super()._prepare_formula(formula))
        return formula.removeprefix("=")

    def put_words(self, row: int, column: int, words: str, shape: Format) -> None:
        """Write words; never a formula."""
        if len(words) > _SURELY_SHORT:
            self.write_string(row, column, words, shape)
            return
        if self._check_dimensions(row, column):
            return
        index = self.str_table._get_shared_string_index(words)  # noqa: SLF001 - as the library does
        self.table[row][column] = CellStringTuple(index, shape)

    def put_number(self, row: int, column: int, number: float, shape: Format) -> None:
        """Write a number; one that is none is refused, as the library does."""
        if not math.isfinite(number):
            self.write_number(row, column, number, shape)
            return
        if self._check_dimensions(row, column):
            return
        self.table[row][column] = CellNumberTuple(number, shape)

    def put_formula(
        self, row: int, column: int, formula: str, shape: Format, value: float | str
    ) -> None:
        """Write a formula without its equals sign, and what it comes to."""
        if self._check_dimensions(row, column):
            return
        self.table[row][column] = CellFormulaTuple(formula, shape, value)

    def put_row(
        self, row: int, cells: Sequence[Worked | float | str | None], shapes: Sequence[Format]
    ) -> None:
        """Write cells from the first column on: words, numbers, formulas; None leaves one out."""
        filled = [column for column, cell in enumerate(cells) if cell is not None]
        ends = (filled[0], filled[-1]) if filled else ()
        if any(self._check_dimensions(row, column) for column in ends):
            return
        places, string_index = self.table[row], self.str_table._get_shared_string_index  # noqa: SLF001 - as the library does
        for column in filled:
            cell, shape = cells[column], shapes[column]
            if isinstance(cell, str):
                if len(cell) > _SURELY_SHORT:
                    self.write_string(row, column, cell, shape)
                else:
                    places[column] = CellStringTuple(string_index(cell), shape)
            elif isinstance(cell, int | float):
                if not math.isfinite(cell):
                    self.write_number(row, column, cell, shape)
                places[column] = CellNumberTuple(cell, shape)
            elif cell is not None:
                places[column] = CellFormulaTuple(cell.text, shape, cell.value)

    def _calculate_spans(self) -> None:
        """Find the columns that each block of rows spans."""
        if self.comments:
            super()._calculate_spans()
            return
        ends: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            if cells:
                mine = min(cells), max(cells)
                first, last = ends.get(row // _BLOCK, mine)
                ends[row // _BLOCK] = min(first, mine[0]), max(last, mine[1])
        self.row_spans = {block: f"{one + 1}:{two + 1}" for block, (one, two) in ends.items()}

    def _write_rows(self) -> None:
        """Write every row, its cells in one piece."""
        self._calculate_spans()
        names = [xl_col_to_name(column) for column in range(self.dim_colmax + 1)]
        numbers: dict[Format, int] = {}
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, info = self.table.get(row), self.row_info.get(row)
            span = self.row_spans.get(row // _BLOCK)
            if cells:
                self._write_row(row, span, info)
                self._write_cells(row, cells, names, numbers)
                self._xml_end_tag("row")
            elif info is not None or row in self.comments:
                self._write_empty_row(row, span, info)

    def _write_cells(
        self, row: int, cells: dict[int, Any], names: Sequence[str], numbers: dict[Format, int]
    ) -> None:
        """Write the cells of a row from left to right."""
        made: list[str] = []
        for column in sorted(cells):
            cell = cells[column]
            shape, kind = cell.format, type(cell)
            if kind is CellStringTuple:
                rest = f' t="s"><v>{cell.string}</v></c>'
            elif kind is CellNumberTuple:
                rest = f"><v>{cell.number:.16G}</v></c>"
            elif kind is CellFormulaTuple and not isinstance(cell.value, bool):
                rest = _formula(cell.formula, cell.value)
            else:
                shape = None
            if shape is None:
                # What stands before it goes out first.
                self.fh.write("".join(made))
                made.clear()
                self._write_cell(row, column, cell)
                continue
            number = numbers.get(shape)
            if number is None:
                number = numbers[shape] = shape._get_xf_index()  # noqa: SLF001 - as the library does
            made.append(f'<c r="{names[column]}{row + 1}" s="{number}"{rest}')
        self.fh.write("".join(made))

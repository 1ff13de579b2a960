"""Cells of a table that hold a formula, and the marks that follow what it comes to.

≧ and ※ are number formats that hold where a count of open cells is above 0. The counts stand on the
same sheet, beside what is printed, because a conditional format may not ask another sheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.export.book.cell_formats import CellFormats
from rfi.views.look.table import Row, Table, TableCell

# In place of a column: the heading of a row.
HEADING = -1
# Columns between what is printed and the counts.
_GAP = 3


@dataclass(frozen=True, slots=True)
class LiveCell:
    """One cell that is worked out by the workbook.

    Attributes:
        formula: With its ``=``.
        count: Formula of the number of open cells behind it; "" where it bears no mark.
        counted: What that comes to as written.
        sign: The mark where the count is above 0.
        shown: What it comes to, where that is not the figure of the table.
        is_difference: Whether it may come to a word instead of a difference.
    """

    formula: str
    count: str = ""
    counted: int = 0
    sign: str = ""
    shown: float | str | None = None
    is_difference: bool = False

    def plain(self, cell: TableCell) -> TableCell:
        """Return a cell without the mark that its count puts there."""
        found = replace(cell, sign="") if self.count else cell
        return (
            replace(found, value=found.value or 0.0, is_difference=True)
            if self.is_difference
            else found
        )


@dataclass(frozen=True, slots=True)
class LiveCells:
    """The live cells of all tables: (key of the table, key of the row, column) → cell."""

    cells: Mapping[tuple[str, str, int], LiveCell]

    def of(self, table: Table, row: str, column: int) -> LiveCell | None:
        """Return the live cell at a place of a table."""
        return self.cells.get((table.key, row, column))


def _runs(lines: Sequence[tuple[int, Row, LiveCell]]) -> Iterator[list[tuple[int, Row, LiveCell]]]:
    """Yield runs of rows below each other whose marks look alike."""
    numbered = enumerate(lines)
    for _, run in groupby(
        numbered, lambda one: (one[1][0] - one[0], one[1][1].kind, one[1][2].sign)
    ):
        yield [line for _, line in run]


def write_marks(
    sheet: Worksheet,
    formats: CellFormats,
    table: Table,
    lines: Mapping[str, int],
    columns: Sequence[int],
    live: LiveCells,
) -> None:
    """Write the counts beside a table and the number formats that go by them.

    Args:
        sheet: Its sheet.
        formats: Formats of the book.
        table: The table.
        lines: Key of a row → its row on the sheet.
        columns: Column of the figures of each of its columns.
        live: The cells that hold a formula.
    """
    first = max(columns, default=0) + _GAP
    for index, column in enumerate(columns):
        found = [
            (lines[row.key], row, cell)
            for row in table.rows
            if row.cells and (cell := live.of(table, row.key, index)) is not None and cell.count
        ]
        for line, _, cell in found:
            sheet.write_formula(line, first + index, cell.count, formats.aside, cell.counted)
        for run in _runs(found):
            top, row, cell = run[0]
            shape = formats.mark(row, cell.sign, table.unit, is_difference=cell.is_difference)
            criteria = f"={xl_rowcol_to_cell(top, first + index)}>0"
            rule = {"type": "formula", "criteria": criteria, "format": shape}
            sheet.conditional_format(top, column, run[-1][0], column, rule)


def count_cells(
    table: Table,
    lines: Mapping[str, int],
    columns: Sequence[int],
    live: LiveCells,
    row: str,
) -> Mapping[int, tuple[str, str]]:
    """Return offer → the cell beside the page that counts its open cells in a row, and the mark."""
    first = max(columns, default=0) + _GAP
    found = {}
    for index in range(len(columns)):
        cell = live.of(table, row, index)
        if cell is not None and cell.count:
            found[index] = (xl_rowcol_to_cell(lines[row], first + index), cell.sign)
    return found

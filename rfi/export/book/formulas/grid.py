"""A sheet of calculation: plain values and formulas, each formula with what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from xlsxwriter.utility import xl_col_to_name

from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.sheet_layout import Paper, print_sheet
from rfi.export.office.quick_sheet import QuickSheet

# Rows of a sheet of calculation: title, what stands above the headings, headings, data.
ABOVE_ROW, HEADINGS_ROW, FIRST_ROW = 1, 2, 3
# Only these rows are printed; the sheets are there to be reckoned with.
_PRINTED_ROWS = 45
_LONG = 12
_WHOLE, _BARE = "#,##0", "0"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its ``=``, and what it comes to."""

    text: str
    value: float | str


Cell = Formula | float | str | None


def figure_of(cell: Cell) -> float:
    """Return what a cell comes to as a figure; 0 for words and for nothing."""
    value = cell.value if isinstance(cell, Formula) else cell
    return float(value) if isinstance(value, int | float) else 0.0


@dataclass(slots=True)
class Grid:
    """A sheet of calculation.

    Attributes:
        key: Of the sheet.
        title: What it holds, in a sentence.
        headings: Of the columns.
        widths: Of the columns, in characters.
        shapes: Column → number format of its figures; whole yen where none is given.
        above: Cells above the headings, by column.
        rows: In their order; the first stands in row ``FIRST_ROW``.
        frozen: Columns that stay in sight.
    """

    key: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    shapes: dict[int, str] = field(default_factory=dict)
    above: dict[int, Cell] = field(default_factory=dict)
    rows: list[list[Cell]] = field(default_factory=list)
    frozen: int = 2

    @property
    def formulas(self) -> Iterator[Formula]:
        """Every formula of the sheet."""
        cells = (cell for row in (*self.rows, list(self.above.values())) for cell in row)
        return (cell for cell in cells if isinstance(cell, Formula))


# Tens of thousands of formulas name the same few columns.
_name = cache(xl_col_to_name)


def line_of(index: int) -> int:
    """Return the number that a row of data has on its sheet, counted from 1."""
    return FIRST_ROW + index + 1


def span(column: int, first: int, last: int) -> str:
    """Return rows ``first`` to ``last`` of data of a column, both fixed.

    >>> span(2, 0, 1)
    '$C$4:$C$5'
    """
    name = _name(column)
    return f"${name}${line_of(first)}:${name}${line_of(last)}"


def at(column: int, index: int) -> str:
    """Return one cell of data, fixed.

    >>> at(2, 0)
    '$C$4'
    """
    return f"${_name(column)}${line_of(index)}"


def beside(column: int, index: int) -> str:
    """Return one cell of data of the same row, its column fixed."""
    return f"${_name(column)}{line_of(index)}"


def figure_width(figure: float, shape: str) -> float:
    """Return how wide a column has to be for a figure, in characters; ### is shown below that.

    >>> figure_width(1_000_000, "#,##0"), figure_width(-60, "0.000000"), figure_width(0, "#,##0")
    (10, 11, 2)
    """
    decimals = len(shape.partition(".")[2])
    return len(f"{figure:{',' if ',' in shape else ''}.{decimals}f}") + 1


def write_grid(sheet: QuickSheet, formats: CellFormats, grid: Grid, paper: Paper) -> None:
    """Write a sheet of calculation: headings in sight, a filter, grey tab."""
    print_sheet(sheet, paper)
    sheet.write_string(0, 0, grid.title, formats.subtitle)
    shown = [grid.shapes.get(column, _WHOLE) for column in range(len(grid.headings))]
    shapes = [formats.made(num_format=one) for one in shown]
    # What stands above is no figure of its column: a year, or words.
    bare = [formats.made(num_format=_BARE)] * len(shapes)
    for column, cell in grid.above.items():
        sheet.put_row(ABOVE_ROW, [*([None] * column), cell], bare)
    for column, heading in enumerate(grid.headings):
        sheet.write_string(HEADINGS_ROW, column, heading, formats.heading)
        figures = (figure_of(row[column]) for row in grid.rows if column < len(row))
        widest = max(figures, key=abs, default=0.0)
        width = max(grid.widths[column], figure_width(widest, shown[column]))
        sheet.set_column(column, column, width)
    for index, row in enumerate(grid.rows):
        sheet.put_row(FIRST_ROW + index, row, shapes)
    last = FIRST_ROW + max(len(grid.rows), 1) - 1
    sheet.freeze_panes(FIRST_ROW, grid.frozen)
    if len(grid.rows) >= _LONG:
        sheet.autofilter(HEADINGS_ROW, 0, last, len(grid.headings) - 1)
    sheet.repeat_rows(HEADINGS_ROW)
    sheet.print_area(0, 0, min(last, _PRINTED_ROWS), len(grid.headings) - 1)
    sheet.fit_to_pages(1, 1)

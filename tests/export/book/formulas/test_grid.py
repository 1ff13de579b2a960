"""A sheet of calculation as it is seen: every figure whole, years as years."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.workbook import Workbook

from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.formulas.grid import Cell, Formula, Grid, write_grid
from rfi.export.book.sheet_layout import paper_of
from rfi.export.imprint import NO_IMPRINT
from rfi.export.office.quick_sheet import QuickSheet
from rfi.views.look.reading import Reading
from tests.views.rounds import evaluated, holey


def written(grid: Grid) -> Worksheet:
    handle = io.BytesIO()
    book = Workbook(handle, {"in_memory": True, "strings_to_formulas": False})
    paper = paper_of(evaluated(holey()), Reading("ja"), NO_IMPRINT)
    write_grid(book.add_worksheet("x", QuickSheet), CellFormats(book), grid, paper)
    book.close()
    return openpyxl.load_workbook(io.BytesIO(handle.getvalue()))["x"]


@pytest.mark.parametrize(
    ("cell", "shape"),
    [
        (1_000_000.0, "#,##0"),
        (-123_456_789.0, "#,##0"),
        (Formula("1+1", 98_765_432_109.0), "#,##0"),
        (1234.5, "0.000000"),
    ],
)
def test_a_column_is_as_wide_as_its_widest_figure(cell: Cell, shape: str) -> None:
    grid = Grid("x", "表", ("額",), (6.0,), {0: shape}, rows=[[1.0], [cell], [2.0]])
    value = cell.value if isinstance(cell, Formula) else cell
    decimals = len(shape.partition(".")[2])
    shown = f"{value:,.{decimals}f}" if "," in shape else f"{value:.{decimals}f}"
    assert written(grid).column_dimensions["A"].width > len(shown)


def test_a_column_of_short_figures_keeps_its_width() -> None:
    wide = written(Grid("x", "表", ("額",), (16.0,), rows=[[5.0]])).column_dimensions["A"].width
    assert wide == pytest.approx(16, abs=1)


def test_a_year_above_a_column_of_parts_is_a_year() -> None:
    grid = Grid("x", "表", ("2026年度",), (11.0,), {0: "0.000000"}, {0: 2026.0}, [[0.5]])
    sheet = written(grid)
    assert (sheet["A2"].value, sheet["A2"].number_format) == (2026, "0")
    assert sheet["A4"].number_format == "0.000000"

"""Edits of a filled form by the ids of its rows and columns, made to the cells in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from benchmarks.filled_form import filled_form
from benchmarks.grid_edits import Sound, read
from rfi.document.grid.grid import Grid, Sheet, SheetCell
from rfi.intake.rules.checked import CheckedResponse
from rfi.schema.issue import Issue

COSTS, FORM, SERVICE, TOTALS, FITS = (
    "費用",
    "提案",
    "非機能・SLA",
    "貴社の合計",
    "要件適合",
)
At = tuple[int, int]


@cache
def form() -> Sound:
    """Return the filled form."""
    return filled_form()


def sheet_of(grid: Grid, title: str) -> Sheet:
    """Return a sheet by its name."""
    return next(sheet for sheet in grid.sheets if sheet.name == title)


def column(title: str, key: str) -> int:
    """Return the column of a column id of the filled form."""
    cells = sheet_of(form().grid, title).cells
    return next(at[1] for at, cell in cells.items() if at[0] == 1 and cell.value == key)


def at(title: str, row_id: str, key: str) -> At:
    """Return (row, column) of a row id and a column id of the filled form."""
    cells = sheet_of(form().grid, title).cells
    row = next(at[0] for at, cell in cells.items() if at[1] == 1 and cell.value == row_id)
    return row, column(title, key)


def changed(title: str, **facts: Any) -> Grid:
    """Return the form with facts of one sheet changed."""
    grid = form().grid
    sheets = tuple(
        replace(sheet, **facts) if sheet.name == title else sheet for sheet in grid.sheets
    )
    return replace(grid, sheets=sheets)


def put(title: str, cells: Mapping[At, SheetCell | object]) -> Grid:
    """Return the form with cells put into a sheet; a plain value becomes a cell, None none."""
    found = dict(sheet_of(form().grid, title).cells)
    for place, given in cells.items():
        found.pop(place, None)
        if isinstance(given, SheetCell):
            found[place] = replace(given, row=place[0], column=place[1])
        elif given is not None:
            kind = "number" if isinstance(given, int | float) else "text"
            found[place] = SheetCell(*place, kind, given)  # type: ignore[arg-type]
    return changed(title, cells=found)


def amount_at(scenario: str) -> At:
    """Return the cell of the first price of a scenario, B01/I03."""
    return at(COSTS, "B01/I03", f"amount@{scenario}")


def number(value: float, number_format: str = "", **facts: Any) -> SheetCell:
    """Return a cell that holds a number."""
    return SheetCell(1, 1, "number", value, number_format=number_format, **facts)


def checked(grid: Grid) -> CheckedResponse:
    """Return what a grid says before the questionnaire of the form."""
    return read(form().asked, grid)


def issues(grid: Grid, code: str) -> list[Issue]:
    """Return the issues of a code."""
    return [issue for issue in checked(grid).issues if issue.code == code]


def line(found: CheckedResponse, line_id: str) -> Mapping[str, Any]:
    """Return a cost line of an answer that is accepted."""
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    return next(row for row in found.value["offers"][0]["cost_lines"] if row["line_id"] == line_id)


def swapped(title: str, first: int, second: int, columns: Iterable[int]) -> Grid:
    """Return the form with two rows of a sheet swapped in some columns."""
    cells = sheet_of(form().grid, title).cells
    other = {first: second, second: first}
    return put(
        title,
        {
            (row, column): cells.get((other[row], column))
            for row in (first, second)
            for column in columns
        },
    )

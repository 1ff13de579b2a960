"""Whatever is typed into an authoring workbook: it is read, the workbook's own, or named."""

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.document.authoring.book import read_authoring_book
from rfi.document.grid.grid import CellKind, Grid, Sheet, SheetCell
from rfi.document.xlsx.workbook import read_grid
from rfi.schema.check import check_schema
from tests.document.authoring.books import book, bytes_of

TYPED: st.SearchStrategy[tuple[CellKind, Any]] = st.one_of(
    st.tuples(st.just("number"), st.integers(-5, 10**6) | st.floats(0, 1)),
    st.tuples(
        st.just("text"),
        st.sampled_from(
            ["○", "〇", "×", "例", "不明", "N01", "財務会計", "使う", "要件", "業務", "1,5"]
        )
        | st.text(min_size=1, max_size=6),
    ),
    st.tuples(st.just("date"), st.just("2027-03-25")),
    st.tuples(st.just("boolean"), st.booleans()),
    st.tuples(st.just("error"), st.just("#REF!")),
    st.tuples(st.just("formula_without_value"), st.just("")),
)
EDITS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 14), st.integers(1, 16), st.none() | TYPED),
    min_size=1,
    max_size=12,
)


@cache
def grid() -> Grid:
    found, _ = read_grid(bytes_of(book()))
    assert found is not None
    return found


def typed(sheet: Sheet, row: int, column: int, value: tuple[CellKind, Any] | None) -> Sheet:
    cells = dict(sheet.cells)
    cells.pop((row, column), None)
    if value is not None:
        cells[row, column] = SheetCell(row, column, *value)
    return replace(sheet, cells=cells)


@given(EDITS)
@settings(max_examples=300)
def test_every_cell_is_accounted_for_and_nothing_raises(
    edits: list[tuple[int, int, int, tuple[CellKind, Any] | None]],
) -> None:
    sheets = list(grid().sheets)
    for index, row, column, value in edits:
        sheets[index] = typed(sheets[index], row, column, value)
    found = read_authoring_book(replace(grid(), sheets=tuple(sheets)))
    if found.value is None:
        assert any(issue.severity == "error" for issue in found.issues)
        return
    check_schema(found.value, "questionnaire")
    assert found.accounting is not None
    assert found.accounting.total == sum(len(sheet.cells) for sheet in sheets)

"""Answers under a label of something else are named with their cells, and count as not read."""

import pytest

from benchmarks.grid_edits import is_named
from rfi.document.form.accounting import Accounting
from rfi.document.grid.grid import Grid, cell_name
from tests.document.form.edits import (
    COSTS,
    FITS,
    SERVICE,
    amount_at,
    checked,
    column,
    form,
    put,
    sheet_of,
    swapped,
)

AMOUNT = amount_at("S1")
PRICES = tuple(column(COSTS, f"amount@{scenario}") for scenario in ("S1", "S2"))


def counts(grid: Grid) -> Accounting:
    found = checked(grid).document.accounting
    assert found is not None
    return found


@pytest.mark.parametrize("other", [1, 2])
def test_prices_of_half_sorted_rows_are_named_and_not_counted_as_read(other: int) -> None:
    rows = (AMOUNT[0], AMOUNT[0] + other)
    grid = swapped(COSTS, *rows, range(2, 40))
    cells = sheet_of(grid, COSTS).cells
    places = [cell_name(COSTS, row, at) for row in rows for at in PRICES if (row, at) in cells]
    assert len(places) >= 2
    found, before = counts(grid), counts(form().grid)
    assert set(places) <= set(found.cells)
    assert all(is_named(checked(grid), place) for place in places)
    assert found.total == before.total
    assert found.read == before.read - len(places)
    assert found.named == len(set(found.cells))


def test_prices_under_the_title_of_another_scenario_are_named_with_their_own_column() -> None:
    title = next(
        at
        for at, cell in sheet_of(form().grid, COSTS).cells.items()
        if at[1] == PRICES[0] and cell.value == form().asked.scenarios["S1"].title
    )
    grid = put(COSTS, {title: form().asked.scenarios["S2"].title})
    cells = sheet_of(grid, COSTS).cells
    mine = {cell_name(COSTS, *at) for at in cells if at[1] == PRICES[0] and at[0] > title[0]}
    found = counts(grid)
    prices = {name for name in mine if name in found.cells}
    (told,) = [one for one in checked(grid).issues if one.code == "label_of_other_scenario"]
    assert set(told.params["cells"]) == {cell_name(COSTS, *title), *prices}  # type: ignore[call-overload]
    assert len(prices) == counts(form().grid).read - found.read > 0


@pytest.mark.parametrize(("title", "first"), [(SERVICE, "SL1"), (FITS, "Q-1"), ("定量効果", "K1")])
def test_answers_of_other_half_sorted_rows_are_named_and_not_counted_as_read(
    title: str, first: str
) -> None:
    cells = sheet_of(form().grid, title).cells
    row = next(line for (line, at), cell in cells.items() if (at, cell.value) == (1, first))
    grid = swapped(title, row, row + 1, range(2, 60))
    found, before = counts(grid), counts(form().grid)
    assert found.total == before.total
    assert found.read < before.read
    assert found.named == len(set(found.cells)) > before.read - found.read
    assert all(is_named(checked(grid), place) for place in found.cells)

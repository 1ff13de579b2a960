"""換算: the rows of a city and of a group, held against the estimate of the tool."""

import pytest

from rfi.export.book.formulas.calculation import calculation_of
from rfi.export.book.formulas.grid import Formula, Grid, figure_of
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, sample_for


@pytest.fixture(name="cells", scope="module")
def conversion() -> Grid:
    found = calculation_of(sample_for("372013", GROUP), Reading("ja"))
    assert found is not None
    return next(grid for grid in found.grids if grid.key == "cells")


def test_what_a_city_pays_alone_is_a_formula_but_for_rules_that_have_none(cells: Grid) -> None:
    columns = [index for index, name in enumerate(cells.headings) if "単独（円）" in name]
    assert len(columns) == 3
    rules = {row[5] for row in cells.rows}
    assert rules == {"曲線", "単価×数量"}
    for row in cells.rows:
        for column in columns:
            assert isinstance(row[column], Formula) or row[column] in {"—", 0.0}


def test_the_group_is_rho_times_the_sum_of_going_alone(cells: Grid) -> None:
    alone = [index for index, name in enumerate(cells.headings) if "単独（円）" in name]
    ratio, group = (cells.headings.index(name) for name in ("共同の比 ρ", "構成の額（円）"))
    for row in cells.rows:
        if isinstance(row[ratio], Formula):
            whole = figure_of(row[ratio]) * sum(figure_of(row[one]) for one in alone)
            assert figure_of(row[group]) == pytest.approx(whole, abs=0.01)


def test_an_offer_without_a_price_for_groups_has_a_dash_and_no_zero_ratio(cells: Grid) -> None:
    ratio = cells.headings.index("共同の比 ρ")
    assert {row[ratio] for row in cells.rows if row[1] == "F"} == {"—"}

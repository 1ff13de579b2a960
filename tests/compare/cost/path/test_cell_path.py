"""The path of a cell: its steps end at the figure of the comparison."""

from collections.abc import Callable

import numpy as np
import pytest

from rfi.compare.cost.path.sized import SizedAmount, SizeEnd, SizeRule
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for, scope_of


def on_curve(lower: SizeEnd, upper: SizeEnd, rule: SizeRule = "power") -> SizedAmount:
    return SizedAmount("", "", None, lower, upper, rule, None, None, "S", (), 1.0, 0.0)


def test_80_at_250k_and_100_at_350k_grow_with_the_power_0_6632() -> None:
    part = on_curve(SizeEnd("S1", 250_000, 80), SizeEnd("S2", 350_000, 100))
    # ln(100/80) / ln(350/250) = 0.223144 / 0.336472
    assert part.exponent == pytest.approx(0.6632, abs=5e-5)


def test_unit_prices_of_69_1_and_65_4_grow_with_their_own_power() -> None:
    ends = (
        SizeEnd("S1", 350_000, 69.1 * 350_000, 350_000),
        SizeEnd("S2", 500_000, 65.4e5 * 5, 5e5),
    )
    # ln(65.4/69.1) / ln(500/350) = -0.055033 / 0.356675
    assert on_curve(*ends).exponent == pytest.approx(-0.15430, abs=5e-5)


def test_a_straight_line_and_a_quoted_size_have_no_exponent() -> None:
    ends = (SizeEnd("S1", 250_000, 0), SizeEnd("S2", 350_000, 100))
    assert on_curve(*ends, "straight").exponent is None
    assert on_curve(*ends, "quoted").exponent is None


CHOICES: dict[str, Callable[[], Evaluation]] = {
    "a quoted scenario, levelled": lambda: sample_for(levelling="median"),
    "a city alone": lambda: sample_for(TAKAMATSU),
    "a city alone, levelled": lambda: sample_for(TAKAMATSU, levelling="median"),
    "a city in a group": lambda: sample_for(TAKAMATSU, GROUP, sharing_equal_ratio=0.2),
    "a city in a group, levelled": lambda: sample_for(
        TAKAMATSU, GROUP, levelling="median", fx_usd_jpy=160
    ),
    "a group as a whole, levelled": lambda: sample_for(None, GROUP, levelling="max"),
    "a scope that cuts a bundle": lambda: sample_for(TAKAMATSU, GROUP, scope_of("B01", "B03")),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_what_is_borne_and_levelled_on_the_path_is_the_cell_of_the_comparison(
    choice: str,
) -> None:
    evaluation = CHOICES[choice]()
    flows = evaluation.costs.flows
    cells = flows.values["nominal_jpy"].sum(axis=-1)
    ends = np.zeros_like(cells)
    for index, row, column in np.ndindex(cells.shape):
        entry, item = flows.axes.businesses[row], flows.axes.items[column]
        path = evaluation.cell_paths(index, [(entry, item)])[0]
        ends[index, row, column] = path.shown_jpy
    assert ends == pytest.approx(cells, abs=1e-3, rel=1e-12)
    assert np.count_nonzero(cells) > 80


def test_the_years_of_a_path_are_those_of_the_comparison() -> None:
    evaluation = sample_for(TAKAMATSU, GROUP, levelling="median", discount_rate=0.04)
    flows = evaluation.costs.flows
    at = (3, flows.axes.businesses.index("COM"), flows.axes.items.index("R13"))
    path = evaluation.cell_paths(3, [("COM", "R13")])[0]
    assert [year.fiscal_year for year in path.years] == list(flows.fiscal_years)
    for measure in ("nominal_jpy", "present_value_jpy"):
        shown = [getattr(year, measure) for year in path.years]
        assert shown == flows.values[measure][at].tolist()
    for year in path.years:
        today = year.nominal_jpy * year.real_factor * year.discount_factor
        assert year.present_value_jpy == pytest.approx(today)


def test_a_price_per_resident_shows_both_ends_the_own_quantity_and_the_price() -> None:
    path = sample_for(TAKAMATSU).cell_paths(3, [("COM", "R13")])[0]
    (member,) = path.phases[0].members
    (part,) = member.parts
    assert (part.basis, part.rule, part.quantity) == ("per_resident", "power", member.population)
    assert (part.lower.quantity, part.upper.quantity) == (350_000, 500_000)
    assert part.lower.value > part.value > part.upper.value
    assert part.amount_jpy == pytest.approx(part.value * member.population)


def test_the_donors_of_a_levelled_cell_are_those_whose_middle_is_put_in() -> None:
    evaluation = CHOICES["a city alone, levelled"]()
    found = evaluation.costs.offers[4].levelling
    assert found
    for cell in found.filled[:20]:
        levelled = evaluation.cell_paths(4, [cell.cell])[0].levelled
        assert levelled
        donors = levelled.donors_jpy
        assert (len(donors), donors[0], donors[-1]) == (cell.donors, cell.low, cell.high)
        assert np.median(donors) == pytest.approx(levelled.level_jpy)

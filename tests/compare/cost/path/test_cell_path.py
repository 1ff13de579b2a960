"""The path of a cell: its steps end at the figure of the comparison."""

from collections.abc import Callable

import numpy as np
import pytest

from rfi.compare.cost.path.cell_path import PhasePath, QuotedAmount
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for, scope_of


def quote(population: float, amount: float, own: float = 0.0, cities: int = 1) -> QuotedAmount:
    return QuotedAmount(f"S{population}-{cities}", population, cities, amount, own)


def phase_of(*quotes: QuotedAmount) -> PhasePath:
    return PhasePath("one_time", quotes, (), 1.0, 0.0, 0.0, 1.0, 0.0)


def test_80_at_250k_and_100_at_350k_grow_with_the_power_0_6632() -> None:
    path = phase_of(quote(250_000, 80), quote(350_000, 100))
    # ln(100/80) / ln(350/250) = 0.223144 / 0.336472
    assert [round(exponent, 4) for _, _, exponent in path.exponents] == [0.6632]


def test_what_follows_the_citys_own_quantity_is_not_on_the_curve() -> None:
    path = phase_of(quote(250_000, 80 + 250, 250), quote(350_000, 100 + 350, 350))
    assert [round(exponent, 4) for _, _, exponent in path.exponents] == [0.6632]


def test_a_zero_end_or_a_price_of_a_group_gives_no_exponent() -> None:
    assert phase_of(quote(250_000, 0), quote(350_000, 100)).exponents == ()
    assert phase_of(quote(350_000, 100), quote(350_000, 210, cities=3)).exponents == ()


CHOICES: dict[str, Callable[[], Evaluation]] = {
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
        path = evaluation.cell_path(index, entry, item)
        assert path is not None
        borne = sum(phase.borne_jpy for phase in path.phases)
        ends[index, row, column] = borne + path.levelled_borne_jpy
    assert ends == pytest.approx(cells, abs=1e-3, rel=1e-12)
    assert np.count_nonzero(cells) > 80


def test_the_steps_of_a_path_multiply_to_its_end() -> None:
    evaluation = CHOICES["a city in a group"]()
    for index in range(len(evaluation.costs.offers)):
        path = evaluation.cell_path(index, "B03", "R01")
        assert path is not None
        for phase in path.phases:
            assert phase.joint_jpy == pytest.approx(phase.ratio * sum(phase.alone_jpy))
            shared = phase.joint_jpy * (1 - phase.individual_share) * phase.share
            assert phase.individual_share == 0
            assert phase.borne_jpy == pytest.approx(shared)


def test_a_quoted_scenario_has_no_path() -> None:
    assert sample_for().cell_path(0, "B03", "R01") is None

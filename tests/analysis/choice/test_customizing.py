"""The ways of each gap of an offer over sizes of cities (method §7, §11)."""

import numpy as np
import pytest

from rfi.analysis.choice.customization import WAYS
from rfi.analysis.choice.customizing import Customizing, parameter_test_jpy
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, TAKAMATSU, core_cities, sample_for

WORK, PARAMETER, MADE = range(len(WAYS))


def found(test_jpy: float = 100_000) -> tuple[Evaluation, Customizing]:
    whole = sample_for(TAKAMATSU, GROUP, parameter_test_jpy=test_jpy)
    return whole, whole.choices.customizing


def test_six_parameters_at_0_1m_a_pair_cost_1_5m_to_test_and_6_4m_if_all_interact() -> None:
    assert parameter_test_jpy(6, 100_000) == 1_500_000
    assert parameter_test_jpy(6, 100_000, all_interact=True) == 6_400_000


@pytest.mark.parametrize("offer", range(6))
def test_at_its_turning_size_a_gap_costs_the_same_customized_and_worked_around(offer: int) -> None:
    mine = found()[1].offers[offer]
    turns = np.flatnonzero(np.isfinite(mine.turn) & (mine.turn > 0))
    assert len(turns)
    for gap in turns.tolist():
        low, high = 1.0, 1e9
        for _ in range(80):
            middle = (low + high) / 2
            at = mine.known_jpy(middle)[:, gap]
            low, high = (middle, high) if at[WORK] < at[MADE] else (low, middle)
        assert low == pytest.approx(float(mine.turn[gap]), rel=1e-9)


def test_a_city_above_the_turning_size_customizes_and_one_below_works_around() -> None:
    mine = found()[1].offers[0]
    for gap in np.flatnonzero(np.isfinite(mine.turn)).tolist():
        above, below = (mine.known_jpy(float(mine.turn[gap]) * by)[:, gap] for by in (1.01, 0.99))
        assert above[MADE] < above[WORK]
        assert below[WORK] < below[MADE]


def test_what_the_offer_states_goes_before_what_others_answer() -> None:
    whole, customizing = found()
    mine, costs = customizing.offers[0], whole.gaps.costs
    own = np.flatnonzero(mine.is_own[MADE])
    assert len(own) == 35
    for gap in own.tolist():
        number = int(mine.requirements[gap])
        # 60 months, no discount: once and five years of the monthly amount, tax-included.
        stated = costs.once_incl_tax_jpy[0, number] + 60 * costs.monthly_incl_tax_jpy[0, number]
        assert mine.costs.customize_jpy[gap] == pytest.approx(stated)


def test_the_staff_time_of_the_city_shown_is_that_of_the_page_of_gaps() -> None:
    whole, customizing = found()
    mine, gaps = customizing.offers[0], whole.gaps
    at = mine.known_jpy(customizing.bodies[0])
    for gap in np.flatnonzero(mine.is_own[WORK]).tolist():
        hours = gaps.hours_per_year[0, int(mine.requirements[gap])]
        assert at[WORK, gap] == pytest.approx(hours * 5 * gaps.basis.staff_hour_jpy)


def test_the_group_closes_each_gap_once_against_the_residents_of_all() -> None:
    customizing = found()[1]
    together_residents = float(sum(core_cities()[code].population for code in GROUP))
    assert list(customizing.bodies) == [417_496.0, together_residents]
    alone, together = (customizing.offers[0].known_jpy(size) for size in customizing.bodies)
    known = ~np.isnan(alone[MADE])
    assert (alone[MADE, known] == together[MADE, known]).all()
    ratio = customizing.bodies[1] / customizing.bodies[0]
    works = ~np.isnan(alone[WORK])
    assert together[WORK, works] == pytest.approx(alone[WORK, works] * ratio)


def test_the_tests_of_all_parameters_together_cost_every_pair_of_them() -> None:
    mine = found(200_000)[1].offers[0]
    tests = mine.costs.parameter_jpy[np.isfinite(mine.costs.parameter_jpy)]
    assert tests.sum() == pytest.approx(parameter_test_jpy(len(tests), 200_000))


def test_a_business_counts_its_gaps_by_offer_and_those_that_offers_share() -> None:
    whole, customizing = found()
    gaps = sum(sum(one.gaps) for one in customizing.businesses)
    assert gaps == sum(len(one.requirements) for one in customizing.offers)
    shared: dict[int, int] = {}
    for one in customizing.offers:
        for number in one.requirements.tolist():
            shared[number] = shared.get(number, 0) + 1
    assert sum(one.shared for one in customizing.businesses) == sum(
        count > 1 for count in shared.values()
    )
    assert whole.fit.businesses == tuple(one.business for one in customizing.businesses)

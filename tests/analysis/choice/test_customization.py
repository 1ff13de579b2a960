"""Customize, set a parameter or work around (method §7)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.choice.customization import (
    WAYS,
    Stretch,
    WayCosts,
    break_even_residents,
    cheapest_ways,
    customize_jpy,
    lower_envelope,
    workaround_jpy_per_resident,
)
from rfi.compare.round.window import annuity, window_of
from rfi.normalize.step import FloatArray
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated

MILLION = 1_000_000
NEVER = np.inf
UNKNOWN = np.nan


def array(*values: float) -> FloatArray:
    return np.array(values, dtype=np.float64)


def horizon_years(rate: float = 0.0) -> float:
    """Return A of a window of 60 months by the definition that the comparison uses."""
    answers = collect(questionnaire(), answer([line("I03", 1)]))
    conditions = evaluated(answers, changes={"discount_rate": rate}).conditions
    return annuity(window_of(2027 * 12 + 3, conditions), conditions)


def example(tax: float = 1.0, *, minutes: float = 10, years: float = 5) -> float:
    made = customize_jpy(array(10 * MILLION * tax), array(MILLION * tax), years)
    work = workaround_jpy_per_resident(array(minutes), array(0.05), 4_076, years)
    return float(break_even_residents(made, work)[0])


def test_f_10m_m_1m_5_years_h_10_minutes_v_0_05_w_4076_turns_at_88322_residents() -> None:
    assert horizon_years() == pytest.approx(5)
    assert round(example(years=horizon_years())) == 88_322


def test_the_same_with_tax_turns_at_97154_residents() -> None:
    assert round(example(1.1)) == 97_154


@pytest.mark.parametrize("minutes", [0, -10])
def test_a_workaround_that_costs_no_time_never_turns(minutes: float) -> None:
    assert example(minutes=minutes) == NEVER


def test_discounting_weighs_once_against_yearly_and_so_moves_the_turn_up() -> None:
    assert horizon_years(0.04) == pytest.approx(sum(1.04**-year for year in range(5)))
    assert example(years=horizon_years(0.04)) > example()


def test_what_is_not_known_turns_nowhere_known_and_not_at_zero() -> None:
    found = break_even_residents(array(UNKNOWN, 15, 0), array(1, UNKNOWN, 1))
    assert np.isnan(found).tolist() == [True, True, False]
    assert found[2] == 0


def test_three_cities_of_30000_that_close_a_gap_together_customize_where_one_works_around() -> None:
    costs = WayCosts(array(NEVER), array(15 * MILLION), array(169.8333))
    found = cheapest_ways(costs, array(30_000, 3 * 30_000))
    assert [WAYS[way] for way in found.cheapest[:, 0]] == ["workaround", "customize"]


def test_with_a_parameter_of_8m_the_envelope_turns_to_it_and_never_reaches_customizing() -> None:
    work = workaround_jpy_per_resident(array(10), array(0.05), 4_076, 5)
    costs = WayCosts(array(8 * MILLION), array(15 * MILLION), work)
    first, second = lower_envelope(costs, 0)
    assert (first.way, first.low, second.way, second.high) == ("workaround", 0, "parameter", NEVER)
    assert first.high == second.low
    assert round(first.high) == 47_105


@pytest.mark.parametrize(
    ("parameter", "customize", "work", "expected"),
    [
        (NEVER, 15, 1, (Stretch("workaround", 0, 15), Stretch("customize", 15, NEVER))),
        (20, 15, 1, (Stretch("workaround", 0, 15), Stretch("customize", 15, NEVER))),
        (UNKNOWN, 15, 1, (Stretch("workaround", 0, 15), Stretch("customize", 15, NEVER))),
        (8, 15, 0, (Stretch("workaround", 0, NEVER),)),
        (8, 15, NEVER, (Stretch("parameter", 0, NEVER),)),
        (0, 15, 1, (Stretch("parameter", 0, NEVER),)),
        (NEVER, UNKNOWN, 1, (Stretch("workaround", 0, NEVER),)),
        (NEVER, UNKNOWN, UNKNOWN, ()),
    ],
)
def test_the_lower_envelope_holds_the_cheapest_way_at_every_size(
    parameter: float, customize: float, work: float, expected: tuple[Stretch, ...]
) -> None:
    assert lower_envelope(WayCosts(array(parameter), array(customize), array(work)), 0) == expected


def test_totals_all_by_parameter_all_customized_all_adapted_and_the_cheapest_mix() -> None:
    costs = WayCosts(array(4, 9), array(6, 5), array(1, 1))
    found = cheapest_ways(costs, array(3, 7))
    by_way = dict(zip(WAYS, found.by_way.tolist(), strict=True))
    assert by_way == {"workaround": [6, 14], "parameter": [13, 13], "customize": [11, 11]}
    assert found.mix_jpy.tolist() == [3 + 3, 4 + 5]
    assert not found.is_at_most.any()


def test_an_unknown_way_leaves_its_total_unknown_and_the_mix_at_most() -> None:
    costs = WayCosts(array(UNKNOWN, 9), array(6, 5), array(1, 1))
    found = cheapest_ways(costs, array(7))
    assert np.isnan(found.by_way[WAYS.index("parameter"), 0])
    assert found.mix_jpy.tolist() == [11]
    assert found.is_at_most.tolist() == [True]


def test_a_gap_that_no_known_way_closes_leaves_the_mix_unknown() -> None:
    costs = WayCosts(array(NEVER, 9), array(UNKNOWN, 5), array(NEVER, 1))
    found = cheapest_ways(costs, array(7))
    assert np.isnan(found.mix_jpy[0])
    assert found.cheapest.tolist() == [[-1, WAYS.index("customize")]]


POSITIVE = st.floats(1, 1e9)


@given(POSITIVE, POSITIVE, st.floats(0.01, 1e4), st.floats(1, 1e7))
def test_envelope_turn_and_mix_say_the_same(
    parameter: float, customize: float, work: float, residents: float
) -> None:
    costs = WayCosts(array(parameter), array(customize), array(work))
    found = cheapest_ways(costs, array(residents))
    here = [each for each in lower_envelope(costs, 0) if each.low <= residents <= each.high]
    each_way = dict(zip(WAYS, found.by_way[:, 0].tolist(), strict=True))
    assert min(each_way[one.way] for one in here) == pytest.approx(found.mix_jpy[0])
    turn = float(break_even_residents(array(customize), array(work))[0])
    assert work * turn == pytest.approx(customize)

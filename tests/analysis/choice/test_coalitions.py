"""Which coalitions object to shares, and for which α of the mixed key none does (method §4)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.choice.coalitions import (
    Coalitions,
    Members,
    check_core,
    coalitions_of,
    every_coalition,
    mixed_key_interval,
)
from rfi.analysis.choice.shapley import exact_shapley
from rfi.compare.round.sharing import SharingKey, shares_of
from rfi.normalize.step import FloatArray

MILLION = 1_000_000
# 倉敷, 高松 and 松山 (census of 2020), the example of domain §11, in yen.
NAMES = ("332020", "372013", "382019")
RESIDENTS = np.array([474_592, 417_496, 511_192], dtype=np.float64)
TOTAL = 100.0 * MILLION
ALONE = np.array([34.0, 30.5, 36.0]) * MILLION


def singles_only(members: Members) -> FloatArray:
    """Return what a city pays alone; what two would pay together is not known."""
    return np.where(members.sum(axis=1) == 1, members @ ALONE, np.nan)


def by_key(
    alpha: float, residents: FloatArray = RESIDENTS, names: tuple[str, ...] = NAMES
) -> FloatArray:
    return shares_of(SharingKey("mixed", alpha, {}), names, residents) * TOTAL


def three(pairs: float = np.nan, alone: FloatArray = ALONE) -> Coalitions:
    """Return the coalitions of three cities: each alone, and every pair at one cost."""

    def cost_of(members: Members) -> FloatArray:
        return np.where(members.sum(axis=1) == 1, members @ alone, pairs)

    return coalitions_of(cost_of, RESIDENTS)


def test_100_among_cities_that_pay_34_30_5_and_36_alone_leaves_alpha_0_1384_to_0_2090() -> None:
    found = mixed_key_interval(three(), by_key(0), by_key(1))
    assert (round(found.low, 4), round(found.high, 4)) == (0.1384, 0.2090)
    assert not found.is_empty
    assert found.is_partial, "no price of two cities is known"


@pytest.mark.parametrize(
    ("alpha", "objecting", "millions"),
    [(0.0, (2,), 0.4284), (0.17, None, 0), (0.5, (1,), 1.0424), (1.0, (1,), 2.8333)],
)
def test_matsuyama_objects_below_the_interval_and_takamatsu_above_it(
    alpha: float, objecting: tuple[int, ...] | None, millions: float
) -> None:
    found = check_core(three(), by_key(alpha), TOTAL)
    assert found.is_in_core is (objecting is None)
    assert found.objecting == (() if objecting is None else (objecting,))
    if objecting:
        assert found.objection_jpy[0] / MILLION == pytest.approx(millions, abs=0.0001)


def test_objections_stand_in_the_order_of_their_size() -> None:
    dear = np.array([33.0, 20.0, 30.0]) * MILLION
    found = check_core(three(alone=dear), by_key(1), TOTAL)
    assert found.objecting == ((1,), (2,), (0,))
    assert [round(each / MILLION, 2) for each in found.objection_jpy] == [13.33, 3.33, 0.33]


def test_an_empty_interval_names_the_two_coalitions_that_clash() -> None:
    # 高松 at 30.0 wants α ≤ 0.0694, 松山 at 36.0 wants α ≥ 0.1384.
    lower = np.array([34.0, 30.0, 36.0]) * MILLION
    found = mixed_key_interval(three(alone=lower), by_key(0), by_key(1))
    assert found.is_empty
    assert np.isnan([found.low, found.high]).all()
    assert found.clashing == ((2,), (1,))


def test_a_coalition_that_no_alpha_contents_is_named_alone() -> None:
    # 松山 at 33.0 wants α ≥ 1.1077; nobody is content at 20.0.
    for index, alone in ((0, 20), (1, 20), (2, 20), (2, 33)):
        hopeless = ALONE.copy()
        hopeless[index] = alone * MILLION
        found = mixed_key_interval(three(alone=hopeless), by_key(0), by_key(1))
        assert found.clashing == ((index,),)
    same = np.full(3, TOTAL / 3)
    assert mixed_key_interval(three(), same, same).clashing == ((1,),), "α moves nobody"


def test_the_interval_is_clipped_to_0_and_1() -> None:
    found = mixed_key_interval(three(alone=ALONE + TOTAL), by_key(0), by_key(1))
    assert (found.low, found.high) == (0, 1)


def test_pairs_can_object_where_no_city_does() -> None:
    found = check_core(three(66.0 * MILLION), by_key(0.17), TOTAL)
    assert found.is_in_core is False
    assert not found.is_partial
    assert {len(each) for each in found.objecting} == {2}


def test_without_any_known_cost_nothing_is_said_of_the_core() -> None:
    unknown = three(alone=np.full(3, np.nan))
    found = check_core(unknown, by_key(0.5), TOTAL)
    assert found.is_in_core is None
    assert found.is_partial


def test_a_city_alone_has_nobody_to_object() -> None:
    one = coalitions_of(free, np.array([350_000.0]))
    found = check_core(one, np.array([TOTAL]), TOTAL)
    assert (found.is_in_core, found.is_partial, found.objecting) == (True, False, ())


def test_shares_that_do_not_sum_to_the_cost_or_are_unknown_are_refused() -> None:
    for wrong in (by_key(0.5) + 1, by_key(0.5) * np.nan):
        with pytest.raises(ValueError, match="do not sum"):
            check_core(three(), wrong, TOTAL)


def free(members: Members) -> FloatArray:
    return np.asarray(members.sum(axis=1), dtype=np.float64)


def test_all_coalitions_of_15_are_asked_and_of_16_the_ones_that_most_often_object() -> None:
    fifteen = coalitions_of(free, np.arange(15.0))
    assert (len(fifteen.members), fifteen.is_partial) == (2**15 - 2, False)
    sixteen = coalitions_of(free, np.arange(16.0))
    assert sixteen.is_partial
    rows = {tuple(np.flatnonzero(row).tolist()) for row in sixteen.members}
    everybody = set(range(16))
    assert len(rows) == len(sixteen.members)
    assert {(each,) for each in everybody} <= rows
    assert {(a, b) for a in everybody for b in everybody if a < b} <= rows
    assert {tuple(sorted(everybody - {each})) for each in everybody} <= rows
    for size in range(1, 16):
        assert tuple(range(size)) in rows, "the smallest"
        assert tuple(range(16 - size, 16)) in rows, "the largest"
    assert max(map(len, rows)) == 15
    # 16 singles, 120 pairs, 16 without one, and two of each size from 3 to 14.
    assert len(rows) == 16 + 120 + 16 + 2 * 12


@settings(max_examples=50)
@given(
    st.lists(st.integers(50_000, 700_000), min_size=2, max_size=6),
    st.floats(0.3, 1),
    st.floats(0, 1),
)
def test_an_alpha_lies_in_the_interval_just_when_nobody_objects(
    residents: list[int], power: float, alpha: float
) -> None:
    size = np.array(residents, dtype=np.float64)
    names = tuple(f"c{index}" for index in range(len(size)))

    def cost_of(members: Members) -> FloatArray:
        return np.asarray(TOTAL * (members @ size / size.sum()) ** power)

    asked = coalitions_of(cost_of, size)
    found = mixed_key_interval(asked, by_key(0, size, names), by_key(1, size, names))
    is_near = min(abs(alpha - found.low), abs(alpha - found.high)) < 1e-6
    share = by_key(alpha, size, names)
    if not is_near:
        is_inside = not found.is_empty and found.low <= alpha <= found.high
        assert check_core(asked, share, TOTAL).is_in_core is is_inside


@settings(max_examples=40)
@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=7))
def test_shapleys_shares_of_nested_needs_lie_in_the_core(needs: list[int]) -> None:
    need = np.array(needs, dtype=np.float64)

    def cost_of(members: Members) -> FloatArray:
        return np.asarray(np.where(members, need, 0.0).max(axis=1))

    share = exact_shapley(cost_of(every_coalition(len(need))))
    found = check_core(coalitions_of(cost_of, need), share, float(need.max()))
    assert found.is_in_core

"""What a question is worth (method §11)."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.asking.constants import ASKING_DRAWS
from rfi.analysis.asking.value import UnknownPrice, ValueOfAsking, value_of_asking

M = 1_000_000


def unknown(offer: int, low: float, middle: float, high: float, name: str = "") -> UnknownPrice:
    return UnknownPrice(offer, low, middle, high, name or f"{offer} {low} {middle} {high}")


def asked(known: Sequence[float], *prices: UnknownPrice, draws: int = 2_000) -> ValueOfAsking:
    return value_of_asking(np.array(known, dtype=np.float64), prices, draws=draws)


def test_100_against_85_and_10_to_30_is_a_regret_of_0_2083_all_of_it_from_the_hole() -> None:
    found = asked([100 * M, 85 * M], unknown(1, 10 * M, 20 * M, 30 * M))
    assert found.least == 0
    assert found.expected.tolist() == [100 * M, 105 * M]
    assert found.regret == pytest.approx(0.2083 * M, abs=100)
    assert found.values[0] == pytest.approx(found.regret, abs=100)
    assert found.values[0] == pytest.approx(125 / 600 * M)


def test_the_hole_of_the_offer_that_is_least_now_is_worth_asking_too() -> None:
    # Least at 95 + (0, 2, 10) against 100: dearer where the hole is above 5.
    found = asked([95, 100], unknown(0, 0, 2, 10))
    assert found.least == 0
    assert found.values[0] == pytest.approx((10 - 5) ** 3 / (3 * 10 * 8))
    assert found.regret == pytest.approx(found.values[0], abs=1e-4)


def test_nothing_unknown_is_nothing_at_stake() -> None:
    found = asked([100, 85])
    assert (found.least, found.regret, found.values) == (1, 0.0, ())


def test_an_offer_without_an_expected_total_takes_no_part() -> None:
    found = asked([np.nan, 100, 90], unknown(2, 5, 8, 20))
    assert found.least == 1
    assert np.isnan(found.expected[0])
    assert found.values[0] == pytest.approx(10 - 11 + (20 - 10) ** 3 / (3 * 15 * 12))
    assert asked([np.nan, np.nan]).least is None


def test_one_offer_alone_leaves_nothing_to_choose() -> None:
    found = asked([np.nan, 90], unknown(1, 5, 8, 20))
    assert (found.regret, found.values) == (0.0, (0.0,))


def test_the_same_draws_come_whatever_stands_beside_them() -> None:
    price = unknown(1, 1, 2, 9, "b")
    alone = price.drawn(ASKING_DRAWS, 1)
    assert (alone == unknown(0, 1, 2, 9, "b").drawn(ASKING_DRAWS, 1)).all()
    assert (alone != unknown(1, 1, 2, 9, "c").drawn(ASKING_DRAWS, 1)).any()
    assert alone.min() >= 1
    assert alone.max() <= 9
    assert alone.mean() == pytest.approx(price.mean, abs=1e-3)


def sorted_price(offer: int, ends: list[int]) -> UnknownPrice:
    low, middle, high = sorted(map(float, ends))
    return unknown(offer, low, middle, high)


prices = st.builds(
    sorted_price,
    st.integers(0, 3),
    st.lists(st.integers(0, 1_000), min_size=3, max_size=3),
)
totals = st.lists(st.integers(0, 3_000).map(float), min_size=4, max_size=4)


@given(totals, st.lists(prices, max_size=6))
def test_regret_and_values_are_never_negative_and_a_value_is_never_above_the_regret(
    known: list[float], given_prices: list[UnknownPrice]
) -> None:
    found = asked(known, *given_prices)
    assert found.regret >= 0
    assert all(value >= 0 for value in found.values)
    # The values are exact and the regret is drawn: within what draws can tell.
    assert max(found.values, default=0.0) <= found.regret + 12


@given(totals, prices)
def test_one_unknown_price_is_all_that_is_at_stake(known: list[float], price: UnknownPrice) -> None:
    found = asked(known, price)
    assert found.values[0] == pytest.approx(found.regret, abs=0.01)


@given(prices, st.floats(-100, 1_200))
def test_below_and_above_differ_by_the_distance_to_the_mean(price: UnknownPrice, at: float) -> None:
    difference = price.expected_below(at) - price.expected_above(at)
    assert difference == pytest.approx(at - price.mean, abs=1e-6)


@given(totals, st.lists(prices, max_size=5), st.integers(1, 1_000))
def test_raising_every_total_alike_changes_no_value(
    known: list[float], given_prices: list[UnknownPrice], more: int
) -> None:
    before = asked(known, *given_prices)
    after = asked([one + more for one in known], *given_prices)
    assert after.values == pytest.approx(before.values, abs=1e-6)
    assert after.regret == pytest.approx(before.regret, abs=1e-6)

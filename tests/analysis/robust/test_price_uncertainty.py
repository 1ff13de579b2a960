"""Prices that may be off by some per cent (method §8)."""

import itertools
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.robust.constants import PRICE_DRAWS, PRICE_SEED
from rfi.analysis.robust.price_uncertainty import (
    PriceRanges,
    UncertainTotals,
    drawn_totals,
    ranges_around,
    triangular_quantile,
    uncertain_totals,
)

LINES = np.ones(100)
KEYS = ("a:A", "b:B")


BOTH = (ranges_around(LINES, 0.2), ranges_around(LINES * 1.02, 0.2))


def example(*, seed: int = PRICE_SEED, correlation: float = 1) -> UncertainTotals:
    """Return 100 equal lines ±20 % against a rival 2 % dearer."""
    return uncertain_totals(KEYS, BOTH, seed=seed, correlation=correlation)


def test_100_equal_lines_20_per_cent_off_and_a_rival_2_per_cent_dearer_are_57_per_cent() -> None:
    found = example()
    assert found.cheapest_share[0] == pytest.approx(0.57, abs=0.015)
    assert found.cheapest_share.sum() == pytest.approx(1)
    assert (found.correlation, found.seed) == (1, PRICE_SEED)


def test_independent_draws_would_say_96_per_cent() -> None:
    assert example(correlation=0).cheapest_share[0] == pytest.approx(0.96, abs=0.01)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_57_and_96_per_cent_hold_for_other_seeds_too(seed: int) -> None:
    assert example(seed=seed).cheapest_share[0] == pytest.approx(0.57, abs=0.02)
    shares = example(seed=seed, correlation=0).cheapest_share
    assert shares[0] == pytest.approx(0.96, abs=0.01)


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    assert (drawn_totals(KEYS, BOTH) == drawn_totals(KEYS, BOTH)).all()
    assert (drawn_totals(KEYS, BOTH, seed=1) != drawn_totals(KEYS, BOTH, seed=2)).any()
    assert drawn_totals(KEYS, BOTH).shape == (2, PRICE_DRAWS)
    assert example().draws == PRICE_DRAWS


def test_the_share_lies_between_both_ends_when_lines_correlate_by_a_half() -> None:
    assert 0.58 < example(correlation=0.5).cheapest_share[0] < 0.94


def test_p50_is_the_quote_and_p80_follows_from_the_triangle_when_all_lines_move_together() -> None:
    found = example()
    # A triangle of 80 to 120: four in five lie below 120 − √(0.2 · 40 · 20).
    assert found.p50 == pytest.approx([100, 102], abs=0.3)
    assert found.p80[0] == pytest.approx(120 - np.sqrt(160), abs=0.3)
    assert found.p80[1] == pytest.approx(1.02 * (120 - np.sqrt(160)), abs=0.3)
    assert (np.abs(example(correlation=0).p80 - [100, 102]) < 1).all()


@pytest.mark.parametrize("correlation", [0.0, 0.25, 0.5, 1.0])
def test_two_lines_correlate_by_rho_and_two_offers_not_at_all(correlation: float) -> None:
    # The variance of a sum of n equal lines is n·(1 + (n − 1)·ρ) times that of one.
    found = drawn_totals(
        KEYS, [ranges_around(np.ones(4), 0.3)] * 2, correlation=correlation, draws=40_000
    )
    one = 0.3**2 / 6
    assert found.var(axis=1) / one == pytest.approx(4 * (1 + 3 * correlation), rel=0.04)
    between = np.corrcoef(found[0], found[1])
    assert np.abs(between - np.eye(2)).max() < 0.02


PRICES = st.tuples(st.floats(-1e9, 1e9), st.floats(0, 1e8), st.floats(0, 1e8))


@settings(max_examples=60, deadline=None)
@given(st.lists(PRICES, min_size=1, max_size=12), st.integers(0, 9))
def test_lines_that_all_take_one_draw_sum_to_their_quantiles_whatever_their_triangles(
    prices: list[tuple[float, float, float]], seed: int
) -> None:
    quoted, below, above = (np.array(each) for each in zip(*prices, strict=True))
    ranges = PriceRanges(quoted - below, quoted, quoted + above)
    (found,) = drawn_totals(KEYS[:1], [ranges], seed=seed, draws=40)
    shares = np.random.default_rng([seed, zlib.crc32(KEYS[0].encode())]).random(40)
    one_by_one = triangular_quantile(ranges, shares[:, np.newaxis]).sum(axis=1)
    assert np.abs(found - one_by_one).max() < 1e-3


def test_the_order_of_lines_and_of_offers_and_another_offer_change_no_draw() -> None:
    quoted = np.array([5.0, 1.0, 3.0])
    one, other = ranges_around(quoted, 0.2), ranges_around(quoted[::-1] * 1.1, 0.1)
    found = drawn_totals(KEYS, [one, other], correlation=0.5, draws=500)
    moved = PriceRanges(one.low[::-1], one.quoted[::-1], one.high[::-1])
    again = drawn_totals(("c:C", *KEYS[::-1]), [one, other, moved], correlation=0.5, draws=500)
    assert (found == again[[2, 1]]).all()


def test_many_lines_are_drawn_in_pieces_of_bounded_size_like_few() -> None:
    many = ranges_around(np.full(2_000, 0.05), 0.2)
    found = drawn_totals(KEYS, [many, ranges_around(LINES * 1.02, 0.2)], draws=5_000)
    few = drawn_totals(
        KEYS, [ranges_around(LINES, 0.2), ranges_around(LINES * 1.02, 0.2)], draws=5_000
    )
    assert found == pytest.approx(few)


def test_a_discount_is_smallest_where_the_prices_are_dearest() -> None:
    prices = ranges_around(np.array([100.0, -10.0]), 0.2)
    found = drawn_totals(KEYS[:1], [prices])
    assert found.max() == pytest.approx(112, abs=0.5)
    assert found.min() == pytest.approx(68, abs=0.5)


def test_an_offer_of_unknown_price_is_never_the_cheapest_and_takes_no_draw() -> None:
    hole = ranges_around(np.array([1.0, np.nan]), 0.2)
    nothing = ranges_around(np.array([]), 0.2)
    found = uncertain_totals((*KEYS, "c:C"), [ranges_around(LINES, 0.2), hole, nothing], draws=100)
    assert found.cheapest_share[0] == 1
    assert np.isnan(found.cheapest_share[1:]).all()
    assert np.isnan(found.p50[1:]).all()
    assert np.isnan(found.p80[1:]).all()


def test_equal_totals_share_a_draw() -> None:
    sure = ranges_around(LINES, 0.0)
    assert uncertain_totals(KEYS, [sure, sure], draws=10).cheapest_share.tolist() == [0.5, 0.5]


@settings(max_examples=60)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3),
    st.lists(st.floats(0, 1), min_size=2, max_size=5),
)
def test_the_quantile_runs_from_the_low_to_the_high_end_and_never_back(
    ends: list[float], shares: list[float]
) -> None:
    low, quoted, high = sorted(ends)
    ranges = PriceRanges(*(np.array([each]) for each in (low, quoted, high)))

    def at(share: float) -> float:
        return float(triangular_quantile(ranges, np.array([share]))[0])

    values = [at(share) for share in sorted([0.0, *shares, 1.0])]
    assert values[0] == pytest.approx(low)
    assert values[-1] == pytest.approx(high)
    slack = 1e-6 * (1 + high - low)
    assert all(one <= other + slack for one, other in itertools.pairwise(values))


def test_the_share_below_the_quote_is_its_place_between_the_ends() -> None:
    ranges = PriceRanges(np.array([80.0]), np.array([90.0]), np.array([120.0]))
    quarter = triangular_quantile(ranges, np.array([0.25]))
    assert quarter.tolist() == pytest.approx([90])

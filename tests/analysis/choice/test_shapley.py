"""Shapley's shares (method §4): the method's own example, the axioms, and sampling."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.choice.coalitions import Members, every_coalition
from rfi.analysis.choice.shapley import exact_shapley, sampled_shapley, shapley_shares
from rfi.normalize.step import FloatArray

SEED = 7
NEEDS = np.array([8.0, 11, 13, 18])


def nested(needs: FloatArray = NEEDS) -> FloatArray:
    """Return what every coalition costs that pays for the greatest need among its members."""
    return np.asarray(np.where(every_coalition(len(needs)), needs, 0.0).max(axis=1))


@st.composite
def games(draw: st.DrawFn, most: int = 5) -> FloatArray:
    """Draw costs of every coalition of 1 to ``most`` members; nobody costs nothing."""
    members = draw(st.integers(1, most))
    count = 2**members - 1
    drawn = draw(st.lists(st.integers(0, 10**9), min_size=count, max_size=count))
    return np.array([0.0, *drawn])


def test_nested_needs_of_8_11_13_and_18_bear_2_3_4_and_9() -> None:
    assert exact_shapley(nested()).tolist() == pytest.approx([2, 3, 4, 9])


@settings(max_examples=60)
@given(games())
def test_shares_sum_to_the_cost_of_the_whole_group(cost: FloatArray) -> None:
    assert math.fsum(exact_shapley(cost)) == pytest.approx(cost[-1], abs=0.01)


@settings(max_examples=40)
@given(games())
def test_shares_are_the_mean_of_what_each_adds_over_all_orders(cost: FloatArray) -> None:
    members = (len(cost) - 1).bit_length()
    sums = [Fraction(0)] * members
    orders = list(itertools.permutations(range(members)))
    for order in orders:
        joined = 0
        for member in order:
            sums[member] += Fraction(cost[joined | 1 << member]) - Fraction(cost[joined])
            joined |= 1 << member
    expected = [float(each / len(orders)) for each in sums]
    assert exact_shapley(cost).tolist() == pytest.approx(expected, abs=0.01)


@settings(max_examples=60)
@given(games(), st.integers(0, 10**9))
def test_a_dummy_bears_just_what_it_costs_alone(cost: FloatArray, alone: int) -> None:
    extended = np.concatenate([cost, cost + alone])
    found = exact_shapley(extended)
    assert found[-1] == pytest.approx(alone, abs=0.01)
    assert found[:-1].tolist() == pytest.approx(exact_shapley(cost).tolist(), abs=0.01)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6), st.data())
def test_members_of_the_same_need_bear_the_same_and_names_do_not_matter(
    needs: list[int], data: st.DataObject
) -> None:
    twins = np.array([*needs, needs[0]], dtype=np.float64)
    found = exact_shapley(nested(twins))
    assert found[0] == pytest.approx(found[-1])
    order = data.draw(st.permutations(range(len(twins))))
    assert exact_shapley(nested(twins[order])).tolist() == pytest.approx(found[order].tolist())


@settings(max_examples=40)
@given(games(4), st.integers(1, 1000))
def test_a_cost_k_times_as_high_is_borne_k_times_as_high(cost: FloatArray, factor: int) -> None:
    expected = (exact_shapley(cost) * factor).tolist()
    assert exact_shapley(cost * factor).tolist() == pytest.approx(expected, abs=0.01)


def root_cost(size: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return exact φ of a cost that grows with the root of the residents, and the residents."""
    cost = np.sqrt(every_coalition(len(size)) @ size)
    return exact_shapley(cost), size


def test_sampled_shares_of_twelve_lie_within_four_standard_errors_of_the_exact_ones() -> None:
    exact, size = root_cost(np.linspace(1e5, 6e5, 12))

    def cost_of(members: Members) -> FloatArray:
        return np.asarray(np.sqrt(members @ size))

    found = sampled_shapley(cost_of, 12, np.random.default_rng(SEED), 2_500)
    assert not found.is_exact
    assert found.orders == 2_500
    assert (np.abs(found.share - exact) < 4 * found.standard_error).all()
    assert (found.standard_error > 0).all()
    assert math.fsum(found.share) == pytest.approx(math.sqrt(size.sum()))


def test_twelve_members_are_exact_and_thirteen_are_sampled_with_a_standard_error() -> None:
    def cost_of(members: Members) -> FloatArray:
        return np.asarray(np.where(members, np.arange(1.0, members.shape[1] + 1), 0).max(axis=1))

    twelve = shapley_shares(cost_of, 12, np.random.default_rng(SEED))
    assert twelve.is_exact
    assert twelve.standard_error.tolist() == [0] * 12
    thirteen = shapley_shares(cost_of, 13, np.random.default_rng(SEED), 500)
    assert not thirteen.is_exact
    expected = np.cumsum([1 / (13 - index) for index in range(13)])
    assert (np.abs(thirteen.share - expected) <= 4 * thirteen.standard_error + 1e-9).all()


def test_the_same_seed_gives_the_same_shares_and_more_orders_a_smaller_error() -> None:
    _, size = root_cost(np.linspace(1e5, 6e5, 8))

    def sampled(seed: int, orders: int) -> FloatArray:
        found = sampled_shapley(
            lambda members: np.asarray(np.sqrt(members @ size)),
            8,
            np.random.default_rng(seed),
            orders,
        )
        return np.stack([found.share, found.standard_error])

    assert (sampled(1, 400) == sampled(1, 400)).all()
    assert (sampled(1, 400)[0] != sampled(2, 400)[0]).any()
    assert (sampled(1, 6_400)[1] < sampled(1, 400)[1]).all()


def test_an_unknown_coalition_leaves_the_shares_unknown_and_not_zero() -> None:
    cost = nested()
    cost[3] = np.nan
    assert np.isnan(exact_shapley(cost)).all()

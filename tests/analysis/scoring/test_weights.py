"""How far weights decide the order (method §11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.scoring.weights import Weights, area_of, smallest_turn, weight_triangle

EVEN: Weights = (1 / 3, 1 / 3, 1 / 3)


def test_two_offers_that_are_first_for_one_thing_each_share_the_triangle() -> None:
    found = weight_triangle([(100, 0, 0), (0, 100, 0)], (0.5, 0.3, 0.2))
    assert [region.area for region in found.regions] == pytest.approx([0.5, 0.5])
    assert found.first == (0,)
    # Of 0.5 and 0.3 a tenth must move from cost to residents: 0.4 and 0.4.
    assert found.turn is not None
    assert found.turn.distance == pytest.approx(0.2)
    assert found.turn.weights == pytest.approx((0.4, 0.4, 0.2))
    # The other two in their proportion 3 : 2, cost stays first down to 0.375 : 0.375.
    assert found.intervals[0] == pytest.approx((0.375, 1))
    assert found.intervals[1] == pytest.approx((0, 5 / 12))
    assert found.intervals[2] == pytest.approx((0, 1))


def test_three_offers_first_for_one_thing_each_have_a_third() -> None:
    found = weight_triangle([(90, 0, 0), (0, 90, 0), (0, 0, 90)], (0.5, 0.25, 0.25))
    assert [region.area for region in found.regions] == pytest.approx([1 / 3] * 3)


def test_an_offer_that_is_first_nowhere_has_no_region() -> None:
    found = weight_triangle([(100, 80, 80), (50, 40, 70)], EVEN)
    assert [region.area for region in found.regions] == pytest.approx([1, 0])
    assert found.turn is None
    assert found.intervals == ((0.0, 1.0),) * 3


def test_offers_with_equal_points_are_both_first_and_have_the_same_region() -> None:
    found = weight_triangle([(50, 50, 50), (50, 50, 50)], EVEN)
    assert found.first == (0, 1)
    assert [region.area for region in found.regions] == pytest.approx([1, 1])
    assert (found.intervals, found.turn) == ((), None)


def test_an_offer_whose_points_are_not_known_takes_no_part() -> None:
    found = weight_triangle([None, (10, 0, 0)], EVEN)
    assert [region.offer for region in found.regions] == [1]
    assert weight_triangle([None], EVEN).first == ()


scores = st.tuples(*[st.integers(0, 100).map(float)] * 3)
weights = st.tuples(*[st.integers(1, 20)] * 3).map(
    lambda parts: (parts[0] / sum(parts), parts[1] / sum(parts), parts[2] / sum(parts))
)


def total(points: Weights, given_weights: Weights) -> float:
    return sum(a * b for a, b in zip(points, given_weights, strict=True))


@given(st.lists(scores, min_size=1, max_size=6, unique=True))
def test_the_regions_of_offers_fill_the_triangle_once(points: list[Weights]) -> None:
    found = weight_triangle(points, EVEN)
    assert sum(region.area for region in found.regions) == pytest.approx(1, abs=1e-6)
    assert all(area_of(region.corners) == region.area for region in found.regions)


@given(st.lists(scores, min_size=2, max_size=5, unique=True), weights)
def test_the_first_offer_has_the_largest_sum_and_its_region_holds_the_weights(
    points: list[Weights], given_weights: Weights
) -> None:
    found = weight_triangle(points, given_weights)
    sums = [total(one, given_weights) for one in points]
    assert max(sums) - sums[found.first[0]] <= 1e-9
    assert len(found.intervals) == (3 if len(found.first) == 1 else 0)
    for interval, weight in zip(found.intervals, given_weights, strict=len(found.first) == 1):
        assert interval[0] - 1e-6 <= weight <= interval[1] + 1e-6


@given(scores, scores, weights, st.lists(weights, max_size=30))
def test_no_nearer_weights_turn_the_order(
    first: Weights, second: Weights, given_weights: Weights, others: list[Weights]
) -> None:
    difference = (first[0] - second[0], first[1] - second[1], first[2] - second[2])
    if total(difference, given_weights) <= 1e-6:
        return
    found = smallest_turn(difference, given_weights)
    for other in others:
        if total(difference, other) <= 0:
            assert found is not None
            away = sum(abs(a - b) for a, b in zip(other, given_weights, strict=True))
            assert found[1] <= away + 1e-9
    if found is not None:
        assert total(difference, found[0]) == pytest.approx(0, abs=1e-6)
        assert sum(found[0]) == pytest.approx(1)
        away = sum(abs(a - b) for a, b in zip(found[0], given_weights, strict=True))
        assert away == pytest.approx(found[1], abs=1e-9)

"""The survey of ratios (method §6): mean of ratios and ratio of sums always together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.today.ratio_survey import (
    PUBLISHED,
    RatioSurvey,
    ReportedPair,
    running_before,
    survey_of_columns,
    survey_of_pairs,
)
from rfi.scenario.assumptions import assumptions_of
from tests.answers import standard_assumptions
from tests.compare.cities import city, cost

STANDARD = assumptions_of(standard_assumptions())[0]


def survey(*pairs: tuple[float | None, float | None], asked: int | None = None) -> RatioSurvey:
    rows = [ReportedPair(f"{index:06d}", f"市{index}", *pair) for index, pair in enumerate(pairs)]
    return survey_of_pairs(rows, asked)


def test_10_to_20_and_100_to_110_are_1_55_on_average_and_1_18_of_the_sums() -> None:
    found = survey((10, 20), (100, 110))
    assert found.mean == pytest.approx(1.55)
    assert found.ratio_of_sums == pytest.approx(130 / 110)
    assert round(found.ratio_of_sums or 0, 2) == 1.18


def test_shares_largest_and_falling_cities_are_named() -> None:
    found = survey((10, 57), (10, 20), (10, 9), (10, 8), (10, 15), (None, 10), asked=7)
    assert (found.answered, found.asked) == (5, 7)
    assert found.doubled == 2
    assert found.doubled_share == pytest.approx(0.4)
    assert found.largest == (0,)
    assert found.falling == (2, 3)
    assert found.open_indexes == (5,)


def test_a_city_without_a_figure_or_with_a_before_of_zero_is_open_and_not_zero() -> None:
    found = survey((10, 20), (0, 5), (10, None))
    assert found.answered == 1
    assert found.mean == 2
    assert np.isnan(found.ratios[1:]).all()


def test_nothing_answered_gives_no_figure() -> None:
    found = survey((None, None))
    assert (found.mean, found.ratio_of_sums, found.doubled_share) == (None, None, None)
    assert found.largest == ()


def test_a_lower_bound_never_enters_a_ratio() -> None:
    homes = [city([cost("R01", 100)], "992011"), city([cost("R01", 100)], "992020")]
    before = running_before(homes, STANDARD, "included")
    after, exact = np.array([[250.0], [180.0]]), np.array([[True], [False]])
    (found,) = survey_of_columns(homes, before, after, exact)
    assert (found.answered, found.asked, found.mean) == (1, 2, 2.5)


def test_a_city_whose_own_cost_is_incomplete_is_open() -> None:
    homes = [
        city([cost("R01", 100)], "992011"),
        city([cost("R01", 9), cost("R02", None)], "992020"),
    ]
    before = running_before(homes, STANDARD, "included")
    after, exact = np.full((2, 1), 150.0), np.ones((2, 1), dtype=np.bool_)
    (found,) = survey_of_columns(homes, before, after, exact)
    assert found.ratios.tolist()[0] == 1.5
    assert found.open_indexes == (1,)


def test_many_cities_and_offers_give_what_each_gives_alone() -> None:
    homes = [city([cost("R01", 100 + index)], f"{index:06d}") for index in range(5)]
    before = running_before(homes, STANDARD, "excluded")
    offered = np.arange(10, dtype=np.float64).reshape(5, 2) * 40 + 50
    exact = np.ones((5, 2), dtype=np.bool_)
    for index, found in enumerate(survey_of_columns(homes, before, offered, exact)):
        column = slice(index, index + 1)
        (alone,) = survey_of_columns(homes, before, offered[:, column], exact[:, column])
        assert found.ratios.tolist() == alone.ratios.tolist()
        assert (found.mean, found.ratio_of_sums) == (alone.mean, alone.ratio_of_sums)


AMOUNTS = st.floats(1, 1e9)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20), st.randoms())
def test_the_order_of_the_cities_changes_no_figure(
    pairs: list[tuple[float, float]], chance: object
) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = survey(*pairs), survey(*shuffled)
    assert (first.mean, first.ratio_of_sums, first.doubled, first.median) == (
        second.mean,
        second.ratio_of_sums,
        second.doubled,
        second.median,
    )


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20), st.integers(2, 1000))
def test_in_another_unit_of_money_every_ratio_is_the_same(
    pairs: list[tuple[float, float]], k: int
) -> None:
    found, scaled = survey(*pairs), survey(*[(a * k, b * k) for a, b in pairs])
    assert scaled.mean == pytest.approx(found.mean)
    assert scaled.ratio_of_sums == pytest.approx(found.ratio_of_sums)


def test_the_published_survey_stands_beside_and_is_never_mixed_in() -> None:
    assert (PUBLISHED.answered, PUBLISHED.asked) == (59, 62)
    assert (PUBLISHED.mean, PUBLISHED.maximum, PUBLISHED.lower) == (2.3, 5.7, 2)
    assert survey((10, 20)).mean == 2

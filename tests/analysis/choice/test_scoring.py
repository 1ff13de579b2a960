"""Points for price as domain §12 and method §8 give them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.choice.scoring import (
    PricedOffer,
    Rounding,
    Score,
    score_against_ceiling,
    score_against_lowest,
    score_by_division,
    sum_scores,
)

HALF_UP, DOWN = Rounding("half_up"), Rounding("down")


def priced(*prices: float | None) -> list[PricedOffer]:
    return [PricedOffer(None if price is None else Fraction(str(price))) for price in prices]


def points(scores: tuple[Score, ...]) -> list[float | None]:
    return [None if score.points is None else float(score.points) for score in scores]


def states(scores: tuple[Score, ...]) -> list[str]:
    return [score.state for score in scores]


def test_100_disqualified_120_and_150_at_70_points_are_70_and_56() -> None:
    offers = [PricedOffer(Fraction(100), is_requirement_unmet=True), *priced(120, 150)]
    found = score_against_lowest(offers, Fraction(70), HALF_UP)
    assert points(found) == [None, 70, 56]
    assert states(found) == ["disqualified", "scored", "scored"]


def test_an_offer_over_the_ceiling_has_no_score_and_one_at_the_ceiling_has_one() -> None:
    lowest = score_against_lowest(priced(120, 150, 151), Fraction(70), HALF_UP, Fraction(150))
    assert points(lowest) == [70, 56, None]
    against = score_against_ceiling(priced(120, 150, 151), Fraction(70), Fraction(150), HALF_UP)
    assert points(against) == [14, 0, None]
    divided = score_by_division(priced(120, 151), [Fraction(600)] * 2, HALF_UP, Fraction(150))
    assert points(divided) == [5, None]
    assert states(lowest)[2] == states(against)[2] == states(divided)[1] == "disqualified"


# 京都市, domain §12: build at 70 points and upkeep at 30, in 万円.
BUILD, UPKEEP = priced(300, 250, 270), priced(40, 50, 30)


def kyoto(rounding: Rounding) -> list[float | None]:
    build = score_against_lowest(BUILD, Fraction(70), rounding)
    upkeep = score_against_lowest(UPKEEP, Fraction(30), rounding)
    return points(tuple(sum_scores(parts) for parts in zip(build, upkeep, strict=True)))


def test_the_kyoto_example_gives_a_81_b_88_and_c_95() -> None:
    assert kyoto(HALF_UP) == [81, 88, 95]


def test_22_5_becomes_23_as_half_up_demands_and_bankers_rounding_would_not() -> None:
    assert points(score_against_lowest(UPKEEP, Fraction(30), HALF_UP)) == [23, 18, 30]
    assert round(22.5) == 22
    assert points(score_against_lowest(UPKEEP, Fraction(30), Rounding("down", 1)))[0] == 22.5


def test_cut_off_the_kyoto_example_gives_80_88_and_94() -> None:
    assert kyoto(DOWN) == [80, 88, 94]


@pytest.mark.parametrize(
    ("digits", "half_up", "down"),
    [
        (0, 67, 66),
        (1, 66.7, 66.6),
        (2, 66.67, 66.66),
        (3, 66.667, 66.666),
        (4, 66.6667, 66.6666),
        (5, 66.66667, 66.66666),
    ],
)
def test_scores_are_rounded_at_0_to_5_digits_in_both_ways(
    digits: int, half_up: float, down: float
) -> None:
    offers = priced(100, 150)
    for direction, expected in (("half_up", half_up), ("down", down)):
        rounding = Rounding("half_up" if direction == "half_up" else "down", digits)
        assert points(score_against_lowest(offers, Fraction(100), rounding))[1] == expected


@pytest.mark.parametrize("digits", [-1, 6])
def test_other_digits_are_refused(digits: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        Rounding("down", digits)


def test_fractions_are_exact_where_floating_point_would_lose_a_point() -> None:
    # 70 × (1 − 0.9) is 7 exactly; in floating point it is 6.999….
    assert int(70 * (1 - 0.9)) == 6
    assert points(score_against_ceiling(priced(0.9), Fraction(70), Fraction(1), DOWN)) == [7]


def test_technical_points_over_price_in_million_yen() -> None:
    found = score_by_division(priced(120, 150), [Fraction(80), Fraction(95)], Rounding("down", 3))
    assert points(found) == [0.666, 0.633]


def test_a_price_of_0_leaves_lowest_over_price_undefined_for_all_and_says_so() -> None:
    found = score_against_lowest(priced(0, 120), Fraction(70), HALF_UP)
    assert points(found) == [None, None]
    assert states(found) == ["undefined", "undefined"]


def test_a_price_of_0_that_is_disqualified_does_no_harm() -> None:
    offers = [PricedOffer(Fraction(0), is_requirement_unmet=True), *priced(120)]
    assert points(score_against_lowest(offers, Fraction(70), HALF_UP)) == [None, 70]


def test_a_price_of_0_has_all_points_against_a_ceiling_and_no_quotient() -> None:
    assert points(score_against_ceiling(priced(0), Fraction(70), Fraction(150), HALF_UP)) == [70]
    found = score_by_division(priced(0, 100), [Fraction(80)] * 2, Rounding("down", 1))
    assert states(found) == ["undefined", "scored"]
    assert points(found) == [None, 0.8]


def test_a_ceiling_of_0_leaves_the_score_undefined() -> None:
    found = score_against_ceiling(priced(0, 1), Fraction(70), Fraction(0), HALF_UP)
    assert states(found) == ["undefined", "disqualified"]


def test_a_price_known_from_below_has_no_score_and_is_never_the_lowest() -> None:
    found = score_against_lowest(priced(None, 120, 150), Fraction(70), HALF_UP)
    assert points(found) == [None, 70, 56]
    assert states(found)[0] == "unknown"
    everywhere = (
        score_against_ceiling(priced(None), Fraction(70), Fraction(150), HALF_UP),
        score_by_division(priced(None), [Fraction(80)], HALF_UP),
    )
    assert [states(scores) for scores in everywhere] == [["unknown"], ["unknown"]]


def test_a_sum_with_a_part_without_score_has_none_and_says_the_gravest_reason() -> None:
    scored, unknown = Score(Fraction(10)), Score(None, "unknown")
    assert sum_scores([scored, unknown]) == unknown
    disqualified = Score(None, "disqualified")
    assert sum_scores([unknown, scored, disqualified]) == disqualified
    assert sum_scores([scored, Score(None, "undefined")]).state == "undefined"


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.integers(1, 10**6))
def test_scores_against_the_lowest_price_are_the_same_in_any_unit_of_money(
    prices: list[int], scale: int
) -> None:
    rounding = Rounding("half_up", 2)
    here = score_against_lowest(priced(*prices), Fraction(70), rounding)
    there = score_against_lowest(priced(*(p * scale for p in prices)), Fraction(70), rounding)
    assert here == there
    assert max(score.points or 0 for score in here) == 70


@given(st.fractions(-1000, 1000), st.integers(0, 5))
def test_half_up_is_within_half_a_step_and_cut_off_never_above(
    value: Fraction, digits: int
) -> None:
    step = Fraction(1, 10**digits)
    near, cut = Rounding("half_up", digits).of(value), Rounding("down", digits).of(value)
    assert abs(near - value) <= step / 2
    assert abs(cut) <= abs(value) < abs(cut) + step
    assert near % step == cut % step == 0

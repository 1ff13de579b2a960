"""Whole rules of scoring (domain §12)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.choice.scoring import Rounding
from rfi.analysis.scoring.constants import QUOTIENT_UNIT
from rfi.analysis.scoring.rules import FORMULAS, Formula, Rule, ScoredOffer, order_of, score_offers

HALF_UP = Rounding("half_up")


def rule(
    formula: Formula,
    cost: int = 100,
    residents: int = 0,
    staff: int = 0,
    digits: int = 0,
    ceiling: int | None = None,
) -> Rule:
    return Rule(
        formula,
        Fraction(cost),
        Fraction(residents),
        Fraction(staff),
        Rounding("half_up", digits),
        None if ceiling is None else Fraction(ceiling),
    )


def offer(
    build: int | None, upkeep: int | None = 0, residents: int | None = 0, staff: int | None = 0
) -> ScoredOffer:
    def exact(given_amount: int | None) -> Fraction | None:
        return None if given_amount is None else Fraction(given_amount)

    price = None if build is None or upkeep is None else Fraction(build + upkeep)
    return ScoredOffer(price, exact(build), exact(upkeep), exact(residents), exact(staff))


def totals(offers: list[ScoredOffer], given_rule: Rule) -> list[float | None]:
    return [
        None if one.total.points is None else float(one.total.points)
        for one in score_offers(offers, given_rule)
    ]


def test_the_kyoto_example_gives_a_81_b_88_and_c_95_as_a_whole_rule() -> None:
    offers = [offer(300, 40), offer(250, 50), offer(270, 30)]
    assert totals(offers, rule("kyoto")) == [81, 88, 95]


def test_100_disqualified_120_and_150_at_70_points_are_70_and_56_as_a_whole_rule() -> None:
    unmet = ScoredOffer(Fraction(100), None, None, None, None, is_requirement_unmet=True)
    assert totals([unmet, offer(120), offer(150)], rule("lowest", 70)) == [None, 70, 56]


def test_hours_are_held_against_the_most_hours_of_an_offer_that_is_scored() -> None:
    offers = [offer(100, residents=50), offer(200, residents=100), offer(900, residents=500)]
    found = score_offers(offers, rule("lowest", 50, residents=50, ceiling=500))
    assert [one.residents.points for one in found] == [25, 50, None]
    assert [one.total.points for one in found] == [75, 75, None]
    assert found[2].total.state == "disqualified"


def test_hours_that_are_not_known_leave_no_points_unless_they_weigh_nothing() -> None:
    offers = [offer(100, staff=None), offer(100, staff=5)]
    assert totals(offers, rule("lowest", 50, staff=50)) == [None, 100]
    assert score_offers(offers, rule("lowest", 50, staff=50))[0].total.state == "unknown"
    assert totals(offers, rule("lowest", 50)) == [50, 50]


def test_the_ceiling_formula_without_a_ceiling_says_nothing() -> None:
    assert totals([offer(100)], rule("ceiling")) == [None]
    assert totals([offer(60), offer(100), offer(101)], rule("ceiling", ceiling=100)) == [
        40,
        0,
        None,
    ]


def test_the_quotient_is_points_for_effects_over_price_in_hundred_million_yen() -> None:
    offers = [offer(30 * QUOTIENT_UNIT, residents=10), offer(20 * QUOTIENT_UNIT, residents=5)]
    assert totals(offers, rule("division", 0, residents=90, digits=2)) == [3.0, 2.25]
    over = totals(offers, rule("division", 0, 90, digits=2, ceiling=25 * QUOTIENT_UNIT))
    assert over == [None, 4.5]


def test_a_price_that_is_not_known_has_no_points_under_any_formula() -> None:
    for formula in FORMULAS:
        found = score_offers([offer(None, None, 1), offer(1, 1, 1)], rule(formula, residents=9))
        assert found[0].total.points is None
        assert found[0].total.state in {"unknown", "undefined"}


def test_equal_points_stand_together_in_the_order() -> None:
    assert order_of(score_offers([offer(200), offer(100), offer(100)], rule("lowest"))) == (
        (1, 2),
        (0,),
    )


prices = st.lists(st.integers(1, 10**9), min_size=1, max_size=6)


@given(prices, st.sampled_from(["lowest", "kyoto", "ceiling"]), st.integers(0, 5))
def test_the_points_of_no_part_are_more_than_its_most(
    given_prices: list[int], formula: Formula, digits: int
) -> None:
    offers = [offer(one, one // 2 + 1, one, one) for one in given_prices]
    used = rule(formula, 60, 30, 10, digits, ceiling=2 * 10**9)
    for found in score_offers(offers, used):
        for part, most in ((found.price, 60), (found.residents, 30), (found.staff, 10)):
            assert part.points is not None
            assert 0 <= part.points <= most


@given(prices, st.randoms(use_true_random=False))
def test_reordering_offers_reorders_their_points(given_prices: list[int], random: object) -> None:
    offers = [offer(one, 1, one) for one in given_prices]
    mixed = list(range(len(offers)))
    random.shuffle(mixed)  # type: ignore[attr-defined]
    straight = score_offers(offers, rule("kyoto", 70, 30))
    assert list(score_offers([offers[at] for at in mixed], rule("kyoto", 70, 30))) == [
        straight[at] for at in mixed
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_offer_has_no_points(formula: Formula) -> None:
    assert score_offers([], rule(formula)) == ()

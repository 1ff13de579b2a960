"""What a formula does with the offers before it (method §11)."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.scoring.audit import Finding, audit_formulas
from rfi.analysis.scoring.rules import FORMULAS, Formula, Rule, ScoredOffer
from tests.analysis.scoring.test_rules import offer, rule


def audited(offers: list[ScoredOffer], given_rule: Rule) -> dict[tuple[Formula, str], Finding]:
    return {(one.formula, one.kind): one for one in audit_formulas(offers, given_rule)}


def test_without_the_lowest_price_two_others_change_places() -> None:
    # 60 points for price, 40 for hours: with the first, 60×100/200 = 30 + 18 against
    # 60×100/250 = 24 + 23; without it 60 + 18 against 48 + 23 where most hours are the third's.
    offers = [offer(100, residents=40), offer(200, residents=18), offer(250, residents=25)]
    found = audited(offers, rule("lowest", 60, residents=40, digits=2))["lowest", "left_out"]
    assert found.is_found
    assert found.offers == (0, 1, 2)
    assert found.before is not None
    assert found.after is not None
    assert found.before * found.after <= 0


def test_points_against_a_ceiling_alone_change_no_places_when_one_is_left_out() -> None:
    offers = [offer(100), offer(200), offer(250)]
    found = audited(offers, rule("ceiling", 100, digits=5, ceiling=500))["ceiling", "left_out"]
    assert not found.is_found


def test_rounding_that_makes_two_equal_is_told() -> None:
    found = audited([offer(1000), offer(1001)], rule("lowest"))["lowest", "rounding"]
    assert found.is_found
    assert found.offers == (0, 1)
    assert found.after == Fraction(0)


def test_a_price_of_0_takes_the_points_of_all_where_the_lowest_is_divided() -> None:
    offers = [offer(100), offer(200), offer(300)]
    found = audited(offers, rule("lowest"))
    assert found["lowest", "zero"].is_found
    assert found["lowest", "zero"].offers == (0, 0, 1, 2)
    assert not audited(offers, rule("ceiling", ceiling=500))["ceiling", "zero"].is_found


def test_a_tiny_price_draws_the_others_together() -> None:
    found = audited([offer(100), offer(200), offer(400)], rule("lowest"))["lowest", "tiny"]
    assert found.offers == (0, 1, 2)
    assert found.before == Fraction(25)
    assert found.after == Fraction(1)


def test_a_formula_without_any_points_is_told_as_that_alone() -> None:
    found = audit_formulas([offer(100)], rule("ceiling"))
    assert [one.kind for one in found if one.formula == "ceiling"] == ["undefined"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 500)] * 3), max_size=4), st.integers(0, 3))
def test_every_formula_is_told_of_whatever_the_prices(
    given_offers: list[tuple[int, int, int]], digits: int
) -> None:
    offers = [offer(*one) for one in given_offers]
    found = audit_formulas(offers, rule("lowest", 50, 30, 20, digits, ceiling=800))
    assert {one.formula for one in found} == set(FORMULAS)
    for one in found:
        if one.kind in {"left_out", "rounding"} and one.is_found:
            assert one.before is not None
            assert (one.before > 0, one.before < 0) != (
                (one.after or Fraction(0)) > 0,
                (one.after or Fraction(0)) < 0,
            )

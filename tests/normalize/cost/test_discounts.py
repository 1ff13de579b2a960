"""Discounts against what they reduce: too large, too long, entered twice."""

from typing import Any

import pytest

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.scope import Scope
from rfi.schema.issue import Issue
from tests.answers import Line, answer, collect, compare, figures, line, questionnaire
from tests.evaluations import evaluated

ASKED = questionnaire()
LINES = [line("I03", 60), line("R01", 1)]


def discount(amount: float, number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "discount_id": f"D{number}",
        "scenario_id": "S",
        "amount": amount,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": "unconditional",
        **fields,
    }


def offer_with(
    *discounts: dict[str, Any], lines: list[Line] = LINES, **changes: Any
) -> OfferFigures:
    return figures(ASKED, lines, offer={"discount_lines": list(discounts)}, **changes)


def found(*discounts: dict[str, Any], lines: list[Line] = LINES) -> dict[str, Issue]:
    given = answer(lines, discount_lines=list(discounts))
    issues = evaluated(collect(ASKED, given)).issues
    return {one.code: one for one in issues if one.code.startswith("discount")}


# Discounts on 60 once and 1 a month for 60 months → how the total is known, and what it shows.
TOO_LARGE = [
    ([discount(121)], 120),
    ([discount(300_000, unit="thousand")], 120),
    ([discount(61, applies_to_items=["I03"])], 120),
    ([discount(2, frequency="monthly", applies_to_items=["R01"], months=60)], 120),
    ([discount(1, currency="USD")], 120),
    # Each fits the whole; together they leave R01 below 0, which a scope may hold alone.
    ([discount(60), discount(55, 2, applies_to_items=["R01"])], 60),
    ([discount(70), discount(60, 2)], 50),
    ([discount(61, applies_to_items=["I03"], condition="whole_scope")], 120),
]


@pytest.mark.parametrize(("discounts", "shown"), TOO_LARGE)
def test_a_discount_larger_than_what_it_reduces_is_not_counted_and_leaves_no_bound(
    discounts: list[dict[str, Any]], shown: float
) -> None:
    offer = offer_with(*discounts)
    assert offer.bound.sign == "※"
    assert offer.totals.nominal_jpy == pytest.approx(shown)
    issue = found(*discounts)["discount_exceeds_base"]
    assert issue.severity == "warning"
    assert issue.pointer == f"/offers/0/discount_lines/{len(discounts) - 1}"


def test_a_discount_with_tax_is_held_against_prices_without() -> None:
    assert offer_with(discount(132, tax="included")).bound.sign == ""
    assert offer_with(discount(133, tax="included")).bound.sign == "※"


@pytest.mark.parametrize("scope", [[("B01", "I03")], [("B01", "R01")]])
def test_no_scope_meets_a_total_below_0(scope: list[tuple[str, str]]) -> None:
    offer = offer_with(discount(119), scope=Scope.of(scope))
    assert offer.totals.nominal_jpy == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("amount", "is_asked"), [(60, False), (61, True), (119, True), (120, True)]
)
def test_a_discount_of_more_than_half_is_counted_and_asked(
    amount: float, *, is_asked: bool
) -> None:
    offer = offer_with(discount(amount))
    assert offer.bound.sign == ""
    assert offer.totals.nominal_jpy == pytest.approx(120 - amount)
    assert ("discount_over_half" in found(discount(amount))) == is_asked


@pytest.mark.parametrize(
    ("amount", "is_asked"), [(0, False), (0.1, True), (1.19, True), (1.2, False), (10, False)]
)
def test_a_discount_of_less_than_a_hundredth_may_be_a_share_and_is_asked(
    amount: float, *, is_asked: bool
) -> None:
    offer = offer_with(discount(amount))
    assert offer.totals.nominal_jpy == pytest.approx(120 - amount)
    assert ("discount_like_share" in found(discount(amount))) == is_asked
    assert (offer.certainty.kind == "to_confirm") == is_asked


@pytest.mark.parametrize(
    ("amount", "once", "is_asked"),
    [(0.5, 64, True), (1, 100, False), (100, 10_001, True), (101, 20_000, False)],
)
def test_an_amount_up_to_100_of_less_than_a_hundredth_may_be_a_share(
    amount: float, once: float, *, is_asked: bool
) -> None:
    assert ("discount_like_share" in found(discount(amount), lines=[line("I03", once)])) == is_asked


def test_two_discounts_that_take_more_than_half_together_are_asked() -> None:
    both = (discount(40), discount(30, 2))
    assert found(*both)["discount_over_half"].pointer == "/offers/0/discount_lines/1"


# 60,000 once and 1,000 a month for 60 months, less 6,000 each time; and with tax of 10 %.
OWN_MONEY = [
    (discount(6_000), 114_000, 125_400),
    (discount(6, unit="thousand"), 114_000, 125_400),
    (discount(40, currency="USD"), 114_000, 125_400),
    (discount(6_600, tax="included"), 114_000, 125_400),
    (discount(6_480, tax="included", tax_rate_percent=8), 114_000, 125_520),
    (discount(6_000, tax="exempt"), 114_000, 126_000),
]


@pytest.mark.parametrize(("given", "without_tax", "with_tax"), OWN_MONEY)
def test_a_discount_keeps_its_own_unit_currency_and_tax(
    given: dict[str, Any], without_tax: float, with_tax: float
) -> None:
    offer = offer_with(given, lines=[line("I03", 60_000), line("R01", 1_000)])
    assert offer.totals.nominal_jpy == pytest.approx(without_tax)
    assert offer.total_incl_tax_jpy == pytest.approx(with_tax)


TWO = questionnaire(businesses=("B01", "B18"))
# 60 of B01, 40 of B18, 100 of both in one price; 30 of B01 by the month for 60 months.
SPLIT = [
    line("I03", 60),
    line("I03", 40, businesses=["B18"]),
    line("I03", 100, businesses=["B01", "B18"]),
    line("R01", 0.5),
]
# What a discount of 20 applies to → what is left of B01, B18 and both together.
APPLIES_TO = [
    ({}, (90 - 20 * 90 / 230, 40 - 20 * 40 / 230, 100 - 20 * 100 / 230)),
    # A price over several businesses is reduced by what applies to all of them alone.
    ({"applies_to_businesses": ["B01"]}, (70, 40, 100)),
    ({"applies_to_businesses": ["B18"]}, (90, 20, 100)),
    (
        {"applies_to_businesses": ["B18", "B01"]},
        (90 - 20 * 90 / 230, 40 - 20 * 40 / 230, 100 - 20 * 100 / 230),
    ),
    ({"applies_to_items": ["R01"]}, (70, 40, 100)),
    ({"applies_to_items": ["I03"], "applies_to_businesses": ["B01"]}, (70, 40, 100)),
    ({"applies_to_items": ["R01"], "applies_to_businesses": ["B01"]}, (70, 40, 100)),
    (
        {"applies_to_items": ["R01", "I03"], "applies_to_businesses": ["B01"]},
        (70, 40, 100),
    ),
]


@pytest.mark.parametrize(("applies", "left"), APPLIES_TO)
def test_a_discount_reduces_the_items_and_businesses_that_it_applies_to(
    applies: dict[str, Any], left: tuple[float, float, float]
) -> None:
    offer = figures(TWO, SPLIT, offer={"discount_lines": [discount(20, **applies)]})
    names = ("B01", "B18", "B01+B18")
    assert [offer.by_business[name] for name in names] == pytest.approx(left)


def test_of_an_item_and_a_business_the_other_cells_of_both_stay_whole() -> None:
    applies: dict[str, Any] = {"applies_to_items": ["R01"], "applies_to_businesses": ["B01"]}
    offer = figures(TWO, SPLIT, offer={"discount_lines": [discount(20, **applies)]})
    by_item = {item: offer.by_item[item].nominal_jpy for item in ("I03", "R01")}
    assert by_item == {"I03": pytest.approx(200), "R01": pytest.approx(10)}


@pytest.mark.parametrize("applies", [{}, {"applies_to_items": ["I03"]}])
def test_a_discount_of_one_offer_leaves_the_others_as_they_are(applies: dict[str, Any]) -> None:
    reduced = answer(LINES, response_id="a", discount_lines=[discount(20, **applies)])
    offers = compare(ASKED, reduced, answer(LINES, response_id="b")).offers
    assert [offer.totals.nominal_jpy for offer in offers] == pytest.approx([100, 120])


# A discount that does not count → why, and the total of 60 once and 1 a month for 60 months.
NOT_COUNTED = [
    (discount(10, condition="manual"), "discount_condition_in_note"),
    ({k: v for k, v in discount(10).items() if k != "tax"}, "discount_without_tax"),
    (
        discount(10, applies_to_items=["I03"], applies_to_businesses=["B18"]),
        "discount_without_target",
    ),
]


@pytest.mark.parametrize(("given", "code"), NOT_COUNTED)
def test_a_discount_that_does_not_count_says_why(given: dict[str, Any], code: str) -> None:
    answered = answer([line("I03", 60), line("R01", 1)], discount_lines=[given])
    evaluation = evaluated(collect(TWO, answered))
    (issue,) = [one for one in evaluation.issues if one.code.startswith("discount")]
    assert (issue.code, issue.params["discount"]) == (code, "D1")
    assert evaluation.costs.offers[0].totals.nominal_jpy == pytest.approx(120)


def test_a_discount_on_less_than_a_yen_counts() -> None:
    offer = offer_with(discount(0.25, applies_to_items=["I03"]), lines=[line("I03", 0.5)])
    assert offer.totals.nominal_jpy == pytest.approx(0.25)


# A discount on 60 once and 1 a month for 60 months → the total of 60, 36 and 24 months.
WINDOWS = [
    # Half of every price, whatever the window holds of them.
    (discount(60), 60, 48, 42),
    # Of its own months no window counts more than it holds.
    (discount(1, frequency="monthly", months=60), 60, 60, 60),
    (discount(60, frequency="term_total", months=60), 60, 60, 60),
    (discount(1, frequency="monthly", months=24), 96, 72, 60),
    (discount(12, frequency="yearly", months=24), 96, 72, 60),
]


@pytest.mark.parametrize(("given", "whole", "three_years", "two_years"), WINDOWS)
def test_a_window_counts_of_a_discount_what_lies_in_it(
    given: dict[str, Any], whole: float, three_years: float, two_years: float
) -> None:
    totals = [
        offer_with(given, horizon_months=months).totals.nominal_jpy for months in (60, 36, 24)
    ]
    assert totals == pytest.approx([whole, three_years, two_years])


# Two discounts → whether they are one entered twice.
TWICE = [
    (discount(10), discount(10, 2), True),
    (discount(10, note="出精"), discount(10, 2, kind="special"), True),
    (
        discount(10, applies_to_items=["I03", "R01"]),
        discount(10, 2, applies_to_items=["R01", "I03"]),
        True,
    ),
    (discount(10), discount(11, 2), False),
    (discount(10), discount(10, 2, applies_to_items=["R01"]), False),
    (discount(10), discount(10, 2, tax="included"), False),
]


@pytest.mark.parametrize(("first", "second", "is_twice"), TWICE)
def test_one_discount_under_two_numbers_is_asked(
    first: dict[str, Any], second: dict[str, Any], *, is_twice: bool
) -> None:
    assert ("discount_twice" in found(first, second)) == is_twice


MONTHLY: dict[str, Any] = {"frequency": "monthly", "applies_to_items": ["R01"]}


@pytest.mark.parametrize(
    ("fields", "horizon", "taken"),
    [
        ({"months": 60}, 60, 60),
        ({"months": 60}, 36, 36),
        ({"months": 12}, 60, 12),
        ({"months": 12}, 12, 12),
        ({"months": 12}, 6, 6),
        ({}, 36, 36),
        ({"months": 84}, 60, 60),
        ({"months": 84}, 36, 36),
        ({"frequency": "yearly", "months": 84}, 60, 5),
        ({"frequency": "yearly"}, 18, 1.5),
        ({"frequency": "term_total", "months": 120}, 60, 0.5),
        ({"frequency": "term_total"}, 30, 0.5),
    ],
)
def test_months_of_a_discount_outside_the_window_do_not_count(
    fields: dict[str, Any], horizon: int, taken: float
) -> None:
    prices = [line("I03", 60), line("R01", 10)]
    one = discount(1, **{**MONTHLY, **fields})
    offer = offer_with(one, lines=prices, horizon_months=horizon)
    assert offer.totals.nominal_jpy == pytest.approx(60 + 10 * horizon - taken)


@pytest.mark.parametrize(("months", "horizon", "taken"), [(60, 60, 60), (60, 36, 36), (12, 36, 12)])
def test_a_monthly_discount_on_everything_counts_the_months_of_the_window(
    months: int, horizon: int, taken: float
) -> None:
    prices = [line("I03", 600), line("R01", 10)]
    one = discount(1, frequency="monthly", months=months)
    offer = offer_with(one, lines=prices, horizon_months=horizon)
    assert offer.totals.nominal_jpy == pytest.approx(600 + 10 * horizon - taken)


def test_a_discount_of_the_first_year_lies_in_the_first_year() -> None:
    prices = [line("I03", 60), line("R01", 10)]
    offer = offer_with(discount(5, **MONTHLY, months=12), lines=prices)
    assert offer.by_fiscal_year == pytest.approx(
        {2027: 60 + 60, 2028: 120, 2029: 120, 2030: 120, 2031: 120}
    )


def test_the_months_that_no_price_has_are_told() -> None:
    one = discount(1, frequency="monthly", months=84)
    issue = found(one, lines=[line("I03", 60), line("R01", 10)])["discount_months_outside"]
    assert (issue.severity, issue.params["months"]) == ("note", 24)


def test_an_escalating_price_carries_the_larger_part_of_a_discount() -> None:
    prices = [line("I03", 1200), line("R01", 1200, frequency="yearly", escalation_percent=100)]
    offer = offer_with(
        discount(100), lines=prices, escalation="on", scope=Scope.of([("B01", "R01")])
    )
    grown = 1200 * (2**5 - 1)
    assert offer.totals.nominal_jpy == pytest.approx(grown - 100 * grown / (grown + 1200))

"""Levelled amounts in the years and the values of the quoted prices they stand beside."""

import pytest

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.answers import compare_answers, conditions_of
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import Line, line
from tests.compare.sized_rounds import asked, round_of

ONE_SIZE = {"S350": 350_000}


def priced(amount: float, item: str = "R02") -> list[Line]:
    return [
        line("I03", 100, scenario_id="S350", accepted_on="2027-04-30"),
        line(item, amount, scenario_id="S350", frequency="yearly"),
    ]


def levelled(**assumptions: AssumptionValue) -> OfferFigures:
    """Return an offer that lacks R02, which two others price at 30 a year for 36 months."""
    hole = [
        line("I03", 100, scenario_id="S350", accepted_on="2027-04-30"),
        line("R02", state="separate", scenario_id="S350"),
    ]
    questions = asked(("I03", "R02"), alone=ONE_SIZE, joint={})
    answers = round_of(questions, hole, priced(30), priced(30))
    conditions = conditions_of(
        answers,
        changes={"levelling": "median", "horizon_months": 36, **assumptions},
        changed_by="試験",
    )
    return compare_answers(answers, conditions).offers[0]


def test_a_levelled_price_a_year_stands_in_every_year_of_the_window() -> None:
    found = levelled()
    assert found.by_fiscal_year == pytest.approx({2027: 130, 2028: 30, 2029: 30})
    assert found.totals.present_value_jpy == pytest.approx(190)


def test_real_values_deflate_levelled_amounts_year_by_year() -> None:
    found = levelled(present_value_basis="real", deflator_rate=0.25)
    assert found.totals.present_value_jpy == pytest.approx(100 + 30 + 30 / 1.25 + 30 / 1.25**2)


def test_nominal_values_know_no_deflator() -> None:
    assert levelled(deflator_rate=0.25).totals.present_value_jpy == pytest.approx(190)


def test_discounting_and_deflation_of_levelled_amounts_multiply() -> None:
    found = levelled(
        present_value_basis="real", deflator_rate=0.25, discount_rate=0.6, base_fiscal_year=2028
    )
    expected = 130 * 2 + 30 + 30 / 2
    assert found.totals.present_value_jpy == pytest.approx(expected)


def test_a_levelled_amount_is_taxed_at_the_rate_of_the_coming_years() -> None:
    found = levelled(tax_rate=0.2)
    assert found.total_incl_tax_jpy == pytest.approx((100 + 3 * 30) * 1.2)

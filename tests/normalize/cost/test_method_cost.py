"""Every example of method §1, on the whole path from JSON bytes to the comparison."""

from typing import Any

import pytest

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.bounds import Bound
from rfi.compare.round.scope import Scope
from tests.answers import MILLION, answer, collect, compare, figures, line, questionnaire


def nominal(found: OfferFigures) -> float:
    value = found.totals.nominal_jpy
    assert value is not None
    return value


def errors_of(found: AnswerSet) -> list[str]:
    return [issue.code for issue in found.issues if issue.severity == "error"]


# --- State -------------------------------------------------------------------------------------


def test_a_bare_zero_and_a_dash_are_unanswered_and_the_total_is_at_least_80() -> None:
    asked = questionnaire(("I03", "I09", "R02"))
    lines = [
        line("R02", 0, state=...),
        line("I09", state=..., amount_as_written="－"),
        line("I03", 80),
    ]
    comparison = compare(asked, answer(lines))
    offer = comparison.offers[0]
    assert nominal(offer) == 80
    assert offer.bound == Bound.at_least(80)
    assert offer.is_lower_bound
    codes = [issue.code for issue in comparison.issues if issue.severity == "warning"]
    assert sorted(codes) == ["text_in_amount", "zero_without_state"]


def test_priced_at_zero_holds_the_answer_until_the_vendor_says_free_or_included() -> None:
    found = collect(questionnaire(), answer([line("I03", 0)]))
    assert found.responses[0].is_held
    assert errors_of(found) == ["priced_zero"]


def test_free_with_an_amount_is_an_error() -> None:
    found = collect(questionnaire(), answer([line("I03", 5, state="free")]))
    assert errors_of(found) == ["free_with_amount"]
    assert found.responses[0].is_held


def test_free_without_an_amount_is_an_answer_of_zero_and_exact() -> None:
    asked = questionnaire(("I03", "R01"))
    offer = figures(asked, [line("I03", state="free"), line("R01", 100)])
    assert nominal(offer) == 6000
    assert offer.bound.kind == "exact"


def test_priced_without_an_amount_is_unanswered() -> None:
    offer = figures(questionnaire(("I03", "R01")), [line("I03"), line("R01", 1)])
    assert offer.coverage.states["B01", "I03"] == "unanswered"
    assert offer.bound == Bound.at_least(60)


def test_a_range_without_a_point_counts_at_its_middle() -> None:
    ranged = line("I03", amount_low=100, amount_high=140)
    assert nominal(figures(questionnaire(("I03",)), [ranged])) == 120


def test_a_range_upside_down_is_an_error() -> None:
    found = collect(questionnaire(), answer([line("I03", amount_low=140, amount_high=100)]))
    assert errors_of(found) == ["range_reversed"]


def test_priced_from_counts_its_amount_and_marks_a_lower_bound() -> None:
    offer = figures(questionnaire(("I03",)), [line("I03", 50, state="priced_from")])
    assert offer.bound == Bound.at_least(50)


@pytest.mark.parametrize("state", ["separate", "out_of_scope", "unanswered"])
def test_a_hole_marks_a_lower_bound(state: str) -> None:
    offer = figures(questionnaire(), [line("I03", 50), line("R01", state=state)])
    assert offer.bound == Bound.at_least(50)
    assert offer.coverage.holes == {state: (("B01", "R01"),)}


def test_an_asked_cell_without_any_line_is_unanswered() -> None:
    offer = figures(questionnaire(), [line("I03", 50)])
    assert offer.coverage.counts["unanswered"] == 1
    assert offer.is_lower_bound


def test_out_of_scope_also_marks_the_offer_as_short_of_range() -> None:
    offer = figures(questionnaire(), [line("I03", 50), line("R01", state="out_of_scope")])
    assert offer.coverage.is_out_of_range


def test_a_cell_taken_out_of_scope_for_every_offer_is_no_hole() -> None:
    offer = figures(
        questionnaire(),
        [line("I03", 50), line("R01", state="out_of_scope")],
        scope=Scope.of([("B01", "I03")]),
    )
    assert offer.bound == Bound.exact(50)


def test_an_amount_without_a_tax_flag_is_unanswered_and_never_cheaper() -> None:
    offer = figures(questionnaire(), [line("I03", 50, tax=...), line("R01", 1)])
    assert nominal(offer) == 60
    assert offer.coverage.states["B01", "I03"] == "unanswered"


def test_an_offer_with_nothing_priced_has_no_total_instead_of_zero() -> None:
    offer = figures(questionnaire(), [line("I03", state="separate")])
    assert offer.totals.nominal_jpy is None
    assert offer.is_lower_bound


# --- Included ----------------------------------------------------------------------------------


def test_included_resolves_to_a_priced_container_and_stays_exact() -> None:
    held = line("I03", state="included", included_in={"business": "B01", "item": "R01"})
    offer = figures(questionnaire(), [held, line("R01", 1)])
    assert offer.bound == Bound.exact(60)


@pytest.mark.parametrize("state", ["separate", "unanswered", "out_of_scope"])
def test_a_container_without_a_price_makes_the_total_a_lower_bound(state: str) -> None:
    asked = questionnaire(("I03", "I04", "R01"))
    held = line("I03", state="included", included_in={"business": "B01", "item": "R01"})
    offer = figures(asked, [held, line("R01", state=state), line("I04", 7)])
    assert offer.coverage.states["B01", "I03"] == "included_unresolved"
    assert offer.is_lower_bound


def test_a_container_outside_the_chosen_scope_makes_the_total_a_lower_bound() -> None:
    held = line("I03", state="included", included_in={"business": "B01", "item": "R01"})
    asked = questionnaire(("I03", "I04", "R01"))
    offer = figures(
        asked,
        [held, line("R01", 1), line("I04", 7)],
        scope=Scope.of([("B01", "I03"), ("B01", "I04")]),
    )
    assert offer.bound == Bound.at_least(7)


def test_cells_included_in_one_another_are_an_error() -> None:
    lines = [
        line("I03", state="included", included_in={"business": "B01", "item": "R01"}),
        line("R01", state="included", included_in={"business": "B01", "item": "I03"}),
    ]
    found = collect(questionnaire(), answer(lines))
    assert errors_of(found) == ["included_cycle"]


# --- Unit, currency, tax -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(15_000_000, "one"), (15_000, "thousand"), (1500, "ten_thousand"), (15, "million")],
)
def test_every_unit_spells_the_same_price(amount: float, unit: str) -> None:
    assert (
        nominal(figures(questionnaire(("I03",)), [line("I03", amount, unit=unit)])) == 15 * MILLION
    )


@pytest.mark.parametrize("vendor_rate", [140, 155])
def test_a_dollar_price_takes_the_common_rate_whatever_the_vendor_used(vendor_rate: float) -> None:
    dollars = line("I03", 100_000, currency="USD", vendor_fx_rate=vendor_rate)
    assert nominal(figures(questionnaire(("I03",)), [dollars])) == 15 * MILLION


def test_a_yen_price_wholly_linked_at_140_is_15_million_at_150() -> None:
    linked = line("I03", 14 * MILLION, fx_share=1, vendor_fx_rate=140)
    assert nominal(figures(questionnaire(("I03",)), [linked])) == pytest.approx(
        15 * MILLION, abs=0.01
    )


def test_the_rates_as_quoted_are_an_option() -> None:
    dollars = line("I03", 100_000, currency="USD", vendor_fx_rate=140)
    found = figures(questionnaire(("I03",)), [dollars], fx_basis="as_quoted")
    assert nominal(found) == 14 * MILLION


def test_35_yen_with_tax_times_five_million_is_159090909() -> None:
    price = line("I03", 35, tax="included", basis="per_unit", quantity=5 * MILLION)
    assert round(nominal(figures(questionnaire(("I03",)), [price]))) == 159_090_909


def test_an_exempt_price_gets_no_tax() -> None:
    offer = figures(questionnaire(("I03",)), [line("I03", 100, tax="exempt")])
    assert offer.total_incl_tax_jpy == nominal(offer) == 100


def test_a_line_may_carry_its_own_rate() -> None:
    offer = figures(questionnaire(("I03",)), [line("I03", 108, tax="included", tax_rate_percent=8)])
    assert nominal(offer) == 100


@pytest.mark.parametrize(
    ("month", "percent"),
    [
        ("1989-03", 0),
        ("1989-04", 3),
        ("1997-03", 3),
        ("1997-04", 5),
        ("2014-03", 5),
        ("2014-04", 8),
        ("2019-09", 8),
        ("2019-10", 10),
    ],
)
def test_the_rate_follows_the_month_of_service(month: str, percent: float) -> None:
    paid = line("I03", 100, accepted_on=f"{month}-15")
    asked = {**questionnaire(("I03",)), "issued_on": f"{month}-01"}
    offer = figures(asked, [paid])
    assert offer.total_incl_tax_jpy == pytest.approx(100 + percent)


def test_a_service_across_october_2019_is_taxed_month_by_month() -> None:
    price = line("R01", 100, start_on="2019-04-01", months=12)
    asked = {**questionnaire(("R01",)), "issued_on": "2019-01-01"}
    offer = figures(asked, [price], offer={"go_live": "2019-04-01"}, horizon_months=12)
    assert offer.total_incl_tax_jpy == pytest.approx(6 * 108 + 6 * 110)


# --- Quantity ----------------------------------------------------------------------------------


def test_a_price_per_case_tagged_monthly_is_6_million_a_year() -> None:
    price = line("R13", 50, basis="per_case", quantity=120_000)
    offer = figures(questionnaire(("R13",)), [price])
    assert nominal(offer) / 5 == pytest.approx(6 * MILLION)


def test_a_price_per_case_takes_the_volume_of_all_sharing_cities() -> None:
    volumes = [{"procedure_id": "P01", "annual_cases": 40_000}]
    asked = questionnaire(("R13",), cities=3, volumes=volumes)
    price = line("R13", 50, basis="per_case", procedure_id="P01", frequency="yearly")
    assert nominal(figures(asked, [price])) / 5 == pytest.approx(6 * MILLION)


def test_a_price_per_case_without_a_volume_is_unanswered() -> None:
    price = line("R13", 50, basis="per_case", procedure_id="P99")
    offer = figures(questionnaire(("R13",)), [price])
    assert offer.coverage.states["B01", "R13"] == "unanswered"


def test_a_price_per_resident_takes_the_quoted_scenario_three_times_350000() -> None:
    price = line("R01", 1, basis="per_resident", frequency="yearly")
    assert nominal(figures(questionnaire(("R01",), cities=3), [price])) / 5 == pytest.approx(
        1_050_000
    )


def test_a_price_per_city_counts_once_a_city() -> None:
    price = line("I03", 10, basis="per_city")
    assert nominal(figures(questionnaire(("I03",), cities=3), [price])) == 30


def test_tiers_are_graduated_unless_said_otherwise() -> None:
    tiers = [{"from_quantity": 0, "amount": 10}, {"from_quantity": 100, "amount": 8}]
    price = line("I13", basis="per_unit", quantity=150, tiers=tiers)
    assert nominal(figures(questionnaire(("I13",)), [price])) == 100 * 10 + 50 * 8
    volume = {**price, "tier_method": "volume"}
    assert nominal(figures(questionnaire(("I13",)), [volume])) == 150 * 8


def test_a_minimum_charge_holds_when_the_quantity_is_small() -> None:
    price = line("I13", 10, basis="per_unit", quantity=3, minimum_charge=100)
    assert nominal(figures(questionnaire(("I13",)), [price])) == 100


# --- Calendar ----------------------------------------------------------------------------------


def test_the_day_of_acceptance_decides_the_fiscal_year_not_the_payment() -> None:
    price = line("I03", 100, accepted_on="2027-03-25", paid_on="2027-04-30")
    assert figures(questionnaire(("I03",)), [price]).by_fiscal_year == {2026: 100}


def test_a_term_total_is_spread_evenly_over_its_months() -> None:
    price = line("R01", 600, frequency="term_total", start_on="2027-10-01", months=60)
    offer = figures(questionnaire(("R01",)), [price], offer={"go_live": "2027-10-01"})
    assert offer.by_fiscal_year == pytest.approx(
        {2027: 60, 2028: 120, 2029: 120, 2030: 120, 2031: 120, 2032: 60}
    )


def test_ten_a_year_at_three_per_cent_for_five_years_is_53_09() -> None:
    price = line("R01", 10, frequency="yearly", escalation_percent=3)
    assert nominal(figures(questionnaire(("R01",)), [price])) == pytest.approx(53.09, abs=0.005)


def test_a_million_a_month_at_ten_per_cent_a_year_over_five_years_is_73_26() -> None:
    price = line("R01", MILLION, escalation_percent=10)
    found = nominal(figures(questionnaire(("R01",)), [price]))
    assert found == pytest.approx(12 * MILLION * (1.1**5 - 1) / 0.1)


@pytest.mark.parametrize(("given", "is_marked"), [(10, True), (-5, True), (0, False), (..., False)])
def test_a_total_that_leaves_stated_rises_out_is_marked(given: float, *, is_marked: bool) -> None:
    price = line("R01", 1, escalation_percent=given)
    offer = figures(questionnaire(("R01",)), [price], escalation="off")
    assert nominal(offer) == 60
    assert offer.omits_escalation == is_marked
    assert not figures(questionnaire(("R01",)), [price]).omits_escalation


def test_year_by_year_prices_are_one_line_a_step() -> None:
    lines = [
        line("R01", 10, frequency="yearly", start_on="2027-04-01", months=12),
        line("R01", 20, frequency="yearly", start_on="2028-04-01", months=48),
    ]
    offer = figures(questionnaire(("R01",)), lines)
    assert nominal(offer) == pytest.approx(90)
    assert offer.bound.kind == "exact"


# --- Window and term ---------------------------------------------------------------------------


@pytest.mark.parametrize("go_live", ["2027-04-01", "2028-01-01"])
def test_each_offer_is_compared_from_its_own_go_live(go_live: str) -> None:
    offer = figures(questionnaire(("R01",)), [line("R01", MILLION)], offer={"go_live": go_live})
    assert nominal(offer) == 60 * MILLION


def test_a_build_before_go_live_counts_whole() -> None:
    lines = [line("I03", 100 * MILLION, accepted_on="2027-02-26"), line("R01", MILLION)]
    assert nominal(figures(questionnaire(), lines)) == 160 * MILLION


def test_sixty_and_sixty_one_months_of_one_price_give_the_same_total() -> None:
    def total(months: int) -> float:
        offer = {"go_live": "2027-07-01", "months": months}
        return nominal(figures(questionnaire(("R01",)), [line("R01", 123_457)], offer=offer))

    assert total(60) == total(61) == pytest.approx(60 * 123_457)


def test_recurring_months_before_go_live_count_as_migration() -> None:
    price = line("R16", 10, start_on="2027-01-01", months=63)
    offer = figures(questionnaire(("R16",)), [price])
    assert nominal(offer) == pytest.approx(630)
    assert offer.totals.initial_jpy == pytest.approx(30)


def test_exit_counts_once_even_after_the_window() -> None:
    price = line("E01", 7, accepted_on="2033-03-31")
    offer = figures(questionnaire(("E01",)), [price])
    assert offer.totals.exit_jpy == nominal(offer) == 7


def test_months_beyond_the_quoted_term_are_unanswered_at_least_9_a_year() -> None:
    lines = [line("I03", 30), line("R01", 12, frequency="yearly")]
    offer = figures(questionnaire(), lines, horizon_months=120)
    assert offer.totals.equivalent_annual_jpy == pytest.approx(9.0)
    assert "term_short" in offer.coverage.holes
    assert offer.is_lower_bound


def test_the_last_price_may_be_let_run_on_as_an_estimate_of_15_a_year() -> None:
    lines = [line("I03", 30), line("R01", 12, frequency="yearly")]
    offer = figures(questionnaire(), lines, horizon_months=120, term_extension="last_month")
    assert offer.totals.equivalent_annual_jpy == pytest.approx(15.0)
    assert offer.is_estimated
    assert "term_short" not in offer.coverage.holes


# Prices of R01 and I03 for 60 months from go-live → what 120 months come to when prices run on.
RUN_ON = [
    ([line("R01", 10, months=60)], 1_200),
    # Of prices that follow each other the last one alone.
    (
        [line("R01", 10, months=36), line("R01", 5, start_on="2030-04-01", months=24)],
        36 * 10 + 84 * 5,
    ),
    # Of prices beside each other all that end last.
    ([line("R01", 10, months=60), line("R01", 5, months=60)], 1_800),
    ([line("R01", 10, months=60), line("R01", 5, months=36)], 1_200 + 180),
    # Each business has its own last price.
    ([line("R01", 10, months=60), line("R01", 5, months=36, businesses=["B18"])], 1_200 + 600),
    # What is paid once, and what is bought by the month, does not run on.
    ([line("R01", 10, months=60), line("I03", 30)], 1_230),
    ([line("R01", 10, months=60), line("I03", 2, frequency="monthly", months=12)], 1_224),
    # A price that is not told ends no other one.
    (
        [
            line("R01", 10, months=36),
            line("R01", state="separate", start_on="2030-04-01", months=24),
        ],
        1_200,
    ),
    # A price that lasts longer is not cut.
    ([line("R01", 10, months=130)], 1_200),
]


@pytest.mark.parametrize(("prices", "total"), RUN_ON)
def test_the_prices_that_end_last_in_a_cell_run_on(
    prices: list[dict[str, Any]], total: float
) -> None:
    asked = questionnaire(businesses=("B01", "B18"))
    offer = figures(asked, prices, horizon_months=120, term_extension="last_month")
    assert nominal(offer) == pytest.approx(total)


def test_at_120_months_renewal_is_an_asked_cell() -> None:
    lines = [line("I03", 30), line("R01", 12, frequency="yearly")]
    offer = figures(questionnaire(), lines, offer={"months": 120}, horizon_months=120)
    assert list(offer.coverage.holes) == ["renewal_unanswered"]
    renewed = [*lines, line("I03", 20, is_renewal=True, accepted_on="2032-03-31")]
    offer = figures(questionnaire(), renewed, offer={"months": 120}, horizon_months=120)
    assert offer.coverage.is_complete
    assert nominal(offer) == pytest.approx(30 + 120 + 20)
    assert nominal(figures(questionnaire(), renewed)) == pytest.approx(30 + 60)


# --- Price year, discounting -------------------------------------------------------------------


def test_price_growth_multiplies_later_recurring_amounts_only() -> None:
    lines = [line("I03", 100, accepted_on="2027-05-31"), line("R01", 12, frequency="yearly")]
    offer = figures(questionnaire(), lines, horizon_months=24, price_growth_rate=0.1)
    assert nominal(offer) == pytest.approx(100 + 12 + 12 * 1.1)


def test_years_before_a_base_year_after_go_live_are_not_grown_backwards() -> None:
    price = line("R01", 100, frequency="yearly")
    offer = figures(questionnaire(("R01",)), [price], price_growth_rate=0.1, base_fiscal_year=2029)
    assert offer.by_fiscal_year == pytest.approx(
        {2027: 100, 2028: 100, 2029: 100, 2030: 110, 2031: 121}
    )


def test_years_before_the_base_year_are_worth_more_in_its_prices() -> None:
    price = line("R01", 100, frequency="yearly")
    offer = figures(
        questionnaire(("R01",)),
        [price],
        horizon_months=36,
        deflator_rate=0.25,
        base_fiscal_year=2028,
        present_value_basis="real",
    )
    # 2027 is a year before the base, 2029 one after it.
    assert offer.totals.present_value_jpy == pytest.approx(100 * 1.25 + 100 + 100 / 1.25)


def test_the_deflator_leaves_nominal_alone_and_divides_real_values() -> None:
    price = line("R01", 12, frequency="yearly")
    offer = figures(questionnaire(("R01",)), [price], horizon_months=24, deflator_rate=0.02)
    assert nominal(offer) == 24
    assert offer.totals.present_value_jpy == pytest.approx(24)
    real = figures(
        questionnaire(("R01",)),
        [price],
        horizon_months=24,
        deflator_rate=0.02,
        present_value_basis="real",
    )
    assert real.totals.present_value_jpy == pytest.approx(12 + 12 / 1.02)


def test_100_million_one_year_before_base_at_four_per_cent_is_104() -> None:
    price = line("I03", 100 * MILLION, accepted_on="2027-02-26")
    offer = figures(questionnaire(("I03",)), [price], discount_rate=0.04)
    assert offer.totals.present_value_jpy == pytest.approx(104 * MILLION)


@pytest.mark.parametrize(("timing", "shift"), [("start", 0.0), ("mid", 0.5), ("end", 1.0)])
def test_the_timing_moves_the_discounting_by_part_of_a_year(timing: str, shift: float) -> None:
    price = line("I03", 100, accepted_on="2028-05-31")
    offer = figures(questionnaire(("I03",)), [price], discount_rate=0.04, discount_timing=timing)
    assert offer.totals.present_value_jpy == pytest.approx(100 / 1.04 ** (1 + shift))


@pytest.mark.parametrize("timing", ["start", "mid", "end"])
def test_a_million_a_month_from_october_is_12_million_a_year_in_every_timing(timing: str) -> None:
    offer = figures(
        questionnaire(("R01",)),
        [line("R01", MILLION)],
        offer={"go_live": "2027-10-01"},
        horizon_months=12,
        discount_rate=0.04,
        discount_timing=timing,
    )
    assert offer.totals.equivalent_annual_jpy == pytest.approx(12 * MILLION, abs=0.01)


def test_without_discounting_the_equivalent_annual_is_the_yearly_mean() -> None:
    offer = figures(questionnaire(), [line("I03", 30), line("R01", 1)])
    assert offer.totals.equivalent_annual_jpy == pytest.approx(90 * 12 / 60)
    assert offer.totals.present_value_jpy == nominal(offer)


# --- Discounts ---------------------------------------------------------------------------------


def _discounted(condition: str) -> dict[str, Any]:
    discount = {
        "discount_id": "D",
        "scenario_id": "S",
        "amount": 10,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": condition,
    }
    return {"discount_lines": [discount]}


@pytest.mark.parametrize(("condition", "expected"), [("unconditional", 36), ("whole_scope", 40)])
def test_a_discount_of_10_on_60_and_40_leaves_36_or_40_of_the_second_alone(
    condition: str, expected: float
) -> None:
    lines = [line("I03", 60), line("R01", 40, frequency="term_total")]
    offer = figures(
        questionnaire(), lines, offer=_discounted(condition), scope=Scope.of([("B01", "R01")])
    )
    assert nominal(offer) == pytest.approx(expected)
    assert nominal(figures(questionnaire(), lines, offer=_discounted(condition))) == pytest.approx(
        90
    )


def test_a_discount_beside_holes_leaves_no_lower_bound() -> None:
    offer = figures(questionnaire(), [line("I03", 60)], offer=_discounted("unconditional"))
    assert offer.bound.kind == "unknown"
    assert not offer.is_lower_bound
    assert offer.by_item["R01"].has_hole
    assert not offer.by_item["R01"].is_lower_bound
    assert nominal(offer) == 50


def test_a_discount_whose_condition_is_a_remark_is_not_counted_but_told() -> None:
    comparison = compare(
        questionnaire(("I03",)), answer([line("I03", 60)], **_discounted("manual"))
    )
    assert nominal(comparison.offers[0]) == 60
    assert "discount_condition_in_note" in [issue.code for issue in comparison.issues]


def test_a_dollar_rate_moves_prices_but_not_a_discount_in_yen() -> None:
    lines = [line("I03", 1, currency="USD"), line("R01", 40, frequency="term_total")]
    totals = [
        nominal(
            figures(questionnaire(), lines, offer=_discounted("unconditional"), fx_usd_jpy=rate)
        )
        for rate in (100, 160)
    ]
    assert totals == pytest.approx([100 + 40 - 10, 160 + 40 - 10])


# --- Bundles -----------------------------------------------------------------------------------

_BUNDLE_SCOPE = Scope.of([("B01", "R01")])


def test_a_bundle_cut_by_the_scope_is_an_interval_and_claims_no_order() -> None:
    asked = questionnaire(("R01",), ("B01", "B18"))
    bundle = line("R01", 12 * MILLION, businesses=["B01", "B18"], frequency="term_total")
    rival = [
        line("R01", 9 * MILLION, frequency="term_total"),
        line("R01", MILLION, businesses=["B18"], frequency="term_total"),
    ]
    comparison = compare(
        asked,
        answer([bundle], response_id="a"),
        answer(rival, response_id="b"),
        scope=_BUNDLE_SCOPE,
    )
    held, other = comparison.offers
    assert (held.bound.low, held.bound.high) == (0, 12 * MILLION)
    assert other.bound == Bound.exact(9 * MILLION)
    assert held.bound.order(other.bound) == "unknown"
    assert not held.is_lower_bound


def test_a_bundle_inside_the_scope_counts_whole() -> None:
    asked = questionnaire(("R01",), ("B01", "B18"))
    bundle = line("R01", 12 * MILLION, businesses=["B01", "B18"], frequency="term_total")
    offer = figures(asked, [bundle])
    assert offer.bound.kind == "exact"
    assert nominal(offer) == pytest.approx(12 * MILLION)
    assert offer.coverage.counts["priced"] == 2


def test_a_bundle_is_split_only_by_the_vendors_own_weights() -> None:
    asked = questionnaire(("R01",), ("B01", "B18"))
    weights = [{"business": "B01", "weight": 3}, {"business": "B18", "weight": 1}]
    bundle = line(
        "R01",
        12 * MILLION,
        businesses=["B01", "B18"],
        frequency="term_total",
        bundle_weights=weights,
    )
    offer = figures(asked, [bundle], scope=_BUNDLE_SCOPE)
    assert offer.bound.kind == "exact"
    assert nominal(offer) == pytest.approx(9 * MILLION)


# --- Bounds and views --------------------------------------------------------------------------


def test_at_least_110_is_certainly_above_100() -> None:
    assert Bound.exact(100).order(Bound.at_least(110)) == "less"


def test_at_least_80_against_100_is_undecided() -> None:
    assert Bound.at_least(80).order(Bound.exact(100)) == "unknown"


def test_today_100_against_at_least_80_saves_at_most_20() -> None:
    saving = Bound.exact(100).minus(Bound.at_least(80))
    assert (saving.kind, saving.high, saving.sign) == ("at_most", 20, "≦")


def test_the_cash_view_holds_tax_so_105_today_against_100_is_a_loss_of_5() -> None:
    offer = figures(questionnaire(("I03",)), [line("I03", 100, accepted_on="2027-05-31")])
    assert 105 - offer.cash.by_fiscal_year[2027] == pytest.approx(-5)


def test_the_debt_burden_limit_is_the_later_years_with_tax_rounded_up_to_thousands() -> None:
    lines = [line("I03", 1_000_000, accepted_on="2026-12-25"), line("R01", 333_333)]
    offer = figures(questionnaire(), lines)
    assert offer.cash.debt_burden_limit_jpy == 22_000_000
    assert offer.cash.by_fiscal_year[2026] == pytest.approx(1_100_000)


def test_the_figure_per_resident_and_year_divides_by_all_sharing_cities() -> None:
    offer = figures(questionnaire(("I03",), cities=3), [line("I03", 5 * 1_050_000)])
    assert offer.totals.per_resident_per_year_jpy == pytest.approx(1)


def test_without_a_population_there_is_no_figure_per_resident() -> None:
    offer = figures(questionnaire(("I03",), population=None), [line("I03", 5)])
    assert offer.totals.per_resident_per_year_jpy is None

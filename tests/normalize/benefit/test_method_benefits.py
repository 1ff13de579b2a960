"""Every example of method §5 and of domain §10 on effects, from JSON bytes to the comparison."""

from typing import Any

import pytest

from tests.answers import collect
from tests.benefits import (
    EXAMPLE,
    asked,
    benefits,
    cases,
    city,
    claim,
    claimed,
    compare,
    offer,
    procedure,
)
from tests.evaluations import CityChoice


def test_n_100000_r_01_to_05_u_05_saves_24167_hours() -> None:
    found = benefits(procedure(uptake=[0.5]))
    assert claimed(found, "resident_hours") == pytest.approx(24_166.67, abs=0.01)


def test_the_same_shift_saves_20000_visits() -> None:
    assert claimed(benefits(procedure(uptake=[0.5])), "visits") == pytest.approx(20_000)


def test_a_million_times_five_minutes_at_2543_yen_is_83333_hours_and_211916667_yen() -> None:
    found = benefits(claim("minutes", 15, 10, volume=1_000_000))
    assert claimed(found, "resident_hours") == pytest.approx(83_333.333, abs=0.001)
    assert claimed(found, "resident_jpy") == pytest.approx(211_916_666.67, abs=0.01)


def test_one_post_is_17825_hours_and_back() -> None:
    found = benefits(claim("posts", 10, 9))
    assert claimed(found, "staff_hours") == pytest.approx(1_782.5)
    assert found.fte(is_discounted=False) == pytest.approx(1)


def test_an_hour_of_staff_is_4208_yen() -> None:
    found = benefits(claim("key", 15, 10, volume=12))
    assert claimed(found, "staff_hours") == pytest.approx(1)
    assert claimed(found, "staff_jpy") == pytest.approx(4_208)


def test_an_hour_of_overtime_has_a_rate_of_its_own() -> None:
    found = benefits(claim("overtime", 10, 9, capacity="overtime"))
    assert claimed(found, "overtime_hours") == pytest.approx(1)
    assert claimed(found, "staff_jpy") == pytest.approx(2_805)


def test_a_citys_own_rates_go_over_the_assumptions_and_keep_their_source() -> None:
    own = city(staff_hour_jpy=5_000, overtime_hour_jpy=3_000)
    answers = collect(
        asked(volumes=cases()),
        offer(claim("overtime", 10, 9, capacity="overtime"), claim("learn", 2, 1)),
    )
    found = compare(answers, cities=CityChoice(own))
    assert claimed(found.offers[0], "staff_jpy") == pytest.approx(8_000)
    assert [rate.source for rate in found.body.rates_used] == ["市の調べ", "市の調べ"]


def test_overtime_said_to_leave_the_budget_stands_in_the_budget_and_not_with_the_staff() -> None:
    found = benefits(claim("overtime", 10, 9, capacity="overtime", cash_releasing=True))
    assert claimed(found, "overtime_hours") == pytest.approx(1)
    assert claimed(found, "cash_jpy") == pytest.approx(2_805)
    assert found.measures["staff_jpy"].claimed is None


def test_outsourced_hours_have_no_yen_and_say_so() -> None:
    found = benefits(claim("learn", 10, 9, capacity="outsourcing"))
    assert claimed(found, "outsourcing_hours") == pytest.approx(1)
    assert found.measures["staff_jpy"].claimed is None
    assert found.measures["staff_hours"].claimed is None
    assert "unpriced" in found.lines[0].marks


def test_the_haircut_takes_from_gains_only() -> None:
    found = benefits(
        claim("travel", 1_000, 0, evidence="assumed"),
        claim("setup", 0, 400, evidence="assumed"),
        evidence_factor_assumed=0.3,
    )
    hours = found.measures["resident_hours"]
    assert hours.claimed == pytest.approx(600)
    assert hours.discounted == pytest.approx(-100)


def test_a_line_without_a_grade_counts_as_assumed_and_says_so() -> None:
    line = claim("travel", 1_000, 0)
    del line["evidence"]
    found = benefits(line, evidence_factor_assumed=0.3)
    assert found.measures["resident_hours"].discounted == pytest.approx(300)
    assert "ungraded" in found.lines[0].marks


def test_tax_work_that_rose_from_16_to_162_hours_is_an_adverse_effect() -> None:
    found = benefits(claim("learn", 1.6, 16.2, evidence="trial"), evidence_factor_trial=0.8)
    hours = found.measures["staff_hours"]
    assert hours.claimed == pytest.approx(-14.6)
    assert hours.discounted == pytest.approx(-14.6)


def test_hometown_tax_entry_198_to_42_and_survey_entry_73_to_122_are_gains() -> None:
    found = benefits(claim("learn", 19.8, 4.2), claim("overtime", 73, 12.2, capacity="overtime"))
    assert claimed(found, "normal_hours") == pytest.approx(15.6)
    assert claimed(found, "overtime_hours") == pytest.approx(60.8)


def test_a_wait_of_58_minutes_that_becomes_23_saves_35_minutes_a_case() -> None:
    found = benefits(claim("minutes", 58, 23, volume=60))
    assert claimed(found, "resident_hours") == pytest.approx(35)
    assert found.lines[0].pairs["value"] == (58, 23)


def test_setup_is_counted_once_for_those_who_are_new_to_it() -> None:
    given = {**EXAMPLE, "setup_minutes_per_person": 30}
    without = benefits(procedure(uptake=[0.5, 1]), horizon_months=36)
    found = benefits(procedure(given, uptake=[0.5, 1]), horizon_months=36)
    # 100,000 × 0.4 people in all, half of them in each of the first two years.
    cost = claimed(without, "resident_hours") - claimed(found, "resident_hours")
    assert cost == pytest.approx(40_000 * 30 / 60)
    loss = [effect.loss for effect in found.measures["resident_hours"].by_year.values()]
    assert loss == pytest.approx([-10_000, -10_000, 0])


def test_setup_is_shared_by_the_procedures_of_a_person() -> None:
    given = {**EXAMPLE, "setup_minutes_per_person": 30}
    found = benefits(procedure(given), procedures_per_person=4)
    assert found.measures["resident_hours"].total.loss == pytest.approx(-5_000)


def test_a_ramp_is_weighed_by_months_over_fiscal_years() -> None:
    # Half in the fiscal year of the start (six months of it), then all; to March 2030.
    line = claim("travel", 1_200, 0, start_on="2027-10-01", uptake=[0.5, 1])
    found = benefits(line, horizon_months=36)
    years = found.measures["resident_hours"].by_year
    assert {year: effect.claimed for year, effect in years.items()} == pytest.approx(
        {2027: 300, 2028: 1_200, 2029: 1_200}
    )


def test_an_effect_runs_to_the_end_of_the_window_of_its_own_offer() -> None:
    question = asked(volumes=cases())
    early = offer(claim("travel", 1_200, 0), response_id="a", go_live="2027-04-01")
    late = offer(claim("travel", 1_200, 0), response_id="b", go_live="2028-01-01")
    found = compare(collect(question, early, late), horizon_months=60)
    totals = [claimed(one, "resident_hours") for one in found.offers]
    assert totals == pytest.approx([6_000, 6_000])
    assert found.offers[1].measures["resident_hours"].by_year[2027].claimed == pytest.approx(300)


def test_months_before_go_live_do_not_count_and_the_ramp_runs_on() -> None:
    line = claim("travel", 1_200, 0, start_on="2026-10-01", uptake=[0.5, 1])
    found = benefits(line)
    # Fiscal 2026, the first year of the ramp, lies before go-live; the window has all of 2027.
    assert claimed(found, "resident_hours") == pytest.approx(1_200)
    assert "early_start" in found.lines[0].marks


def test_a_body_already_beyond_the_offered_rate_has_no_shift_and_says_so() -> None:
    own = CityChoice(city(online_rate=0.6))
    found = benefits(procedure(), cities=own)
    assert claimed(found, "visits") == 0
    # Only the shorter wait of the 40 % who still come: 100,000 × 0.4 × 10 / 60.
    assert claimed(found, "resident_hours") == pytest.approx(6_666.67, abs=0.01)
    assert {"own_rate", "rate_capped"} <= set(found.lines[0].marks)


def test_a_bodys_own_rate_goes_over_that_of_the_line() -> None:
    found = benefits(procedure(), cities=CityChoice(city(online_rate=0.3)))
    assert claimed(found, "visits") == pytest.approx(20_000)
    assert found.lines[0].marks[0] == "own_rate"


@pytest.mark.parametrize(
    ("missing", "hours"),
    [
        # At once whole: shift 36,666.67, wait 8,333.33, the rest 0.
        ("travel_minutes", 8_333.33),
        ("form_minutes_after", 36_666.67 + 8_333.33),
        ("wait_minutes_after", 36_666.67),
    ],
)
def test_a_missing_minute_leaves_its_own_term_unknown_and_no_other(
    missing: str, hours: float
) -> None:
    found = benefits(procedure(without=[missing]))
    assert claimed(found, "resident_hours") == pytest.approx(hours, abs=0.01)
    assert found.measures["resident_hours"].holes == 1
    assert found.lines[0].status == "incomplete"


def test_unknown_cases_are_unknown_and_never_zero() -> None:
    found = benefits(procedure(), question=asked())
    assert found.measures["resident_hours"].claimed is None
    assert "no_cases" in found.lines[0].marks


def test_staff_minutes_alone_leave_the_residents_without_a_figure_and_without_a_hole() -> None:
    found = benefits(procedure({"staff_minutes_before": 12, "staff_minutes_after": 9}))
    assert claimed(found, "normal_hours") == pytest.approx(5_000)
    assert found.measures["resident_hours"].claimed is None
    assert found.measures["resident_hours"].holes == 0
    assert found.lines[0].status == "answered"


@pytest.mark.parametrize(
    "line",
    [
        {"benefit_id": "x", "kpi_id": "travel", "scenario_id": "S", "baseline": 5},
        {"benefit_id": "x", "kpi_id": "travel", "scenario_id": "S", "target": 0},
        claim("minutes", 15, 10),
        claim("travel", 10, 0, state="separate"),
        {"benefit_id": "x", "kpi_id": "travel"},
    ],
)
def test_a_claim_without_what_it_needs_is_unanswered_and_never_zero(line: dict[str, Any]) -> None:
    found = benefits(line)
    assert found.lines[0].status == "unanswered"
    assert found.measures["resident_hours"].claimed is None
    assert found.coverage.count("answered") == 0


def test_per_cent_and_points_are_service_quality_and_never_yen() -> None:
    found = benefits(claim("online", 20, 60), claim("liked", 60, 70))
    assert all(figure.claimed is None for figure in found.measures.values())
    assert all(line.is_quality and line.status == "answered" for line in found.lines)


def test_yen_that_do_not_leave_the_budget_stand_apart_from_those_that_do() -> None:
    found = benefits(
        claim("pay", 900, 500, cash_releasing=True), claim("print", 300, 200, cash_releasing=False)
    )
    assert claimed(found, "cash_jpy") == pytest.approx(400)
    assert claimed(found, "noncash_jpy") == pytest.approx(100)


@pytest.mark.parametrize(("price", "expected"), [(None, None), (2, 2_000)])
def test_sheets_have_yen_only_when_a_sheet_has_a_price(
    price: float | None, expected: float | None
) -> None:
    found = benefits(claim("sheets", 1_000, 0, cash_releasing=True), sheet_jpy=price)
    assert claimed(found, "sheets") == 1_000
    assert found.measures["cash_jpy"].claimed == expected


@pytest.mark.parametrize(("fare", "expected"), [(None, None), (400, 40_000)])
def test_visits_have_yen_only_when_a_visit_has_a_fare(
    fare: float | None, expected: float | None
) -> None:
    found = benefits(claim("visits", 300, 200), visit_fare_jpy=fare)
    assert claimed(found, "visits") == 100
    assert found.measures["resident_jpy"].claimed == expected


def test_a_count_of_residents_that_is_no_visit_has_no_fare() -> None:
    found = benefits(claim("redo", 300, 200), visit_fare_jpy=400)
    assert found.measures["visits"].claimed is None
    assert found.measures["resident_jpy"].claimed is None


def test_a_claim_for_another_size_is_scaled_by_population_and_marked() -> None:
    found = benefits(claim("travel", 1_000, 0), cities=CityChoice(city(700_000)))
    assert claimed(found, "resident_hours") == pytest.approx(2_000)
    assert found.lines[0].marks == ("scaled",)
    assert found.lines[0].scale == pytest.approx(2)


def test_of_claims_for_two_sizes_the_nearer_one_speaks() -> None:
    question = asked(volumes=cases())
    larger = {**question["scenarios"][0], "scenario_id": "L", "population": 700_000}
    question["scenarios"].append(larger)
    lines = (
        claim("travel", 1_000, 0),
        claim("travel", 1_700, 0, benefit_id="large", scenario_id="L"),
    )
    found = benefits(*lines, question=question, cities=CityChoice(city(650_000)))
    assert [line.benefit_id for line in found.lines] == ["large"]
    assert claimed(found, "resident_hours") == pytest.approx(1_700 * 650 / 700)


def test_a_group_is_the_sum_of_its_members_whatever_their_order() -> None:
    members = (city(700_000, code="甲"), city(350_000, code="乙", volume=50_000))
    lines = (claim("travel", 1_000, 0), procedure(uptake=[0.5]))
    forth = benefits(*lines, cities=CityChoice(group=members))
    back = benefits(*lines, cities=CityChoice(group=members[::-1]))
    assert claimed(forth, "resident_hours") == pytest.approx(3_000 + 1.5 * 24_166.667, abs=0.01)
    assert forth == back

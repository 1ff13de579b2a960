"""Net effect for the budget (method §6): tax-included, by fiscal year, today until go-live."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.net_effect import NetEffect, net_effects
from rfi.compare.today.payback import paybacks_of
from tests.answers import answer, line, questionnaire
from tests.compare.cities import city, cost, evaluate

MILLION = 1_000_000


def payback(*net: float) -> tuple[float, float]:
    found = paybacks_of(np.array([net], dtype=np.float64))
    return float(found.year[0]), float(found.years[0])


def test_minus_100_and_three_times_40_is_paid_back_in_year_4_at_3_5_years() -> None:
    assert payback(-100, 40, 40, 40) == (4, 3.5)


def test_a_later_exit_of_minus_80_is_never_reached() -> None:
    assert np.isnan(payback(-100, 40, 40, 40, -80)).all()


def test_a_sum_that_only_touches_zero_for_a_while_is_paid_back_at_its_last_crossing() -> None:
    assert payback(-100, 150, -100, 80, 30) == (4, 3 + 50 / 80)


def test_a_sum_never_below_zero_needs_no_payback() -> None:
    assert payback(10, 10) == (0, 0)


def test_nothing_flowing_is_no_payback() -> None:
    assert np.isnan(payback(0, 0)).all()


def test_years_count_from_the_first_year_of_any_flow() -> None:
    assert payback(0, 0, -100, 40, 40, 40) == (4, 3.5)


@given(
    st.lists(st.integers(-200, 200), min_size=1, max_size=12),
    st.integers(1, 10**6),
)
def test_payback_is_the_same_in_any_unit_of_money(net: list[int], scale: int) -> None:
    found = payback(*[value * scale for value in net])
    assert found == pytest.approx(payback(*net), nan_ok=True)


def test_many_courses_give_what_each_gives_alone() -> None:
    net = np.array([[-100, 40, 40, 40], [-100, 10, 10, 10], [5, 5, -20, 40]], dtype=np.float64)
    found = paybacks_of(net)
    for index, row in enumerate(net.tolist()):
        assert payback(*row) == pytest.approx((found.year[index], found.years[index]), nan_ok=True)


def effect(
    today_yearly: float, lines: list[dict[str, object]], *, discount_rate: float = 0
) -> NetEffect:
    asked = questionnaire(tuple(dict.fromkeys(str(each["item"]) for each in lines)))
    found = evaluate(
        city([cost("R01", today_yearly, tax="excluded")]),
        answer(lines),
        asked=asked,
        discount_rate=discount_rate,
    ).net_effect()[0]
    assert found is not None
    return found


BUILD = line("I03", 100, accepted_on="2027-03-25")


def test_today_cancels_before_go_live_and_the_build_counts_in_the_year_of_its_acceptance() -> None:
    found = effect(140, [BUILD, line("R01", 100, frequency="yearly")])
    assert found.fiscal_years == (2026, 2027, 2028, 2029, 2030, 2031)
    assert found.today_before == pytest.approx([154, 0, 0, 0, 0, 0])
    assert found.net == pytest.approx([-110, 44, 44, 44, 44, 44])
    assert found.today == pytest.approx([154] * 6)
    assert found.moved == pytest.approx([264, 110, 110, 110, 110, 110])
    assert (found.payback.state, found.payback.year, found.payback.fiscal_year) == (
        "reached",
        4,
        2029,
    )
    assert found.payback.years == pytest.approx(3.5)
    assert found.total.shown == pytest.approx(110)


def test_an_exit_cost_at_the_end_may_undo_the_payback() -> None:
    lines = [
        BUILD,
        line("R01", 100, frequency="yearly"),
        line("E01", 180, accepted_on="2032-03-31"),
    ]
    found = effect(140, lines)
    assert found.net[-1] == pytest.approx(44 - 198)
    assert found.payback.state == "not_reached"


def test_the_debt_burden_limit_is_that_of_the_cash_view() -> None:
    found = effect(140, [BUILD, line("R01", 1_000_000, frequency="yearly")])
    assert found.debt_burden_limit_jpy == 5_500_000


def test_a_present_value_discounts_from_the_base_year_of_the_window() -> None:
    found = effect(0, [line("I03", 100 * MILLION, accepted_on="2027-03-25")], discount_rate=0.04)
    assert found.present_value.shown == pytest.approx(-104 * 1.1 * MILLION)


def test_the_present_value_at_no_rate_is_the_sum() -> None:
    found = effect(140, [BUILD, line("R01", 90, frequency="yearly")])
    assert found.present_value.shown == pytest.approx(found.total.shown)
    assert found.total.shown == pytest.approx(float(found.cumulative[-1]))


def test_under_a_lower_bound_the_effect_is_an_upper_bound_and_no_payback_is_claimed() -> None:
    lines = [BUILD, line("R01", 50, frequency="yearly"), line("R02", state="separate")]
    found = effect(140, lines)
    assert found.total.sign == found.present_value.sign == "≦"
    assert found.payback.state == "not_claimed"
    assert found.payback.years is None


def test_what_even_the_priced_part_never_pays_back_is_never_reached() -> None:
    lines = [BUILD, line("R01", 139, frequency="yearly"), line("R02", state="separate")]
    assert effect(140, lines).payback.state == "not_reached"


def with_benefits(
    lines: list[dict[str, object]], yearly: float, today: float = 100
) -> tuple[NetEffect, TodayComparison]:
    asked = questionnaire(tuple(dict.fromkeys(str(each["item"]) for each in lines)))
    evaluation = evaluate(city([cost("R01", today, tax="excluded")]), answer(lines), asked=asked)
    assert evaluation.today is not None
    benefits = {"vendor:A": dict.fromkeys(range(2027, 2032), yearly)}
    found = net_effects(evaluation.costs, evaluation.today, benefits)[0]
    assert found is not None
    return found, evaluation.today


def test_benefits_over_the_cost_above_today() -> None:
    found, _ = with_benefits([line("R01", 200, frequency="yearly")], 55)
    assert found.benefit_cost.state == "ratio"
    assert found.benefit_cost.ratio is not None
    assert found.benefit_cost.ratio.shown == pytest.approx(0.5)
    assert found.net == pytest.approx([-55] * 5)


def test_without_a_cost_above_today_there_is_no_increase_to_divide_by() -> None:
    found, _ = with_benefits([line("R01", 90, frequency="yearly")], 55)
    assert found.benefit_cost.state == "no_increase"
    assert found.payback.state == "never_below"


def test_benefits_over_a_lower_bound_of_the_cost_are_an_upper_bound() -> None:
    found, _ = with_benefits(
        [line("R01", 200, frequency="yearly"), line("R02", state="separate")], 55
    )
    assert found.benefit_cost.ratio is not None
    assert found.benefit_cost.ratio.sign == "≦"


def test_benefits_count_only_when_chosen() -> None:
    assert effect(100, [line("R01", 200, frequency="yearly")]).benefit_cost.state == "not_chosen"


def test_an_offer_without_any_price_has_no_net_effect() -> None:
    found = evaluate(city([cost("R01", 100)]), answer([line("R01", state="separate")]))
    assert found.net_effect() == (None,)


def test_a_later_go_live_lets_todays_cost_run_on_both_sides() -> None:
    early = evaluate(
        city([cost("R01", 120, tax="excluded")]),
        answer([line("R01", 10)], go_live="2027-04-01"),
        asked=questionnaire(("R01",)),
    ).net_effect()[0]
    late = evaluate(
        city([cost("R01", 120, tax="excluded")]),
        answer([line("R01", 10)], go_live="2028-01-01"),
        asked=questionnaire(("R01",)),
    ).net_effect()[0]
    assert early is not None
    assert late is not None
    assert early.total.shown == pytest.approx(late.total.shown, abs=1e-6)
    assert late.today_before[0] == pytest.approx(132 * 9 / 12)

"""What gaps cost (method §7): F + m·A, both tax spellings, and what is not quoted."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.fit.gap_comparison import GapComparison
from rfi.compare.fit.gaps import GapSum, WorkaroundSum
from tests.answers import MILLION, answer, line
from tests.compare.asked import answered, asking, city_of, fits, gaps_of, requirement

ASKED = asking([requirement("R1"), requirement("R2"), requirement("R3")])


def customize(once: float | None = None, monthly: float | None = None, **more: Any) -> Any:
    said = {"fit": "customize", "cause": "LOCAL", "unit": "one", "tax": "excluded", **more}
    if once is not None:
        said["cost_once"] = once
    if monthly is not None:
        said["cost_monthly"] = monthly
    return {key: value for key, value in said.items() if value is not ...}


def total(fit: GapComparison) -> GapSum:
    return fit.offers[0].gaps.total


def quoted(said: Any, **more: Any) -> GapSum:
    return total(gaps_of(ASKED, answered({"R1": said}), **more))


def work(*answers: Any, **more: Any) -> WorkaroundSum:
    given = {f"R{index + 1}": said for index, said in enumerate(answers)}
    return gaps_of(ASKED, answered(given), **more).offers[0].gaps.workaround


def test_f_10m_and_m_1m_a_year_are_15m_over_five_years() -> None:
    found = quoted(customize(10 * MILLION, MILLION / 12))
    assert found.annuity_years == 5
    assert found.window_jpy() == pytest.approx(15 * MILLION, abs=0.01)
    assert found.present_value_jpy() == pytest.approx(15 * MILLION, abs=0.01)
    assert not found.is_lower_bound


def test_at_4_percent_only_the_later_years_are_discounted() -> None:
    # A = 1 + 1/1.04 + 1/1.04² + 1/1.04³ + 1/1.04⁴ = 4.62989522…
    found = quoted(customize(10 * MILLION, 100_000), discount_rate=0.04)
    assert found.annuity_years == pytest.approx(4.6298952243, abs=1e-9)
    assert found.present_value_jpy() == pytest.approx(15_555_874.27, abs=0.01)
    assert found.window_jpy() == 16 * MILLION


def test_a_window_over_two_fiscal_years_takes_each_month_at_its_own_year() -> None:
    said = answered({"R1": customize(monthly=1, once=0)}, go_live="2027-10-01")
    fit = gaps_of(ASKED, said, discount_rate=0.04, horizon_months=12)
    assert total(fit).annuity_years == pytest.approx(0.5 + 0.5 / 1.04, abs=1e-12)


@pytest.mark.parametrize(
    "spelling",
    [
        customize(1_000, 10, unit="thousand"),
        customize(1_100, 11, unit="thousand", tax="included"),
        customize(110, 1.1, unit="ten_thousand", tax="included"),
        customize(1.1, 0.011, unit="million", tax="included"),
    ],
)
def test_tax_in_and_tax_out_spellings_of_one_gap_cost_the_same(spelling: Any) -> None:
    found = quoted(spelling)
    assert found.window_jpy() == pytest.approx(1_600_000, abs=0.01)
    assert found.window_jpy(with_tax=True) == pytest.approx(1_760_000, abs=0.01)


def test_the_tax_rate_is_the_assumption_and_an_exempt_gap_bears_none() -> None:
    found = quoted(customize(100), tax_rate=0.2)
    assert found.once_incl_tax_jpy == 120
    exempt = quoted(customize(100, 0, tax="exempt"))
    assert exempt.window_jpy() == exempt.window_jpy(with_tax=True) == 100


def test_an_amount_without_a_tax_flag_is_unknown_not_zero() -> None:
    found = quoted(customize(100, tax=...))
    assert (found.count, found.priced, found.unpriced) == (1, 0, 1)
    assert found.window_jpy() is None
    assert found.is_lower_bound


def test_a_gap_without_a_price_makes_the_sum_a_lower_bound() -> None:
    given = {"R1": customize(100, 0), "R2": {"fit": "external", "cause": "FORM"}, "R3": "option"}
    found = total(gaps_of(ASKED, answered(given)))
    assert (found.count, found.priced, found.unpriced) == (3, 1, 2)
    assert found.window_jpy() == 100
    assert found.is_lower_bound


def test_a_bare_zero_says_neither_free_nor_included() -> None:
    assert quoted(customize(0, 0)).window_jpy() is None
    assert quoted(customize(0)).unpriced == 1
    assert quoted(customize(0, 5)).window_jpy() == 300


@pytest.mark.parametrize("said", [customize(100), customize(monthly=5)])
def test_once_without_monthly_or_monthly_without_once_is_a_lower_bound(said: Any) -> None:
    found = quoted(said)
    assert (found.priced, found.partial) == (1, 1)
    assert found.is_lower_bound
    assert not quoted(customize(100, 5)).is_lower_bound


def test_no_gap_costs_nothing_and_an_unpriced_kind_is_unknown() -> None:
    gaps = gaps_of(ASKED, answered({"R1": "standard", "R2": "option"})).offers[0].gaps
    assert gaps.by_code["customize"].window_jpy() == 0
    assert gaps.by_code["option"].window_jpy() is None


def test_gap_costs_are_told_by_the_cost_item_that_holds_them_already() -> None:
    given = {
        "R1": customize(100, 0, cost_item="I04"),
        "R2": customize(30, 0),
        "R3": {"fit": "external", "cause": "FORM", "cost_item": "I05"},
    }
    by_item = gaps_of(ASKED, answered(given)).offers[0].gaps.by_item
    assert {item: found.window_jpy() for item, found in by_item.items()} == {
        "I04": 100,
        "I05": None,
        "": 30,
    }


def homed(lines: Any, business: str = "B01", item: str = "I04", **asked: Any) -> tuple[int, bool]:
    """Return (gaps without a price in their cost item, whether the one gap has one)."""
    questionnaire = {**asking([requirement("R1", business=business)]), **asked}
    said = fits({"R1": customize(100, 0, cost_item=item)})
    fit = gaps_of(questionnaire, answer(lines, fit_answers=said))
    return fit.offers[0].gaps.unbacked.count, bool(fit.homes[0, 0])


@pytest.mark.parametrize(
    ("lines", "is_priced"),
    [
        ([line("I04", 500)], True),
        ([line("I04", 500, state=...)], True),
        ([line("I04", state="free")], True),
        ([line("I04", 500, businesses=["B02", "B01"])], True),
        ([], False),
        ([line("I04", state="separate")], False),
        ([line("I04", state="unanswered")], False),
        ([line("I04", 500, businesses=["B02"])], False),
        ([line("I05", 500)], False),
    ],
)
def test_a_gap_is_in_a_total_only_where_its_cost_item_holds_a_price(
    lines: Any, *, is_priced: bool
) -> None:
    assert homed(lines) == (0 if is_priced else 1, is_priced)


def test_an_item_asked_once_for_all_holds_the_gaps_of_every_business() -> None:
    questions = [{"item": "I04", "businesses": ["B02"]}]
    assert homed([line("I04", 500, businesses=["B02"])], cost_questions=questions) == (0, True)
    assert homed([line("I04", state="separate", businesses=["B02"])], cost_questions=questions) == (
        1,
        False,
    )


def test_a_gap_that_names_no_item_is_told_apart_from_one_whose_item_has_no_price() -> None:
    gaps = gaps_of(ASKED, answered({"R1": customize(100, 0)})).offers[0].gaps
    assert gaps.unbacked.count == 0
    assert gaps.by_item[""].window_jpy() == 100


def test_the_money_of_causes_and_of_codes_adds_up_to_the_total() -> None:
    given = {
        "R1": customize(100, 1),
        "R2": customize(30, 2, fit="external", cause="FORM"),
        "R3": customize(7, 0, fit="workaround", cause="LAW"),
    }
    gaps = gaps_of(ASKED, answered(given)).offers[0].gaps
    for groups in (gaps.by_code, gaps.by_cause, gaps.by_item):
        sums = [found.window_jpy() for found in groups.values() if found.priced]
        assert sum(value or 0 for value in sums) == gaps.total.window_jpy() == 137 + 3 * 60


def test_monthly_money_beyond_the_contract_is_marked() -> None:
    given = answered({"R1": customize(100, 1)}, months=60)
    assert not gaps_of(ASKED, given).offers[0].is_beyond_term
    assert gaps_of(ASKED, given, horizon_months=120).offers[0].is_beyond_term
    once = answered({"R1": customize(100, 0)}, months=60)
    assert not gaps_of(ASKED, once, horizon_months=120).offers[0].is_beyond_term


# --- Workarounds -------------------------------------------------------------------------------


def workaround(minutes: float | None, cases: float | None) -> Any:
    said = {"fit": "workaround", "cause": "LAW"}
    efforts = {"workaround_minutes": minutes, "workaround_cases": cases}
    return {**said, **{key: value for key, value in efforts.items() if value is not None}}


def test_ten_minutes_and_600_cases_are_100_hours_a_year_at_the_staff_hour() -> None:
    found = work(workaround(10, 600))
    assert found.hours_per_year == 100
    assert found.window_hours == 500
    assert found.window_jpy == 500 * 4208
    assert found.present_value_jpy == 500 * 4208


def test_workarounds_are_discounted_like_every_yearly_cost() -> None:
    found = work(workaround(10, 600), discount_rate=0.04)
    assert found.window_jpy == 500 * 4208
    assert found.present_value_jpy == pytest.approx(100 * 4208 * 4.6298952243, abs=0.01)


def test_a_workaround_without_minutes_or_cases_is_unknown_not_free() -> None:
    found = work(workaround(10, 600), workaround(10, None), workaround(None, 600))
    assert (found.count, found.unknown, found.hours_per_year) == (3, 2, 100)
    nothing = work(workaround(None, None))
    assert nothing.window_hours is nothing.window_jpy is nothing.present_value_jpy is None
    assert work("standard").window_jpy == 0


def test_a_zero_effort_is_an_answer() -> None:
    found = work(workaround(0, 600))
    assert (found.unknown, found.window_jpy) == (0, 0)


def test_the_citys_own_staff_hour_goes_over_the_assumption() -> None:
    own = gaps_of(ASKED, answered({"R1": workaround(10, 600)}), city=city_of(350_000, 5000))
    assert own.basis.is_own_staff_hour
    assert own.offers[0].gaps.workaround.window_jpy == 500 * 5000
    other = gaps_of(ASKED, answered({"R1": workaround(10, 600)}), city=city_of(350_000))
    assert not other.basis.is_own_staff_hour
    assert other.offers[0].gaps.workaround.window_jpy == 500 * 4208


def test_cases_are_scaled_to_the_population_of_a_chosen_city_and_marked() -> None:
    fit = gaps_of(ASKED, answered({"R1": workaround(10, 600)}), city=city_of(175_000))
    assert fit.basis.size_factor == 0.5
    assert fit.basis.is_estimated
    assert fit.offers[0].gaps.workaround.hours_per_year == 50
    assert not gaps_of(ASKED, answered({})).basis.is_estimated


def test_without_a_population_to_scale_from_the_hours_of_a_city_are_unknown() -> None:
    asked = asking([requirement("R1")], population=None)
    fit = gaps_of(asked, answered({"R1": workaround(10, 600)}), city=city_of(175_000))
    assert fit.offers[0].gaps.workaround.window_hours is None


amounts = st.integers(1, 10**9)


@settings(max_examples=30)
@given(amounts, amounts, st.sampled_from([0.0, 0.02, 0.04]), st.sampled_from([60, 120]))
def test_splitting_a_gap_in_two_leaves_the_sum_unchanged(
    once: int, monthly: int, rate: float, months: int
) -> None:
    changes: Any = {"discount_rate": rate, "horizon_months": months}
    whole = total(gaps_of(ASKED, answered({"R1": customize(once + 3, monthly + 5)}), **changes))
    parts = {"R1": customize(once, monthly), "R2": customize(3, 5)}
    split = total(gaps_of(ASKED, answered(parts), **changes))
    assert split.window_jpy() == whole.window_jpy()
    assert split.present_value_jpy() == pytest.approx(whole.present_value_jpy(), rel=1e-12)

"""Today's cost of a city, and today against an offer (method §1, "Two views"; §6)."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.bounds import Bound
from rfi.compare.round.scope import Scope
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.pair import Pair, ratio_of
from rfi.compare.today.todays_cost import Today, todays_of
from rfi.scenario.assumptions import AssumptionSet, assumptions_of
from rfi.scenario.city.city import City, CurrentCost
from tests.answers import answer, line, questionnaire, standard_assumptions
from tests.compare.cities import against, city, cost, evaluate

STANDARD: AssumptionSet = assumptions_of(standard_assumptions())[0]
MILLION = 1_000_000


def today(home: City) -> Today:
    found = todays_of((home,), STANDARD)[0]
    assert found is not None
    return found


def test_tax_included_thousand_yen_become_yen_on_both_bases() -> None:
    found = today(city([cost("R01", 110, unit="thousand")]))
    assert found.incl_tax_jpy.tolist() == [110_000]
    assert found.excl_tax_jpy[0] == pytest.approx(100_000, abs=0.01)


@pytest.mark.parametrize(
    ("year", "excluded"),
    [
        (1996, Fraction(1_080_000 * 100, 103)),
        (2013, Fraction(1_080_000 * 100, 105)),
        (2018, Fraction(1_080_000 * 100, 108)),
        (2019, Fraction(540_000 * 100, 108) + Fraction(540_000 * 100, 110)),
        (2025, Fraction(1_080_000 * 100, 110)),
    ],
)
def test_the_rate_is_that_of_the_months_of_the_fiscal_year(year: int, excluded: Fraction) -> None:
    found = today(city([cost("R01", 1_080_000, fiscal_year=year)]))
    assert found.excl_tax_jpy[0] == pytest.approx(float(excluded), abs=0.01)
    assert found.incl_tax_jpy[0] == pytest.approx(1_080_000, abs=0.01)


def test_an_exempt_amount_is_the_same_on_both_bases() -> None:
    found = today(city([cost("R13", 500, tax="exempt")]))
    assert found.excl_tax_jpy.tolist() == found.incl_tax_jpy.tolist() == [500]


def test_an_amount_without_tax_is_unknown_and_not_counted() -> None:
    found = today(city([cost("R01", 110), cost("R02", 50, tax="")]))
    assert found.unknown_cells == (("B01", "R02"),)
    assert found.bound(110).sign == "≧"


def test_a_blank_amount_is_unknown_and_not_zero() -> None:
    found = today(city([cost("R01", 110), cost("R02", None)]))
    assert np.isnan(found.incl_tax_jpy[found.cells.index(("B01", "R02"))])
    assert not found.is_complete


def test_the_latest_complete_fiscal_year_stands_for_today() -> None:
    rows = [cost(item, 100, fiscal_year=year) for item in ("R01", "R02") for year in (2024, 2025)]
    partly_entered = cost("R01", 300, fiscal_year=2026)
    found = today(city([*rows, partly_entered]))
    assert (found.fiscal_year, found.is_year_complete) == (2025, True)
    assert found.years == (2024, 2025, 2026)


def test_a_year_with_an_unknown_amount_gives_way_to_the_complete_one_before() -> None:
    rows = [cost("R01", 100, fiscal_year=2024), cost("R01", None, fiscal_year=2025)]
    assert today(city(rows)).fiscal_year == 2024


def test_without_a_complete_year_the_latest_one_is_taken_as_a_lower_bound() -> None:
    found = today(city([cost("R01", 100), cost("R02", None)]))
    assert (found.fiscal_year, found.is_year_complete) == (2025, False)
    assert found.bound(100).sign == "≧"


def test_a_row_that_could_not_be_read_makes_its_year_incomplete() -> None:
    found = today(city([cost("R01", 100)], unread_years=(0,)))
    assert found.bound(100).sign == "≧"


def test_a_city_without_any_known_amount_has_no_today() -> None:
    assert todays_of((city([]), city([cost("R01", None)])), STANDARD) == (None, None)


def test_several_amounts_of_one_cell_are_summed() -> None:
    whole = today(city([cost("R01", 300)]))
    split = today(city([cost("R01", 100), cost("R01", 200)]))
    assert split.incl_tax_jpy.tolist() == whole.incl_tax_jpy.tolist()


@given(st.permutations(range(6)))
def test_the_order_of_the_rows_changes_nothing(order: list[int]) -> None:
    rows = [
        cost(item, 0.1 * index + 0.7, fiscal_year=year)
        for index, (item, year) in enumerate(
            [
                ("R01", 2025),
                ("R01", 2025),
                ("R02", 2025),
                ("R01", 2024),
                ("R02", 2024),
                ("R03", 2025),
            ]
        )
    ]
    expected, found = today(city(rows)), today(city([rows[index] for index in order]))
    assert found.cells == expected.cells
    assert found.incl_tax_jpy.tolist() == expected.incl_tax_jpy.tolist()
    assert found.excl_tax_jpy.tolist() == expected.excl_tax_jpy.tolist()


@given(st.integers(1, 10**9))
def test_every_spelling_of_the_unit_gives_the_same_yen(million: int) -> None:
    spellings = {"one": 1_000_000, "thousand": 1000, "ten_thousand": 100, "million": 1}
    found = {
        float(today(city([cost("R01", million * times, unit=unit)])).incl_tax_jpy[0])
        for unit, times in spellings.items()
    }
    assert len(found) == 1


def test_tax_in_and_tax_out_spellings_of_one_cost_agree() -> None:
    first = today(city([cost("R01", 110_000)]))
    second = today(city([cost("R01", 100_000, tax="excluded")]))
    assert first.excl_tax_jpy[0] == pytest.approx(second.excl_tax_jpy[0], abs=0.01)
    assert first.incl_tax_jpy[0] == pytest.approx(second.incl_tax_jpy[0], abs=0.01)


# --- Against an offer --------------------------------------------------------------------------


def test_an_offer_of_100_without_tax_is_5_dearer_than_today_of_105_with_it() -> None:
    found = against(city([cost("R01", 105)]), [line("R01", 100, frequency="yearly")],
                    asked=questionnaire(("R01",)))  # fmt: skip
    running = found.offers[0].running["included"]
    assert running.difference is not None
    assert running.difference.shown == pytest.approx(5, abs=0.01)
    assert running.difference.kind == "exact"
    total = found.offers[0].total["included"].difference
    assert total is not None
    assert total.shown == pytest.approx(25, abs=0.01)


def test_at_least_80_against_today_100_is_at_most_20_cheaper() -> None:
    found = against(
        city([cost("R01", 100, tax="excluded")]),
        [line("R01", 80, frequency="yearly"), line("R02", state="separate")],
        asked=questionnaire(("R01", "R02")),
    )
    running = found.offers[0].running["excluded"]
    assert running.difference is not None
    assert (running.difference.sign, running.difference.shown) == ("≧", -20)
    assert running.ratio is not None
    assert (running.ratio.sign, running.ratio.shown) == ("≧", 0.8)


def test_before_and_after_are_compared_over_the_same_months() -> None:
    for months in (60, 120):
        found = against(
            city([cost("R01", 12 * MILLION, tax="excluded")]),
            [line("R01", MILLION)],
            asked=questionnaire(("R01",)),
            offer={"months": 120},
            horizon_months=months,
        )
        pair = found.offers[0].total["excluded"]
        assert pair.after is not None
        assert pair.before.shown == pytest.approx(pair.after.shown, abs=0.01)
        assert pair.before.shown == pytest.approx(months * MILLION, abs=0.01)


def test_todays_cost_grows_with_the_price_growth_rate_as_the_offers_do() -> None:
    found = against(
        city([cost("R01", 10, tax="excluded")]),
        [line("R01", 10, frequency="yearly")],
        asked=questionnaire(("R01",)),
        price_growth_rate=0.03,
    )
    pair = found.offers[0].total["excluded"]
    assert pair.after is not None
    assert pair.before.shown == pytest.approx(53.09, abs=0.005)
    assert pair.before.shown == pytest.approx(pair.after.shown, abs=1e-9)


def test_another_tax_rate_changes_the_years_to_come_and_not_the_accounts() -> None:
    found = against(
        city([cost("R01", 110)]),
        [line("R01", 100, frequency="yearly")],
        asked=questionnaire(("R01",)),
        tax_rate=0.12,
    )
    assert found.yearly("excluded").shown == pytest.approx(100)
    pair = found.offers[0].running["included"]
    assert pair.before.shown == pytest.approx(112)
    assert pair.difference is not None
    assert pair.difference.shown == pytest.approx(0, abs=1e-9)


def test_a_one_time_payment_of_the_latest_year_does_not_come_again_and_is_told() -> None:
    found = against(
        city([cost("R01", 110), cost("I13", 990)]),
        [line("R01", 10), line("I13", 5)],
        asked=questionnaire(("R01", "I13")),
    )
    assert found.offers[0].total["included"].before.shown == pytest.approx(550, abs=0.01)
    assert found.left_out("included") == {"I13": 990}


def test_an_item_that_was_not_asked_for_is_left_out_of_both_sides_and_told() -> None:
    found = against(
        city([cost("R01", 100), cost("R13", 40)]),
        [line("R01", 1)],
        asked=questionnaire(("R01",)),
    )
    assert found.yearly("included").shown == 100
    assert found.left_out("included") == {"R13": 40}


def test_items_that_only_one_side_has_are_shown_as_such() -> None:
    found = against(
        city([cost("R01", 100), cost("R13", 40)]),
        [line("R01", 1), line("R07", 2), line("R13", state="free")],
        asked=questionnaire(("R01", "R07", "R13", "R15")),
    )
    sides = {one.item: (one.has_before, one.has_after) for one in found.offers[0].items}
    assert sides == {
        "R01": (True, True),
        "R07": (False, True),
        "R13": (True, True),
        "R15": (False, False),
    }
    assert {one.item: one.is_unknown for one in found.offers[0].items}["R15"]


def test_the_items_sum_to_the_totals_on_both_sides() -> None:
    found = against(
        city([cost("R01", 100), cost("R02", 33, business="COM"), cost("R13", 40, tax="exempt")]),
        [line("I03", 700), line("R01", 1), line("R02", 2), line("R13", 3)],
        asked=questionnaire(("I03", "R01", "R02", "R13")),
    ).offers[0]
    for tax in ("excluded", "included"):
        pair = found.total[tax]
        assert pair.after is not None
        assert sum(one.before[tax] for one in found.items) == pytest.approx(pair.before.shown)
        assert sum(one.after[tax] for one in found.items) == pytest.approx(pair.after.shown)


def test_an_offer_without_any_price_has_no_after() -> None:
    found = against(city([cost("R01", 100)]), [line("R01", state="separate")])
    pair = found.offers[0].total["included"]
    assert (pair.after, pair.difference, pair.ratio) == (None, None, None)


def test_adding_an_offer_changes_nothing_of_the_others() -> None:
    home = city([cost("R01", 100)])
    first = answer([line("R01", 3)], response_id="first")
    second = answer([line("R01", 9)], response_id="second")
    alone, both = evaluate(home, first).today, evaluate(home, first, second).today
    assert alone is not None
    assert both is not None
    assert both.offers[0] == alone.offers[0]


@cache
def running_against(before: float) -> Pair:
    """Return an offer of 3 a month against today's cost, with tax."""
    found = against(city([cost("R01", before)]), [line("R01", 3)], asked=questionnaire(("R01",)))
    return found.offers[0].running["included"]


@settings(max_examples=30)
@given(st.integers(2, 1000))
def test_a_today_k_times_as_dear_gives_a_ratio_k_times_as_low(k: int) -> None:
    one, many = running_against(100), running_against(100 * k)
    assert one.ratio is not None
    assert many.ratio is not None
    assert many.ratio.shown * k == pytest.approx(one.ratio.shown)


def test_a_ratio_needs_a_before_above_zero() -> None:
    assert ratio_of(Bound.exact(0), Bound.exact(5)) is None
    assert ratio_of(Bound.at_least(100), Bound.exact(80)) == Bound(-np.inf, 0.8, 0.8)


def test_without_a_city_or_its_costs_there_is_no_today() -> None:
    assert evaluate(None, answer([line("R01", 3)])).today is None
    empty = evaluate(city([]), answer([line("R01", 3)]))
    assert (empty.today, empty.net_effect()) == (None, ())


def in_scope(*costs: CurrentCost) -> TodayComparison:
    lines = [line("R01", 3), line("R01", 5, businesses=["B02"])]
    asked = questionnaire(("R01",), businesses=("B01", "B02"))
    return against(city(costs), lines, asked=asked, scope=Scope.of([("B01", "R01")]))


def test_a_chosen_scope_holds_todays_cost_cell_by_cell() -> None:
    found = in_scope(cost("R01", 11), cost("R01", 22, business="B02"))
    assert found.yearly("included") == Bound.exact(11)
    assert found.left_out("included") == {"R01": 22}


def test_a_cost_booked_as_common_leaves_its_part_in_a_chosen_scope_open() -> None:
    found = in_scope(cost("R01", 11), cost("R01", 220, business="COM"))
    running = found.offers[0].running["included"]
    assert found.basis.is_cut
    assert running.before == Bound.at_least(running.before.shown)
    assert running.difference is not None
    assert running.difference.sign == "≦"


def test_nothing_booked_in_scope_is_unknown_and_not_zero() -> None:
    found = in_scope(cost("R01", 22, business="B02"))
    running = found.offers[0].running["included"]
    assert running.before == Bound.at_least(0)
    assert running.ratio is None

"""Levelling (method §2): holes filled from the others' prices, only when chosen, always marked."""

import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.cost.levelling import OfferLevelling, flip_amount
from rfi.compare.round.bounds import Bound
from rfi.compare.round.scope import Scope
from tests.answers import Line, line
from tests.compare.sized_rounds import (
    asked,
    city,
    compare_for,
    nominal,
    priced,
    round_of,
)

YEN = pytest.approx
ONE_SIZE = {"S350": 350_000}
ITEMS = ("I03", "I04")
Offers = tuple[OfferFigures, ...]


def offer(first: float, second: float | None = None, **second_fields: object) -> list[Line]:
    """Return I03 priced, and I04 as given: a price, or a state."""
    return [
        line("I03", first, scenario_id="S350"),
        line("I04", second, scenario_id="S350", **second_fields),
    ]


def compared(*offers: list[Line], level: str = "median", least: int = 2) -> Offers:
    questions = asked(ITEMS, alone=ONE_SIZE, joint={})
    answers = round_of(questions, *offers)
    return compare_for(answers, levelling=level, levelling_donors=least).offers


def levelling_of(found: OfferFigures) -> OfferLevelling:
    assert found.levelling is not None
    return found.levelling


SEPARATE = offer(90, state="separate")


def test_donors_free_10_and_12_give_11() -> None:
    free = offer(100, state="free")
    found = compared(SEPARATE, free, offer(100, 10), offer(100, 12))[0]
    cell = levelling_of(found).cells[0]
    assert (cell.low, cell.median, cell.high, cell.level_jpy) == (10, 11, 12, 11)
    assert (cell.donors, cell.free) == (2, 1)
    assert nominal(found) == 101
    assert found.bound == Bound(100, 102, 101)


def test_90_against_100_with_5_levelled_turns_above_15() -> None:
    assert flip_amount(90, 100, 5) == 15


def test_levelling_is_off_unless_chosen() -> None:
    found = compared(SEPARATE, offer(100, 10), offer(100, 12), level="off")[0]
    assert nominal(found) == 90
    assert found.levelling is None
    assert found.bound == Bound.at_least(90)


def test_the_share_of_levelling_is_levelled_of_quoted_and_levelled() -> None:
    found = compared(SEPARATE, offer(100, 10), offer(100, 10))[0]
    assert levelling_of(found).share == YEN(10 / 100)
    assert levelling_of(found).quoted_jpy == 90


def test_with_one_donor_the_hole_stays_and_the_one_figure_is_shown() -> None:
    found = compared(SEPARATE, offer(100, 10), offer(100, state="unanswered"))[0]
    cell = levelling_of(found).cells[0]
    assert not cell.is_filled
    assert cell.median == 10
    assert nominal(found) == 90
    assert found.bound == Bound.at_least(90)


def test_three_donors_may_be_demanded() -> None:
    donors = (offer(100, 10), offer(100, 12))
    assert levelling_of(compared(SEPARATE, *donors, least=3)[0]).filled == ()
    third = compared(SEPARATE, *donors, offer(100, 20), least=3)[0]
    assert levelling_of(third).levelled_jpy == 12


def test_a_price_that_holds_another_cell_is_no_donor() -> None:
    container = offer(100, state="included", included_in={"business": "B01", "item": "I03"})
    hole = [
        line("I03", state="unanswered", scenario_id="S350"),
        line("I04", 5, scenario_id="S350"),
    ]
    found = compared(hole, container, offer(70, 3), offer(80, 4))[0]
    cell = levelling_of(found).cells[0]
    assert (cell.cell, cell.donors, cell.median) == (("B01", "I03"), 2, 75)


def test_a_price_from_and_a_short_term_are_not_filled() -> None:
    questions = asked(("R01", "I03"), alone=ONE_SIZE, joint={})
    short = [
        line("R01", 10, months=12, scenario_id="S350"),
        line("I03", 50, state="priced_from", scenario_id="S350"),
    ]
    full = [line("R01", 9, scenario_id="S350"), line("I03", 40, scenario_id="S350")]
    found = compare_for(round_of(questions, short, full, full), levelling="median").offers[0]
    assert nominal(found) == 10 * 12 + 50
    assert found.bound.kind == "at_least"


def test_a_total_levelled_in_part_beside_a_hole_that_stays_is_no_bound() -> None:
    questions = asked(("I03", "I04", "I05"), alone=ONE_SIZE, joint={})
    hole = [
        line("I03", 90, scenario_id="S350"),
        *(line(item, state="separate", scenario_id="S350") for item in ("I04", "I05")),
    ]
    donors = [
        [line("I03", 90, scenario_id="S350"), line("I04", price, scenario_id="S350")]
        for price in (10, 14)
    ]
    found = compare_for(round_of(questions, hole, *donors), levelling="median").offers[0]
    assert nominal(found) == 102
    assert (found.bound.low, found.bound.high) == (100, math.inf)
    assert found.bound.kind == "unknown"


def test_an_offer_that_answers_nothing_is_not_made_up_of_the_others() -> None:
    nothing = offer(0, state="unanswered")
    nothing[0] = line("I03", state="unanswered", scenario_id="S350")
    found = compared(nothing, offer(100, 10), offer(100, 12))[0]
    assert found.totals.nominal_jpy is None


def test_a_levelled_price_falls_into_the_years_of_its_item() -> None:
    questions = asked(("I03", "R01", "E01"), alone=ONE_SIZE, joint={})
    hole = [
        line("I03", 5, scenario_id="S350", accepted_on="2026-06-30"),
        line("R01", state="separate", scenario_id="S350"),
        line("E01", state="separate", scenario_id="S350"),
    ]
    full = [
        line("I03", 5, scenario_id="S350"),
        line("R01", 10, scenario_id="S350"),
        line("E01", 7, scenario_id="S350"),
    ]
    found = compare_for(round_of(questions, hole, full, full), levelling="median").offers[0]
    assert found.by_fiscal_year == YEN(
        {2026: 5, 2027: 120, 2028: 120, 2029: 120, 2030: 120, 2031: 127}
    )
    assert found.totals.exit_jpy == YEN(7)
    assert found.totals.recurring_jpy == YEN(600)


def test_levelled_amounts_are_taxed_and_discounted_like_quoted_ones() -> None:
    questions = asked(("I03", "R01"), alone=ONE_SIZE, joint={})
    once = line("I03", 5, scenario_id="S350")
    hole = [once, line("R01", state="separate", scenario_id="S350")]
    full = [once, line("R01", 10, scenario_id="S350")]
    found = compare_for(
        round_of(questions, hole, full, full),
        levelling="median",
        discount_rate=0.04,
        discount_timing="end",
    ).offers
    assert found[0].totals.present_value_jpy == YEN(found[1].totals.present_value_jpy)
    assert found[0].total_incl_tax_jpy == YEN(found[1].total_incl_tax_jpy)


def test_levelling_comes_after_size_and_number_and_before_sharing() -> None:
    questions = asked(ITEMS)
    hole = [
        *priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}),
        *(line("I04", state="separate", scenario_id=name) for name in ("S250", "S350", "S450")),
        line("I04", state="separate", scenario_id="J3"),
    ]
    full = [
        *priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}),
        *priced({"S250": 8, "S350": 10, "S450": 12, "J3": 24}, "I04"),
    ]
    answers = round_of(questions, hole, full, full)
    group = [city("c", 250_000), city("b", 350_000), city("a", 450_000)]
    whole = compare_for(answers, group=group, levelling="median").offers[0]
    assert levelling_of(whole).levelled_jpy == YEN(0.8 * 30)
    mine = compare_for(answers, 250_000, group, levelling="median").offers[0]
    part = nominal(mine) / nominal(whole)
    assert levelling_of(mine).levelled_jpy == YEN(0.8 * 30 * part)
    assert levelling_of(mine).share == YEN(levelling_of(whole).share)


def test_a_cell_out_of_scope_is_levelled_for_nobody() -> None:
    questions = asked(ITEMS, alone=ONE_SIZE, joint={})
    answers = round_of(questions, SEPARATE, offer(100, 10), offer(100, 12))
    scope = Scope.of([("B01", "I03")])
    found = compare_for(answers, scope=scope, levelling="median").offers[0]
    assert nominal(found) == 90
    assert found.levelling is None


@settings(max_examples=50)
@given(
    prices=st.lists(st.integers(1, 10**9), min_size=1, max_size=6),
    level=st.sampled_from(["min", "median", "max"]),
    least=st.integers(1, 4),
)
def test_every_level_is_that_of_its_donors_and_of_nobody_else(
    prices: list[int], level: str, least: int
) -> None:
    donors = [offer(100, price) for price in prices]
    free, nothing = offer(100, state="free", tax="excluded"), offer(100, state="unanswered")
    found = compared(SEPARATE, *donors, free, nothing, level=level, least=least)
    expected = {
        "min": min(prices) * 1.0,
        "median": statistics.median(map(float, prices)),
        "max": max(prices) * 1.0,
    }
    for one in (found[0], found[-1]):
        (hole,) = levelling_of(one).cells
        assert (hole.donors, hole.free) == (len(prices), 1)
        assert [hole.low, hole.median, hole.high] == pytest.approx(list(expected.values()))
        assert hole.is_filled == (len(prices) >= least)
        if hole.is_filled:
            assert (
                hole.level_jpy == {"min": hole.low, "median": hole.median, "max": hole.high}[level]
            )


@settings(max_examples=30)
@given(extra=st.integers(1, 1000))
def test_another_offer_changes_levelled_amounts_only(extra: int) -> None:
    before = compared(SEPARATE, offer(100, 10), offer(100, 12))
    after = compared(SEPARATE, offer(100, 10), offer(100, 12), offer(1, extra))
    assert levelling_of(after[0]).quoted_jpy == levelling_of(before[0]).quoted_jpy == 90
    assert after[1:3] == before[1:3]


def test_a_city_bears_its_part_of_every_sum_and_the_share_of_levelling_stays() -> None:
    whole = OfferLevelling((), 80, 20, 10, 40)
    assert whole.scaled(0.25) == OfferLevelling((), 20, 5, 2.5, 10)
    assert whole.scaled(0.25).share == whole.share == YEN(0.2)


def test_a_price_gives_no_level_where_it_holds_another_cell_at_the_sizes_that_are_used() -> None:
    sizes = {"S250": 250_000, "S350": 350_000, "S450": 450_000}
    names = list(sizes)
    lacking = [line("I03", state="separate", scenario_id=name) for name in names]
    inside = {"business": "B01", "item": "I03"}
    answers = round_of(
        asked(ITEMS, alone=sizes, joint={}),
        [*lacking, *priced(dict.fromkeys(names, 90), "I04")],
        [
            *priced(dict.fromkeys(names, 10)),
            *priced({"S250": 5}, "I04"),
            *(
                line("I04", state="included", scenario_id=name, included_in=inside)
                for name in names[1:]
            ),
        ],
    )
    donors = {}
    for size in (250_000, 350_000, 400_000):
        offers = compare_for(answers, size, levelling="max", levelling_donors=1).offers
        (cell,) = levelling_of(offers[0]).cells
        donors[size] = (cell.donors, cell.is_filled)
    # Apart from each other at the smallest size, which is the one that is asked for first.
    assert donors == {250_000: (1, True), 350_000: (0, False), 400_000: (0, False)}

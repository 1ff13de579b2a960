"""Expected amounts: what a hole is taken to cost, marked, owned, and never a bound (method §2)."""

import math

import pytest

from rfi.compare.round.chosen_conditions import check_chosen, fitting
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ExpectedAmount
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
)
from tests.views.rounds import holey

# The second offer of the round leaves I03 of B02 open (quoted separately).
HOLE = ExpectedAmount("B", "B02", "I03", 500_000.0, "財政課の見込み")


def under(*expected: ExpectedAmount, **changes: AssumptionValue) -> Evaluation:
    answers = holey()
    chosen = NOTHING_CHOSEN
    for one in expected:
        chosen = chosen.with_expected(one)
    return evaluate(answers, chosen.with_values(answers.assumptions, changes, "試験"))


def test_the_amount_joins_the_total_which_is_then_no_bound() -> None:
    before, after = under().costs.offers[1], under(HOLE).costs.offers[1]
    assert before.bound.kind == "at_least"
    assert before.totals.nominal_jpy is not None
    assert after.totals.nominal_jpy == before.totals.nominal_jpy + 500_000
    assert after.bound.sign == "※"
    assert (after.bound.low, after.bound.high) == (before.bound.shown, math.inf)
    assert after.certainty.kind == "unknown"
    assert after.by_item["I03"].nominal_jpy == 2_000_000 + 500_000


def test_only_the_offer_that_is_named_changes() -> None:
    before, after = under().costs.offers[0], under(HOLE).costs.offers[0]
    assert (before.totals, before.bound) == (after.totals, after.bound)


def test_an_amount_for_an_answered_cell_is_not_used() -> None:
    answered = ExpectedAmount("A", "B01", "I03", 9e9, "x")
    assert under(answered).costs.offers[0].totals == under().costs.offers[0].totals


def test_it_stands_in_place_of_what_levelling_would_put_in() -> None:
    levelled = under(HOLE, levelling="median", levelling_donors=1).costs.offers[1]
    found = {cell.cell: cell for cell in levelled.levelling.cells} if levelled.levelling else {}
    assert found["B02", "I03"].is_expected
    assert found["B02", "I03"].level_jpy == 500_000


def test_the_cost_of_holes_above_which_the_order_turns_is_told_beside_it() -> None:
    flips = under(HOLE).costs.flips
    first, second = (one.totals.nominal_jpy or 0.0 for one in under().costs.offers)
    assert [one.above_jpy for one in flips] == [first - second]


def test_the_trace_names_the_source() -> None:
    path = under(HOLE).cell_paths(1, [("B02", "I03")])[0]
    assert path.levelled is not None
    assert path.levelled.expected_by == "財政課の見込み"
    assert path.levelled.borne_jpy == 500_000


def test_one_hole_has_one_amount_and_losing_it_brings_back_the_total() -> None:
    twice = NOTHING_CHOSEN.with_expected(HOLE).with_expected(
        ExpectedAmount("B", "B02", "I03", 1.0, "y")
    )
    assert [one.amount_jpy for one in twice.expected] == [1.0]
    assert twice.without_expected(HOLE.place) == ()


def test_saved_conditions_hold_it() -> None:
    chosen = NOTHING_CHOSEN.with_expected(HOLE)
    record = saved_conditions_record(SavedConditions("x", chosen))
    found, issues = saved_conditions_of(record)
    assert issues == ()
    assert found.chosen == chosen


@pytest.mark.parametrize("field", ["business", "item"])
def test_a_cell_that_is_not_asked_is_told_and_left_out(field: str) -> None:
    place = {"business": "B02", "item": "I03"} | {field: "X99"}
    wrong = ExpectedAmount("B", place["business"], place["item"], 1.0, "x")
    chosen = Chosen(expected=(wrong,))
    assert [issue.code for issue in check_chosen(chosen, holey())] == ["conditions_unknown_hole"]
    assert fitting(chosen, holey()).expected == ()

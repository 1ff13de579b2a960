"""Ranges without a point: the total shows the interval of their ends and is never exact."""

from typing import Any

import numpy as np
import pytest

from rfi.compare.cost.rows.states import figure_rows
from rfi.normalize.cost.lines import PHASES
from tests.answers import Line, answer, collect, compare, figures, line, questionnaire
from tests.compare.cities import city
from tests.evaluations import CityChoice, evaluated
from tests.intake.rules.asking import codes


def ranged(item: str, low: float, high: float, **fields: Any) -> Line:
    return line(item, amount_low=low, amount_high=high, **fields)


# Lines → low, shown and high of the total over 60 months.
INTERVALS = [
    ([ranged("I03", 50, 150), line("R01", 1)], (110, 160, 210)),
    ([line("I03", 100), ranged("R01", 1, 3)], (160, 220, 280)),
    ([ranged("I03", 50, 150), ranged("R01", 1, 3)], (110, 220, 330)),
    ([ranged("I03", 55, 110, tax="included"), line("R01", 1)], (110, 135, 160)),
    ([ranged("I03", 0, 80), line("R01", 1)], (60, 100, 140)),
    ([ranged("I03", 70, 70), line("R01", 1)], (130, 130, 130)),
]


@pytest.mark.parametrize(("lines", "expected"), INTERVALS)
def test_the_total_is_the_interval_of_the_ends(
    lines: list[Line], expected: tuple[float, float, float]
) -> None:
    bound = figures(questionnaire(), lines).bound
    assert (bound.low, bound.shown, bound.high) == pytest.approx(expected)
    assert bound.kind == ("exact" if expected[0] == expected[2] else "between")


def test_a_point_beside_its_range_is_the_price() -> None:
    lines = [ranged("I03", 50, 150, amount=90), line("R01", 1)]
    assert codes(lines) == {}
    bound = figures(questionnaire(), lines).bound
    assert (bound.kind, bound.shown) == ("exact", 150)


@pytest.mark.parametrize("amount", [49, 151, 1000])
def test_a_point_outside_its_range_is_asked_and_counts_as_unanswered(amount: float) -> None:
    lines = [ranged("I03", 50, 150, amount=amount), line("R01", 1)]
    assert codes(lines) == {"point_outside_range": "warning"}
    bound = figures(questionnaire(), lines).bound
    assert (bound.sign, bound.shown) == ("≧", 60)


def test_beside_a_hole_the_low_end_is_the_bound() -> None:
    bound = figures(questionnaire(("I03", "I07")), [ranged("I03", 50, 150)]).bound
    assert (bound.kind, bound.low, bound.shown) == ("at_least", 50, 50)


def test_an_order_is_claimed_only_where_the_intervals_do_not_touch() -> None:
    asked = questionnaire(("I03",))
    wide = answer([ranged("I03", 50, 150)], response_id="a")
    for amount, order in ((151, "less"), (120, "unknown"), (49, "greater")):
        offers = compare(asked, wide, answer([line("I03", amount)], response_id="b")).offers
        assert offers[0].bound.order(offers[1].bound) == order


def test_the_interval_follows_the_size_of_a_city() -> None:
    asked = questionnaire(("I03",))
    asked["scenarios"].append({**asked["scenarios"][0], "scenario_id": "L", "population": 700_000})
    lines = [ranged("I03", 50, 150), ranged("I03", 100, 300, scenario_id="L")]
    found = collect(asked, answer(lines))
    (offer,) = evaluated(found, cities=CityChoice(city((), population=490_000))).costs.offers
    assert offer.bound.shown == pytest.approx(100 * 1.4)
    assert (offer.bound.low, offer.bound.high) == pytest.approx((70, 210))


def test_a_row_that_holds_the_middle_of_a_range_is_no_exact_figure() -> None:
    asked = questionnaire(("I03", "R01"), ("B01", "B18"))
    lines = [
        ranged("I03", 50, 150),
        line("R01", 1),
        line("I03", 1, businesses=["B18"]),
        line("R01", 1, businesses=["B18"]),
    ]
    evaluation = evaluated(collect(asked, answer(lines)))
    rows = figure_rows(evaluation.costs, evaluation.basis, "nominal_jpy")
    assert rows.items.states[0].tolist() == ["open", "exact"]
    assert rows.businesses.states[0].tolist() == ["open", "exact"]
    assert rows.phases.states[0].tolist()[:2] == ["open", "exact"]
    assert rows.total.states[0].tolist() == ["open"]


def test_the_rows_of_every_cost_table_bear_the_codes_of_their_axis_and_add_up_to_the_total() -> (
    None
):
    asked = questionnaire(("I03", "R01"), ("B01", "B18"))
    lines = [
        line(item, amount, businesses=[one])
        for item, one, amount in (("I03", "B01", 1), ("R01", "B01", 2), ("I03", "B18", 4))
    ]
    evaluation = evaluated(collect(asked, answer(lines)))
    rows = figure_rows(evaluation.costs, evaluation.basis, "nominal_jpy")
    assert rows.items.keys == ("I03", "R01")
    assert rows.businesses.keys == ("B01", "B18")
    assert rows.phases.keys == PHASES
    assert rows.total.keys == ("total",)
    # One time 5, and 2 a month over 60 months.
    for found in (rows.items, rows.businesses, rows.phases, rows.total):
        assert np.nansum(found.amounts) == 5 + 120

"""An option counts in no total unless it is chosen; chosen, it is a cell like any other."""

from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.chosen_conditions import fitting
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.condition_rows import condition_rows
from rfi.scenario.chosen import Chosen
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
)
from rfi.scenario.scope_choice import ScopeChoice
from rfi.views.conditions.bar import view_conditions
from rfi.views.cost.options import view_option_prices
from rfi.views.look.reading import Reading
from rfi.views.trace.lines import trace_cells
from tests.answers import answer, collect, discount, line, questionnaire
from tests.intake.rules.asked.test_option_rules import OPTIONS, price

READING = Reading("ja")


def answers() -> AnswerSet:
    """Two offers of 6,000 in all: the first prices both options, the second one of them."""
    asked = {**questionnaire(("I03", "R01")), "options": [dict(one) for one in OPTIONS]}
    base = [line("I03", 3000, accepted_on="2027-04-01"), line("R01", 50)]
    first = [price(10), price(700, "Z01", frequency="once", note="試験込")]
    return collect(
        asked,
        answer(base, response_id="a", option_lines=first),
        answer(base, response_id="b", option_lines=[price(20)]),
    )


def evaluated(*options: str, **chosen: Any) -> Evaluation:
    return evaluate(ROUND, Chosen(options=options, **chosen))


ROUND = answers()


def totals(found: Evaluation) -> list[tuple[float, str]]:
    return [(offer.bound.shown, offer.bound.kind) for offer in found.costs.offers]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), [(6000, "exact"), (6000, "exact")]),
        (("Z02",), [(6600, "exact"), (7200, "exact")]),
        (("Z01",), [(6700, "exact"), (6000, "at_least")]),
        (("Z01", "Z02"), [(7300, "exact"), (7200, "at_least")]),
    ],
)
def test_only_chosen_options_count_and_a_missing_one_leaves_a_lower_bound(
    options: tuple[str, ...], expected: list[tuple[float, str]]
) -> None:
    assert totals(evaluated(*options)) == expected


def test_what_was_chosen_before_leaves_no_trace() -> None:
    before = totals(evaluated())
    assert totals(evaluated("Z02")) != before
    assert totals(evaluated()) == before


def test_a_discount_does_not_touch_what_is_not_chosen() -> None:
    asked = {**questionnaire(("I03",)), "options": [dict(one) for one in OPTIONS]}
    given = answer(
        [line("I03", 100)], option_lines=[price(900, "Z01")], discount_lines=[discount(10)]
    )
    assert totals(evaluate(collect(asked, given), Chosen())) == [(90, "exact")]


def test_a_narrow_scope_still_holds_the_options_that_were_chosen() -> None:
    scope = ScopeChoice(items=("I03",))
    assert totals(evaluated(scope=scope))[0] == (3000, "exact")
    assert totals(evaluated("Z02", scope=scope))[0] == (3600, "exact")


def test_the_line_of_conditions_and_every_file_name_them() -> None:
    line_ = view_conditions(evaluated("Z02"), READING).line(READING)
    assert "オプション 夜間の窓口" in line_
    assert "オプション" not in view_conditions(evaluated(), READING).line(READING)
    rows = {row.name: row.value for row in condition_rows(evaluated("Z02"), READING)}
    assert rows["合計に入れたオプション"] == "夜間の窓口"


def test_a_chosen_price_is_followed_back_to_where_it_was_given() -> None:
    found = evaluated("Z02")
    cells = trace_cells(found.basis, found.costs, 0, READING)
    assert "/offers/0/option_lines/0" in {cell.pointer for cell in cells}


def test_prices_stand_apart_as_they_were_quoted() -> None:
    table = view_option_prices(evaluated("Z01"), READING)
    shown = [[table.shown(row, cell) for cell in row.cells] for row in table.rows]
    assert shown == [
        ["700円（税抜、一時）", "未回答"],
        ["10円（税抜、月額）", "20円（税抜、月額）"],
    ]
    assert table.rows[0].cells[0].note == "試験込"
    assert [row.heading for row in table.rows] == [
        "窓口の連携（合計に含む）",
        "夜間の窓口（合計に含まない）",
    ]


def test_saved_conditions_hold_them() -> None:
    record = saved_conditions_record(SavedConditions("名", Chosen(options=("Z02",))))
    assert record["options"] == ["Z02"]
    assert saved_conditions_of(record)[0].chosen.options == ("Z02",)


def test_another_round_leaves_out_an_option_that_it_does_not_know() -> None:
    assert fitting(Chosen(options=("Z02", "Z77")), ROUND).options == ("Z02",)

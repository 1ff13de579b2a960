"""The ledger of one line: its makings, its discounts in their order, its present value."""

from collections.abc import Mapping
from typing import Any

import pytest

from rfi.compare.round.scope import Scope
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table
from rfi.views.trace.ledger import view_ledger
from rfi.views.trace.lines import filtered, trace_cells
from tests import evaluations
from tests.answers import Line, answer, collect, discount, line, questionnaire

JA = Reading("ja")


def evaluation_of(
    *lines: Line,
    discounts: tuple[Line, ...] = (),
    scope: Scope | None = None,
    asked: Mapping[str, Any] | None = None,
    **changes: AssumptionValue,
) -> Evaluation:
    items = tuple(dict.fromkeys(found["item"] for found in lines))
    answers = collect(
        asked or questionnaire(items=items), answer(lines, discount_lines=list(discounts))
    )
    return evaluations.evaluated(answers, scope=scope, changes=changes)


def ledger_of(evaluation: Evaluation, item: str) -> Table:
    cells = trace_cells(evaluation.basis, evaluation.costs, 0, JA)
    table = view_ledger(evaluation, JA, filtered(cells, None, item)[0])
    assert table is not None
    return table


def values(table: Table) -> dict[str, list[float | None]]:
    return {row.key: [cell.value for cell in row.cells[1:]] for row in table.rows if row.cells}


def section(table: Table, start: str) -> Row:
    return next(row for row in table.rows if not row.cells and row.key.startswith(start))


def test_a_discount_shows_amount_base_share_and_what_it_takes_before_present_value() -> None:
    found = evaluation_of(line("I03", 60), line("I04", 40), discounts=(discount(10),))
    table = ledger_of(found, "I03")
    shown = values(table)
    assert shown["0.amount_point"] == [-10]
    assert shown["0.base"] == [100]
    assert shown["0.part"] == [60]
    assert shown["0.share"] == [pytest.approx(0.6)]
    assert shown["0.amount_grown_jpy"] == [pytest.approx(-6)]
    assert shown["compared"] == [pytest.approx(54)]
    assert shown["present_value_jpy"] == [pytest.approx(54)]
    order = [row.key for row in table.rows]
    wanted = ["0.amount_point", "0.base", "0.share", "compared", "discount_factor"]
    assert sorted(wanted, key=order.index) == wanted


def test_present_value_is_that_of_what_discounts_leave() -> None:
    monthly = discount(10, frequency="monthly", months=60)
    found = evaluation_of(line("R01", 100), discounts=(monthly,), discount_rate=0.04)
    shown = values(ledger_of(found, "R01"))
    assert shown["compared"] == [pytest.approx(1_080)] * 5
    assert shown["present_value_jpy"] == pytest.approx([1_080 / 1.04**year for year in range(5)])
    assert sum(filter(None, shown["present_value_jpy"])) == pytest.approx(
        found.costs.offers[0].totals.present_value_jpy
    )


def test_real_present_value_starts_from_the_real_amount_that_discounts_leave() -> None:
    found = evaluation_of(
        line("R01", 100),
        discounts=(discount(10, frequency="monthly"),),
        discount_rate=0.04,
        deflator_rate=0.02,
        present_value_basis="real",
    )
    table = ledger_of(found, "R01")
    shown = values(table)
    real = [row for row in table.rows if row.key == "amount_real_jpy"][-1]
    assert real.cells[2].value == pytest.approx(1_080 / 1.02)
    assert shown["present_value_jpy"][1] == pytest.approx(1_080 / 1.02 / 1.04)


def test_months_of_a_discount_outside_the_window_are_named_with_their_amount() -> None:
    monthly = discount(10, frequency="monthly", months=60)
    found = evaluation_of(line("R01", 100), discounts=(monthly,), horizon_months=36)
    note = section(ledger_of(found, "R01"), "discount.").note
    # 24 months of 10, from three years after go-live.
    assert "2030-04から24か月は比較期間の外" in note
    assert "△240円" in note


def test_months_of_a_discount_without_a_price_are_named_with_their_amount() -> None:
    monthly = discount(10, frequency="monthly", months=72)
    note = section(ledger_of(evaluation_of(line("R01", 100), discounts=(monthly,)), "R01"), "disc")
    assert "2032-04から12か月は対象の価格がない" in note.note
    assert "△120円" in note.note


def test_a_monthly_discount_on_a_price_paid_once_stands_in_the_year_of_that_price() -> None:
    once = line("I03", 6_000, accepted_on="2027-02-28")
    found = evaluation_of(once, discounts=(discount(10, frequency="monthly", months=60),))
    shown = values(ledger_of(found, "I03"))
    assert shown["compared"] == [pytest.approx(5_400)]


def test_a_discount_whose_condition_the_scope_breaks_is_in_neither_ledger_nor_list() -> None:
    whole = discount(10, condition="whole_scope")
    lines = (line("I03", 60), line("I04", 40))
    found = evaluation_of(*lines, discounts=(whole,), scope=Scope(frozenset({("B01", "I03")})))
    cells = trace_cells(found.basis, found.costs, 0, JA)
    assert filtered(cells, None, "I03")[0].amount == pytest.approx(60)
    assert values(ledger_of(found, "I03"))["compared"] == [pytest.approx(60)]


def test_tiers_show_quantity_method_and_prices() -> None:
    tiers = [{"from_quantity": 0, "amount": 20}, {"from_quantity": 100, "amount": 10}]
    priced = line("I03", basis="per_unit", quantity=150, quantity_unit="台", tiers=tiers)
    table = ledger_of(evaluation_of(priced), "I03")
    shown = values(table)
    assert shown["given.quantity"] == [150]
    assert [row.cells[1].value for row in table.rows if row.key == "given.tier"] == [20, 10]
    # 100 at 20 and 50 at 10.
    assert shown["amount_point"] == [2_500]
    assert next(row for row in table.rows if row.key == "amount_point").heading.startswith("段階")


def test_a_range_shows_both_ends_and_its_middle() -> None:
    shown = values(ledger_of(evaluation_of(line("I03", amount_low=80, amount_high=120)), "I03"))
    assert (shown["given.low"], shown["given.high"], shown["amount_point"]) == ([80], [120], [100])


@pytest.mark.parametrize(
    ("fields", "scenario", "makings", "factor"),
    [
        (
            {"basis": "per_resident"},
            {"cities": 3},
            {"per_resident": 350_000, "cities": 3},
            1_050_000,
        ),
        ({"basis": "per_staff"}, {"staff": 2_000}, {"per_staff": 2_000, "cities": 1}, 2_000),
        ({"basis": "per_city"}, {"cities": 3}, {"cities": 3}, 3),
        (
            {"basis": "per_case", "quantity": 2, "quantity_unit": "千件"},
            {},
            {"quantity": 2, "quantity_scale": 1_000},
            2_000,
        ),
    ],
)
def test_a_quantity_shows_what_it_is_made_of(
    fields: dict[str, Any],
    scenario: dict[str, Any],
    makings: dict[str, float],
    factor: float,
) -> None:
    asked = questionnaire(items=("I03",), **scenario)
    shown = values(ledger_of(evaluation_of(line("I03", 10, **fields), asked=asked), "I03"))
    assert {key: shown[f"given.{key}"][0] for key in makings} == makings
    assert shown["quantity_factor"][0] == factor

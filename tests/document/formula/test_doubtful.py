"""A formula whose stored result is not what its cells give is told with its cell and its price."""

import pytest

from rfi.intake.query.touched import touches_of
from tests.document.form.edits import COSTS, amount_at, checked, issues, line, number, put

AMOUNT = amount_at("S1")
BESIDE = (AMOUNT[0], 60)
LINE = "S1.B01.I03"


@pytest.mark.parametrize(
    ("formula", "stored"),
    [("ROUND(BH{row}*1.1,0)", 1_100), ("BH{row}*2", 2_000), ("SUM(BH{row}:BI{row})+5", 1_005)],
)
def test_a_result_that_its_cells_give_is_read_without_a_word(formula: str, stored: int) -> None:
    cell = number(stored, formula=formula.format(row=AMOUNT[0]))
    grid = put(COSTS, {AMOUNT: cell, BESIDE: 1_000})
    assert issues(grid, "formula_stale") == []
    assert line(checked(grid), LINE)["amount"] == stored


@pytest.mark.parametrize("formula", ["BH{row}*2", "SUM(BH{row})+1", "ROUND(BH{row}/3,0)"])
def test_an_old_result_is_read_and_its_price_is_to_be_confirmed(formula: str) -> None:
    cell = number(777, formula=formula.format(row=AMOUNT[0]))
    found = checked(put(COSTS, {AMOUNT: cell, BESIDE: 1_000}))
    assert line(found, LINE)["amount"] == 777
    (told,) = [issue for issue in found.issues if issue.code == "formula_stale"]
    assert told.severity == "warning"
    assert "777" in told.message("ja")
    ((_, touch),) = touches_of(told)
    assert (touch.kind, touch.offer) == ("line", 0)
    assert found.value is not None
    assert found.value["offers"][0]["cost_lines"][touch.row]["line_id"] == LINE


@pytest.mark.parametrize("formula", ["IF(BH1>0,1,2)", "BH{row}&1", "[1]S!A1", "E{row}+1"])
def test_what_is_not_worked_out_is_not_called_old(formula: str) -> None:
    cell = number(777, formula=formula.format(row=AMOUNT[0]))
    assert issues(put(COSTS, {AMOUNT: cell}), "formula_stale") == []


def test_of_many_old_results_each_is_named_and_the_list_stays_short() -> None:
    rows = range(AMOUNT[0] + 200, AMOUNT[0] + 400)
    cells: dict[tuple[int, int], object] = {}
    for row in rows:
        cells[row, 1] = "B01/I03" if row == rows[0] else f"B01/X{row}"
        cells[row, AMOUNT[1]] = number(5, formula="2*3")
    told = issues(put(COSTS, cells), "formula_stale")
    named = {name for issue in told for name in issue.params["cells"]}  # type: ignore[attr-defined]
    assert len(told) <= 51
    assert len(named) >= 199

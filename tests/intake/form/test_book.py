"""The planned sheets as one workbook: what a row asks of another sheet costs little."""

from collections import Counter

import pytest

from rfi.document.form.marks import GRID
from rfi.intake.form.book import Book
from rfi.intake.form.plan import Row, SheetPlan
from rfi.intake.form.states import Cells
from rfi.intake.form.writer import book_plans, write_answer_book
from rfi.scenario.questionnaire import questionnaire_of
from tests.answers import answer, document, line, questionnaire

ITEMS = tuple(f"I{number:02}" for number in range(1, 7))
BUSINESSES = ("B01", "B02", "B18")


@pytest.mark.parametrize("details", [1, 40])
def test_a_row_is_gathered_for_its_state_and_once_for_all_that_ask_for_it(
    monkeypatch: pytest.MonkeyPatch, details: int
) -> None:
    gathered: Counter[str] = Counter()
    whole = Book.contents

    def noted(book: Book, plan: SheetPlan, row: Row) -> Cells:
        gathered[plan.mark.table] += 1
        return whole(book, plan, row)

    monkeypatch.setattr(Book, "contents", noted)
    asked = questionnaire_of(document("q.json", questionnaire(ITEMS, BUSINESSES)))
    first, second = (
        line("I03", 5, line_id=f"{letter}", businesses=["B01", "B02"]) for letter in "LM"
    )
    value = answer([first, *({**second, "line_id": f"M{one}"} for one in range(details))])
    (grid,) = (plan for plan in book_plans(asked, value) if plan.mark.table == GRID)
    (found,) = (plan for plan in book_plans(asked, value) if plan.mark.table == "cost_lines")
    assert len(found.rows) == details + 1
    write_answer_book(asked, value)
    assert gathered[GRID] <= len(grid.rows) + grid.spare
    assert gathered["cost_lines"] <= 2 * len(found.rows) + found.spare

"""The page 分析 as it is used: the cells to ask about become queries in one press."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screens import sample_screen, section, workspace_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def standing(screen: AppTest) -> list[str]:
    queries = workspace_of(screen).round.queries
    return [query.number for query in queries if query.status == "open"]


def test_ten_cells_become_queries_in_one_press_once_and_are_taken_back_by_one() -> None:
    page = section(sample_screen("choice"), "choice_section", "ask")
    page.button(key="draft_next_questions").click().run()
    assert not page.exception
    assert standing(page) == [f"E-{number:03d}" for number in range(1, 11)]
    assert page.button(key="draft_next_questions").disabled
    page.button(key="undo").click().run()
    assert not page.exception
    assert standing(page) == []
    page.button(key="draft_next_questions").click().run()
    assert len(standing(page)) == 10

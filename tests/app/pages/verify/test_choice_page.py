"""The page 分析 as it is used: the cells to ask about become queries in one press."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screens import (
    begun,
    on_page,
    sample_screen,
    section,
    upload,
    value_of,
    words,
    workspace_of,
)

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


def test_another_round_of_the_store_is_chosen_as_the_last_one_and_is_remembered() -> None:
    last = begun(title="前の回")
    page = section(sample_screen("choice"), "choice_section", "change")
    assert "比べる前回を選ぶと" in page.info[0].value
    page.selectbox(key="change_since").set_value(last).run()
    assert not page.exception
    assert not page.error
    assert "どれも前回と同じ" in words(page)
    on_page(page, "costs")
    section(on_page(page, "choice"), "choice_section", "change")
    assert page.selectbox(key="change_since").value == last


def test_a_replaced_answer_is_held_against_its_version_before() -> None:
    page = sample_screen("intake")
    newer = value_of()
    newer["version"] = 2
    for line in newer["offers"][0]["cost_lines"]:
        if line["item"] == "I01" and "amount" in line:
            line["amount"] *= 2
    upload(page, "vendor_a_2.json", newer)
    section(on_page(page, "choice"), "choice_section", "change")
    page.selectbox(key="change_since").set_value("versions").run()
    assert not page.exception
    assert "比べられる6提案のうち1提案で" in words(page)
    assert "単価・価格" in words(page)


def test_scoring_is_off_until_a_formula_is_chosen_and_stays_on_for_its_person() -> None:
    page = section(sample_screen("choice"), "choice_section", "scoring")
    assert "採点は使っていません" in page.info[0].value
    page.selectbox(key="scoring_formula").set_value("lowest").run()
    assert not page.exception
    assert "RFI段階・参考" in words(page)
    assert "必須要件に対応不可がある" not in words(page)
    page.toggle(key="score_must").set_value(True).run()
    assert "必須要件に対応不可がある" in words(page)
    page.toggle(key="score_must").set_value(False).run()
    page.number_input(key="score_ceiling").set_value(3_500.0).run()
    assert not page.exception
    assert "予定価格を超える" in words(page)
    chosen = workspace_of(page)
    assert chosen is not None
    assert page.selectbox(key="scoring_formula").value == "lowest"


def test_two_plans_are_shown_for_a_city_and_kept_for_their_person() -> None:
    page = sample_screen("choice")
    page.selectbox(key="control_city").set_value("992011").run()
    section(page, "choice_section", "plan")
    assert not page.exception
    page.number_input(key="plan_parallel").set_value(6).run()
    assert not page.exception
    assert "並行稼働" in words(page)
    on_page(page, "costs")
    section(on_page(page, "choice"), "choice_section", "plan")
    assert page.number_input(key="plan_parallel").value == 6
    page.button(key="plan_back").click().run()
    assert not page.exception
    assert page.number_input(key="plan_parallel").value == 0

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from rfi.app.frame.navigation import path_of
from rfi.intake.query.book import QueryCover, write_query_book
from rfi.intake.round.round import Round
from tests.app.screens import (
    new_screen,
    on_page,
    sample_screen,
    section,
    upload,
    value_of,
    words,
    workspace_of,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    """Return the page with the questions to the first vendor, who has the fewest."""
    page = sample_screen("queries")
    page.selectbox(key="query_vendor").set_value("vendor-a").run()
    return page


def round_on(screen: AppTest) -> Round:
    assert not screen.exception
    assert not screen.error
    return workspace_of(screen).round


def ask(screen: AppTest, asked: str = "保守の対象を教えてください。") -> AppTest:
    section(screen, "query_section", "new")
    next(area for area in screen.text_area if "指摘によらない" in area.label).set_value(asked).run()
    screen.button(key="add_query").click().run()
    assert not screen.exception
    return screen


def test_without_questions_the_page_says_how_to_make_some(screen: AppTest) -> None:
    section(screen, "query_section", "list")
    assert "照会を作る" in screen.info[0].value
    assert "A 架空電算株式会社" in screen.selectbox(key="query_vendor").options[0]


def test_the_page_opens_on_the_vendor_of_whom_most_was_found_ready_to_ask() -> None:
    page = sample_screen("queries")
    assert page.selectbox(key="query_vendor").value == "vendor-e"
    assert not page.button(key="draft_queries").disabled
    assert "どの事業者に、何が残っているか" in words(page)


def test_the_workbooks_of_all_vendors_with_open_questions_are_one_zip(screen: AppTest) -> None:
    assert not screen.get("download_button")
    ask(screen)
    screen.selectbox(key="query_vendor").set_value("vendor-b").run()
    ask(screen)
    labels = [button.proto.label for button in screen.get("download_button")]
    assert "2社分の照会票をまとめて保存（zip）" in labels


def test_questions_are_drafted_edited_answered_reopened_and_withdrawn(screen: AppTest) -> None:
    screen.selectbox(key="query_vendor").set_value("vendor-e").run()
    section(screen, "query_section", "new")
    assert all(box.value for box in screen.checkbox)
    chosen = [str(box.key).removeprefix("ask_vendor-e_0_") for box in screen.checkbox]
    assert "tax_missing" in chosen
    screen.button(key="draft_queries").click().run()
    queries = round_on(screen).queries
    assert [query.issue_code for query in queries] == chosen
    assert queries[0].number == "E-001"
    assert screen.selectbox(key="query_vendor").value == "vendor-e"
    screen.text_area[0].set_value("書き直した文").run()
    screen.button(key="save_query").click().run()
    assert round_on(screen).queries[0].text == "書き直した文"
    screen.text_area[1].set_value("回答の文").run()
    screen.button(key="save_reply").click().run()
    assert round_on(screen).queries[0].reply == "回答の文"
    for key, status in (
        ("answer_query", "answered"),
        ("reopen_query", "open"),
        ("withdraw_query", "withdrawn"),
    ):
        screen.button(key=key).click().run()
        assert round_on(screen).queries[0].status == status


def test_a_free_question_is_picked_and_asked_with_the_place_of_its_answer(screen: AppTest) -> None:
    section(screen, "query_section", "new")
    picked = next(box for box in screen.selectbox if box.label == "自由設問から選ぶ")
    picked.set_value("Q03").run()
    assert not screen.exception
    screen.button(key="add_query").click().run()
    (query,) = round_on(screen).queries
    assert "導入期間中の体制（役割と人数）を書いてください。" in query.text
    assert [one.pointer for one in query.places] == ["/offers/0/free_answers/2"]


def test_each_vendor_has_its_own_letter(screen: AppTest) -> None:
    ask(screen)
    screen.selectbox(key="query_vendor").set_value("vendor-b").run()
    ask(screen)
    assert [query.number for query in round_on(screen).queries] == ["A-001", "B-001"]


def test_a_newer_version_without_the_issue_is_hinted_and_not_set(screen: AppTest) -> None:
    screen.switch_page(path_of("intake")).run()
    value = value_of()
    value["response_id"] = "vendor-z"
    row = value["offers"][0]["cost_lines"][0]
    row["tax"], good = "税抜", row["tax"]
    upload(screen, "z1.json", value)
    screen.switch_page(path_of("queries")).run()
    screen.selectbox(key="query_vendor").set_value("vendor-z").run()
    section(screen, "query_section", "new")
    kinds = [str(box.key).removeprefix("ask_vendor-z_0_") for box in screen.checkbox]
    assert kinds == ["schema_enum", "kpis_unanswered"]
    screen.checkbox(key="ask_vendor-z_0_kpis_unanswered").uncheck().run()
    screen.button(key="draft_queries").click().run()
    assert [query.number for query in round_on(screen).queries] == ["G-001"]
    row["tax"], value["version"] = good, 2
    screen.switch_page(path_of("intake")).run()
    upload(screen, "z2.json", value)
    screen.switch_page(path_of("queries")).run()
    screen.selectbox(key="query_vendor").set_value("vendor-z").run()
    assert any("第2版" in caption.value for caption in screen.caption)
    assert round_on(screen).queries[0].status == "open"
    screen.button(key="answer_query").click().run()
    assert round_on(screen).queries[0].answered_version == 2


def test_the_replies_of_a_vendor_come_back_beside_their_questions(screen: AppTest) -> None:
    ask(screen)
    current = round_on(screen)
    asked = value_of()["questionnaire_id"]
    cover = QueryCover(asked, "題", "発行者", "架空電算株式会社", "vendor-a", "")
    book = openpyxl.load_workbook(io.BytesIO(write_query_book(current.queries, cover)))
    sheet = book.worksheets[1]
    column = next(cell.column for cell in sheet[1] if cell.value == "reply")
    sheet.cell(5, column, "全ての機器が対象です。")
    filled = io.BytesIO()
    book.save(filled)
    section(screen, "query_section", "exchange")
    screen.file_uploader[0].upload("照会票_A.xlsx", filled.getvalue()).run()
    assert round_on(screen).queries[0].reply == "全ての機器が対象です。"
    assert "1 件" in screen.success[0].value


def test_a_file_that_is_no_query_workbook_is_told(screen: AppTest) -> None:
    section(screen, "query_section", "exchange")
    screen.file_uploader[0].upload("x.xlsx", b"PK no book").run()
    assert not screen.exception
    assert screen.error
    assert workspace_of(screen).round.queries == ()


def test_a_held_version_settles_no_question_and_says_so(screen: AppTest) -> None:
    ask(screen)
    value = value_of()
    value["version"] = 2
    value["offers"][0]["cost_lines"][0]["tax"] = "税抜"
    screen.switch_page(path_of("intake")).run()
    upload(screen, "held.json", value)
    screen.switch_page(path_of("queries")).run()
    assert not any("第2版" in caption.value for caption in screen.caption)
    assert "最新の版は保留中・判定不可" in str(screen.dataframe[0].value.to_dict())
    assert {query.status for query in round_on(screen).queries} == {"open"}


def area(screen: AppTest, label: str) -> TextArea:
    (found,) = [one for one in screen.text_area if label in one.label]
    return found


def test_a_question_that_is_typed_stays_while_others_are_drafted(screen: AppTest) -> None:
    screen.selectbox(key="query_vendor").set_value("vendor-e").run()
    section(screen, "query_section", "new")
    area(screen, "指摘によらない").set_value("保守の対象を教えてください。").run()
    screen.button(key="draft_queries").click().run()
    section(screen, "query_section", "new")
    assert area(screen, "指摘によらない").value == "保守の対象を教えてください。"
    screen.button(key="add_query").click().run()
    assert round_on(screen).queries[-1].text == "保守の対象を教えてください。"
    section(screen, "query_section", "new")
    assert area(screen, "指摘によらない").value == ""


def test_a_reply_that_is_not_saved_yet_stays_while_something_else_is_looked_at(
    screen: AppTest,
) -> None:
    ask(screen)
    area(screen, "回答").set_value("本体と端末です。").run()
    section(screen, "query_section", "new")
    section(screen, "query_section", "list")
    assert area(screen, "回答").value == "本体と端末です。"
    on_page(screen, "intake")
    assert area(on_page(screen, "queries"), "回答").value == "本体と端末です。"


@pytest.mark.parametrize(("label", "button"), [("文", "save_query"), ("回答", "save_reply")])
def test_words_that_somebody_else_was_quicker_than_stay_in_their_field(
    screen: AppTest, label: str, button: str
) -> None:
    ask(screen)
    mine, other = (
        on_page(new_screen(screen.session_state["stored"].round_id), "queries") for _ in range(2)
    )
    for one in (mine, other):
        one.selectbox(key="query_vendor").set_value("vendor-a").run()
    area(mine, label).set_value("私の文").run()
    area(other, label).set_value("先の文").run()
    other.button(key=button).click().run()
    mine.button(key=button).click().run()
    assert "行いませんでした" in mine.error[0].value
    assert area(mine, label).value == "私の文"
    mine.button(key=button).click().run()
    (query,) = workspace_of(mine).round.queries
    assert "私の文" in {query.text, query.reply}

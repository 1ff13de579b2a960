"""調査票: what is asked, ticked on screen, and the round that begins with it."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.sections.asked.draft import keep_removed
from rfi.intake.authoring.draft import PARTS
from tests.app.screens import begun, new_screen, on_page, sample_screen, words, workspace_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def round_id_of(screen: AppTest) -> str:
    return str(screen.session_state["stored"].round_id)


def tick_off(screen: AppTest, part: str, *ids: str) -> AppTest:
    """Keep rows as not asked, as the ticks of the list do."""
    removed = {part: sorted(ids)}
    made = json.dumps({"removed": removed, "fields": {}}, ensure_ascii=False, sort_keys=True)
    screen.session_state["kept_aside"] = {"questionnaire_draft": made}
    return screen.run()


def test_the_page_counts_what_a_vendor_fills_in_and_offers_the_files() -> None:
    screen = sample_screen("questionnaire")
    assert not screen.exception
    assert "1社が答える欄" in words(screen)
    labels = [button.proto.label for button in screen.get("download_button")]
    assert len(labels) == 2
    assert screen.button(key="asked_start").disabled
    assert callable(keep_removed)


def test_ticking_off_lowers_the_count_and_lasts_over_a_reload() -> None:
    screen = on_page(new_screen(begun()), "questionnaire")
    before = words(screen)
    tick_off(screen, "requirements", "B01-001", "B01-002")
    after = words(screen)
    assert after != before
    again = on_page(new_screen(round_id_of(screen)), "questionnaire")
    assert "（429）" in " ".join(again.radio[0].options)


def test_a_round_begins_with_what_is_left() -> None:
    screen = on_page(new_screen(begun()), "questionnaire")
    tick_off(screen, "businesses", "B02", "B03")
    mine = round_id_of(screen)
    screen.button(key="asked_start").click().run()
    assert not screen.exception
    assert round_id_of(screen) != mine
    asked = json.loads(workspace_of(screen).round.questionnaire.data)
    codes = {row["business"] for row in asked["businesses"]}
    assert not codes & {"B02", "B03"}
    assert not [row for row in asked["requirements"] if row["business"] in {"B02", "B03"}]


def asked_in(screen: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(workspace_of(screen).round.questionnaire.data)
    return found


def kept(screen: AppTest, **draft: object) -> AppTest:
    """Keep a draft as the tables and fields of the page do."""
    screen.session_state["kept_aside"] = {"questionnaire_draft": json.dumps(draft, sort_keys=True)}
    return screen.run()


def told(screen: AppTest) -> str:
    return " ".join(one.value for one in screen.text)


def test_a_fault_is_told_at_its_row_and_column_and_no_form_comes_of_it() -> None:
    screen = sample_screen("questionnaire")
    own = {"free_questions": {"+1": {"title": "実績は"}, "Q01": {"title": ""}}}
    kept(screen, rows=own)
    assert not screen.exception
    assert "自由設問（7）　直す所 2" in " ".join(screen.radio[0].options)
    assert "自由設問：「Q01」の設問" in told(screen)
    assert not screen.get("download_button")
    screen.radio[0].set_value("free_questions").run()
    assert "必要な項目「設問」がありません" in told(screen)
    assert "自由設問：書き足した1行目の答え方" in told(screen)


def test_rows_of_ones_own_stay_in_the_order_in_which_they_were_written() -> None:
    screen = on_page(new_screen(begun()), "questionnaire")
    removed = [row["question_id"] for row in asked_in(screen)["free_questions"]]
    texts = [f"設問{number}は何ですか。" for number in range(1, 12 + 1)]
    rows = {
        f"+{number}": {"group": "会社", "title": words, "kind": "text"}
        for number, words in enumerate(texts, 1)
    }
    kept(screen, removed={"free_questions": removed}, rows={"free_questions": rows})
    screen.button(key="asked_start").click().run()
    assert not screen.exception
    assert [row["title"] for row in asked_in(screen)["free_questions"]] == texts


def test_words_that_are_no_figure_are_told_where_they_were_typed() -> None:
    screen = sample_screen("questionnaire")
    row = {"title": "三市", "population": "たくさん", "cities": "3"}
    kept(screen, rows={"scenarios": {"+1": row}})
    screen.radio[0].set_value("scenarios").run()
    assert "シナリオ：書き足した1行目の1市の人口" in told(screen)
    assert "数値の欄に「たくさん」とあります" in told(screen)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_part_is_shown_with_rows_of_ones_own(lang: str) -> None:
    screen = sample_screen("questionnaire", lang=lang)
    own = {part: {"+1": {"title": "=1+1 😀" + "あ" * 5000}} for part in PARTS}
    kept(screen, rows=own, fields={"title": "=1+1", "plans": "たくさん", "issued_on": "いつか"})
    for part in ("names", *PARTS):
        screen.radio[0].set_value(part).run()
        assert not screen.exception, part
        assert "表示できませんでした" not in " ".join(one.value for one in screen.error)


def test_a_new_rfi_starts_from_the_standard_lists_without_the_names_of_the_round() -> None:
    screen = sample_screen("questionnaire")
    screen.button_group(key="asked_source").set_value("standard").run()
    assert not screen.exception
    assert "名前・期限：調査票名" in told(screen)
    screen.radio[0].set_value("names").run()
    screen.text_input(key="asked_title_1").set_value("財務会計のRFI").run()
    assert "1社が答える欄" in words(screen)


def test_next_year_is_listed_with_what_changes() -> None:
    screen = sample_screen("questionnaire")
    screen.button_group(key="asked_source").set_value("next").run()
    assert not screen.exception
    assert any("core-city-2027" in one.value for one in screen.text)


def test_every_row_can_be_ticked_off_at_once_and_back() -> None:
    screen = sample_screen("questionnaire")
    screen.button(key="asked_all_False").click().run()
    assert not screen.exception
    assert "業務（0）" in " ".join(screen.radio[0].options)
    screen.button(key="asked_all_True").click().run()
    assert "（21）" in " ".join(screen.radio[0].options)


def test_without_a_round_a_questionnaire_is_begun_from_the_standard_lists() -> None:
    screen = on_page(new_screen(), "questionnaire")
    assert not screen.exception
    screen.button(key="open_blank").click().run()
    assert not screen.exception
    assert screen.button_group(key="asked_source").value == "standard"
    # What is asked is there; whose it is has still to be said.
    options = " ".join(screen.radio[0].options)
    assert "要件（431）" in options
    assert "名前・期限　直す所 1" in options
    mine = round_id_of(screen)
    again = on_page(new_screen(), "rounds")
    again.button(key="open_blank").click().run()
    assert round_id_of(again) == mine, "nobody has changed it: it is opened again"
    asked = json.loads(workspace_of(again).round.questionnaire.data)
    assert "source" not in asked["reference_fx"], "the sample's source is no source of one's own"

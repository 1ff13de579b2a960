"""調査票: what is asked, ticked on screen, and the round that begins with it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.sections.asked.draft import keep_removed
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


def test_next_year_is_listed_with_what_changes() -> None:
    screen = sample_screen("questionnaire")
    screen.button_group(key="asked_source").set_value("next").run()
    assert not screen.exception
    assert any("core-city-2027" in one.value for one in screen.text)


def test_everything_but_one_row_can_be_ticked_off_at_once_and_back() -> None:
    screen = sample_screen("questionnaire")
    screen.button(key="asked_all_False").click().run()
    assert not screen.exception
    assert "（1）" in " ".join(screen.radio[0].options)
    screen.button(key="asked_all_True").click().run()
    assert "（21）" in " ".join(screen.radio[0].options)

"""会議 and 議事録 as they are used."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from rfi.app.access.person import person
from rfi.app.session.database import Database, database
from rfi.app.session.sample_round import sample_round
from rfi.intake.round.round import Round
from rfi.store.round.conditions import Choice, read_choice
from rfi.store.round.rounds import export_round
from rfi.store.round.whole import WholeRound
from tests.app.screens import begun, move, new_screen, on_page, section, slider, words, workspace_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def round_of(screen: AppTest) -> str:
    """Return the id of the round that a session shows."""
    return str(screen.session_state["stored"].round_id)


@pytest.fixture
def screen() -> AppTest:
    return on_page(new_screen(begun()), "meeting")


def test_a_moved_rate_is_listed_with_its_effect_and_taken_back(screen: AppTest) -> None:
    assert "変わらない" in words(screen)
    move(screen, "meeting_fx", 160.0)
    assert not screen.exception
    assert "150円/米ドル" in words(screen) or "160円/米ドル" in words(screen)
    assert "C ＋" in words(screen)
    screen.button(key="back_fx_usd_jpy").click().run()
    assert workspace_of(screen).choices.chosen.assumptions == ()
    assert slider(screen, "meeting_fx").value == 150.0


def test_the_baseline_is_pinned_anew_and_lasts(screen: AppTest) -> None:
    move(screen, "meeting_fx", 160.0)
    screen.button(key="meeting_pin").click().run()
    assert not [button for button in screen.button if button.key == "back_fx_usd_jpy"]
    again = on_page(new_screen(round_of(screen)), "meeting")
    assert not [button for button in again.button if button.key == "back_fx_usd_jpy"]
    move(again, "meeting_fx", 150.0)
    assert [button for button in again.button if button.key == "back_fx_usd_jpy"]


def test_the_views_follow_each_other_in_the_order_prepared(screen: AppTest) -> None:
    screen.session_state["meeting_order_open"] = True
    screen.run()
    screen.multiselect(key="meeting_order").set_value(["tornado", "totals"]).run()
    assert not screen.exception
    assert "の差は今" in words(screen)
    screen.button(key="meeting_next").click().run()
    assert "今−基準（億円）" in words(screen)
    assert screen.button(key="meeting_next").disabled


def charted(screen: AppTest) -> str:
    """Return the specifications of the charts on the page as text."""
    return " ".join(str(json.loads(one.proto.spec)) for one in screen.get("plotly_chart"))


def prepared(screen: AppTest, *views: str) -> AppTest:
    """Open the running order and prepare one."""
    screen.session_state["meeting_order_open"] = True
    screen.run()
    screen.multiselect(key="meeting_order").set_value(list(views)).run()
    return screen


def test_the_sections_of_the_analyses_are_in_no_order_until_they_are_taken_in(
    screen: AppTest,
) -> None:
    screen.session_state["meeting_order_open"] = True
    screen.run()
    order = screen.multiselect(key="meeting_order")
    assert len(order.value) == 6
    assert order.options[6:] == [
        *("カスタマイズの損益", "共同利用の成立条件", "事業者の組合せ", "次に聞くこと"),
        *("採点", "着手の計画", "前回との差"),
    ]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("customization", "人口417,496人"),
        ("joining", "倉敷市、高松市、松山市の3市："),
        ("vendors", "業務ごとに提案を選んで組むと"),
        ("ask", "変わらない見込み"),
        ("scoring", "採点は使っていません"),
        ("plan", "計画2−計画1"),
        ("change", "比べる前回を選ぶと"),
    ],
)
def test_a_section_of_the_analyses_opens_in_the_meeting_under_its_conditions(
    screen: AppTest, name: str, answer: str
) -> None:
    screen.selectbox(key="control_city").set_value("372013").run()
    prepared(screen, name, "totals")
    if name == "joining":
        screen.multiselect(key="group_members").set_value(["332020", "372013", "382019"]).run()
    assert not screen.exception
    assert not screen.error
    shown = words(screen) + " ".join(one.value for one in screen.info)
    title = charted(screen)
    assert answer in shown + title
    assert "（1／2）" in " ".join(one.value for one in screen.text)
    screen.button(key="meeting_keep_view").click().run()
    assert not screen.exception


def test_what_was_chosen_in_a_section_stands_on_its_page_too(screen: AppTest) -> None:
    prepared(screen, "vendors")
    screen.multiselect(key="vendor_limits").set_value(["most_offers=1", "apart=B01:B02"]).run()
    assert not screen.error
    assert "両立しない最も少ない組は" in words(screen)
    page = section(on_page(screen, "choice"), "choice_section", "vendors")
    assert page.multiselect(key="vendor_limits").value == ["most_offers=1", "apart=B01:B02"]
    assert "両立しない最も少ない組は" in words(page)
    page.multiselect(key="vendor_limits").set_value(["apart=B01:B02"]).run()
    assert not page.error
    assert "は別の提案」を守って" in words(page)


def note_of(screen: AppTest) -> TextArea:
    """Return the field for a note, which is another one after each that was kept."""
    (field,) = [one for one in screen.text_area if str(one.key).startswith("meeting_note")]
    return field


def test_a_view_is_kept_with_note_figures_and_conditions_put_right_and_taken_out(
    screen: AppTest,
) -> None:
    note_of(screen).set_value("為替を確かめる。").run()
    screen.button(key="meeting_keep_view").click().run()
    assert "議事録に残しました（1件）。" in [one.value for one in screen.caption]
    assert note_of(screen).value == ""
    page = on_page(new_screen(round_of(screen)), "minutes")
    field = page.text_area[0]
    kept = str(field.value)
    assert kept.startswith("為替を確かめる。")
    assert "A 架空電算株式会社：34.93億円（確定）" in kept
    assert "150円/米ドル" in page.caption[0].value
    field.set_value("為替は財政課に確かめる。").run()
    page.button(key="minute_save_1").click().run()
    assert page.text_area[0].value == "為替は財政課に確かめる。"
    page.button(key="minute_remove_1").click().run()
    assert not page.text_area
    page.button(key="undo").click().run()
    assert page.text_area[0].value == "為替は財政課に確かめる。"


def test_a_kept_view_without_anything_new_is_not_kept_twice(screen: AppTest) -> None:
    note_of(screen).set_value("為替を確かめる。").run()
    for _ in range(3):
        screen.button(key="meeting_keep_view").click().run()
    note_of(screen).set_value("次回に示す。").run()
    screen.button(key="meeting_keep_view").click().run()
    page = on_page(new_screen(round_of(screen)), "minutes")
    assert [str(one.value).split("\n")[0] for one in page.text_area] == [
        "次回に示す。",
        "為替を確かめる。",
    ]


def test_whoever_keeps_a_view_that_stands_there_already_is_told_so(screen: AppTest) -> None:
    screen.button(key="meeting_keep_view").click().run()
    again = on_page(new_screen(round_of(screen)), "meeting")
    told = "議事録に残しました（1件）。"
    assert told not in [one.value for one in again.caption]
    again.button(key="meeting_keep_view").click().run()
    assert told in [one.value for one in again.caption]


def test_the_field_of_a_kept_note_is_not_the_one_that_the_browser_may_send_again(
    screen: AppTest,
) -> None:
    note_of(screen).set_value("為替を確かめる。").run()
    before = note_of(screen).key
    screen.button(key="meeting_keep_view").click().run()
    assert note_of(screen).key != before


@pytest.mark.parametrize("done", ["remove", "save"])
def test_words_typed_over_a_minute_outlast_what_another_tab_does_to_it(
    screen: AppTest, done: str
) -> None:
    screen.button(key="meeting_keep_view").click().run()
    mine, other = (on_page(new_screen(round_of(screen)), "minutes") for _ in range(2))
    mine.text_area[0].set_value("差は移行費による。").run()
    other.text_area[0].set_value("ほかの人の直し").run()
    other.button(key=f"minute_{done}_1").click().run()
    mine.button(key="minute_save_1").click().run()
    assert "差は移行費による。" in [one.value for one in mine.text]
    assert [one.value for one in mine.text_area] == ["ほかの人の直し"] * (done == "save")
    (keep,) = [one for one in mine.button if str(one.key).startswith("minute_keep_")]
    keep.click().run()
    assert "差は移行費による。" in [one.value for one in mine.text_area]
    assert not [one for one in mine.button if str(one.key).startswith("minute_keep_")]


def note_in(screen: AppTest) -> str:
    return str(note_of(screen).value)


def test_a_note_that_is_not_kept_yet_comes_back_and_is_gone_once_it_is_kept(
    screen: AppTest,
) -> None:
    note_of(screen).set_value(" 移行費を確かめる。\n残りは次回。 ").run()
    again = on_page(new_screen(round_of(screen)), "meeting")
    assert note_in(again) == "移行費を確かめる。\n残りは次回。"
    again.button(key="meeting_next").click().run()
    assert note_in(again) == "移行費を確かめる。\n残りは次回。"
    again.button(key="meeting_keep_view").click().run()
    assert note_in(again) == ""
    assert note_in(on_page(new_screen(round_of(screen)), "meeting")) == ""


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_a_note_that_was_taken_out_again_does_not_come_back(screen: AppTest, typed: str) -> None:
    note_of(screen).set_value("消すメモ").run()
    note_of(screen).set_value(typed).run()
    assert note_in(on_page(new_screen(round_of(screen)), "meeting")) == ""


def test_a_note_that_is_not_kept_yet_is_of_its_person_alone_and_in_no_file(
    screen: AppTest,
) -> None:
    note_of(screen).set_value("内密の下書き" + "長" * 3000).run()
    held = database()
    assert isinstance(held, Database)
    mine = read_choice(held.store, round_of(screen), person())
    assert isinstance(mine, Choice)
    (kept,) = [words for words in mine.shown.values() if words.startswith("内密の下書き")]
    assert len(kept) == 2000
    other = read_choice(held.store, round_of(screen), "別の人")
    assert isinstance(other, Choice)
    assert not other.shown
    whole = export_round(held.store, round_of(screen))
    assert isinstance(whole, WholeRound)
    assert whole.choices
    assert "内密の下書き" not in str(whole)


def test_minutes_go_out_as_a_document_and_not_without_names(screen: AppTest) -> None:
    screen.button(key="meeting_keep_view").click().run()
    page = on_page(new_screen(round_of(screen)), "minutes")
    offered = [found.proto.label for found in page.get("download_button")]
    assert offered == ["議事録（Word）", "議事録をまとめて保存（テキスト）"]
    page.selectbox(key="shown_mode").set_value("anonymous").run()
    offered = [found.proto.label for found in page.get("download_button")]
    assert offered == ["議事録をまとめて保存（テキスト）"]
    assert "架空電算" not in " ".join(one.value for one in page.text)


def test_of_fewer_than_two_exact_totals_no_order_is_told() -> None:
    sample = sample_round()
    open_one = next(one for one in sample.answers if "vendor_e" in one.file.name)
    alone = Round(sample.questionnaire, sample.standard, answers=(open_one,))
    page = on_page(new_screen(begun(alone)), "meeting")
    assert not page.exception
    assert "総額に欠けのない提案が二つない" in words(page)
    assert "順は入れ替わらない" not in words(page)


def test_without_answers_the_meeting_says_where_they_are_given() -> None:
    sample = sample_round()
    empty = Round(sample.questionnaire, sample.standard)
    page = on_page(new_screen(begun(empty)), "meeting")
    assert not page.exception
    assert page.info

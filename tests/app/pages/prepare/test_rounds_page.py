"""回: rounds begun, opened, named, set aside; what a person finds again when they come back."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.session.cache import read_part
from rfi.app.session.database import store
from rfi.app.session.sample_round import SAMPLES, sample_round
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.round.file import write_round
from rfi.intake.round.round import Round
from rfi.store.outcome import Done
from rfi.store.round.answers import withdraw_answer
from rfi.store.round.reading import StoredRound, read_round
from rfi.store.round.rounds import export_round, list_rounds
from rfi.store.round.whole import WholeRound
from rfi.store.round.whole_file import write_whole
from tests.app.screens import (
    RESPONSES,
    begun,
    move,
    new_screen,
    on_page,
    sample_screen,
    section,
    slider,
    upload,
    value_of,
    words,
    workspace_of,
)
from tests.store.stores import SUZUKI

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ASKED = SAMPLES / "responses" / "questionnaire.json"


def round_in(round_id: str) -> StoredRound:
    found = read_round(store(), round_id)
    assert isinstance(found, StoredRound)
    return found


def dropped(*files: tuple[str, bytes]) -> AppTest:
    """Drop files on the page of a session that has no round open."""
    screen = new_screen().run()
    screen.file_uploader[0].upload(*files[0])
    for name, data in files[1:]:
        screen.file_uploader[0].upload(name, data)
    return screen.run()


def opened_id(screen: AppTest) -> str:
    assert not screen.exception
    assert not screen.error, [found.value for found in screen.error]
    found = screen.session_state["stored"]
    assert isinstance(found, StoredRound)
    return found.round_id


def told(screen: AppTest) -> str:
    assert not screen.exception
    return " ".join(str(found.value) for found in (*screen.error, *screen.text))


def totals(screen: AppTest) -> list[str]:
    on_page(screen, "summary")
    rows = [part for part in words(screen).split("<tr") if "総額（60か月）" in part]
    # A figure leads to the round it is of.
    return [re.sub(r'href="[^"]*"', "", row) for row in rows]


def test_without_a_round_in_the_address_nothing_is_shown_in_its_stead() -> None:
    screen = on_page(new_screen(), "costs")
    assert not screen.exception
    assert "回が開かれていません" in screen.info[0].value
    assert "架空電算" not in words(screen)
    assert "stored" not in screen.session_state


def test_an_address_of_no_round_is_told_and_opens_none() -> None:
    screen = new_screen("no-such-round").run()
    assert "アドレスにある回を開けませんでした" in told(screen)
    assert "この回はありません" in told(screen)
    assert "stored" not in screen.session_state


def test_the_sample_is_opened_by_a_button_and_a_changed_one_is_left_alone() -> None:
    first = new_screen().run()
    first.button(key="open_sample").click().run()
    changed = opened_id(first)
    assert round_in(changed).round.questionnaire == sample_round().questionnaire
    upload(on_page(first, "intake"), "z.json", {**value_of(), "response_id": "vendor-z"})
    assert len(round_in(changed).round.answers) == 7
    second = new_screen().run()
    second.button(key="open_sample").click().run()
    assert opened_id(second) != changed
    third = new_screen().run()
    third.button(key="open_sample").click().run()
    assert opened_id(third) == opened_id(second)


def test_a_questionnaire_of_ones_own_begins_a_round_with_the_answers_dropped_beside_it() -> None:
    files = [
        ("回答2.json", (RESPONSES / "vendor_b.json").read_bytes()),
        ("何かの名前.json", ASKED.read_bytes()),
        ("回答1.json", (RESPONSES / "vendor_a.json").read_bytes()),
    ]
    screen = dropped(*files)
    found = round_in(opened_id(screen))
    assert found.title == json.loads(ASKED.read_text("utf-8"))["title"]
    assert [one.file.name for one in found.round.answers] == ["回答2.json", "回答1.json"]
    assert [key.split(":")[0] for key in found.letters] == ["vendor-b", "vendor-a"]
    assert found.round_id in screen.query_params["round"]


@pytest.mark.parametrize(
    ("files", "words_told"),
    [
        ([("a.json", (RESPONSES / "vendor_a.json").read_bytes())], "調査票のファイルがありません"),
        ([("q.json", ASKED.read_bytes()), ("r.json", ASKED.read_bytes() + b"\n")], "二つ以上"),
        ([("q.json", ASKED.read_bytes()), ("r.zip", b"PK\x03\x04")], "一緒には開けません"),
        ([("r.zip", b"PK\x03\x04 no round")], "作業セットのファイルが壊れている"),
        ([("q.json", b'{"questionnaire_id": "x",')], "調査票のファイルがありません"),
    ],
)
def test_files_that_begin_no_round_are_told_and_nothing_is_kept(
    files: list[tuple[str, bytes]], words_told: str
) -> None:
    before = list_rounds(store())
    assert words_told in told(dropped(*files))
    assert list_rounds(store()) == before


def test_a_faulty_questionnaire_is_told_with_every_place() -> None:
    asked = json.loads(ASKED.read_text("utf-8"))
    asked["scenarios"][0]["cities"] = "三"
    asked["businesses"][0]["title"] = 5
    screen = dropped(("調査票.json", json.dumps(asked, ensure_ascii=False).encode()))
    assert "/scenarios/0/cities" in told(screen)
    assert "/businesses/0/title" in told(screen)


def test_a_round_exported_and_put_in_again_gives_the_same_totals_letters_and_audit() -> None:
    screen = sample_screen("intake")
    upload(screen, "a2.json", {**value_of(), "version": 2})
    round_id = opened_id(screen)
    whole = export_round(store(), round_id)
    assert isinstance(whole, WholeRound)
    data = write_whole(whole)
    assert isinstance(data, bytes)
    other = dropped(("回.zip", data))
    found = round_in(opened_id(other))
    assert found.round_id != round_id
    assert found.round == round_in(round_id).round
    assert found.letters == round_in(round_id).letters
    assert totals(other) == totals(screen)


def test_a_file_saved_by_an_earlier_version_becomes_a_round() -> None:
    other = dropped(("round.zip", write_round(sample_round())))
    assert round_in(opened_id(other)).round == sample_round()
    assert totals(other) == totals(sample_screen("summary"))


def test_a_reload_finds_round_conditions_unit_and_name_again() -> None:
    screen = sample_screen("costs")
    move(screen, "control_fx", 160.0)
    screen.button_group(key="control_unit").set_value("million").run()
    on_page(screen, "intake").text_input[0].set_value("企画課 架空").run()
    again = on_page(new_screen(opened_id(screen)), "costs")
    assert "160円/$" in words(again)
    assert "百万円" in words(again)
    assert slider(again, "control_fx").value == 160.0
    upload(on_page(again, "intake"), "z.json", {**value_of(), "response_id": "vendor-z"})
    assert workspace_of(again).round.answers[-1].received_by == "企画課 架空"


def test_conditions_named_in_a_round_are_there_for_the_next_session() -> None:
    screen = section(sample_screen("conditions"), "condition_section", "sets")
    screen.text_input(key="set_name").set_value("為替160円").run()
    screen.button(key="set_keep").click().run()
    again = section(
        on_page(new_screen(opened_id(screen)), "conditions"), "condition_section", "sets"
    )
    assert again.selectbox(key="set_which").options == ["為替160円"]
    again.button(key="set_drop").click().run()
    assert "名前を付けた条件はまだありません" in again.info[0].value


def test_two_sessions_on_one_round_each_keep_what_they_see_until_they_read_again() -> None:
    mine = sample_screen("summary")
    theirs = on_page(new_screen(opened_id(mine)), "intake")
    upload(theirs, "z.json", {**value_of(), "response_id": "vendor-z"})
    assert "7提案" in words(theirs)
    mine.run()
    assert "6提案" in words(mine)
    mine.button(key="renew").click().run()
    assert "7提案" in words(mine)
    assert not [found for found in mine.button if found.key == "renew"]


def test_an_edit_of_what_somebody_else_changed_is_refused_with_who_and_when() -> None:
    screen = sample_screen("intake")
    found = round_in(opened_id(screen))
    sha256 = found.round.answers[0].file.sha256
    gone = withdraw_answer(store(), found.round_id, sha256, 1, SUZUKI)
    assert isinstance(gone, Done)
    screen.selectbox[0].set_value(0).run()
    screen.button(key="withdraw").click().run()
    assert "鈴木さんが2026-10-01 18:05に先に変更しました" in told(screen)
    # It is an act that was not done, not a value that cannot be used.
    assert [one.value for one in screen.error] == ["今の操作は行いませんでした。"]
    # What the other did is shown with it.
    assert "5提案" in words(screen)


def test_an_archived_round_is_shown_and_nothing_in_it_changes() -> None:
    round_id = begun(title="昨年の回")
    screen = new_screen(round_id).run()
    screen.button(key=f"round_archive_{round_id}").click().run()
    assert "保管した回（変更できません）" in words(screen)
    upload(on_page(screen, "intake"), "z.json", {**value_of(), "response_id": "vendor-z"})
    assert "保管した回は変更できません" in told(screen)
    assert len(round_in(round_id).round.answers) == 6
    on_page(screen, "rounds").button(key=f"round_delete_{round_id}").click().run()
    assert "30日後" in told(screen)
    screen.button(key=f"round_reopen_{round_id}").click().run()
    assert round_in(round_id).archived_at == ""


def test_a_round_is_named_anew_and_the_next_one_begun_from_it() -> None:
    round_id = begun(title="令和8年度")
    screen = new_screen(round_id).run()
    screen.text_input(key=f"round_title_{round_id}").set_value("令和8年度<b>RFI</b>").run()
    assert "令和8年度<b>RFI</b>" in words(screen)
    assert "&lt;b&gt;RFI" in " ".join(str(found.proto.body) for found in screen.get("html"))
    screen.button(key=f"round_copy_{round_id}").click().run()
    after = round_in(opened_id(screen))
    assert after.round_id != round_id
    assert after.round.answers == ()
    assert after.round.questionnaire == sample_round().questionnaire
    assert after.round.city_files == sample_round().city_files


def test_the_audit_of_the_open_round_can_be_read() -> None:
    screen = sample_screen("intake")
    upload(screen, "z.json", {**value_of(), "response_id": "vendor-z"})
    on_page(screen, "rounds")
    frame = screen.dataframe[0].value
    assert frame["行ったこと"].tolist() == ["回答を受付", "回を作成"]
    assert frame["対象"].tolist() == ["z.json", "回"]
    assert "書き換え・削除・挿入・切り捨てはありません" in screen.caption[-1].value


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_speaks_both_languages(lang: str) -> None:
    screen = sample_screen("rounds", lang=lang)
    assert not screen.exception
    assert ("Begin a round" in words(screen)) == (lang == "en")


def test_of_many_rounds_the_last_changed_are_shown_and_others_found_by_name() -> None:
    first = begun(title="探される回 Ａ１")
    for number in range(13):
        begun(Round(sample_round().questionnaire, sample_round().standard), f"ほかの回{number}")
    screen = on_page(new_screen(), "rounds")
    keys = {button.key for button in screen.button}
    assert sum(str(key).startswith("round_open_") for key in keys) == 12
    assert f"round_open_{first}" not in keys
    screen.text_input(key="round_find").set_value("探される回 a1").run()
    assert f"round_open_{first}" in {button.key for button in screen.button}


def test_an_authoring_workbook_begins_a_round_as_its_questionnaire_does() -> None:
    answer = ("vendor_a.json", (RESPONSES / "vendor_a.json").read_bytes())
    value = json.loads(ASKED.read_text("utf-8"))
    screen = dropped(("調査票.xlsx", write_authoring_book(value)), answer)
    stored = round_in(opened_id(screen))
    assert stored.title == value["title"]
    asked = read_part(stored.round.questionnaire, "questionnaire")
    assert (asked.kind, asked.value) == ("questionnaire", value)
    of_json = dropped((ASKED.name, ASKED.read_bytes()), answer)
    opened_id(of_json)
    assert totals(screen) == totals(of_json)


def test_a_workbook_with_a_fault_begins_no_round_and_says_where_it_is() -> None:
    screen = dropped(("調査票.xlsx", write_authoring_book()))
    assert "表紙!D9" in told(screen)
    assert "必要な項目「調査票名」がありません" in told(screen)
    assert "stored" not in screen.session_state

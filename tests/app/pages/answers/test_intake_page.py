import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.access.person import person
from rfi.app.frame.navigation import path_of
from tests.app.screens import (
    RESPONSES,
    on_page,
    sample_screen,
    section,
    upload,
    value_of,
    words,
    workspace_of,
)

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
COUNTS = "受付 6 件・保留 {held} 件・旧版・同じ版 {older} 件・取下げ {gone} 件"


def counts(held: int = 0, older: int = 0, gone: int = 0) -> str:
    return COUNTS.format(held=held, older=older, gone=gone)


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("intake")


def with_word_for_code() -> object:
    value = value_of()
    value["response_id"] = "vendor-z"
    value["offers"][0]["cost_lines"][0]["tax"] = "税抜"
    return value


def next_version() -> object:
    value = value_of()
    value["version"] = 2
    line = next(row for row in value["offers"][0]["cost_lines"] if row.get("amount"))
    line["amount"] = 1_234_567
    return value


def test_a_suggested_value_is_put_in_by_a_click_recorded_and_taken_back(screen: AppTest) -> None:
    upload(screen, "vendor_z.json", with_word_for_code())
    assert counts(held=1) in words(screen)
    assert "6提案" in words(screen)
    section(screen, "intake_section", "suggestions")
    screen.button(key="apply_suggestion").click().run()
    assert not screen.exception
    assert "7提案" in words(screen)
    (applied,) = workspace_of(screen).round.applied
    assert (applied.suggestion.old, applied.suggestion.new) == ("税抜", "excluded")
    assert applied.deed.by == person()
    assert applied.deed.at
    screen.button(key="undo_suggestion").click().run()
    assert not screen.exception
    assert "6提案" in words(screen)
    assert counts(held=1) in words(screen)
    assert workspace_of(screen).round.applied[0].deed.is_undone


def test_a_newer_version_takes_the_place_and_its_changes_are_shown(screen: AppTest) -> None:
    upload(screen, "vendor_a_2.json", next_version())
    assert counts(older=1) in words(screen)
    assert "6提案" in words(screen)
    section(screen, "intake_section", "versions")
    shown = words(screen)
    assert "版の違い：第1版（vendor_a.json） → 第2版（vendor_a_2.json）" in shown
    assert "1,234,567千円" in shown
    assert "変更 2 件" in shown
    screen.button_group(key="change_kinds").set_value(["added"]).run()
    assert "1,234,567" not in words(screen)


def test_an_answer_taken_out_stays_in_the_list(screen: AppTest) -> None:
    screen.selectbox[0].set_value(0).run()
    next(button for button in screen.button if button.label == "外す").click().run()
    assert "5提案" in words(screen)
    assert "受付 5 件・保留 0 件・旧版・同じ版 0 件・取下げ 1 件" in words(screen)
    upload(screen, "vendor_a.json", (RESPONSES / "vendor_a.json").read_bytes())
    assert counts() in words(screen)


def test_the_list_of_answers_to_take_out_names_their_vendors(screen: AppTest) -> None:
    assert screen.selectbox[0].options[0] == "A 架空電算株式会社：vendor_a.json"
    screen.selectbox[0].set_value(0).run()
    screen.button(key="withdraw").click().run()
    assert screen.selectbox[0].options[0] == "架空電算株式会社：vendor_a.json（外した回答）"


def test_a_list_whose_words_change_by_an_act_tells_the_browser_its_new_words(
    screen: AppTest,
) -> None:
    """The browser sends the words that are chosen: old ones would choose another answer."""
    screen.selectbox[0].set_value(0).run()
    before = screen.selectbox[0].proto
    screen.button(key="withdraw").click().run()
    after = screen.selectbox[0].proto
    assert after.options[0] != before.options[0]
    assert after.set_value
    assert after.raw_value == after.options[0]


def test_the_issues_can_be_narrowed_and_a_held_file_has_its_upload_beside(screen: AppTest) -> None:
    upload(screen, "vendor_z.json", with_word_for_code())
    assert len(screen.file_uploader) == 1
    screen.selectbox(key="issue_file").set_value("vendor_z.json").run()
    assert len(screen.file_uploader) == 2
    assert screen.file_uploader[1].label == "このファイルを直した回答を加える"
    screen.selectbox(key="issue_kind").set_value("schema_enum").run()
    assert "費用明細の1件目 ＞ 税区分" in words(screen)
    mended = value_of()
    mended["response_id"] = "vendor-z"
    screen.file_uploader[1].upload("vendor_z_2.json", str(mended).encode()).run()
    assert not screen.exception
    assert counts(held=2) in words(screen)


def test_the_name_recorded_beside_an_act_can_be_set(screen: AppTest) -> None:
    screen.text_input[0].set_value("企画課 架空").run()
    upload(screen, "vendor_a_2.json", next_version())
    assert workspace_of(screen).round.answers[-1].received_by == "企画課 架空"


def test_the_markup_of_a_vendor_stays_text(screen: AppTest) -> None:
    value = with_word_for_code()
    assert isinstance(value, dict)
    value["vendor"]["name"] = "<b>1*2*3</b>"
    upload(screen, "z_<i>.json", value)
    html = " ".join(str(found.proto.body) for found in screen.get("html"))
    assert "&lt;b&gt;1*2*3&lt;/b&gt;" in html
    assert "<b>1*2*3" not in html
    assert not any("1*2*3" in str(found.value) for found in screen.markdown)


@pytest.mark.parametrize("name", ["issues", "suggestions", "versions"])
def test_each_part_of_the_page_speaks_english_too(name: str) -> None:
    screen = section(sample_screen("intake", lang="en"), "intake_section", name)
    assert not screen.error
    assert "6 accepted" in words(screen)


def test_the_count_of_a_total_leads_to_its_warnings_which_a_word_of_why_settles(
    screen: AppTest,
) -> None:
    on_page(screen, "summary")
    assert "要確認1件" in words(screen)
    screen.button(key="certainty_3").click().run()
    assert not screen.exception
    assert screen.selectbox(key="confirm_offer").value == "vendor-d:D1"
    # The test driver stays on the page that was left.
    screen.switch_page(path_of("intake")).run()
    screen.button(key="dismiss_warning").click().run()
    assert [found.value for found in screen.warning] == ["理由を書いてください。"]
    (why,) = [found for found in screen.text_input if str(found.key).startswith("why_")]
    why.set_value("見積内訳で確認")
    screen.button(key="dismiss_warning").click().run()
    assert not screen.exception
    (dismissal,) = workspace_of(screen).round.dismissals
    assert (dismissal.response_id, dismissal.why, dismissal.deed.by) == (
        "vendor-d",
        "見積内訳で確認",
        person(),
    )
    on_page(screen, "summary")
    assert "要確認1件" not in words(screen)
    on_page(screen, "intake")
    section(screen, "intake_section", "confirm")
    screen.button(key="undo_dismissal").click().run()
    assert not screen.exception
    on_page(screen, "summary")
    assert "要確認1件" in words(screen)


def test_what_was_dropped_is_answered_where_it_was_dropped(screen: AppTest) -> None:
    upload(screen, "vendor_a_2.json", next_version())
    shown = words(screen)
    assert "今入れたファイル" in shown
    assert "受付：第2版。前の版は残し、比較から外した" in shown
    upload(screen, "again.json", next_version())
    assert "同じファイル：受付済みで、何も変わっていない" in words(screen)
    upload(screen, "held.json", with_word_for_code())
    assert "保留：誤り1件。総額に入れていない" in words(screen)


def test_of_one_version_the_newest_upload_stands_and_the_other_is_kept_and_marked(
    screen: AppTest,
) -> None:
    value = value_of()
    value["vendor"]["name"] += "（訂正）"
    upload(screen, "corrected.json", value)
    assert "差し替え：同じ第1版。前のファイルは残し、比較から外した" in words(screen)
    assert "6提案" in words(screen)
    assert counts(older=1) in words(screen)
    value["vendor"]["name"] += "（再訂正）"
    upload(screen, "corrected again.json", value)
    states = {one.sha256: one.state for one in screen.session_state["stored"].answers}
    newest = [answer.file.sha256 for answer in workspace_of(screen).round.answers][-1]
    assert states[newest] == "standing"
    assert sorted(states.values()).count("kept") == 2
    on_page(screen, "summary")
    assert "（再訂正）" in words(screen)


def test_two_versions_show_first_what_the_newer_does_to_the_total(screen: AppTest) -> None:
    upload(screen, "vendor_a_2.json", next_version())
    section(screen, "intake_section", "versions")
    shown = words(screen)
    assert shown.index("総額への影響") < shown.index("版の違い：第1版")


def test_a_held_version_decides_nothing_about_the_total(screen: AppTest) -> None:
    held = with_word_for_code()
    assert isinstance(held, dict)
    held["response_id"], held["version"] = value_of()["response_id"], 2
    upload(screen, "held.json", held)
    section(screen, "intake_section", "versions")
    assert "保留中の版は総額に入らない" in screen.info[0].value

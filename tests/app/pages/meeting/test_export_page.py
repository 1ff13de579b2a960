"""資料 as it is used: what can go out, by name or not, with a look at the first page."""

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.show import file_name
from rfi.app.sections.export import cities
from rfi.app.session.cache import answers_of, core_cities, evaluation_of
from rfi.app.session.current import Current
from rfi.export.outputs import OUTPUTS
from tests.app.screens import (
    begun,
    new_screen,
    on_page,
    sample_screen,
    words,
    workspace_of,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def offered(screen: AppTest) -> list[str]:
    return [found.proto.label for found in screen.get("download_button")]


@pytest.fixture
def page() -> AppTest:
    return on_page(new_screen(begun()), "export")


def test_each_file_is_a_row_with_what_it_is_for_and_its_button(page: AppTest) -> None:
    assert not page.exception
    assert offered(page)[:3] == ["Excel", "PowerPoint", "印刷用のページ（HTML）"]
    assert "話者ノートに条件がある" in words(page)
    assert "まだ記録がありません" in words(page)
    assert "議事録（Word）" not in offered(page)


@pytest.mark.parametrize(
    ("address", "is_live"),
    [("names:hidden", True), ("names:aggregate", False), ("readers:meeting", False)],
)
def test_formulas_are_promised_where_the_workbook_holds_them(
    address: str, *, is_live: bool
) -> None:
    name, value = address.split(":")
    screen = new_screen(begun())
    screen.query_params[name] = value
    on_page(screen, "export")
    assert not screen.exception
    assert ("計算し直される" in words(screen)) is is_live
    assert ("値だけで、式はない" in words(screen)) is not is_live


def test_without_a_browser_the_way_to_a_pdf_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RFI_BROWSER", "")
    page = on_page(new_screen(begun()), "export")
    assert "PDF" not in offered(page)
    assert "「PDFに保存」を選んでください" in words(page)


def test_the_first_page_is_shown_by_name_and_without(page: AppTest) -> None:
    assert "概要" in words(page)
    assert "架空電算" in words(page)
    page.selectbox(key="shown_mode").set_value("anonymous").run()
    assert "架空電算" not in words(page)
    assert "A社" in words(page)
    assert any("どのファイルにも入りません" in one.value for one in page.caption)


def test_the_prepared_order_of_the_meeting_is_told(page: AppTest) -> None:
    assert not any("進行順" in one.value for one in page.caption)
    meeting = on_page(page, "meeting")
    meeting.session_state["meeting_order_open"] = True
    meeting.run()
    meeting.multiselect(key="meeting_order").set_value(["tornado", "bands"]).run()
    again = on_page(meeting, "export")
    assert any("差を動かすもの、総額の内訳と効果" in one.value for one in again.caption)


def test_the_page_speaks_english() -> None:
    page = sample_screen("export", lang="en")
    page.run()
    page = on_page(page, "export")
    assert not page.exception
    assert "Page to print (HTML)" in offered(page)


def test_a_workbook_for_each_city_is_written_kept_and_offered_until_something_moves(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cities, "core_cities", lambda: core_cities()[:2])
    page.run()
    page.button(key="cities_begin").click().run()
    assert not page.exception
    assert not page.error
    assert "zipを保存" in offered(page)
    page.selectbox(key="shown_mode").set_value("anonymous").run()
    assert "zipを保存" not in offered(page)


def test_a_batch_that_fails_says_so(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cities, "_write", lambda _, __: None)
    page.button(key="cities_begin").click().run()
    assert any("途中で終わりました" in one.value for one in page.error)


def test_words_to_mask_are_kept_in_the_round_and_are_then_masked_in_files(page: AppTest) -> None:
    assert "架空電算" in words(page)
    assert "標準準拠パッケージ" in page.multiselect(key="hidden_offered_0").options
    page.text_area(key="hidden_words_0").set_value("カクデン\n別称")
    page.multiselect(key="hidden_offered_0").set_value(["見本情報"])
    page.button(key="hidden_save").click().run()
    assert not page.exception
    assert page.text_area(key="hidden_words_1").value == "カクデン\n別称\n見本情報"
    assert answers_of(workspace_of(page)).hidden == ("カクデン", "別称", "見本情報")
    page.selectbox(key="shown_mode").set_value("anonymous").run()
    assert "カクデン" not in words(page)


def test_two_files_that_end_alike_have_names_of_their_own(page: AppTest) -> None:
    here = workspace_of(page)
    shown = Current(
        page.session_state["stored"], here, answers_of(here), evaluation_of(here, "ja"), "ja"
    )
    names = [f"{file_name(shown, one.key)}.{one.suffix}" for one in OUTPUTS]
    assert len(set(names)) == len(OUTPUTS)
    assert next(name for name in names if name.endswith(".docx")).startswith("議事録_")

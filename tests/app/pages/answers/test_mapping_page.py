"""受付: vendors' own tables are mapped on screen, accepted as answers, and recognised again."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from rfi.app.session.cache import answers_of
from rfi.app.session.database import store
from rfi.app.session.sample_round import STANDARD_SET
from rfi.intake.laid.laid import Laid, laid_of
from rfi.intake.laid.read import read_cities_received
from rfi.intake.layout.codec import write_layout
from rfi.intake.layout.layout import Layout
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.store.outcome import Refused
from rfi.store.round.layouts import read_layouts
from tests.app.screens import (
    new_screen,
    on_page,
    sample_screen,
    section,
    upload,
    words,
    workspace_of,
)
from tests.intake.layout.foreign import CP932, QUESTIONNAIRE, rows, six_totals

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def own_round() -> Round:
    """Return a round of three businesses that nobody has answered."""
    asked = RoundFile(QUESTIONNAIRE.name, QUESTIONNAIRE.read_bytes())
    return Round(asked, RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes()))


def workbook(fill: Callable[[Worksheet], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "見積"
    fill(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("intake", own_round())


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception
    return screen


def dearer(sheet: Worksheet) -> None:
    six_totals(sheet)
    sheet.cell(5, 2, 3_500)
    sheet.cell(9, 2, 70_000)


def body(screen: AppTest) -> str:
    """Return what is shown, without the style of the page."""
    return re.sub("<style>.*?</style>", "", words(screen), flags=re.DOTALL)


def test_a_table_is_mapped_accepted_and_its_next_version_taken_by_one_press(
    screen: AppTest,
) -> None:
    upload(screen, "見積.xlsx", workbook(six_totals))
    assert "未確認" in body(screen)
    press(screen, "map_confirm_all")
    assert "未確認" not in body(screen)
    assert "表の合計 162,250,000 円との差は 0 円" in body(screen)
    assert screen.button(key="map_accept").disabled
    screen.text_input(key="map_vendor").set_value("架空見積株式会社").run()
    press(screen, "map_accept")
    assert "受付 1 件" in body(screen)
    (answer,) = workspace_of(screen).compared
    upload(screen, "見積_第2版.xlsx", workbook(dearer))
    assert "対応付け「見積」と同じ見出し" in body(screen)
    press(screen, "map_accept")
    assert "旧版" in body(screen)
    assert len(workspace_of(screen).round.answers) == 2
    again = on_page(new_screen(screen.session_state["stored"].round_id), "intake")
    assert len(workspace_of(again).round.answers) == 2
    assert answer in workspace_of(again).round.answers


def map_six_totals(screen: AppTest, vendor: str, name: str = "見積.xlsx") -> None:
    upload(screen, name, workbook(six_totals))
    if "確かめる行" in body(screen):
        press(screen, "map_confirm_all")
    screen.text_input(key="map_vendor").set_value(vendor).run()
    press(screen, "map_accept")


def test_who_cancels_leaves_nothing_in_the_round(screen: AppTest) -> None:
    upload(screen, "見積.xlsx", workbook(six_totals))
    press(screen, "map_cancel")
    assert "回答がまだありません" in " ".join(one.value for one in screen.info)
    assert workspace_of(screen).round.answers == ()


def test_a_reload_halfway_leaves_the_round_as_it_was_and_the_table_can_be_gone_on_with(
    screen: AppTest,
) -> None:
    upload(screen, "見積.xlsx", workbook(six_totals))
    press(screen, "map_confirm_all")
    again = on_page(new_screen(screen.session_state["stored"].round_id), "intake")
    assert not again.exception
    assert workspace_of(again).round.answers == ()
    press(again, "map_resume")
    assert "対応付けた 162,250,000 円。" in body(again)
    press(again, "map_cancel")
    assert all(button.key != "map_resume" for button in again.button)


def test_files_that_came_together_are_mapped_one_after_the_other(screen: AppTest) -> None:
    first, second = workbook(six_totals), CP932
    screen.file_uploader[0].upload("見積.xlsx", first).upload("quote.csv", second).run()
    assert not screen.exception
    assert "「見積.xlsx」は回答様式ではない" in body(screen)
    press(screen, "map_cancel")
    assert "「quote.csv」は回答様式ではない" in body(screen)
    assert "表の合計 15,000,000 円との差は 0 円" in body(screen)


def test_a_second_vendor_with_the_same_layout_is_a_new_answer_when_chosen(screen: AppTest) -> None:
    map_six_totals(screen, "甲株式会社")
    upload(screen, "別の見積.xlsx", workbook(dearer))
    screen.selectbox(key="map_whose").set_value("").run()
    assert screen.button(key="map_accept").disabled
    screen.text_input(key="map_vendor").set_value("乙株式会社").run()
    press(screen, "map_accept")
    assert "2提案" in body(screen)


def test_the_very_same_file_again_is_told(screen: AppTest) -> None:
    map_six_totals(screen, "甲株式会社")
    upload(screen, "見積.xlsx", same := workspace_of(screen).round.answers[0].file.data)
    assert not screen.warning
    kept = laid_of(same)
    assert isinstance(kept, Laid)
    upload(screen, "写し.xlsx", kept.data)
    assert "甲株式会社の第1版" in " ".join(one.value for one in screen.warning)


def test_a_table_is_pasted_with_tabs(screen: AppTest) -> None:
    pasted = "費目\t金額（千円・税抜）\nシステム利用料\t48,000\n操作研修\t500\n合計\t48,500\n"
    screen.text_area(key="pasted_table").set_value(pasted)
    press(screen, "paste_take")
    assert "表の合計 48,500,000 円との差は 0 円" in body(screen)


def test_nothing_pasted_is_told(screen: AppTest) -> None:
    press(screen, "paste_take")
    assert "表が空です" in " ".join(one.value for one in screen.error)


def test_a_table_without_a_column_of_amounts_cannot_be_accepted(screen: AppTest) -> None:
    upload(screen, "見積.xlsx", workbook(six_totals))
    for column in (2, 3, 4):
        screen.selectbox(key=f"map_role_0_{column}").set_value("").run()
        assert not screen.exception
    assert "「見積」の金額の列を選ぶ" in body(screen)
    assert screen.button(key="map_accept").disabled


def test_every_control_of_the_page_can_be_moved_and_moved_back(screen: AppTest) -> None:
    upload(screen, "見積.xlsx", workbook(six_totals))
    before = body(screen)
    screen.number_input(key="map_heading_0").set_value(5).run()
    screen.number_input(key="map_heading_0").set_value(3).run()
    screen.text_input(key="map_skip_0").set_value("三行目").run()
    assert "行番号で書いて" in " ".join(one.value for one in screen.error)
    screen.text_input(key="map_skip_0").set_value("5").run()
    assert "カスタマイズ" not in [row for row in body(screen).split("<td") if "対応付け" in row]
    screen.text_input(key="map_skip_0").set_value("").run()
    screen.selectbox(key="map_unit_0_0").set_value("one").run()
    assert "162,250 円" in body(screen)
    screen.selectbox(key="map_unit_0_0").set_value("thousand").run()
    screen.selectbox(key="map_role_0_4").set_value("remark").run()
    screen.selectbox(key="map_role_0_4").set_value("term_total").run()
    assert not screen.exception
    assert "149,050,000 円 ＋ 未確認 13,200,000 円" in before
    assert "149,050,000 円 ＋ 未確認 13,200,000 円" in body(screen)


def test_a_layout_is_renamed_written_deleted_and_read_from_its_file(screen: AppTest) -> None:
    map_six_totals(screen, "甲株式会社")
    section(screen, "intake_section", "layouts")
    screen.text_input(key="layout_name_見積").set_value("甲の見積書").run()
    assert not screen.exception
    section(screen, "intake_section", "layouts")
    (kept,) = layouts(screen)
    assert kept.name == "甲の見積書"
    press(screen, "layout_drop")
    assert layouts(screen) == ()
    section(screen, "intake_section", "layouts")
    screen.file_uploader[1].upload("甲.json", write_layout(kept)).run()
    assert not screen.exception
    assert layouts(screen) == (kept,)


def layouts(screen: AppTest) -> tuple[Layout, ...]:
    found = read_layouts(store(), screen.session_state["stored"].round_id)
    assert not isinstance(found, Refused)
    return tuple(one.layout for one in found)


def contracts(sheet: Worksheet) -> None:
    rows(
        sheet,
        1,
        ["令和7年度　情報システム経費（単位：千円、税込）"],
        ["業務", "費目", "契約額"],
        ["住民基本台帳", "システム利用料", 1_200],
        ["住民基本台帳", "システム利用料", 300],
        ["合計", None, 1_500],
    )


def test_a_municipalitys_own_table_becomes_its_current_costs() -> None:
    screen = sample_screen("conditions")
    before = len(workspace_of(screen).round.city_files)
    section(screen, "condition_section", "city")
    uploader = next(one for one in screen.file_uploader if str(one.key).startswith("cities"))
    uploader.upload("予算.xlsx", workbook(contracts)).run()
    assert not screen.exception
    on_page(screen, "intake")
    assert "「予算.xlsx」を自市の現行費用として" in body(screen)
    assert "表の合計 1,500,000 円との差は 0 円" in body(screen)
    screen.selectbox(key="map_code").set_value("372013").run()
    screen.toggle(key="map_adds_contracts").set_value(True).run()
    press(screen, "map_accept")
    assert "高松市の現行費用に 予算.xlsx を加えました" in " ".join(one.value for one in screen.info)
    (own,) = [one for one in answers_of(workspace_of(screen)).cities.own if one.code == "372013"]
    assert any(one.source == "予算.xlsx 見積!C3, 見積!C4" for one in own.current_costs)
    file = workspace_of(screen).round.city_files[-1]
    (part,) = read_cities_received(file.name, file.data).parts
    assert [(one.amount, one.unit) for one in part.current_costs] == [(1_500_000, "one")]
    upload(screen, "予算_改.xlsx", workbook(contracts))
    press(screen, "map_turn")
    assert "対応付け「予算」と同じ見出し" in body(screen)
    press(screen, "map_accept")
    assert len(workspace_of(screen).round.city_files) == before + 2


def test_a_table_dropped_as_an_answer_is_turned_into_costs_of_a_city(screen: AppTest) -> None:
    upload(screen, "予算.xlsx", workbook(contracts))
    press(screen, "map_turn")
    assert "自市の現行費用として" in body(screen)
    press(screen, "map_turn")
    assert "「予算.xlsx」は回答様式ではない" in body(screen)


def test_a_table_that_was_held_as_an_answer_is_mapped_and_takes_its_place() -> None:
    file = RoundFile("見積.xlsx", workbook(six_totals))
    screen = sample_screen("intake", replace(own_round(), answers=(Answer(file),)))
    assert "保留 1 件" in body(screen)
    press(screen, f"map_held_{file.sha256}")
    press(screen, "map_confirm_all")
    screen.text_input(key="map_vendor").set_value("甲株式会社").run()
    press(screen, "map_accept")
    assert "保留 0 件" in body(screen)
    assert "1提案" in body(screen)


def test_another_table_of_the_same_file_name_keeps_a_layout_of_its_own(screen: AppTest) -> None:
    map_six_totals(screen, "甲株式会社")
    upload(screen, "見積.csv", CP932)
    assert screen.text_input(key="map_layout_name").value == "見積 (2)"
    screen.text_input(key="map_layout_name").set_value("見積").run()
    screen.text_input(key="map_vendor").set_value("乙株式会社").run()
    assert "「見積」は別の表に使っている" in body(screen)
    assert screen.button(key="map_accept").disabled
    screen.text_input(key="map_layout_name").set_value("乙の見積").run()
    press(screen, "map_accept")
    assert [one.name for one in layouts(screen)] == ["見積", "乙の見積"]

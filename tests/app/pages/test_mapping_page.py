"""受付: vendors' own tables are mapped on screen, accepted as answers, and recognised again."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from rfi.app.session.sample_round import STANDARD_SET
from rfi.intake.round.round import Round, RoundFile
from tests.app.screens import new_screen, on_page, sample_screen, upload, words, workspace_of
from tests.intake.layout.foreign import QUESTIONNAIRE, six_totals

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

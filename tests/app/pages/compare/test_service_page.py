"""The page 非機能, driven as a reader does."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.session import sample_round as sample
from tests.app.screens import on_page, sample_screen, section, words

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("service")


@pytest.fixture
def page(screen: AppTest) -> AppTest:
    return on_page(screen, "service")


def test_every_item_is_shown_with_minutes_a_year_under_the_percentage(page: AppTest) -> None:
    shown = words(page)
    assert "照会40項目中40項目" in shown
    assert "年43.8時間（2,628分）の停止まで" in shown
    assert "LGWAN接続系" in shown


def test_group_differences_and_remarks_can_be_chosen(page: AppTest) -> None:
    page.selectbox(key="service_group").set_value("recovery").run()
    assert "照会40項目中7項目" in words(page)
    remark = "業務データは同期複製のため0時間"
    assert remark in words(page)
    page.toggle(key="service_remarks").set_value(False).run()
    assert remark not in words(page)
    page.selectbox(key="service_group").set_value("").run()
    page.toggle(key="service_differences").set_value(True).run()
    assert not page.exception
    assert "照会40項目中40項目" not in words(page)
    assert "保存データの暗号化" not in words(page)


def test_availability_is_drawn_and_told_in_hours_and_minutes(page: AppTest) -> None:
    section(page, "service_section", "availability")
    assert "2,628" in words(page)
    spec = json.loads(page.get("plotly_chart")[0].proto.spec)
    labels = [note["text"] for note in spec["layout"]["annotations"]]
    assert labels[1] == "計115.8（許容停止43.8 ＋ 計画停止72）"


def test_ismap_follows_the_horizon(page: AppTest) -> None:
    section(page, "service_section", "ismap")
    assert "本稼働前に期限切れ" in words(page)
    assert "2033-03-31" in words(page)
    page.button_group(key="control_horizon").set_value(120).run()
    assert "2038-03-31" in words(page)


def test_the_page_speaks_english() -> None:
    screen = sample_screen("service", lang="en")
    assert "LGWAN zone" in words(screen)


def test_a_round_without_service_levels_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample, "_FOLDERS", ("absent", "published"))
    screen = sample_screen("service")
    assert not screen.exception
    assert "非機能・サービス水準を尋ねていません" in screen.info[0].value

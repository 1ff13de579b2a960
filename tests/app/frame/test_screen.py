import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.navigation import PAGES, ROUNDS, path_of
from rfi.app.session import sample_round as sample
from rfi.app.session.sample_round import sample_round
from rfi.views.cost.contents import CONTENTS
from rfi.views.look.reading import Reading
from rfi.views.summary.summary import view_summary
from tests.app.screens import move, new_screen, sample_screen, section, slider
from tests.views.rounds import evaluated, round_of

ROOT = Path(__file__).resolve().parents[3]
# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


def words(screen: AppTest) -> str:
    return unescape(" ".join(str(found.proto.body) for found in screen.get("html")))


def table_row(screen: AppTest, heading: str) -> list[str]:
    html = " ".join(str(found.proto.body) for found in screen.get("html"))
    row = next(part for part in html.split("<tr") if f">{heading}<" in part)
    cells = re.findall(r'<td class="rfi-num">(?:<a[^>]*>)?([^<]*)', row)
    return [unescape(cell) for cell in cells]


def on_page(screen: AppTest, name: str) -> AppTest:
    return screen.switch_page(path_of(name)).run()


@pytest.fixture(scope="module")
def walked() -> AppTest:
    """Return a session that goes from page to page and changes nothing."""
    return sample_screen("summary")


@pytest.mark.parametrize("name", [page for page in PAGES if page != ROUNDS])
def test_each_page_shows_the_sample_round_under_its_conditions(walked: AppTest, name: str) -> None:
    screen = on_page(walked, name)
    assert not screen.exception
    assert not screen.error
    # The rate is said where it moves a figure.
    assert ("150円/$" in words(screen)) == (name not in {"benefits", "fit", "service", "free"})
    assert "6提案" in words(screen)
    shown = [words(screen), *(str(choice.options) for choice in screen.selectbox)]
    if name not in {"questionnaire", "minutes"}:
        assert any("vendor_a.json" in part or "架空電算" in part for part in shown)


@pytest.mark.parametrize("section", CONTENTS.sections)
def test_each_view_of_the_costs_is_shown(walked: AppTest, section: str) -> None:
    screen = on_page(walked, "costs")
    screen.button_group(key="costs_section").set_value(section).run()
    assert not screen.exception
    assert not screen.error
    assert len(words(screen)) > 1000


def test_the_screen_shows_the_figures_of_the_comparison(screen: AppTest) -> None:
    screen.run()
    table = view_summary(evaluated(round_of("responses")), Reading("ja"))
    expected = [table.shown(table.rows[0], cell) for cell in table.rows[0].cells]
    assert table_row(screen, "総額（60か月）") == expected


def test_another_exchange_rate_changes_the_figures_as_the_comparison_does(screen: AppTest) -> None:
    screen.run()
    before = table_row(screen, "総額（60か月）")
    move(screen, "control_fx", 180.0)
    after = table_row(screen, "総額（60か月）")
    table = view_summary(evaluated(round_of("responses"), fx_usd_jpy=180.0), Reading("ja"))
    assert after == [table.shown(table.rows[0], cell) for cell in table.rows[0].cells]
    assert after != before
    assert "180円/$" in words(screen)


def test_horizon_discount_tax_and_unit_follow(screen: AppTest) -> None:
    screen.run()
    screen.selectbox(key="control_discount").set_value(0.04)
    screen.button_group(key="control_horizon").set_value(120)
    screen.button_group(key="control_tax").set_value("included")
    screen.button_group(key="control_unit").set_value("million").run()
    found = evaluated(round_of("responses"), horizon_months=120, discount_rate=0.04)
    table = view_summary(found, Reading("ja", "million", "included"))
    expected = [table.shown(table.rows[0], cell) for cell in table.rows[0].cells]
    assert table_row(screen, "総額（120か月）") == expected
    assert "百万円（税込・名目）" in words(screen)


def test_choices_stay_when_the_page_changes(screen: AppTest) -> None:
    screen.run()
    move(screen, "control_fx", 120.0)
    screen.switch_page(path_of("intake")).run()
    assert "120円/$" in words(screen)
    screen.switch_page(path_of("costs")).run()
    assert slider(screen, "control_fx").value == 120.0
    assert "120円/$" in words(screen)


def test_english_by_the_address() -> None:
    screen = sample_screen("summary", lang="en")
    assert "Cost" not in words(screen)
    assert "Total (60 months)" in words(screen)


def test_a_bad_answer_is_held_and_its_fault_is_located(screen: AppTest) -> None:
    on_page(screen, "intake")
    bad = b'{"response_id": "x", "version": 1,\n  "vendor": {"name": }\n}'
    screen.file_uploader[0].upload("bad.json", bad).run()
    shown = words(screen)
    assert not screen.exception
    assert "bad.json" in shown
    assert "保留" in shown
    assert "2:" in shown
    assert "Traceback" not in shown


def test_an_uploaded_answer_joins_the_comparison_and_can_be_taken_out(screen: AppTest) -> None:
    on_page(screen, "intake")
    value = json.loads((ROOT / "samples" / "responses" / "vendor_a.json").read_text("utf-8"))
    value["response_id"] = "vendor-z"
    value["vendor"]["name"] = "追加電算株式会社"
    data = json.dumps(value, ensure_ascii=False).encode()
    screen.file_uploader[0].upload("vendor_z.json", data).run()
    assert "7提案" in words(screen)
    screen.switch_page(path_of("summary")).run()
    assert "追加電算株式会社" in words(screen)
    screen.switch_page(path_of("intake")).run()
    screen.selectbox[0].set_value(6).run()
    next(button for button in screen.button if button.label == "外す").click().run()
    assert "6提案" in words(screen)


def test_without_an_answer_a_page_says_where_to_give_one(screen: AppTest) -> None:
    on_page(screen, "intake")
    for index, _ in enumerate(sample_round().answers):
        screen.selectbox[0].set_value(index).run()
        screen.button(key="withdraw").click().run()
    screen.switch_page(path_of("summary")).run()
    assert not screen.exception
    assert "受付" in screen.info[0].value
    screen.switch_page(path_of("intake")).run()
    screen.button(key="undo").click().run()
    assert "1提案" in words(screen)


def test_a_fault_of_ours_becomes_a_sentence(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.run()

    def broken(*_: object, **__: object) -> None:
        message = "planted vendor text"
        raise RuntimeError(message)

    monkeypatch.setattr("rfi.app.frame.contents.show_table", broken)
    screen.run()
    assert not screen.exception
    assert "表示できませんでした" in screen.error[0].value
    assert "planted" not in words(screen)


def test_without_the_fictional_round_the_published_one_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample, "_FOLDERS", ("absent", "published"))
    assert [answer.file.name for answer in sample_round().answers] == ["pilot_response.json"]


def test_an_answer_to_another_questionnaire_is_held_with_its_reason(screen: AppTest) -> None:
    on_page(screen, "intake")
    data = (ROOT / "samples" / "published" / "pilot_response.json").read_bytes()
    screen.file_uploader[0].upload("pilot_response.json", data).run()
    assert not screen.error
    assert "6提案" in words(screen)
    assert "保留" in words(screen)
    assert "別の調査票への回答です" in words(screen)


def test_an_answer_workbook_dropped_on_the_page_joins_the_comparison(screen: AppTest) -> None:
    on_page(screen, "intake")
    data = (ROOT / "samples" / "responses" / "vendor_e.xlsx").read_bytes()
    screen.file_uploader[0].upload("vendor_e_kaitou.xlsx", data).run()
    assert not screen.exception
    shown = words(screen)
    assert "vendor_e_kaitou.xlsx" in shown
    assert "費用!" in shown


def test_what_is_chosen_on_a_page_is_there_when_one_comes_back_or_reads_anew() -> None:
    screen = section(sample_screen("costs"), "costs_section", "statistics")
    screen.segmented_control(key="statistics_rows").set_value("businesses").run()
    assert not screen.exception
    on_page(screen, "benefits")
    assert on_page(screen, "costs").segmented_control(key="statistics_rows").value == "businesses"
    other = on_page(new_screen(screen.query_params["round"]), "costs")
    section(other, "costs_section", "statistics")
    assert other.segmented_control(key="statistics_rows").value == "businesses"


def test_the_base_of_differences_stays_with_its_offer_when_others_are_hidden() -> None:
    screen = sample_screen("summary")
    screen.selectbox(key="summary_base").set_value(2).run()
    assert screen.selectbox(key="summary_base").value == 2
    screen.session_state["shown_open"] = True
    screen.run()
    screen.button_group(key="shown_offers").set_value([1, 2, 4]).run()
    base = screen.selectbox(key="summary_base")
    assert base.index is not None
    assert base.options[base.index].startswith("C")
    other = on_page(new_screen(screen.query_params["round"]), "summary").selectbox(
        key="summary_base"
    )
    assert other.index is not None
    assert other.options[other.index].startswith("C")

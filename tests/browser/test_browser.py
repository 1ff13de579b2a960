import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from rfi.text.wording import text
from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, open_controls, show_section
from tests.browser.tabs import Hear
from tests.browser.test_walk import choose_city

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser


def test_the_sample_round_opens_and_follows_the_exchange_rate_offline(
    app: App, page: Page, hear: Hear
) -> None:
    hosts: set[str | None] = set()
    hear("request", lambda request: hosts.add(urlsplit(request.url.removeprefix("blob:")).hostname))
    hear("websocket", lambda opened: hosts.add(urlsplit(opened.url).hostname))
    page.goto(app.address("summary"))
    expect(page.locator(".rfi-summary")).to_contain_text("架空電算")
    expect(page.locator(".rfi-bar")).to_contain_text("150円/$")
    total = page.locator("tr.rfi-total").first
    before = total.text_content() or ""
    assert "3,492,673" in before
    open_controls(page)
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    # The figures come after the conditions: waited for in the words that they are compared by.
    expect(total).not_to_have_text(before)
    assert hosts == {"127.0.0.1"}


def test_the_page_of_files_gives_everything_that_can_go_out(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    page.get_by_role("link", name="資料").last.click()
    page.get_by_text("データとして", exact=True).click()
    formats = (
        ("Excel", b"PK", ".xlsx"),
        ("PowerPoint", b"PK", ".pptx"),
        ("印刷用のページ（HTML）", b"<!DOCTYPE html>", ".html"),
        ("CSV（全ての表を1ファイルに）", b"\xef\xbb\xbf", ".csv"),
        ("CSV一式（表ごとのzip、説明つき）", b"PK", ".zip"),
        ("JSON（計算結果の全て）", b"{", ".json"),
    )
    for name, start, ending in formats:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.path().read_bytes().startswith(start)
        assert waiting.value.suggested_filename.startswith("RFI比較_")
        assert waiting.value.suggested_filename.endswith(ending)


def test_the_page_speaks_english_by_its_address(app: App, page: Page) -> None:
    page.goto(app.address("summary") + "&lang=en")
    expect(page.locator(".rfi-summary")).to_contain_text("Total (60 months)")


def test_what_takes_longer_is_told_in_words_while_it_runs(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    expect_idle(page)
    # As the library marks what runs: a mark of our own, that no run takes away.
    page.evaluate(
        """() => {
            const mark = document.createElement("div");
            mark.id = "marked";
            mark.dataset.testScriptState = "notRunning";
            document.body.append(mark);
        }"""
    )
    told = "getComputedStyle(document.getElementById('marked'), '::after')"
    assert page.evaluate(f"{told}.content") == "none"
    page.evaluate("document.getElementById('marked').dataset.testScriptState = 'running'")
    assert page.evaluate(f"{told}.content") == f'"{text("app.running", "ja")}"'
    page.wait_for_function(f"{told}.opacity === '1'")


def test_an_answer_workbook_dropped_on_the_intake_page_is_accepted(app: App, page: Page) -> None:
    page.goto(app.address("intake"))
    expect(page.locator(".rfi-intake")).to_contain_text("vendor_a.json")
    # A list that is opened while a run is on its way is shut again by it.
    expect_idle(page)
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="vendor_a.json").click()
    page.get_by_role("button", name="外す", exact=True).click()
    expect(page.locator(".rfi-intake tr", has_text="vendor_a.json")).to_contain_text("取下げ")
    field = page.locator('input[type="file"]').first
    field.set_input_files(ROOT / "samples" / "responses" / "vendor_a.xlsx")
    row = page.locator(".rfi-intake tr", has_text="vendor_a.xlsx")
    expect(row).to_contain_text("架空電算株式会社")
    expect(row).to_contain_text("受付")
    expect(page.get_by_text("取り込めませんでした")).to_have_count(0)


def test_a_question_is_written_and_its_workbook_downloaded(app: App, page: Page) -> None:
    page.goto(app.address("queries"))
    page.get_by_role("combobox", name="事業者").click()
    page.get_by_role("option", name="A 架空電算株式会社").click()
    expect_idle(page)
    page.get_by_text("照会を作る", exact=True).click()
    # What is typed while a run is on its way is the field's that the run puts there.
    expect_idle(page)
    page.get_by_label("指摘によらない照会の文").fill("保守の対象を教えてください。")
    page.get_by_role("button", name="この照会を加える").click()
    expect(page.get_by_label("照会 A-001 の文")).to_have_value("保守の対象を教えてください。")
    page.get_by_text("照会票の送付と回答", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="この事業者の照会票を保存").click()
    assert waiting.value.path().read_bytes().startswith(b"PK")
    assert waiting.value.suggested_filename == "照会票_A.xlsx"


@pytest.mark.parametrize("name", ["rounds", "nosuch", "回"])
def test_an_address_that_names_no_page_opens_the_first_one_in_words(
    app: App, page: Page, name: str
) -> None:
    page.goto(app.address(name))
    expect(page.locator("h1.rfi-here").filter(has_text="回")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    told = page.get_by_text(f"アドレスのうち「/{name}」")
    expect(told).to_have_count(0 if name == "rounds" else 1)
    expect_no_fault(page)


def test_the_way_back_leads_from_page_to_page(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    page.locator(".rfi-summary").wait_for()
    expect_idle(page)
    page.locator(".st-key-siblings").get_by_role("link", name="適合", exact=True).click()
    expect(page.locator("h1.rfi-here").filter(has_text="適合")).to_be_visible()
    expect_idle(page)
    # One entry the library makes for the page, one for what the address says of it.
    for _ in range(2):
        page.go_back()
        expect_idle(page)
    expect(page.locator("h1.rfi-here").filter(has_text="総括")).to_be_visible()


def test_the_open_section_stays_in_the_address_beside_conditions_that_change(
    app: App, page: Page
) -> None:
    page.goto(app.address("choice"))
    show_section(page, "次に聞くこと")
    expect(page.get_by_role("button", name="上位10件を照会の下書きにする")).to_be_visible()
    expect_idle(page)
    choose_city(page, "高松市")
    expect_no_fault(page)
    expect(page).to_have_url(re.compile("city=372013"))
    page.reload()
    expect(page.get_by_role("button", name="上位10件を照会の下書きにする")).to_be_visible()
    expect_idle(page)
    expect_no_fault(page)


@pytest.mark.parametrize("held_ms", [0, 90])
def test_a_file_holds_the_word_that_was_typed_just_before_its_button_was_pressed(
    app: App, page: Page, held_ms: int
) -> None:
    page.goto(app.address("export"))
    number = page.get_by_role("textbox", name="資料番号")
    number.fill(f"資料{held_ms}の7")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="印刷用のページ（HTML）").click(delay=held_ms)
    assert f"資料{held_ms}の7" in Path(waiting.value.path()).read_text(encoding="utf-8")

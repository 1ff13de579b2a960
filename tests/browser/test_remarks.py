"""A remark is written beside a figure; whoever opens the round and every file has it."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, show_section

pytestmark = pytest.mark.browser
WORDS = "別途見積との口頭説明あり。10月に再提出"


def items_of(page: Page, address: str) -> None:
    """Open the cost items of a round."""
    page.goto(address)
    page.locator(".rfi-differences").wait_for()
    show_section(page, "費目別")
    page.locator(".rfi-items").wait_for()
    expect_idle(page)


def test_a_remark_written_beside_a_figure_is_seen_by_another_and_stands_in_the_workbook(
    app: App, page: Page, other: Page
) -> None:
    address = app.address("costs")
    items_of(page, address)
    # Three acts from the figure: it is followed, the words are written, the button pressed.
    page.locator("tr", has_text="テスト・リハーサル").locator("td").nth(4).locator("a").click()
    field = page.get_by_label(re.compile("付記：E案・テスト・リハーサルに書き添える"))
    field.fill(WORDS)
    page.get_by_role("button", name="付記を残す").click()
    expect(page.locator("p.rfi-remark-line")).to_contain_text(
        f"付1　E案・テスト・リハーサル：{WORDS}"
    )
    expect_no_fault(page)
    page.reload()
    expect(page.locator("p.rfi-remark-line")).to_contain_text(WORDS)

    items_of(other, address)
    marked = other.locator("tr", has_text="テスト・リハーサル").locator("td").nth(4)
    expect(marked.locator("sup")).to_have_text("付1")
    expect(other.locator("p.rfi-notes", has_text=WORDS)).to_be_visible()
    with other.expect_download() as waiting:
        other.get_by_role("button", name="Excel", exact=True).click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    (listed,) = [sheet for sheet in book if sheet.title == "付記"]
    assert WORDS in [cell.value for row in listed.iter_rows() for cell in row]
    items = [str(cell.value) for row in book["費用"].iter_rows() for cell in row]
    assert [words for words in items if words.endswith("付1")]
    assert [words for words in items if words.startswith("付1") and WORDS in words]

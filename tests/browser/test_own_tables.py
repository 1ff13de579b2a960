"""Vendors' own tables mapped in a browser: acts counted, reconciled, compared and kept."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import FilePayload, Locator, Page, expect

from rfi.app.session.sample_round import STANDARD_SET
from rfi.intake.round.round import Round, RoundFile
from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault
from tests.browser.test_lasting_round import go, totals
from tests.intake.layout.foreign import CP932, QUESTIONNAIRE, six_totals

pytestmark = pytest.mark.browser
FIRST, SECOND = "架空共同システム", "架空見積"
MOST_ACTS = 12


def workbook(fill: Callable[[Worksheet], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "見積"
    fill(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def dearer(sheet: Worksheet) -> None:
    six_totals(sheet)
    sheet.cell(5, 2, 3_500)
    sheet.cell(9, 2, 70_000)


@dataclass
class Person:
    """Somebody at the page whose acts are counted: files dropped, fields, buttons."""

    page: Page
    acts: list[str] = field(default_factory=list)

    def _done(self, act: str) -> None:
        self.acts.append(act)
        expect_idle(self.page)

    def drop(self, name: str, data: bytes) -> None:
        """Drop a file and wait for its sums."""
        field = self.page.locator('input[type="file"]').first
        field.set_input_files([FilePayload(name=name, mimeType="", buffer=data)])
        expect(self.page.locator(".rfi-sums")).to_be_visible()
        self._done("drop")

    def type(self, label: str, words: str) -> None:
        """Write into a field."""
        self.page.get_by_role("textbox", name=label, exact=True).fill(words)
        self.page.keyboard.press("Tab")
        self._done("type")

    def press(self, button: Locator) -> None:
        """Press a button."""
        button.click()
        self._done("press")

    def accept(self) -> None:
        """Press the one button that takes the table in."""
        self.press(self.page.get_by_role("button", name="回答として受け付ける"))
        expect(self.page.locator(".rfi-sums")).to_have_count(0)
        expect_idle(self.page)


def expect_sums(page: Page, *parts: str) -> None:
    for part in parts:
        expect(page.locator(".rfi-sums")).to_contain_text(part)


def own_round() -> Round:
    asked = RoundFile(QUESTIONNAIRE.name, QUESTIONNAIRE.read_bytes())
    return Round(asked, RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes()))


def test_two_vendors_own_tables_are_mapped_compared_and_kept(app: App, page: Page) -> None:
    page.goto(app.address("intake", own_round()))
    expect(page.get_by_text("回答がまだありません")).to_be_visible()
    expect_idle(page)

    first = Person(page)
    first.drop("共同システム_見積.xlsx", workbook(six_totals))
    expect_sums(page, "未確認 13,200,000 円", "表の合計 162,250,000 円との差は 0 円")
    first.press(page.get_by_role("button", name="表示の対応 1 をすべて確認"))
    first.type("事業者名", f"{FIRST}株式会社")
    expect_sums(page, "対応付けた 162,250,000 円。")
    expect_no_fault(page)
    first.accept()
    assert len(first.acts) <= MOST_ACTS, first.acts

    second = Person(page)
    second.drop("quote.csv", CP932)
    expect_sums(page, "表の合計 15,000,000 円との差は 0 円")
    second.type("事業者名", f"{SECOND}合同会社")
    second.accept()
    assert len(second.acts) <= MOST_ACTS, second.acts

    go(page, "総括")
    assert totals(page) == {FIRST: ("A", "≧162,250"), SECOND: ("B", "≧15,000")}
    page.reload()
    assert totals(page) == {FIRST: ("A", "≧162,250"), SECOND: ("B", "≧15,000")}

    go(page, "受付")
    again = Person(page)
    again.drop("共同システム_見積_2.xlsx", workbook(dearer))
    expect(page.get_by_text("と同じ見出しです")).to_be_visible()
    expect_sums(page, "表の合計 162,750,000 円との差は 0 円")
    dropped = len(again.acts)
    again.accept()
    assert again.acts[dropped:] == ["press"]
    go(page, "総括")
    assert totals(page) == {FIRST: ("A", "≧162,750"), SECOND: ("B", "≧15,000")}
    expect_no_fault(page)

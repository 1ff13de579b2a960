"""A round of one's own: what F5, a second browser and the end of the program leave of it.

``own_rfi/`` holds an invented RFI on internal systems and its hasty, corrected and late answers.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, open_controls, open_page

pytestmark = pytest.mark.browser
GIVEN = Path(__file__).with_name("own_rfi")
A, B, C, D = (
    "架空情報サービス",
    "架空クラウド",
    "＝架空電算㈱𠮷田",
    "架空後発",
)
# Thousand yen without tax over 60 months: of C a lower bound, of B (three sizes quoted) estimated.
FIRST = {A: ("A", "≧275,900"), B: ("B", "※191,600")}
THREE = {**FIRST, C: ("C", "≧247,636")}
# At 151 yen a dollar: B quotes one item in dollars.
DEARER = {**THREE, B: ("B", "※191,852")}
FOUR = {**DEARER, D: ("D", "≧275,900")}


def drop(page: Page, *names: str) -> None:
    field = page.locator('input[type="file"]').first
    field.set_input_files([GIVEN / name for name in names])


def drop_answers(page: Page, *names: str) -> None:
    go(page, "受付")
    drop(page, *names)
    for name in names:
        expect(page.locator(".rfi-taken")).to_contain_text(name)
    expect_idle(page)
    # The hasty answer quotes an address in a formula: it stands there as text.
    expect(page.get_by_text("表示できませんでした")).to_have_count(0)


def go(page: Page, name: str) -> None:
    open_page(page, name)
    marks = {"受付": ".rfi-intake, [data-testid=stAlert]", "総括": "tr.rfi-total"}
    expect(page.locator(marks[name]).first).to_be_visible()
    expect_idle(page)


def totals(page: Page) -> dict[str, tuple[str, str]]:
    """Return vendor → (letter, total) of the summary that is open."""
    expect(page.locator("tr.rfi-total").first).to_be_visible()
    expect_idle(page)
    heads = page.locator(".rfi-summary thead th").all()[1:]
    cells = page.locator("tr.rfi-total").first.locator("td").all()
    found = {}
    for head, cell in zip(heads, cells, strict=True):
        letter = head.locator(".rfi-letter").inner_text()
        name = head.inner_text().splitlines()[0].removeprefix(letter).strip()
        found[name] = (letter, cell.inner_text().splitlines()[0])
    return found


def test_a_round_of_ones_own_outlives_reload_second_browser_and_the_end_of_the_program(
    own_app: App, page: Page, other: Page
) -> None:
    page.goto(own_app.url)
    expect(page.get_by_role("button", name="見本の回を開く")).to_be_visible()
    expect_idle(page)
    drop(page, "questionnaire.json")
    expect(page.get_by_text("回答がまだありません")).to_be_visible()
    drop_answers(page, "A2.xlsx", "B2_hasty.xlsx", "C2.xlsx")
    go(page, "総括")
    assert totals(page) == FIRST
    drop_answers(page, "B3.xlsx")
    go(page, "総括")
    assert totals(page) == THREE
    open_controls(page)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    expect_idle(page)
    address = page.url
    page.reload()
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    assert totals(page) == DEARER
    other.goto(address)
    expect(other.locator(".rfi-bar")).to_contain_text("151円/$")
    assert totals(other) == DEARER
    own_app.kill()
    own_app.start()
    page.goto(address)
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    assert totals(page) == DEARER
    assert page.url == address
    drop_answers(page, "D.xlsx")
    go(page, "総括")
    assert totals(page) == FOUR
    go(page, "受付")
    page.get_by_role("combobox", name="回答を外す・戻す").click()
    page.get_by_role("option", name="A2.xlsx").click()
    page.get_by_role("button", name="外す", exact=True).click()
    expect(page.get_by_role("button", name="元に戻す")).to_be_visible()
    go(page, "総括")
    assert totals(page) == {name: one for name, one in FOUR.items() if name != A}
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_role("button", name="元に戻す")).to_have_count(0)
    assert totals(page) == FOUR
    expect_no_fault(page)


def test_an_open_page_finds_its_round_again_when_the_program_comes_back(
    own_app: App, page: Page
) -> None:
    page.goto(own_app.address("costs"))
    expect(page.locator("tr.rfi-total").first).to_be_visible()
    expect_idle(page)
    before = page.locator("tr.rfi-total td").first.inner_text()
    connected = page.locator('[data-test-connection-state="CONNECTED"]')
    expect(connected).to_have_count(1)
    own_app.kill()
    expect(connected).to_have_count(0)
    own_app.start()
    # The page connects by itself. Its session is a new one, at the address that it shows: the
    # first thing that is pressed brings back what was kept.
    expect(connected).to_have_count(1)
    page.get_by_role("radio", name="業務別").click()
    expect_idle(page)
    expect(page.locator("tr.rfi-total td").first).to_have_text(before, use_inner_text=True)
    open_controls(page)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    expect_no_fault(page)

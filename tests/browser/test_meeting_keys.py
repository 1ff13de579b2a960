"""会議 by keyboard and by the remote of a presenter."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle

pytestmark = pytest.mark.browser


def expect_view(page: Page, number: int) -> None:
    expect(page.locator(".st-key-running_order")).to_contain_text(f"（{number}／6）")
    expect_idle(page)


def test_the_views_turn_wherever_the_focus_is_but_in_a_text(app: App, page: Page) -> None:
    page.goto(app.address("meeting"))
    expect_view(page, 1)
    expect(page.locator(".rfi-keys")).to_have_text("PageUp・PageDownでも移る")
    page.keyboard.press("PageDown")
    expect_view(page, 2)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("PageDown")
    expect_view(page, 3)
    term = page.locator(".st-key-meeting_moves [role=radiogroup]").get_by_text("120か月")
    term.click()
    expect(page.locator(".rfi-bar")).to_contain_text("120か月")
    expect_view(page, 3)
    # The focus of a mouse stays in no group, so that the arrows turn as well.
    page.keyboard.press("ArrowLeft")
    expect_view(page, 2)
    expect(page.locator(".rfi-bar")).to_contain_text("120か月")
    page.locator(".st-key-meeting_moves [role=radiogroup] [role=radio]").last.focus()
    page.keyboard.press("PageUp")
    expect_view(page, 1)
    page.locator(".st-key-meeting_moves input[role=combobox]").focus()
    page.keyboard.press("PageDown")
    expect_view(page, 2)
    note = page.locator(".st-key-meeting_keep textarea")
    note.fill("次へ移らない")
    for key in ("PageDown", "PageUp", "ArrowLeft"):
        note.press(key)
    expect(note).to_have_value("次へ移らない")
    expect_view(page, 2)

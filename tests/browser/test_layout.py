"""How a page lies on a small screen: nothing beside it, nothing on top of another, few acts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle

pytestmark = pytest.mark.browser


def test_three_of_six_offers_are_picked_in_four_acts(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    expect(page.locator(".rfi-summary")).to_be_visible()
    expect_idle(page)
    page.get_by_role("button", name="表示する提案").click()
    picks = page.locator(".st-key-shown_offers")
    for count, letter in enumerate("BDE", start=1):
        picks.locator("button").filter(has_text=re.compile(f"^{letter} ")).click()
        expect(page.locator(".rfi-bar")).to_contain_text(f"6提案のうち{count}提案を表示")
        expect_idle(page)
    expect(page.locator(".st-key-shown_offers")).to_be_visible()

"""Logging in as a person does: at the provider's own page."""

from playwright.sync_api import Page, expect

from tests.browser.screen import expect_idle


def ask_for_login(page: Page, url: str, who: str) -> None:
    """Press the button of the screen and choose a person at the provider."""
    page.goto(url)
    page.get_by_role("button", name="ログイン", exact=True).click()
    page.get_by_role("button", name=who, exact=True).click()


def log_in(page: Page, url: str, who: str) -> None:
    """Log in as somebody; the page that follows is one of the screen."""
    ask_for_login(page, url, who)
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
    expect_idle(page)

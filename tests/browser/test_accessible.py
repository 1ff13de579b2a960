"""Every page by its address, as a screen reader meets it: it opens and breaks no rule.

No violation is let through but those of the library's own parts.
"""

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from rfi.app.frame.navigation import PAGES, ROUNDS
from tests.browser.conftest import App
from tests.browser.screen import expect_idle

pytestmark = pytest.mark.browser

# Rule → part of the library that breaks it, whatever is put into it.
OF_THE_LIBRARY: Mapping[str, str] = {
    "presentation-role-conflict": "stFileUploaderDropzone",
    "scrollable-region-focusable": "stVerticalBlock",
}
# Every rule is held; of those that are kept no list of all parts of the page is made.
BROKEN_ALONE = {"resultTypes": ["violations"]}
# Pages of a round under its conditions that have a table at once.
TABLED = ("costs", "trace", "intake")


@pytest.fixture(scope="module")
def address(app: App) -> str:
    return app.address()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_its_address_and_breaks_no_rule_of_accessibility(
    address: str, page: Page, name: str
) -> None:
    base, current = address.split("?")
    page.goto(f"{base}{'' if name == ROUNDS else name}?{current}")
    page.locator("h1.rfi-here").wait_for()
    expect_idle(page)
    expect(page.get_by_text("表示できませんでした")).to_have_count(0)
    if name in TABLED:
        page.locator(".rfi-bar").wait_for()
        page.locator(".rfi-table").first.wait_for()
    found = Axe().run(page, options=BROKEN_ALONE).response["violations"]
    broken = {
        (rule["id"], node["html"][:200])
        for rule in found
        for node in rule["nodes"]
        if OF_THE_LIBRARY.get(rule["id"], "-") not in node["html"]
    }
    assert broken == set()

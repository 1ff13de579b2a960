"""Acts in quick succession: what somebody does while the page still answers the act before."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault
from tests.browser.test_own_tables import Person, expect_sums, own_round, workbook
from tests.intake.layout.foreign import six_totals

pytestmark = pytest.mark.browser

# A press and, so many milliseconds behind it, the word that was being typed: two messages, of which
# the server has not answered the first when the second comes.
_PRESS_AND_LEAVE = """([button], wait) => {
    const field = document.activeElement;
    button.click();
    setTimeout(() => field.blur(), wait);
}"""


@pytest.mark.parametrize("wait", [0, 1, 4])
def test_a_press_counts_though_the_next_word_follows_at_once(
    app: App, page: Page, wait: int
) -> None:
    page.goto(app.address("intake", own_round()))
    expect(page.get_by_text("回答がまだありません")).to_be_visible()
    expect_idle(page)
    Person(page).drop("共同システム_見積.xlsx", workbook(six_totals))
    expect_sums(page, "未確認 13,200,000 円")
    page.get_by_role("textbox", name="事業者名", exact=True).fill("架空共同システム")
    page.locator(".st-key-map_confirm_all button").evaluate_all(_PRESS_AND_LEAVE, wait)
    expect_sums(page, "対応付けた 162,250,000 円。")
    expect_no_fault(page)

"""Acts in quick succession: what somebody does while the page still answers the act before."""

import pytest
from playwright.sync_api import Page, expect

from rfi.app.session.sample_round import sample_round
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


_PRESS_TWICE = "([button], wait) => { button.click(); setTimeout(() => button.click(), wait); }"


@pytest.mark.parametrize("wait", [0, 60, 150])
def test_a_view_kept_by_two_quick_presses_is_one_minute_and_its_note_is_gone(
    app: App, page: Page, wait: int
) -> None:
    page.goto(app.address("meeting", sample_round()))
    field = page.locator(".st-key-meeting_keep textarea")
    field.wait_for()
    expect_idle(page)
    field.fill("為替は財政課に確かめる。")
    field.blur()
    expect_idle(page)
    page.locator(".st-key-meeting_keep_view button").evaluate_all(_PRESS_TWICE, wait)
    expect(page.get_by_text("議事録に残しました（1件）。")).to_be_visible()
    expect(field).to_have_value("")
    expect_idle(page)
    page.reload()
    expect(page.get_by_text("記録 1件・条件と時刻も残る")).to_be_visible()
    expect(page.locator(".st-key-meeting_keep textarea")).to_have_value("")


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

"""Two replicas of one database: what comes in at one is at the other, and outlives the first."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.screen import expect_idle, expect_no_fault, open_controls, open_page
from tests.deploy.logins import log_in
from tests.deploy.stack import ROOT, Deployment, Replica

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.browser,
    pytest.mark.nginx,
    pytest.mark.slow,
]
CONNECTED = '[data-test-connection-state="CONNECTED"]'
VENDOR_A = ROOT / "samples" / "responses" / "vendor_a.xlsx"
ASKED = ROOT / "samples" / "responses" / "questionnaire.json"


def go(page: Page, name: str) -> None:
    open_page(page, name)
    expect_idle(page)


def holder(deployment: Deployment) -> Replica:
    """Return the replica that holds the one page that is open."""
    (found,) = (one for one in deployment.replicas if one.visitor_count())
    return found


def context_at(deployment: Deployment, browser: Browser, wanted: Replica) -> BrowserContext:
    """Return a browser that nginx leads to a replica: cookies are tried until one does."""
    before = wanted.visitor_count()
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    for number in range(64):
        cookie = {"name": "rfi_replica", "value": f"{number:032x}", "url": deployment.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(deployment.url)
        expect(page.locator(CONNECTED)).to_have_count(1)
        if wanted.visitor_count() > before:
            page.goto("about:blank")
            return context
    pytest.fail("no cookie leads to the replica")


def begin_round(page: Page) -> str:
    """Begin a round of the sample's questionnaire; return its address."""
    page.locator('input[type="file"]').first.set_input_files(ASKED)
    expect(page.get_by_text("回答がまだありません")).to_be_visible()
    expect_idle(page)
    return page.url


def drop(page: Page, path: Path) -> None:
    page.locator('input[type="file"]').first.set_input_files(path)
    expect(page.locator(".rfi-intake")).to_contain_text(path.name)
    expect_no_fault(page)


@pytest.mark.usefixtures("violations")
def test_an_answer_taken_in_on_one_replica_is_on_the_other_and_outlives_the_first(
    deployment: Deployment, page: Page, browser: Browser
) -> None:
    log_in(page, deployment.url, "takahashi")
    expect(page.get_by_text("takahashi@city.example.jp")).to_be_visible()
    address = begin_round(page)
    first = holder(deployment)
    second = next(one for one in deployment.replicas if one is not first)
    drop(page, VENDOR_A)
    # The same round, by somebody else, at the other replica.
    theirs = context_at(deployment, browser, second).pages[0]
    log_in(theirs, deployment.url, "suzuki")
    assert second.visitor_count() == 1
    theirs.goto(address.replace("/intake", "/summary"))
    expect(theirs.locator("tr.rfi-total").first).to_be_visible()
    expect_idle(theirs)
    total = theirs.locator("tr.rfi-total").first.inner_text()
    theirs.context.close()
    go(page, "総括")
    expect(page.locator("tr.rfi-total").first).to_have_text(total, use_inner_text=True)
    open_controls(page)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    expect_idle(page)
    moved = page.locator("tr.rfi-total").first.inner_text()
    # The replica of the open page is killed: the page connects to the other by itself.
    first.kill()
    expect(page.locator(CONNECTED)).to_have_count(0)
    expect(page.locator(CONNECTED)).to_have_count(1)
    assert second.visitor_count() == 1
    page.reload()
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
    expect(page.locator(".rfi-bar")).to_contain_text("151円/$")
    expect(page.locator("tr.rfi-total").first).to_have_text(moved, use_inner_text=True)
    go(page, "受付")
    drop(page, ROOT / "samples" / "responses" / "vendor_b.xlsx")

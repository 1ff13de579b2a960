"""The language changed in the middle of the work: what is chosen stays, in the other words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, open_controls

pytestmark = pytest.mark.browser
# Page → an option that a list on it holds at first, in Japanese and in English.
LISTS = {
    "summary": ("実名", "By name"),
    "costs": ("差が10百万円以上", "difference ≥ 10 million yen"),
    "fit": ("必須・標準オプション", "Required and standard options"),
    "meeting": ("実名", "By name"),
}


def switch(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect_idle(page)


def chosen_on(page: Page) -> list[str]:
    lists = page.get_by_role("combobox").all()
    return [one.get_attribute("value") or one.inner_text() for one in lists]


@pytest.mark.parametrize("name", LISTS)
def test_there_and_back_every_list_says_what_is_chosen_in_the_language_of_the_page(
    name: str, app: App, page: Page
) -> None:
    japanese, english = LISTS[name]
    page.goto(app.address(name))
    page.locator(".rfi-bar").wait_for()
    expect_idle(page)
    before = chosen_on(page)
    assert japanese in before
    switch(page, "English")
    assert english in chosen_on(page)
    switch(page, "日本語")
    assert chosen_on(page) == before
    expect_no_fault(page)


def test_after_the_switch_another_page_and_the_conditions_open(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    page.locator(".rfi-bar").wait_for()
    expect_idle(page)
    switch(page, "English")
    page.get_by_role("link", name="Costs", exact=True).click()
    expect(page.get_by_role("heading", name="Costs", exact=True)).to_be_visible()
    expect_idle(page)
    open_controls(page, "Change conditions")
    expect(page.get_by_role("slider")).to_be_visible()


def test_what_is_written_and_not_kept_yet_stays_while_another_page_is_looked_at(
    app: App, page: Page
) -> None:
    page.goto(app.address("meeting"))
    field = page.get_by_role("textbox").first
    field.fill("確かめること")
    page.locator(".rfi-bar").click()
    expect_idle(page)
    page.get_by_role("link", name="議事録", exact=True).click()
    expect(page.get_by_role("heading", name="議事録", exact=True)).to_be_visible()
    expect_idle(page)
    page.get_by_role("link", name="会議", exact=True).click()
    expect(page.get_by_role("heading", name="会議", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox").first).to_have_value("確かめること")


def test_the_way_over_the_menus_is_told_in_one_language(app: App, page: Page) -> None:
    page.goto(app.address("summary"))
    page.locator(".rfi-bar").wait_for()
    link = page.locator("[data-testid=stSkipToContent]")
    link.focus()
    assert link.evaluate("one => getComputedStyle(one).fontSize") == "0px"

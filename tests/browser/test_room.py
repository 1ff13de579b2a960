"""What a room does with the screen: a figure that follows the finger, and the same on release."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, show_section
from tests.browser.tabs import Hear

pytestmark = pytest.mark.browser
LEFT, RIGHT = 4, 16


def amounts(page: Page) -> tuple[str, ...]:
    return tuple(page.locator(".rfi-along-amount").all_inner_texts())


def test_totals_follow_the_finger_without_the_server_and_hold_on_release(
    app: App, page: Page, hear: Hear
) -> None:
    sent: list[object] = []

    def note(frame: object) -> None:
        sent.append(frame)

    def watch(opened: WebSocket) -> None:
        opened.on("framesent", note)

    hear("websocket", watch)
    page.goto(app.address("robust"))
    page.locator(".rfi-robust").wait_for()
    show_section(page, "前提を動かす")
    slider = page.locator(".rfi-slider-range")
    expect(slider).to_be_visible()
    expect_idle(page)
    box = slider.bounding_box()
    assert box is not None
    middle, step = box["y"] + box["height"] / 2, box["width"] / RIGHT
    page.mouse.move(box["x"] + 10 * step, middle)
    page.mouse.down()
    sent.clear()
    seen = []
    for place in range(LEFT, RIGHT):
        page.mouse.move(box["x"] + place * step, middle)
        seen.append(amounts(page))
    assert len(set(seen)) >= 10
    assert sent == []
    page.mouse.up()
    expect(page.locator(".rfi-bar")).to_contain_text("175円/$")
    expect_idle(page)
    assert amounts(page) == seen[-1]
    assert sent != []


def test_the_slider_moves_by_keyboard_and_says_its_value(app: App, page: Page) -> None:
    page.goto(app.address("robust"))
    page.locator(".rfi-robust").wait_for()
    show_section(page, "前提を動かす")
    slider = page.get_by_role("slider", name="為替レートを動かす")
    expect(slider).to_have_attribute("aria-valuetext", "1ドル 150円")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1ドル 155円")
    expect(page.locator(".rfi-bar")).to_contain_text("155円/$")


def test_a_figure_is_followed_to_its_cells_by_one_click(app: App, page: Page) -> None:
    page.goto(app.address("costs") + "&set=fx_usd_jpy:160")
    page.locator(".rfi-differences").wait_for()
    row = page.locator(".rfi-differences tbody tr").filter(has_text="パッケージ").first
    row.locator("a.rfi-from").nth(1).click()
    expect(page.locator("h1.rfi-here").filter(has_text="計算過程")).to_be_visible()
    page.locator(".rfi-ledger").wait_for()
    expect(page.get_by_label("提案", exact=True)).to_have_value(re.compile("^B "))
    expect(page.locator(".rfi-bar")).to_contain_text("160円/$")


def test_a_figure_that_is_not_in_the_round_is_told(app: App, page: Page) -> None:
    page.goto(app.address("trace") + "&figure=Z..I03")
    expect(page.get_by_text("アドレスの数字（Z..I03）")).to_be_visible()
    page.locator(".rfi-ledger").wait_for()

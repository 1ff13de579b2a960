"""The slider of the house in a browser: under the finger, on release, and from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, open_controls
from tests.browser.tabs import Hear

pytestmark = pytest.mark.browser
VALUE = ".st-key-control_fx .rfi-range-value"


@pytest.fixture
def sent(hear: Hear) -> list[object]:
    """What the browser sends to the server."""
    frames: list[object] = []

    def note(frame: object) -> None:
        frames.append(frame)

    def watch(opened: WebSocket) -> None:
        opened.on("framesent", note)

    hear("websocket", watch)
    return frames


def rate_on(page: Page, address: str) -> Locator:
    """Return the slider of the rate, behind the button that changes the conditions."""
    page.goto(address)
    open_controls(page)
    slider = page.get_by_role("slider", name="為替（円/米ドル）")
    expect(slider).to_have_attribute("aria-valuetext", "150円")
    expect_idle(page)
    return slider


def expect_rate(page: Page, slider: Locator, words: str) -> None:
    expect(page.locator(".rfi-bar")).to_contain_text(f"{words}/$")
    expect_idle(page)
    expect(slider).to_have_attribute("aria-valuetext", words)
    expect(page.locator(VALUE)).to_have_text(words)


def test_its_value_follows_the_finger_and_holds_from_the_release_on(
    app: App, page: Page, sent: list[object]
) -> None:
    slider = rate_on(page, app.address("summary"))
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    sent.clear()
    seen = []
    for part in (0.5, 0.4, 0.3, 0.2):
        page.mouse.move(box["x"] + box["width"] * part, middle)
        seen.append(page.locator(VALUE).inner_text())
    assert len(set(seen)) == 4
    assert sent == []
    expect(page.locator(".rfi-bar")).to_contain_text("150円/$")
    page.mouse.up()
    expect_rate(page, slider, seen[-1])
    assert len(sent) == 1
    page.reload()
    open_controls(page)
    expect_rate(page, slider, seen[-1])
    page.get_by_role("button", name="前提を標準に戻す").click()
    expect_rate(page, slider, "150円")
    expect_no_fault(page)


def test_keys_move_it_and_a_held_key_ends_where_it_was_let_go(app: App, page: Page) -> None:
    slider = rate_on(page, app.address("summary"))
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    # Whatever answers come meanwhile, of moves before the last: the value is that of the finger.
    expect(page.locator(VALUE)).to_have_text("162円", timeout=1)
    expect_rate(page, slider, "162円")
    page.keyboard.press("Home")
    expect_rate(page, slider, "100円")
    page.keyboard.press("End")
    expect_rate(page, slider, "180円")
    expect(slider).to_be_focused()
    expect_no_fault(page)


def test_it_breaks_no_rule_of_accessibility_and_says_what_it_is_for(app: App, page: Page) -> None:
    rate_on(page, app.address("summary"))
    found = Axe().run(page, context=".st-key-control_fx").response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
    tip = page.locator(".st-key-control_fx").get_by_role("tooltip")
    expect(tip).to_be_hidden()
    page.locator(".st-key-control_fx").get_by_role("button").focus()
    page.keyboard.press("Shift")
    expect(tip).to_contain_text("一つのレート")

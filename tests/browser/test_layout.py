"""How a page lies on a small screen: nothing beside it, nothing on top of another, few acts."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as Late

from rfi.app.frame.navigation import COMPARING, EXPORT, PAGES, ROUNDS
from tests.app.rounds import round_of
from tests.browser.conftest import App
from tests.browser.screen import expect_idle
from tests.compare.sample_round import GROUP, TAKAMATSU

pytestmark = pytest.mark.browser
HEIGHT = 720
WIDTHS = (1280, 1024)
# A screen of 1280 × 720 at 125 %.
ENLARGED: ViewportSize = {"width": 1024, "height": 576}
# What a page says first: a picture, a table, a chart, a field, a list.
_ANSWERS = (
    ".rfi-bands, .rfi-table, [data-testid='stPlotlyChart'], [data-testid='stDataFrame'],"
    " [data-testid='stAlert'], .rfi-listed, .st-key-outputs, .rfi-robust,"
    " [data-testid='stMain'] h3"
)
SHARED = f"&city={TAKAMATSU}&group={','.join(GROUP)}"
# Whether what is on the page fits beside each other.
_FITS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth <= main.clientWidth
        && document.documentElement.scrollWidth <= window.innerWidth;
}"""
# Pairs of words of which one is printed over the other, by more than the edge of a letter.
_OVERLAPS = """look => {
    const said = [];
    for (const place of document.querySelectorAll(look)) {
        const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const words = walk.currentNode.textContent.trim();
            const range = document.createRange();
            range.selectNodeContents(walk.currentNode);
            if (words && getComputedStyle(walk.currentNode.parentElement).opacity !== "0")
                for (const box of range.getClientRects()) said.push([words, box]);
        }
    }
    const found = [];
    said.forEach(([words, one], at) => said.slice(at + 1).forEach(([others, other]) => {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 3 && high > 5) found.push(`${words} | ${others}`);
    }));
    return found;
}"""


# Words of names that go on in another line: between the seams of a name is one text each.
_BROKEN = """() => {
    const found = [];
    for (const place of document.querySelectorAll(".rfi-name, .rfi-matrix thead th[title]")) {
        const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(walk.currentNode);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (lines.size > 1) found.push(walk.currentNode.textContent);
        }
    }
    return found;
}"""


def opened(page: Page, address: str) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(address)
    page.locator(".rfi-bar").wait_for()
    expect_idle(page)


def overlaps(page: Page, look: str) -> list[str]:
    expect(page.locator(look).first).to_be_visible()
    expect_idle(page)
    found: list[str] = page.evaluate(_OVERLAPS, look)
    return found


def expect_fits(page: Page, where: object) -> None:
    """Hold that nothing of a page is beside it, once it has found its place."""
    try:
        page.wait_for_function(_FITS)
    except Late:
        pytest.fail(f"scrolls sideways: {where}")


def expect_begun(page: Page) -> None:
    """Hold that a page at 125 % begins with what it says."""
    expect_fits(page, "125 %")
    first = page.locator(_ANSWERS).first
    expect(first).to_be_visible()
    box = first.bounding_box()
    assert box is not None
    # A heading and what stands under it are on the first screen.
    assert box["y"] + min(box["height"], 60) <= ENLARGED["height"]


def expect_fitting(page: Page, name: str) -> None:
    """Hold that no section of a page scrolls sideways or breaks a name within a word."""
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.locator(".rfi-bar").wait_for()
    expect_idle(page)
    sections = page.get_by_role("radiogroup", name="見方").first.get_by_role("radio")
    for place in range(max(sections.count(), 1)):
        section = ""
        if sections.count():
            section = sections.nth(place).inner_text()
            sections.nth(place).click()
            expect_idle(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            expect_fits(page, (section, width))
            # The first sheet in small, on the page of files, has less room than a page.
            broken = [] if name == EXPORT else page.evaluate(_BROKEN)
            assert broken == [], (section, width)
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_at_125_per_cent_begins_with_what_it_says_and_no_section_of_it_scrolls_sideways(
    app: App, page: Page, name: str
) -> None:
    page.set_viewport_size(ENLARGED)
    page.goto(app.address("" if name == ROUNDS else name) + SHARED)
    page.locator("h1.rfi-here").wait_for()
    expect_idle(page)
    expect_begun(page)
    if name in COMPARING:
        expect_fitting(page, name)


@pytest.mark.parametrize("more", ["", "&set=horizon_months:120", "&lang=en", SHARED])
def test_no_words_of_the_summary_stand_on_others(app: App, page: Page, more: str) -> None:
    opened(page, app.address("summary") + more)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert overlaps(page, ".rfi-bands") == [], width


def test_figures_of_twelve_offers_stand_beside_each_other(app: App, page: Page) -> None:
    opened(page, app.address("costs", round_of("many")) + SHARED)
    assert overlaps(page, ".rfi-differences td.rfi-num") == []
    assert overlaps(page, ".rfi-differences .rfi-head") == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_words_of_the_shares_stand_on_others(app: App, page: Page, lang: str) -> None:
    opened(page, app.address("joint") + SHARED + f"&lang={lang}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert overlaps(page, ".rfi-bands") == [], width


def test_no_words_of_what_moves_a_difference_stand_on_others(app: App, page: Page) -> None:
    opened(page, app.address("robust"))
    for first, second in (("A", "B"), ("B", "D"), ("C", "D")):
        for label, letter in (("比べる2提案", first), ("と", second)):
            page.get_by_role("combobox", name=label, exact=True).click()
            page.get_by_role("option", name=re.compile(f"^{letter} ")).click()
            expect_idle(page)
        title = page.locator("h2.rfi-title").filter(has_text=f"{first}と{second}の差")
        expect(title).to_be_visible()
        assert overlaps(page, ".rfi-robust") == []


def test_all_offers_of_a_meeting_are_on_the_first_screen(app: App, page: Page) -> None:
    opened(page, app.address("meeting"))
    # The keys act once the button that they press is there.
    expect(page.get_by_text("（1／6）")).to_be_visible()
    for place in (2, 3):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"（{place}／6）")).to_be_visible()
        expect_idle(page)
    bands = page.locator(".rfi-band")
    box = bands.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= HEIGHT


def test_the_field_for_a_note_stays_on_the_first_screen_when_one_was_kept(
    app: App, page: Page
) -> None:
    opened(page, app.address("meeting"))
    field = page.locator(".st-key-meeting_keep textarea")
    for count in (1, 2):
        box = field.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= HEIGHT
        field.fill(f"為替の見通しを確かめる（{count}）")
        page.get_by_role("button", name="この画面を議事録へ").click()
        expect(page.get_by_text(f"議事録に残しました（{count}件）。")).to_be_visible()
        expect_idle(page)


def test_three_of_six_offers_are_picked_in_four_acts(app: App, page: Page) -> None:
    opened(page, app.address("summary"))
    page.get_by_role("button", name="表示する提案").click()
    picks = page.locator(".st-key-shown_offers")
    for count, letter in enumerate("BDE", start=1):
        picks.locator("button").filter(has_text=re.compile(f"^{letter} ")).click()
        expect(page.locator(".rfi-bar")).to_contain_text(f"6提案のうち{count}提案を表示")
        expect_idle(page)
    expect(picks).to_be_visible()

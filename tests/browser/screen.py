"""What a reader sees on a page: rows of a table, and their figures."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from rfi.app.frame.navigation import GROUPS, PAGES, group_of, page_title
from rfi.text.wording import text

# The heading and the cells without the small lines under them, which are kept apart.
_READ = """rows => rows.map(row => {
    const own = cell => [...cell.childNodes].filter(n => !n.classList?.contains("rfi-sub"))
        .map(n => n.textContent).join("");
    const sub = cell => [...cell.querySelectorAll(".rfi-sub")].map(n => n.textContent).join("");
    const heading = row.querySelector("th");
    return [own(heading), sub(heading), [...row.querySelectorAll("td")].map(own)];
})"""
_FIGURE = re.compile(r"[≧≦※]?(△?)\+?([\d,]+(?:\.\d+)?)%?")
# Two words of which the second is lower-case: a sentence of a library, not a name or a code.
_ENGLISH = re.compile(r"\b[A-Za-z]+ [a-z]{2,}\b")
_ADDRESS = re.compile(r"(?:https?|wss?|ftp|file)://[^\s\"'<>()\\]+")
THIS_MACHINE = "127.0.0.1"
# Names the folder in which pictures of the pages are kept; without it none is taken.
SCREENS = "RFI_SCREENS"
# What looks like an address on a page and is none: nothing opens it.
_NAMES = {
    "www.w3.org": "the namespace of drawings",
    "www.apache.org": "the licence of the library, in a remark of its page",
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: heading, the small line under it, and the cells."""

    heading: str
    note: str
    cells: tuple[str, ...]

    @property
    def figures(self) -> tuple[float | None, ...]:
        """The figure of each cell, None for words."""
        return tuple(map(figure_in, self.cells))


def figure_in(shown: str) -> float | None:
    """Return the figure of a cell whatever mark stands before it; None for words.

    >>> figure_in("※2,839,283"), figure_in("△1.5"), figure_in("金額なし")
    (2839283.0, -1.5, None)
    """
    found = _FIGURE.fullmatch(shown)
    if not found:
        return None
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)


def expect_idle(page: Page) -> None:
    """Wait until the program has drawn the page to its end.

    What is waited for often is waited for without ``expect``: that describes the whole page for its
    report each time it looks in vain, an eighth of all that the browser had to do.
    """
    page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")
    # A part of the library that comes late holds a place of another height.
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def keep_screen(page: Page, *name: str) -> None:
    """Keep a picture of the first screen of a page, where somebody asks for them."""
    if folder := os.environ.get(SCREENS):
        expect_idle(page)
        page.screenshot(path=Path(folder) / f"{'_'.join(name)}.png")


def rows_of(page: Page, table: str) -> list[ShownRow]:
    """Return the rows of a table once it stands on the page."""
    page.locator(f".rfi-{table}").first.wait_for()
    expect_idle(page)
    read: list[Any] = page.locator(f".rfi-{table} tbody tr").evaluate_all(_READ)
    return [ShownRow(heading, note, tuple(cells)) for heading, note, cells in read]


def row_of(rows: list[ShownRow], heading: str, number: int = 0) -> ShownRow:
    """Return the row of a heading: the first, or the one of that number among its like."""
    return [row for row in rows if row.heading == heading][number]


def open_page(page: Page, title: str) -> None:
    """Open a page by its place in the navigation, so that the session goes on."""
    name = next(name for name in PAGES if page_title(name, "ja") == title)
    expect_idle(page)
    expect(page.locator("h1.rfi-here")).to_have_count(1)
    here = page.locator("h1.rfi-here").inner_text()
    if here == title:
        return
    if here in {page_title(sibling, "ja") for sibling in group_of(name)}:
        page.locator(".st-key-siblings").get_by_role("link", name=title, exact=True).click()
    else:
        group = next(group for group, pages in GROUPS.items() if name in pages)
        page.get_by_role("button", name=text(f"app.group.{group}", "ja"), exact=True).click()
        page.get_by_role("menuitem", name=title, exact=True).click()
    # The title of the page before stays until the new one is drawn.
    page.locator("h1.rfi-here").filter(has_text=title).first.wait_for()
    expect(page.locator("h1.rfi-here")).to_have_count(1)


def open_controls(page: Page, button: str = "条件を変える") -> None:
    """Open what stands behind the button that changes the conditions."""
    if not page.locator(".st-key-controls_place").is_visible():
        page.get_by_role("button", name=button).click()
    page.locator(".st-key-controls_more").wait_for()
    expect_idle(page)


def go_to(page: Page, name: str, table: str) -> None:
    """Open a page by its place in the navigation, so that the session goes on.

    Pages share the names of their widgets: the page is there when its own table is.
    """
    open_page(page, name)
    page.locator(f".rfi-{table}").first.wait_for()
    expect_idle(page)


def show_section(page: Page, name: str) -> None:
    """Choose a section of the page."""
    page.get_by_role("radiogroup", name="見方").get_by_text(name, exact=True).click()


def hosts_in(words: str) -> set[str]:
    """Return the hosts of all addresses in a text."""
    return {urlsplit(found).hostname or "" for found in _ADDRESS.findall(words)}


def hosts_on(page: Page) -> set[str]:
    """Return the hosts beyond this machine that a page names, in links or in words (trust G13)."""
    return hosts_in(page.content()) - _NAMES.keys() - {THIS_MACHINE}


def expect_no_fault(page: Page) -> None:
    """Hold that nothing on the page failed or leads away, and that no library speaks for itself."""
    expect_idle(page)
    expect(page.get_by_text("表示できませんでした")).to_have_count(0)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    shown = page.locator('[data-testid="stMain"]').inner_text()
    assert not _ENGLISH.findall(shown)
    assert hosts_on(page) == set()

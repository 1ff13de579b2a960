"""What a person chooses before moving: a city, its group, levelling, and the page to stay on."""

import csv
from dataclasses import dataclass

from benchmarks.sessions.browser import Browser
from benchmarks.sessions.server import ROOT
from benchmarks.sessions.widgets import Value

CITIES = ROOT / "samples" / "cities" / "core_cities.csv"
CITY, LEVELLING = "control_city", "control_levelling"
# The sliders of the exchange rate; a page has one of them.
RATES = ("control_fx", "meeting_fx")
# The button behind which they stand.
CONTROLS = "controls_open"
GROUP_PAGE, SECTIONS, MEMBERS = "conditions", "condition_section", "group_members"
# The page on which city and levelling are chosen for one that has no controls of its own.
FIRST_PAGE = "summary"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Page and conditions; cities by their codes."""

    page: str
    city: str
    group: tuple[str, ...]
    is_levelled: bool


def _names() -> dict[str, str]:
    with CITIES.open(encoding="utf-8-sig", newline="") as lines:
        return {row["code"]: row["name_ja"] for row in csv.DictReader(lines)}


def _option(options: tuple[str, ...], name: str) -> str:
    """Return how a city is written in a list: by its name, with its prefecture where needed."""
    found = [option for option in options if option == name or option.startswith(f"{name}（")]
    if len(found) != 1:
        message = f"{len(found)} options named {name}"
        raise LookupError(message)
    return found[0]


async def _choose(browser: Browser, key: str, value: Value) -> None:
    """Choose a value; a choice after which the page is as before was not heard."""
    if browser.value(key) == value:
        return
    run = await browser.choose({key: value})
    if not run.changed or run.faults:
        message = f"{key}: {run.changed} elements changed, {run.faults} faults"
        raise RuntimeError(message)


async def _show_members(browser: Browser) -> None:
    """Open the part of the page of conditions on which the group is chosen."""
    await browser.visit(GROUP_PAGE)
    if browser.has(MEMBERS):
        return
    for option in browser.options(SECTIONS):
        await browser.choose({SECTIONS: (option,)})
        if browser.has(MEMBERS):
            return
    raise LookupError(MEMBERS)


async def settle(browser: Browser, wanted: Wanted) -> None:
    """Choose group, city and levelling as a person does, and stay on the page."""
    names = _names()
    if wanted.group:
        await _show_members(browser)
        options = browser.options(MEMBERS)
        members = tuple(_option(options, names[code]) for code in wanted.group)
        await _choose(browser, MEMBERS, members)
    await browser.visit(wanted.page)
    if not (browser.has(CITY) or browser.has(CONTROLS)):
        await browser.visit(FIRST_PAGE)
    if not browser.has(CITY) and browser.has(CONTROLS):
        await browser.choose({CONTROLS: True})
    if wanted.city:
        await _choose(browser, CITY, _option(browser.options(CITY), names[wanted.city]))
    await _choose(browser, LEVELLING, wanted.is_levelled)
    await browser.visit(wanted.page)


def rate_key(browser: Browser) -> str:
    """Return the key of the slider that moves the exchange rate on the page."""
    return next(key for key in RATES if browser.has_slider(key))

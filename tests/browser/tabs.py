"""Somebody at a browser with one tab, in which test after test opens its own address.

A tab of its own for every test would be a process of its own: the library, some megabytes of it,
would be loaded and compiled anew, which takes more than all that a page shows. An address that is
opened is a session of its own in any case.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

# A busy machine draws a first page slowly; what is there is not waited for.
PATIENCE_MS = 120_000
SCREEN: ViewportSize = {"width": 1280, "height": 720}
# An event of a page, and who is told of it.
Hear = Callable[[str, Callable[..., None]], None]


@contextmanager
def somebody(browser: Browser, **settings: Any) -> Iterator[BrowserContext]:
    """Return somebody at a browser of their own, who waits as long as a busy machine needs."""
    context = browser.new_context(viewport=SCREEN, **settings)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@contextmanager
def clean_tab(context: BrowserContext) -> Iterator[Page]:
    """Return the tab of somebody; what a test did in it and was allowed is gone afterwards."""
    page = context.pages[0] if context.pages else context.new_page()
    yield page
    for more in context.pages:
        if more is not page:
            more.close()
    if page.is_closed():
        return
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    page.set_viewport_size(SCREEN)
    context.clear_cookies()
    context.clear_permissions()


@contextmanager
def heard(page: Page) -> Iterator[Hear]:
    """Return how to listen to a page; who listened is told nothing more afterwards."""
    kept: list[tuple[Any, Callable[..., None]]] = []

    def listen(event: Any, told: Callable[..., None]) -> None:
        page.on(event, told)
        kept.append((event, told))

    yield listen
    for event, told in kept:
        page.remove_listener(event, told)

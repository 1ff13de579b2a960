"""``python run.py bench screen``: from a slider to the page as it stays, in a real browser.

The summary of the sample round for a city that shares, six offers. The floor page puts as many of
the same elements there from constants, in the same run. Of the slider that follows the finger it
counts what is shown on the way, while nothing goes to the server. Aimed at: a median of 300 ms, 600
at the 95th percentile, 1.3 times the floor; ten outputs, 50 ms a step.
"""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Locator, Page, WebSocket, sync_playwright

from benchmarks.sessions.browser import HOST
from benchmarks.sessions.conditions import Wanted, rate_key, settle
from benchmarks.sessions.driver import open_first, rates
from benchmarks.sessions.recording import record, write_recording
from benchmarks.sessions.report import APP, FLOOR
from benchmarks.sessions.server import Server
from rfi.export.page.browser import find_browser

CITY, GROUP = "372013", ("332020", "372013", "382019")
_MOVES, _FIRST = 30, 3
# Milliseconds without a change after which a page is taken to stay as it is.
_QUIET = 400
_PATIENCE = 120_000
_WATCH = """() => {
    window.benchLast = window.benchStart = 0;
    const note = () => { window.benchLast = performance.now(); };
    document.addEventListener("keydown", () => {
        window.benchStart = performance.now();
        window.benchLast = 0;
    }, true);
    new MutationObserver(note).observe(document.querySelector("[data-testid=stMain]"), {
        subtree: true, childList: true, characterData: true });
}"""
_IS_QUIET = "quiet => window.benchLast > 0 && performance.now() - window.benchLast > quiet"
_TAKEN = "() => window.benchLast - window.benchStart"
_STEPS = """range => {
    const seen = new Set(), took = [];
    for (let at = 0; at <= Number(range.max); at += 1) {
        const start = performance.now();
        range.value = String(at);
        range.dispatchEvent(new Event("input"));
        const shown = [...document.querySelectorAll(".rfi-along-amount")].map(n => n.textContent);
        document.body.getBoundingClientRect();
        took.push(performance.now() - start);
        seen.add(shown.join());
    }
    return [seen.size, Math.max(...took)];
}"""


async def _recorded(server: Server, path: Path) -> None:
    """Write down what the page sends for a move."""
    first, _ = await open_first(server)
    await settle(first, Wanted("summary", CITY, GROUP, is_levelled=False))
    values = rates(*first.range(rate_key(first)))
    before = await first.choose({rate_key(first): next(values)})
    after = await first.choose({rate_key(first): next(values)})
    write_recording(path, record(before.messages, after.messages))


async def _listening(server: Server) -> None:
    """Wait until a server has shown its first page to somebody."""
    first, _ = await open_first(server)
    await first.close()


def _moved(page: Page, slider: Locator) -> Sequence[float]:
    """Return the milliseconds from a key on a slider to the last change of the page, a move."""
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    page.evaluate(_WATCH)
    slider.focus()
    taken = []
    for number in range(_FIRST + _MOVES):
        page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
        page.wait_for_function(_IS_QUIET, arg=_QUIET)
        taken.append(float(page.evaluate(_TAKEN)))
    return taken[_FIRST:]


def _of_page(page: Page, address: str) -> Sequence[float]:
    page.goto(address)
    page.get_by_role("button", name="条件を変える").click()
    slider = page.get_by_role("slider").first
    slider.wait_for()
    return _moved(page, slider)


def _along(page: Page, address: str) -> tuple[int, float, int]:
    """Return the outputs seen along a slider, the longest step in ms and the messages sent."""
    sent: list[object] = []

    def note(frame: object) -> None:
        sent.append(frame)

    def watch(opened: WebSocket) -> None:
        opened.on("framesent", note)

    page.on("websocket", watch)
    page.goto(address)
    page.get_by_role("radio", name="前提を動かす").click()
    slider = page.locator(".rfi-slider-range")
    slider.wait_for()
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    page.wait_for_timeout(_QUIET)
    sent.clear()
    seen, longest = slider.evaluate(_STEPS)
    return int(seen), float(longest), len(sent)


def _line(name: str, taken: Sequence[float]) -> str:
    return f"{name:<10} {np.median(taken):>8.0f} {np.percentile(taken, 95):>8.0f}"


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_context(locale="ja-JP").new_page()
        page.set_default_timeout(_PATIENCE)
        yield page
        browser.close()


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        recording = Path(folder) / "recording.json"
        with Server(APP) as server:
            # Before the browser, whose loop runs in this thread.
            asyncio.run(_recorded(server, recording))
            chosen = urlencode({"city": CITY, "group": ",".join(GROUP), "offers": "all"})
            base = f"http://{HOST}:{server.ports[0]}"
            with _browser() as page:
                app = _of_page(page, f"{base}/summary?{server.query}&{chosen}")
                seen, longest, sent = _along(page, f"{base}/robust?{server.query}&{chosen}")
        with Server(FLOOR, str(recording)) as server:
            asyncio.run(_listening(server))
            with _browser() as page:
                floor = _of_page(page, f"http://{HOST}:{server.ports[0]}/")
    print(f"{'ms':<10} {'median':>8} {'p95':>8}")
    print(_line("summary", app), _line("floor", floor), sep="\n")
    parts = [f(app) / f(floor) for f in (np.median, lambda of: np.percentile(of, 95))]
    print(f"{'× floor':<10} {parts[0]:>8.2f} {parts[1]:>8.2f}")
    print(f"along the slider: {seen} outputs, {longest:.1f} ms at most a step, {sent} messages")

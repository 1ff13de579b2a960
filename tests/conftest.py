"""What all tests share: parts of the system that may be missing, and the browser's settings.

A test that drives a part is marked ``browser`` or ``libreoffice``. Where the part is missing the
test is skipped with the reason; under CI a skip of any kind is a failure.
"""

import gc
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

import hypothesis
import pytest

import run
from benchmarks.soak.server import Server, running_server
from tests.once import read_once

# marker → (how it is found, the variable by which run.py tells why it is missing)
PARTS: Mapping[str, tuple[Callable[[], str | None], str]] = {
    "browser": (run.find_browser, "RFI_SKIP_BROWSER"),
    "libreoffice": (run.find_soffice, "RFI_SKIP_LIBREOFFICE"),
    "postgresql": (run.find_postgresql, "RFI_SKIP_POSTGRESQL"),
    "nginx": (run.find_nginx, "RFI_SKIP_NGINX"),
}
# Of the certificate of the deployment under test. A browser that takes it for what it is keeps what
# it was given; past an error it would load and compile the library, some megabytes, for every page.
TRUSTED_KEY = "n7XqWsibltLkQ2Jej91tOTwVKfQJnOCEpNH5fwC/kXI="
# No sandbox: CI is root. The rest keeps the browser from calling out.
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--ignore-certificate-errors-spki-list={TRUSTED_KEY}",
)
# A walk over all objects after so many new ones, times ten, times ten: while tests are collected,
# nearly all of what is made stays.
GENERATIONS = (10_000, 10, 10)
gc.set_threshold(*GENERATIONS)

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if run.is_ci() else "local")

# Thousands of tests give the same few files.
read_once()


def part_or_skip(marker: str) -> str:
    find, variable = PARTS[marker]
    reason, path = os.environ.get(variable), find()
    if reason or path is None:
        pytest.skip(reason or f"{marker}: 見つかりません。python run.py test が用意します")
    return path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together for one worker what shares a server, an office or the fixtures of a module.

    Of what drives a browser one worker takes the tests of the one running program, the other those
    that start programs of their own: about as much, and both together half of all there is to do.
    """
    for item in items:
        part = next((marker for marker in PARTS if item.get_closest_marker(marker)), None)
        if part == "browser" and "app" not in getattr(item, "fixturenames", ()):
            part = "browser_of_own_programs"
        if part or not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(part or item.path.stem))


def pytest_collection_finish() -> None:
    """Take what is there for the whole run out of the garbage collector's walks."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in PARTS:
        if item.get_closest_marker(marker):
            part_or_skip(marker)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure under CI."""
    if report.skipped and run.is_ci() and not hasattr(report, "wasxfail"):
        place = report.longrepr
        reason = place[2] if isinstance(place, tuple) else report.longreprtext
        report.outcome = "failed"
        report.longrepr = f"CI では省けません: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def browser_executable() -> str:
    """Path of a browser of the Chromium family."""
    return part_or_skip("browser")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice."""
    return part_or_skip("libreoffice")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Return a PostgreSQL server of our own."""
    with running_server(part_or_skip("postgresql")) as server:
        yield server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_executable: str) -> dict[str, Any]:
    """Launch the system's browser: pytest-playwright would look for one of its own."""
    return {"executable_path": browser_executable, "headless": True, "args": list(BROWSER_FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Ask pages for no motion: what moves while a page waits would be drawn sixty times a second.

    Without a graphics card that takes more of the machine than all that the page waits for.
    """
    return {**browser_context_args, "reduced_motion": "reduce"}

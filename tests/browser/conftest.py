"""The program as a server, once for all tests that drive a browser."""

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.sample_round import sample_round
from rfi.intake.round.round import Round
from tests.browser.tabs import PATIENCE_MS, Hear, clean_tab, heard, somebody
from tests.browser.watched import VARIABLE
from tests.store.stores import new_round_with, store_at

ROOT = Path(__file__).resolve().parents[2]
# A busy machine starts a server slowly; what is there is not waited for.
MOST_KNOCKS = 1200
expect.set_options(timeout=PATIENCE_MS)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=10) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """Somebody at a browser, for all tests; what it has of the library it asks for once."""
    with somebody(browser, **browser_context_args) as context:
        yield context


@pytest.fixture(scope="session")
def second_visitor(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """Somebody else, at a browser of their own."""
    with somebody(browser, **browser_context_args, locale="ja-JP") as context:
        yield context


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """The tab of the visitor; every address that is opened in it is a session of its own."""
    with clean_tab(visitor) as tab:
        yield tab


@pytest.fixture
def other(second_visitor: BrowserContext) -> Iterator[Page]:
    """The tab of somebody else, who leaves when the test is over."""
    with clean_tab(second_visitor) as tab:
        yield tab


@pytest.fixture
def hear(page: Page) -> Iterator[Hear]:
    """Let a test hear what its page does, as long as the test lasts."""
    with heard(page) as listen:
        yield listen


class App:
    """The program on a database of its own: started, killed, started again at the same address.

    ``through`` is a module of the tests that runs it, told ``environment``; ``log`` takes all that
    the program says. At a ``port`` of an earlier one a browser has the library already.
    """

    def __init__(
        self,
        database: Path,
        *,
        through: str = "",
        environment: Mapping[str, str] | None = None,
        log: Path = Path(os.devnull),
        port: int | None = None,
    ) -> None:
        self.database, self.port, self.log = database, port or free_port(), log
        self._through, self._environment = through, environment or {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        through = [self._through] if self._through else []
        command = [sys.executable, "-m", *through, "streamlit", "run", "streamlit_app.py"]
        with self.log.open("ab") as log:
            self._process = process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "RFI_DATABASE_URL": f"sqlite:///{self.database}",
                    **self._environment,
                },
                stdout=log,
                stderr=log,
            )
        pause = threading.Event()
        for _ in range(MOST_KNOCKS):
            assert process.poll() is None, "the server ended"
            if answers(self.url) or pause.wait(0.1):
                return
        pytest.fail("the server did not start")

    def kill(self) -> None:
        """End the program as a fault of the machine would: at once, without a word to it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @property
    def process(self) -> psutil.Process:
        """The server."""
        assert self._process is not None
        return psutil.Process(self._process.pid)

    @property
    def reader(self) -> psutil.Process:
        """The process in which the server reads files; it is there once one was read."""
        (child,) = self.process.children()
        return child

    def address(self, page: str = "", current: Round | None = None) -> str:
        """Put a round into the database, the sample where none is given, and name its page."""
        made = current or sample_round()
        with store_at(self.database) as store:
            round_id = new_round_with(store, made, claims_of(made))
        return f"{self.url}/{page}?round={round_id}"


@pytest.fixture(scope="session")
def own_port() -> int:
    """The port of the programs of single tests, one after the other."""
    return free_port()


@pytest.fixture
def own_app(tmp_path: Path, own_port: int) -> Iterator[App]:
    """A program of the test's own: it is killed on the way."""
    made = App(tmp_path / "rfi.db", port=own_port)
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The running program; every page that opens it is a session of its own."""
    made = App(tmp_path_factory.mktemp("browser") / "rfi.db")
    made.start()
    yield made
    made.kill()


@dataclass(frozen=True, slots=True)
class WatchedApp:
    """A program that is watched: all that it says, asks of the network and leaves in its home."""

    app: App
    home: Path
    asked: Path


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedApp]:
    """A running program that can reach nothing beyond this machine."""
    folder = tmp_path_factory.mktemp("watched")
    home, asked = folder / "home", folder / "asked"
    home.mkdir()
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "LOCALAPPDATA"), str(home))
    app = App(
        folder / "rfi.db",
        through="tests.browser.watched",
        environment={**places, VARIABLE: str(asked)},
        log=folder / "log",
    )
    app.start()
    yield WatchedApp(app, home, asked)
    app.kill()

"""The whole of ``deploy/``, once for the tests that look at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.access.visits import write_roles
from tests.browser.tabs import Hear, clean_tab, heard, somebody
from tests.conftest import part_or_skip
from tests.deploy.stack import Deployment, running_deployment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.soak.server import Server


def roles_at(path: Path) -> Path:
    return write_roles(path, sato="viewer", suzuki="intake", takahashi="admin,audit")


@pytest.fixture(scope="module")
def deployment(
    tmp_path_factory: pytest.TempPathFactory, postgresql: "Server"
) -> Iterator[Deployment]:
    """The whole of it, for each module: one of them kills a replica."""
    folder = tmp_path_factory.mktemp("deploy")
    with running_deployment(
        part_or_skip("nginx"), folder, postgresql.new_database(), roles_at
    ) as made:
        yield made


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Speak Japanese; the certificate that was made for the test is one that the browser trusts."""
    return {**browser_context_args, "locale": "ja-JP"}


@pytest.fixture(scope="session")
def visitor(browser: "Browser", browser_context_args: dict[str, Any]) -> "Iterator[BrowserContext]":
    """Somebody at a browser, for all tests; who is logged in is forgotten after each."""
    with somebody(browser, **browser_context_args) as context:
        yield context


@pytest.fixture
def page(visitor: "BrowserContext") -> "Iterator[Page]":
    """The tab of the visitor."""
    with clean_tab(visitor) as tab:
        yield tab


@pytest.fixture
def hear(page: "Page") -> Iterator[Hear]:
    """Let a test hear what its page does, as long as the test lasts."""
    with heard(page) as listen:
        yield listen


@pytest.fixture
def violations(hear: Hear) -> Iterator[None]:
    """Hold that the browser refused nothing of ours because a header forbids it."""
    told: list[str] = []
    hear("console", lambda message: told.append(message.text))
    yield
    assert [one for one in told if "Content Security Policy" in one] == []

"""The whole of ``deploy/``, once for the tests that look at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.access.visits import write_roles
from tests.browser.conftest import PATIENCE_MS
from tests.conftest import part_or_skip
from tests.deploy.stack import Deployment, running_deployment

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from benchmarks.soak.server import Server


def roles_at(path: Path) -> Path:
    return write_roles(path, sato="viewer", suzuki="intake", takahashi="admin,audit")


@pytest.fixture(scope="module")
def deployment(
    tmp_path_factory: pytest.TempPathFactory, postgresql: "Server"
) -> Iterator[Deployment]:
    folder = tmp_path_factory.mktemp("deploy")
    with running_deployment(
        part_or_skip("nginx"), folder, postgresql.new_database(), roles_at
    ) as made:
        yield made


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Take the certificate that was made for the test."""
    return {**browser_context_args, "ignore_https_errors": True, "locale": "ja-JP"}


@pytest.fixture
def context(context: "BrowserContext") -> "BrowserContext":
    """Wait as long as a busy machine needs."""
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def violations(page: "Page") -> Iterator[None]:
    """Hold that the browser refused nothing of ours because a header forbids it."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    yield
    assert [one for one in told if "Content Security Policy" in one] == []

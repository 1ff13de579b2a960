"""A database of its own for the screens of a worker, and what every new screen would look for."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from rfi.store.database.address import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the screens of this process keep their rounds in a file that goes with the tests."""
    path = tmp_path_factory.mktemp("database") / "rfi.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, f"sqlite:///{path}")
        yield path


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> Iterator[None]:
    """Let the library look through the installed packages once, as a server does.

    It would do so for every screen of a test, to find parts that packages bring, and that takes
    several times as long as a page.
    """
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield

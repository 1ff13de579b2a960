"""A database of its own for the screens of a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rfi.store.database.address import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the screens of this process keep their rounds in a file that goes with the tests."""
    path = tmp_path_factory.mktemp("database") / "rfi.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, f"sqlite:///{path}")
        yield path

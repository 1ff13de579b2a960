"""A new database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rfi.store.database.engine import Store
from tests.store.stores import store_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path) as made:
        yield made

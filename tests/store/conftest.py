"""A new database for each test, of both kinds where the test is about the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rfi.store.database.engine import Store
from tests.store.stores import opened, server_address, store_in

if TYPE_CHECKING:
    from benchmarks.soak.server import Server

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)


@pytest.fixture(params=["sqlite", POSTGRESQL])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        with store_in(tmp_path) as made:
            yield made
        return
    server: Server = request.getfixturevalue("postgresql")
    made = opened(server_address(server.new_database()))
    yield made
    made.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path) as made:
        yield made

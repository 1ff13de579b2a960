"""Commands about the same files share their answers."""

from collections.abc import Iterator

import pytest

from tests.printed import answers_shared


@pytest.fixture(autouse=True)
def _shared() -> Iterator[None]:
    with answers_shared():
        yield

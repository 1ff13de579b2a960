"""A file of roles with one person of each role, named after it, and one of two."""

from pathlib import Path

import pytest

from rfi.app.access.login import ROLES_VARIABLE
from tests.app.access.visits import ROLES, write_roles


@pytest.fixture
def roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "roles.toml"
    write_roles(path, **{role: role for role in ROLES}, both="viewer,audit")
    monkeypatch.setenv(ROLES_VARIABLE, str(path))
    return path

"""Issues of who may do what: settings of the login, the file of roles, the role itself."""

import importlib.util
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
import streamlit as st

from rfi.app.access.login import ROLES_VARIABLE, Stranger, visitor
from rfi.app.session.door import barred
from rfi.schema.issue import Issue
from tests.app.access.visits import AUTH, said, write_roles
from tests.laws.raised.files import Raiser

Change = Callable[[pytest.MonkeyPatch, Path], object]


def visited(
    change: Change = lambda _, __: None,
    who: Mapping[str, object] | None = None,
    auth: Mapping[str, object] | None = None,
) -> Raiser:
    """Raise what somebody reads on a server where one thing is not as it should be."""

    def raiser() -> Iterable[Issue]:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            path = write_roles(Path(folder) / "roles.toml", viewer="viewer")
            patch.setenv(ROLES_VARIABLE, str(path))
            secrets = st.runtime.secrets.Secrets()
            secrets._secrets = {"auth": AUTH if auth is None else auth}
            patch.setattr(st, "secrets", secrets)
            patch.setattr(type(st.user), "to_dict", lambda _: dict(who or {}))
            change(patch, path)
            found = visitor()
            refusal = found.refusal if isinstance(found, Stranger) else barred("rounds")
        return refusal.issues if refusal else ()

    return raiser


def without_login(patch: pytest.MonkeyPatch, _: Path) -> None:
    patch.setattr(st, "secrets", st.runtime.secrets.Secrets())


def open_to_others(patch: pytest.MonkeyPatch, path: Path) -> None:
    without_login(patch, path)
    patch.delenv(ROLES_VARIABLE)
    real = st.get_option
    own = {"server.address": "192.0.2.1"}
    patch.setattr(st, "get_option", lambda name: own.get(name) or real(name))


def without_libraries(patch: pytest.MonkeyPatch, _: Path) -> None:
    patch.setattr(importlib.util, "find_spec", lambda _: None)


RAISED: Mapping[str, Raiser] = {
    "access_secrets": visited(
        lambda patch, _: patch.setattr(st, "secrets", {"auth": "a word where a section is meant"})
    ),
    "access_half": visited(without_login),
    "access_auth": visited(auth={"client_id": "rfi"}),
    "access_cookie_secret": visited(auth={**AUTH, "cookie_secret": "short"}),
    "access_library": visited(without_libraries),
    "access_open_server": visited(open_to_others),
    "access_roles_file": visited(lambda _, path: path.unlink()),
    "access_roles_entry": visited(lambda _, path: path.write_text('ask = "x"\npeople = 3\n')),
    "access_login": visited(),
    "access_unverified": visited(who=said("viewer", email_verified=False)),
    "access_unknown": visited(who=said("nobody")),
    "access_role": visited(who=said("viewer")),
}

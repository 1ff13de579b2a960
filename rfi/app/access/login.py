"""Who is at the screen: the account of this computer, or whom the login names.

Server mode begins with any of its settings: the section ``[auth]`` in streamlit's secrets or the
variable ``RFI_ROLES``. It needs both, whole. What is wrong in either denies everything: nothing
falls back to local mode, where whoever reaches the program may do everything.
"""

import getpass
import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from rfi.app.access.permissions import Role
from rfi.app.access.roles_file import read_roles
from rfi.store.outcome import Refused, refused

ROLES_VARIABLE = "RFI_ROLES"
_AUTH = "auth"
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
# 256 bits in hexadecimal are 64, in base64 44: the cookie that names the person hangs on it.
_SHORTEST_SECRET = 32
# Local mode: the account of the system is the boundary, so nobody else may reach the program.
_OWN_ADDRESSES = frozenset({"127.0.0.1", "localhost", "::1"})
_LIBRARIES = ("authlib", "httpx")
T = TypeVar("T")
# What a login says, while something is done for it outside its session.
_SAID: "ContextVar[Mapping[str, Any] | None]" = ContextVar("said", default=None)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may be here.

    Attributes:
        name: The account, or the e-mail address that the login verified, casefolded.
        roles: What they may do hangs on these.
        by_login: Whether the login says so, and they can leave by it.
    """

    name: str
    roles: frozenset[Role]
    by_login: bool


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who may see nothing.

    Attributes:
        refusal: Why, and whom to ask.
        way: What may help: to log in, to log out and in as somebody else, nothing from here.
    """

    refusal: Refused
    way: Literal["login", "logout", ""]


@cache
def _account() -> Visitor:
    """Return the account of this computer, which stays as long as the process."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in a container.
        name = "local"
    return Visitor(name, frozenset(get_args(Role)), by_login=False)


Section = Mapping[str, object] | Refused | None
# The secrets that were read, with the settings of the login in them.
_READ: list[tuple[object, Section]] = []


def _section() -> Section:
    """Return the settings of the login, read once: what changes in them takes a start anew."""
    secrets = st.secrets
    if not _READ or _READ[0][0] is not secrets:
        _READ[:] = [(secrets, _read_section())]
    return _READ[0][1]


def _read_section() -> Section:
    """Return the settings of the login; None where nobody has written secrets or such a section."""
    try:
        found = st.secrets.get(_AUTH)
    except (StreamlitSecretNotFoundError, OSError, ValueError):
        named = map(Path, st.get_option("secrets.files"))
        return refused("access_secrets") if any(map(os.path.lexists, named)) else None
    if found is None:
        return None
    return found if isinstance(found, Mapping) else refused("access_secrets")


def _faults(section: Mapping[str, object]) -> Refused | None:
    """Return what keeps a login by these settings from being relied on."""
    if any(importlib.util.find_spec(name) is None for name in _LIBRARIES):
        return refused("access_library")
    given = {key for key in _NEEDED if isinstance(section.get(key), str) and section[key]}
    if lacking := tuple(key for key in _NEEDED if key not in given):
        return refused("access_auth", keys=lacking)
    if len(str(section["cookie_secret"])) < _SHORTEST_SECRET:
        return refused("access_cookie_secret", length=_SHORTEST_SECRET)
    return None


def _by_login(roles_path: Path) -> Visitor | Stranger:
    listed = read_roles(roles_path)
    if isinstance(listed, Refused):
        return Stranger(listed, "")
    claims = _SAID.get()
    who = st.user.to_dict() if claims is None else claims
    if who.get("is_logged_in") is not True:
        return Stranger(refused("access_login"), "login")
    address = who.get("email")
    if who.get("email_verified") is not True or not isinstance(address, str):
        return Stranger(refused("access_unverified", ask=listed.ask), "logout")
    name = address.casefold()
    if name not in listed.people:
        return Stranger(refused("access_unknown", name=name, ask=listed.ask), "logout")
    return Visitor(name, listed.people[name], by_login=True)


def visitor() -> Visitor | Stranger:
    """Return who is at the screen, as login and file of roles stand at this moment."""
    section, named = _section(), os.environ.get(ROLES_VARIABLE, "")
    if isinstance(section, Refused):
        return Stranger(section, "")
    if section is None and not named:
        if st.get_option("server.address") in _OWN_ADDRESSES:
            return _account()
        return Stranger(refused("access_open_server"), "")
    if section is None or not named:
        return Stranger(refused("access_half", variable=ROLES_VARIABLE), "")
    wrong = _faults(section)
    return Stranger(wrong, "") if wrong else _by_login(Path(named))


@contextmanager
def as_said(claims: Mapping[str, Any]) -> Iterator[None]:
    """Let what is asked meanwhile be asked of the login that says this; there is no session."""
    token = _SAID.set(claims)
    try:
        yield
    finally:
        _SAID.reset(token)


def by_whom_it_is_shown(work: Callable[[], T]) -> Callable[[], T]:
    """Return work that the library does later outside the session: for the login of this moment.

    What the login may do is asked when the work is done.
    """
    # Without a login nobody is asked, and the library would look for its settings on the disk.
    claims = {} if _section() is None else st.user.to_dict()

    def call() -> T:
        with as_said(claims):
            return work()

    return call

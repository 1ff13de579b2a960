"""The file that says who has which roles; read again when it changed, whole or not at all."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast, get_args

from rfi.app.access.permissions import Role
from rfi.schema.issue import Issue, pointer_of
from rfi.store.outcome import Refused, refused

_KEYS = frozenset({"ask", "people"})
_ROLES: frozenset[str] = frozenset(get_args(Role))
# Ten thousand people with long addresses stay below it.
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class RoleList:
    """Who has which roles.

    Attributes:
        ask: Whom people without a role are told to ask.
        people: E-mail address, casefolded → roles.
    """

    ask: str
    people: Mapping[str, frozenset[Role]]


def _wrong(*path: str) -> Refused:
    return Refused((Issue("access_roles_entry", "error", pointer_of(path)),))


def _roles_of(record: Mapping[str, object]) -> RoleList | Refused:
    if unknown := sorted(record.keys() - _KEYS):
        return _wrong(unknown[0])
    ask, people = record.get("ask"), record.get("people")
    if not isinstance(ask, str) or not ask.strip():
        return _wrong("ask")
    if not isinstance(people, dict) or not people:
        return _wrong("people")
    found: dict[str, frozenset[Role]] = {}
    for address, roles in people.items():
        name = address.casefold()
        is_address = "@" in name and name == name.strip()
        if not is_address or name in found or not isinstance(roles, list) or not roles:
            return _wrong("people", address)
        if not all(isinstance(role, str) and role in _ROLES for role in roles):
            return _wrong("people", address)
        found[name] = frozenset(cast("list[Role]", roles))
    return RoleList(ask.strip(), found)


@lru_cache(maxsize=1)
def _read(path: Path, state: tuple[int, ...]) -> RoleList | Refused:
    del state  # only tells whether what was read is still so
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            return refused("access_roles_file")
        return _roles_of(tomllib.loads(data.decode()))
    except (OSError, ValueError, RecursionError):
        # Not there, not ours to read, no text, no TOML.
        return refused("access_roles_file")


def read_roles(path: Path) -> RoleList | Refused:
    """Return who has which roles, as the file says now; a fault anywhere in it denies everyone.

    Args:
        path: A TOML file: ``ask`` and the table ``people`` of e-mail addresses and lists of roles.
    """
    try:
        now = path.stat()
    except (OSError, ValueError):
        return refused("access_roles_file")
    return _read(path, (now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino))

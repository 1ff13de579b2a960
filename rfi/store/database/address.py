"""Where the database is: a file of this computer without any set-up, or ``RFI_DATABASE_URL``."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from rfi.schema.issue import Issue
from rfi.store.database.network_drive import network_kind
from rfi.store.outcome import Refused, refused

VARIABLE = "RFI_DATABASE_URL"
_FOLDER, _FILE = "rfi", "rfi.db"
_POSTGRESQL = frozenset(("postgresql", "postgres", "postgresql+psycopg"))


@dataclass(frozen=True, slots=True)
class Address:
    """One database.

    Attributes:
        url: As SQLAlchemy takes it.
        path: The file of a SQLite database; None for PostgreSQL.
    """

    url: URL
    path: Path | None

    @property
    def shown(self) -> str:
        """The address without its password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def data_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """Return the folder in which programs of this system keep a person's data."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / _FOLDER
    if platform == "darwin":
        return home / "Library" / "Application Support" / _FOLDER
    named = environment.get("XDG_DATA_HOME", "")
    return (Path(named) if named.startswith("/") else home / ".local" / "share") / _FOLDER


def _file_address(path: Path, kind_of: Callable[[Path], str]) -> Address | Refused:
    whole = path.expanduser().absolute()
    # A link may lead to a network drive, and a folder may be one by its name alone.
    for folder in (whole.parent, whole.resolve().parent):
        if kind := kind_of(folder):
            return refused("store_network_drive", place=str(whole), kind=kind)
    return Address(URL.create("sqlite+pysqlite", database=str(whole)), whole)


def address_of(
    environment: Mapping[str, str] | None = None,
    kind_of: Callable[[Path], str] = network_kind,
) -> Address | Refused:
    """Return the address of the database, refused when it cannot be kept safely there.

    Args:
        environment: Variables; those of this process when left out.
        kind_of: Tells what network a folder lies on.
    """
    given = os.environ if environment is None else environment
    named = given.get(VARIABLE, "").strip()
    if not named:
        return _file_address(data_folder(given, sys.platform, Path.home()) / _FILE, kind_of)
    try:
        url = make_url(named)
    except ArgumentError:
        return Refused((Issue("store_address", "error"),))
    if url.drivername in _POSTGRESQL:
        return Address(url.set(drivername="postgresql+psycopg"), None)
    if url.drivername in {"sqlite", "sqlite+pysqlite"} and url.database and not url.query:
        return _file_address(Path(url.database), kind_of)
    return Refused((Issue("store_address", "error"),))

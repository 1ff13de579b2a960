"""Backup and restore of a SQLite database, by SQLite's own copying: others go on meanwhile."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import create_engine

from rfi.store.backup.kept import Kept, counted, free_name, make_last, part_of
from rfi.store.database.schema_version import brought_to_newest, schema_of
from rfi.store.outcome import Refused, refused

_BESIDE = ("-wal", "-shm")
_WAIT_SECONDS = 5


def _open(path: Path) -> sqlite3.Connection:
    """Open a file that is there."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)


def _copy(source: Path, part: Path) -> Refused | None:
    """Copy a database as it is at one moment into one file; refused when it is damaged."""
    with closing(_open(source)) as old, closing(_open(part)) as new:
        old.backup(new)
        # One file that needs no other beside it.
        new.execute("PRAGMA journal_mode=DELETE")
        is_whole = new.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        is_held = not new.execute("PRAGMA foreign_key_check").fetchall()
    return None if is_whole and is_held else refused("store_damaged")


def _looked_at(part: Path, place: str, old: str = "") -> Kept | Refused:
    """Bring a copy to the newest schema and say what is in it; refused when it is none of ours."""
    engine = create_engine("sqlite://", creator=lambda: _open(part))
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if schema_of(connection) is None:
                return refused("restore_foreign", place=place)
            if not brought_to_newest(connection):
                return refused("store_newer")
            found = counted(connection, place, old)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
    return found


def back_up_file(path: Path, target: Path) -> Kept | Refused:
    """Copy a database file to a file that is not there yet."""
    if not path.exists():
        return refused("backup_nothing")
    with part_of(target) as part:
        if bad := _copy(path, part):
            return bad
        found = _looked_at(part, str(target))
        if isinstance(found, Kept):
            make_last(part, target)
    return found


def _set_aside(path: Path, old: Path) -> Refused | None:
    """Keep a database file under another name; refused while somebody has it open."""
    try:
        with closing(_open(path)) as connection:
            # Takes in what stands beside the file, and only without other connections.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return refused("restore_open")
        # Damaged: it is kept as it is. Its log must not be taken for one of the new file.
        for ending in _BESIDE:
            beside = path.with_name(path.name + ending)
            if beside.exists():
                beside.rename(old.with_name(old.name + ending))
    with suppress(OSError):
        # Two names for a moment: at no time is there no database.
        old.hardlink_to(path)
        return None
    path.rename(old)
    return None


def restore_file(source: Path, path: Path, *, replace: bool) -> Kept | Refused:
    """Make a backup the database; what stood there is kept beside it."""
    if path.exists() and not replace:
        return refused("restore_exists", place=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    old = free_name(path) if path.exists() else None
    with part_of(path) as part:
        if bad := _copy(source, part):
            return bad
        found = _looked_at(part, str(path), str(old or ""))
        if isinstance(found, Refused):
            return found
        if old and (busy := _set_aside(path, old)):
            return busy
        make_last(part, path)
    return found

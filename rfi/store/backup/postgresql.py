"""Backup and restore of a PostgreSQL database, by its own programs pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text

from rfi.store.backup.kept import Kept, counted, free_name, make_last, part_of
from rfi.store.database.address import Address
from rfi.store.database.engine import WAIT_SECONDS, make_engine, open_store
from rfi.store.database.schema_version import schema_of
from rfi.store.outcome import Refused, refused

_SAME_RIGHTS = ("--no-owner", "--no-privileges")


def _run(address: Address, program: str, *words: str) -> Refused | None:
    """Run one of PostgreSQL's programs on the database; its password stands in no argument."""
    plain = address.url.set(drivername="postgresql", password=None)
    env = {**os.environ, "PGOPTIONS": f"-c lock_timeout={WAIT_SECONDS}s"}
    if address.url.password:
        env["PGPASSWORD"] = address.url.password
    target = f"--dbname={plain.render_as_string(hide_password=False)}"
    command = [shutil.which(program) or program, "--no-password", target, *words]
    done = subprocess.run(command, capture_output=True, check=False, env=env)  # noqa: S603 - its arguments are ours
    if done.returncode == 0:
        return None
    # Its first line says why; later ones may quote what is stored.
    reason = done.stderr.decode("utf-8", "replace").partition("\n")[0]
    return refused("backup_program_failed", program=program, reason=reason)


def missing_program() -> Refused | None:
    """Return which of PostgreSQL's programs is not there."""
    for program in ("pg_dump", "pg_restore"):
        if shutil.which(program) is None:
            return refused("backup_no_program", program=program)
    return None


def back_up_server(address: Address, target: Path) -> Kept | Refused:
    """Dump a database to a file that is not there yet: exactly what was counted and checked."""

    def work(connection: Connection) -> Kept | Refused:
        found = counted(connection, str(target))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        with part_of(target) as part:
            words = ("--format=custom", f"--snapshot={snapshot}", f"--file={part}")
            if bad := _run(address, "pg_dump", *_SAME_RIGHTS, *words):
                return bad
            make_last(part, target)
        return found

    return _read(address, work)


def _read(address: Address, work: Callable[[Connection], Kept | Refused]) -> Kept | Refused:
    store = open_store(address)
    if isinstance(store, Refused):
        return store
    try:
        return store.read(work)
    finally:
        store.close()


def _has_tables(address: Address) -> bool:
    engine = make_engine(address)
    try:
        with engine.connect() as connection:
            return schema_of(connection) is not None
    finally:
        engine.dispose()


def restore_server(source: Path, address: Address, *, replace: bool) -> Kept | Refused:
    """Make a backup the content of the database; what stood there is dumped beside the backup."""
    old = ""
    if _has_tables(address):
        if not replace:
            return refused("restore_exists", place=address.shown)
        beside = free_name(source)
        kept = back_up_server(address, beside)
        if isinstance(kept, Refused):
            return kept
        old = str(beside)
    words = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", str(source))
    if bad := _run(address, "pg_restore", *_SAME_RIGHTS, *words):
        return bad
    return _read(address, lambda connection: counted(connection, address.shown, old))

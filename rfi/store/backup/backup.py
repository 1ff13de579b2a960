"""Backup and restore in one call each, whatever database it is; never over a file unasked."""

from pathlib import Path

from rfi.store.backup.kept import Kept
from rfi.store.backup.postgresql import back_up_server, missing_program, restore_server
from rfi.store.backup.sqlite import back_up_file, restore_file
from rfi.store.database.address import Address
from rfi.store.database.engine import told
from rfi.store.database.faults import FAULTS
from rfi.store.outcome import Refused, refused

# How a backup begins, of a file and of a server.
_SQLITE, _POSTGRESQL = b"SQLite format 3\0", b"PGDMP"


def back_up(address: Address, target: Path) -> Kept | Refused:
    """Write the database to a new file that only this account may read; others go on meanwhile.

    The copy is checked before it is called one: pages, references and the chains of the audit.
    A broken chain is told and copied with the rest, a damaged database is refused.

    Args:
        address: The database.
        target: The file; refused when it is there.
    """
    if target.exists():
        return refused("backup_exists", place=str(target))
    try:
        if address.path:
            return back_up_file(address.path, target)
        return missing_program() or back_up_server(address, target)
    except FAULTS as error:
        return told(error)


def restore(address: Address, source: Path, *, replace: bool = False) -> Kept | Refused:
    """Make a backup the database, brought to the newest schema.

    Args:
        address: The database.
        source: The backup.
        replace: Whether it may take the place of a database that is there, which is kept: as a
            file beside the database, or of a server as a dump beside the backup.
    """
    try:
        with source.open("rb") as stream:
            begins = stream.read(len(_SQLITE))
        if begins.startswith(_SQLITE if address.path else _POSTGRESQL):
            if address.path:
                return restore_file(source, address.path, replace=replace)
            return missing_program() or restore_server(source, address, replace=replace)
    except FileNotFoundError:
        return refused("restore_no_file", place=str(source))
    except FAULTS as error:
        return told(error)
    return refused("restore_foreign", place=str(source))

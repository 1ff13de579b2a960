"""What a database or a disk failed at, in words; a fault of ours stays an exception."""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from rfi.intake.round.record import RecordError
from rfi.schema.issue import Issue

# SQLite keeps details in the higher bits of its codes.
_PRIMARY = 0xFF
_SQLITE = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_io",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_unreachable",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
}
# PostgreSQL: whole states first, then their classes.
_POSTGRESQL = {
    "53100": "store_full",
    "53300": "store_busy",
    "55P03": "store_busy",
    "57014": "store_busy",
    "40001": "store_busy",
    "40P01": "store_busy",
    "25006": "store_read_only",
    "42501": "store_read_only",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
    "58": "store_io",
    "57": "store_unreachable",
    "08": "store_unreachable",
    "28": "store_unreachable",
    "3D": "store_unreachable",
}
FAULTS = (DBAPIError, PoolTimeoutError, sqlite3.Error, RecordError, OSError)


def _postgresql_code(error: DBAPIError) -> str | None:
    # By its name: the driver takes a fifth of a second to import, and most have no such server.
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        # Without a state the server was not reached, or it went away in the middle.
        return "store_unreachable" if isinstance(error, OperationalError) else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])


def _code_of(error: BaseException) -> str | None:
    if isinstance(error, PoolTimeoutError):
        return "store_busy"
    if isinstance(error, RecordError):
        return "store_damaged"
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        return _code_of(error.orig)
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", -1) & _PRIMARY)
    if isinstance(error, DBAPIError):
        return _postgresql_code(error)
    return "store_io" if isinstance(error, OSError) else None


def fault_of(error: BaseException) -> Issue | None:
    """Return what to tell people of a failed statement; None when the fault is ours."""
    code = _code_of(error)
    return Issue(code, "error") if code else None

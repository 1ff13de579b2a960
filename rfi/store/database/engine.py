"""One engine for a process; a transaction for each act, a snapshot for each reading."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry

from rfi.store.database.address import Address
from rfi.store.database.faults import FAULTS, fault_of
from rfi.store.database.schema_version import brought_to_newest
from rfi.store.outcome import Done, Outcome, Refused, refused

Result = TypeVar("Result")

# How long an act waits for others' acts before it says so.
WAIT_SECONDS = 30
_ONLY_MINE = 0o600
_FOLDER_ONLY_MINE = 0o700
# Connections of one process: acts and readings are short, people many.
_POOL = 10
_READS = "rfi_reads"
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA checkpoint_fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
)
_SETTINGS = f"-c synchronous_commit=on -c lock_timeout={WAIT_SECONDS}s -c timezone=UTC"


def _on_sqlite_connect(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401
    # The driver shall begin nothing by itself: transactions begin as they are meant to.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode=WAL")


def _on_sqlite_begin(connection: Connection) -> None:
    # A writer that begins as a reader fails at once when another wrote meanwhile.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class Store:
    """An open database. Many threads may use one."""

    def __init__(self, engine: Engine, address: Address) -> None:
        """Take an engine whose database has the newest schema."""
        self.address = address
        self.engine = engine
        isolation = {} if address.path else {"isolation_level": "REPEATABLE READ"}
        self._reading = engine.execution_options(**{_READS: True}, **isolation)

    def change(self, work: Callable[[Connection], Outcome]) -> Outcome:
        """Run one act in one transaction: it is kept when it is done, whole or not at all."""
        try:
            with self.engine.connect() as connection, connection.begin() as transaction:
                made = work(connection)
                if not isinstance(made, Done):
                    transaction.rollback()
        except FAULTS as error:
            return told(error)
        return made

    def read(self, work: Callable[[Connection], Result]) -> Result | Refused:
        """Run one reading on a snapshot: what others do meanwhile is not seen."""
        try:
            with self._reading.connect() as connection, connection.begin():
                return work(connection)
        except FAULTS as error:
            return told(error)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def told(error: BaseException) -> Refused:
    """Return a failure of disk or database in words; a fault of ours goes on as it came."""
    fault = fault_of(error)
    if fault is None:
        raise error
    return Refused((fault,))


def lock_chain(connection: Connection, number: int) -> None:
    """Hold a lock of the whole database until the transaction ends; SQLite's writer has it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def make_engine(address: Address) -> Engine:
    """Return the engine of an address; nothing is connected yet."""
    if address.path is None:
        settings = {"connect_timeout": 10, "application_name": "rfi", "options": _SETTINGS}
        return create_engine(
            address.url, pool_pre_ping=True, pool_size=_POOL, connect_args=settings
        )
    engine = create_engine(
        address.url, pool_size=_POOL, max_overflow=_POOL, connect_args={"timeout": WAIT_SECONDS}
    )
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _make_file(path: Path) -> None:
    """Make a database file that this account alone may read; its folder too, when it is new."""
    path.parent.mkdir(mode=_FOLDER_ONLY_MINE, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, _ONLY_MINE))


def open_store(address: Address) -> Store | Refused:
    """Open the database, made or brought to the newest schema where it is not."""
    engine = make_engine(address)
    try:
        if address.path:
            _make_file(address.path)
        with engine.connect() as connection, connection.begin():
            lock_chain(connection, 1)
            is_known = brought_to_newest(connection)
    except FAULTS as error:
        engine.dispose()
        return told(error)
    if not is_known:
        engine.dispose()
        return refused("store_newer")
    return Store(engine, address)

"""The database of this process: opened once, its audit walked before anything of it is shown."""

import os
from dataclasses import dataclass
from threading import Lock

from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.address import VARIABLE, address_of
from rfi.store.database.engine import Store, open_store
from rfi.store.outcome import Refused


@dataclass(frozen=True, slots=True)
class Database:
    """An open database.

    Attributes:
        store: Where acts go and rounds are read from.
        verdict: What the audit was like when the database was opened.
    """

    store: Store
    verdict: Verdict


# Address as the environment names it → the database there.
_OPENED: dict[str, Database] = {}
_LOCK = Lock()


def _open() -> Database | Refused:
    address = address_of()
    if isinstance(address, Refused):
        return address
    store = open_store(address)
    if isinstance(store, Refused):
        return store
    verdict = verify(store)
    return verdict if isinstance(verdict, Refused) else Database(store, verdict)


def database() -> Database | Refused:
    """Return the database; a refusal is not kept, so that the next run tries again."""
    named = os.environ.get(VARIABLE, "")
    with _LOCK:
        found = _OPENED.get(named) or _open()
        if isinstance(found, Database):
            _OPENED[named] = found
        return found


def store() -> Store:
    """Return the store of a database that was found open in this run.

    Raises:
        RuntimeError: it cannot be opened; ``run_app`` looks first.
    """
    found = database()
    if isinstance(found, Refused):
        message = f"the database is not open: {found.issue.code}"
        raise RuntimeError(message)  # noqa: TRY004 - no wrong type: the database is not there
    return found.store

"""What the soak works with: processes that start quickly, stores, a small round, who signs."""

import multiprocessing
from typing import TYPE_CHECKING

from rfi.intake.round.round import Round, RoundFile
from rfi.store.database.address import Address, address_of
from rfi.store.database.engine import Store, open_store
from rfi.store.outcome import Done
from rfi.store.round.act import Signed
from rfi.store.round.rounds import create_round

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

AT = "2026-10-01T09:00:00.000+00:00"


def processes() -> "ForkServerContext | SpawnContext":
    """Return how to start a process: forked from one that has the store loaded, where it can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["rfi.store.round.rounds", "rfi.store.round.notes"])
    return context


def opened(url: str) -> Store:
    """Open a database, which must be there."""
    address = address_of({"RFI_DATABASE_URL": url})
    store = open_store(address) if isinstance(address, Address) else address
    if not isinstance(store, Store):
        raise TypeError(store.issue.code)
    return store


def new_round(store: Store) -> str:
    """Make an empty round and return its id."""
    current = Round(RoundFile("asked.json", b"{}"), RoundFile("standard.json", b"[]"))
    made = create_round(store, "soak", current, Signed("soak", AT))
    if not isinstance(made, Done):
        raise TypeError(made.issue.code)
    return made.about.removeprefix("round/")

"""Stores to test with: databases of their own, and what stands in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rfi.intake.round.round import Round
from rfi.store.database.address import Address, address_of
from rfi.store.database.engine import Store, open_store
from rfi.store.outcome import Done, Outcome, Refused
from rfi.store.round.act import Signed
from rfi.store.round.answers import Claim
from rfi.store.round.reading import StoredRound, read_round
from rfi.store.round.rounds import create_round

SATO = Signed("佐藤", "2026-10-01T09:00:00.000+00:00")
SUZUKI = Signed("鈴木", "2026-10-01T09:05:00.000+00:00")


def address_at(path: Path) -> Address:
    """Return the address of a file."""
    found = address_of({"RFI_DATABASE_URL": f"sqlite:///{path}"})
    assert isinstance(found, Address)
    return found


def server_address(url: str) -> Address:
    """Return the address of a database of a server."""
    found = address_of({"RFI_DATABASE_URL": url})
    assert isinstance(found, Address)
    return found


def opened(address: Address) -> Store:
    """Return the store of an address."""
    store = open_store(address)
    assert isinstance(store, Store), store
    return store


@contextmanager
def store_at(path: Path) -> Iterator[Store]:
    """Open the database at a path and close it."""
    store = opened(address_at(path))
    yield store
    store.close()


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    """Open a new database in a folder and close it."""
    with store_at(folder / "rfi.db") as store:
        yield store


def done(outcome: Outcome) -> Done:
    """Return what was done, which must have been."""
    assert isinstance(outcome, Done), outcome
    return outcome


def new_round(store: Store, current: Round, title: str = "回") -> str:
    """Make a round and return its id."""
    return done(create_round(store, title, current, SATO)).about.removeprefix("round/")


def new_round_with(store: Store, current: Round, claims: Mapping[str, Claim]) -> str:
    """Make a round of which it is known what its answers say they are; return its id."""
    made = create_round(store, "回", current, SATO, claims)
    return done(made).about.removeprefix("round/")


def now_in(store: Store, round_id: str) -> StoredRound:
    """Return a round as it stands."""
    found = read_round(store, round_id)
    assert not isinstance(found, Refused), found
    return found


def claim(
    response_id: str = "vendor", version: int = 1, *, offers: str = "", held: bool = False
) -> Claim:
    """Return what an answer says: each letter of ``offers`` is an offer."""
    return Claim(response_id, version, is_held=held, offer_keys=tuple(offers))

"""Whether an audit is what it was: edited, deleted, inserted entries and a cut tail, told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from rfi.schema.issue import Issue
from rfi.store.audit.chain import START, Entry, Head, entries_of
from rfi.store.database.engine import Store
from rfi.store.database.tables import audit
from rfi.store.outcome import Refused

FaultKind = Literal["audit_edited", "audit_deleted", "audit_inserted", "audit_cut", "audit_other"]


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One fault of a chain.

    Attributes:
        chain: Id of the round, "" for the chain of all rounds.
        kind: What happened; ``audit_other``: the expected end was never an end of this chain.
        number: The entry; of deleted ones the first, of a cut tail the last that was expected.
    """

    chain: str
    kind: FaultKind
    number: int

    @property
    def issue(self) -> Issue:
        """The fault in words."""
        return Issue(self.kind, "error", params={"number": self.number})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        heads: Chain → its end now, to be printed and expected later.
        faults: Everything that is not as it was.
    """

    heads: Mapping[str, Head]
    faults: tuple[ChainFault, ...]


class _Walk:
    """One walk along a chain, from link to link."""

    def __init__(self, chain: str, entries: Sequence[Entry]) -> None:
        self.chain, self.entries = chain, entries
        self.tip, self.number, self.shift = START, 0, 0
        self.faults: list[ChainFault] = []

    def tell(self, kind: FaultKind, number: int) -> None:
        self.faults.append(ChainFault(self.chain, kind, number))

    def is_sound(self, entry: Entry) -> bool:
        """Tell whether an entry is as it was written, under its number or the one it then had.

        Whoever deletes or inserts a row may number the later ones anew: their content still tells
        the number they had.
        """
        for shift in (self.shift, self.shift + 1, self.shift - 1):
            if entry.digest == entry.made_digest(entry.number + shift):
                if shift != self.shift:
                    kind: FaultKind = "audit_deleted" if shift > self.shift else "audit_inserted"
                    at = entry.number if kind == "audit_deleted" else entry.number - 1
                    if ChainFault(self.chain, kind, at) not in self.faults:
                        self.tell(kind, at)
                    self.shift = shift
                return True
        return False

    def step(self, entry: Entry, after: Entry | None) -> None:
        """Take one entry, knowing the one after it."""
        goes_on = after is not None and after.previous == entry.digest
        if not goes_on and after is not None and after.previous == self.tip:
            # The next entry holds the one before this one: this one came between them later.
            self.tell("audit_inserted", entry.number)
            self.number = entry.number
            return
        if entry.number > self.number + 1:
            self.tell("audit_deleted", self.number + 1)
        elif entry.previous != self.tip and not self.faults:
            kind: FaultKind = "audit_inserted" if after is None else "audit_edited"
            self.tell(kind, entry.number if after is None else max(entry.number - 1, 1))
        known = len(self.faults)
        if not self.is_sound(entry) and len(self.faults) == known:
            self.tell("audit_edited", entry.number)
        self.tip, self.number = entry.digest, entry.number


def chain_faults(
    chain: str, entries: Sequence[Entry], expected: Head | None = None
) -> tuple[ChainFault, ...]:
    """Return what is wrong with a chain.

    Args:
        chain: Its name.
        entries: In the order of their numbers.
        expected: An end that was printed before; it must still stand in the chain.
    """
    walk = _Walk(chain, entries)
    for at, entry in enumerate(entries):
        walk.step(entry, entries[at + 1] if at + 1 < len(entries) else None)
    if expected and expected.number:
        digests = {entry.digest for entry in entries}
        if walk.number < expected.number:
            walk.tell("audit_cut", expected.number)
        elif expected.digest not in digests and not walk.faults:
            walk.tell("audit_other", expected.number)
    return tuple(walk.faults)


def walk_chains(connection: Connection, expected: Mapping[str, Head] | None = None) -> Verdict:
    """Walk every chain that a connection sees; ``expected`` as ``verify`` takes it."""
    given = expected or {}
    named = connection.scalars(select(audit.c.chain).distinct())
    heads: dict[str, Head] = {}
    faults: list[ChainFault] = []
    for chain in sorted({*named, *given}):
        entries = entries_of(connection, chain)
        faults += chain_faults(chain, entries, given.get(chain))
        heads[chain] = Head(entries[-1].number, entries[-1].digest) if entries else Head()
    return Verdict(heads, tuple(faults))


def verify(store: Store, expected: Mapping[str, Head] | None = None) -> Verdict | Refused:
    """Walk every chain of the database.

    Args:
        store: The database.
        expected: Chain → an end that was printed before; a chain that is gone is a cut tail.
    """
    return store.read(lambda connection: walk_chains(connection, expected))


def verified_end(store: Store, round_id: str) -> Head | Refused:
    """Return the end of a round's audit, its whole chain walked; refused when it does not hold."""
    entries = store.read(lambda connection: entries_of(connection, round_id))
    if isinstance(entries, Refused):
        return entries
    faults = chain_faults(round_id, entries)
    if faults:
        return Refused(tuple(fault.issue for fault in faults))
    return Head(entries[-1].number, entries[-1].digest) if entries else Head()

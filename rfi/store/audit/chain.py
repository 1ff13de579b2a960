"""Entries of the audit and how each holds the one before it (docs/trust.md G9).

An entry says who did what to which object when. It names objects by ids and digests: no amount and
nothing that a vendor wrote goes into it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import Row

from rfi.store.database.tables import audit, canonical

# The chain of what is done to rounds as a whole: made, imported, deleted.
STORE = ""
START = "0" * 64
_HASHED = ("number", "at", "by", "act", "about", "facts", "previous")
Fact = str | int


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as exports print it.

    Attributes:
        number: Of the last entry; 0 when there is none.
        digest: Of the last entry.
    """

    number: int = 0
    digest: str = START


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        number: From 1 without a gap.
        at, by: When and who, as the caller said it.
        act: A code; its words are ``store.act.<code>``.
        about: The object: kind and id.
        facts: Digests, versions, codes.
        previous: Digest of the entry before.
        digest: SHA-256 over all of it.
    """

    number: int
    at: str
    by: str
    act: str
    about: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    previous: str = START
    digest: str = ""

    def made_digest(self, number: int | None = None) -> str:
        """Return what the digest must be, under another number where one is given."""
        fields = {name: getattr(self, name) for name in _HASHED}
        fields["facts"] = dict(self.facts)
        if number is not None:
            fields["number"] = number
        return hashlib.sha256(canonical(fields).encode()).hexdigest()

    @property
    def record(self) -> Mapping[str, object]:
        """The entry as JSON values."""
        return {name: getattr(self, name) for name in (*_HASHED, "digest")}


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    values = dict(row._mapping)  # noqa: SLF001 - the public name of this mapping begins so
    values.pop("chain")
    return Entry(**values)


def entries_of(connection: Connection, chain: str) -> tuple[Entry, ...]:
    """Return the entries of a chain in order."""
    found = connection.execute(select(audit).where(audit.c.chain == chain).order_by("number"))
    return tuple(map(_entry, found))


def head_of(connection: Connection, chain: str) -> Head:
    """Return the end of a chain."""
    wanted = select(audit.c.number, audit.c.digest).where(audit.c.chain == chain)
    last = connection.execute(wanted.order_by(audit.c.number.desc()).limit(1)).one_or_none()
    return Head(last.number, last.digest) if last else Head()


def last_about(connection: Connection, chain: str, about: str) -> Entry | None:
    """Return what was last done to an object."""
    wanted = select(audit).where(audit.c.chain == chain, audit.c.about == about)
    row = connection.execute(wanted.order_by(audit.c.number.desc()).limit(1)).one_or_none()
    return _entry(row) if row else None


def append(
    connection: Connection,
    chain: str,
    *,
    at: str,
    by: str,
    act: str,
    about: str,
    facts: Mapping[str, Fact],
) -> Head:
    """Add an entry; whoever calls holds the lock of the chain and its transaction."""
    head = head_of(connection, chain)
    made = Entry(head.number + 1, at, by, act, about, facts, head.digest)
    digest = made.made_digest()
    connection.execute(insert(audit).values({**made.record, "chain": chain, "digest": digest}))
    return Head(made.number, digest)

"""One act on a round: its transaction, its lock, its version, its audit entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.engine import Row

from rfi.intake.query.queries import clean_fields
from rfi.store.audit.chain import Fact, append, last_about
from rfi.store.database.engine import Store
from rfi.store.database.tables import rounds
from rfi.store.outcome import Conflict, Done, Outcome, refused

# Built once: every move of a slider runs it, and to build it takes longer than to run it.
_LOCKED = select(rounds).where(rounds.c.id == bindparam("round_id")).with_for_update()


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does something and when, as the caller says it."""

    by: str
    at: str

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


class Act:
    """What an act works with, inside its transaction and holding the lock of its round."""

    def __init__(
        self, connection: Connection, row: Row[tuple[object, ...]], signed: Signed
    ) -> None:
        """Take the row of the round as it is under the lock."""
        self.connection, self.signed = connection, signed
        self.round_id: str = row.id
        self.row = row

    def conflict(self, about: str, expected: int, found: int) -> Conflict | None:
        """Return the conflict of an edit with what was done since, None when there is none."""
        if expected == found:
            return None
        last = last_about(self.connection, self.round_id, about)
        act, by, at = (last.act, last.by, last.at) if last else ("", "", "")
        return Conflict(about, expected, found, act, by, at)

    def nothing(self, about: str, version: int) -> Done:
        """Return that there was nothing to change."""
        return Done(about, version, self.row.revision, "")

    def kept(self, about: str, version: int) -> Done:
        """Return that a person's own view was kept: no act on the round, so no audit entry."""
        return Done(about, version, self.row.revision, "chosen")

    def done(
        self,
        act: str,
        about: str,
        version: int,
        *,
        moves: bool = True,
        facts: Mapping[str, Fact] | None = None,
    ) -> Done:
        """Write the audit entry of what was done.

        Args:
            act: Its code.
            about: The object, as kind and id.
            version: Of the object now; 0 when it is gone.
            moves: Whether it touches what a comparison is made from.
            facts: Digests and codes, no amount and no word of a vendor.
        """
        revision = self.row.revision + (1 if moves else 0)
        if moves:
            there = rounds.c.id == self.round_id
            self.connection.execute(update(rounds).where(there).values(revision=revision))
        append(
            self.connection,
            self.round_id,
            at=self.signed.at,
            by=self.signed.by,
            act=act,
            about=about,
            facts={"version": version, "revision": revision, **(facts or {})},
        )
        return Done(about, version, revision, act)


def act_on(
    store: Store,
    round_id: str,
    signed: Signed,
    work: Callable[[Act], Outcome],
    *,
    even_archived: bool = False,
) -> Outcome:
    """Run one act on one round; nobody else acts on it meanwhile."""

    def whole(connection: Connection) -> Outcome:
        row = connection.execute(_LOCKED, {"round_id": round_id}).one_or_none()
        if row is None:
            return refused("store_no_round")
        if row.archived_at and not even_archived:
            return refused("store_archived")
        return work(Act(connection, row, signed))

    return store.change(whole)


@dataclass(frozen=True, slots=True)
class Target:
    """The object that an edit is of: how the audit names it, and its row under the lock."""

    about: str
    row: Row[tuple[Any, ...]]


def edit_on(
    store: Store,
    round_id: str,
    expected: int,
    signed: Signed,
    find: Callable[[Act], Target | None],
    work: Callable[[Act, Target], Outcome],
) -> Outcome:
    """Run one edit of one object, unless it is not there or was edited since it was read.

    Args:
        store: The store.
        round_id: The round.
        expected: The version that was read.
        signed: Who and when.
        find: Finds the object; None when there is none.
        work: The edit.
    """

    def whole(act: Act) -> Outcome:
        target = find(act)
        if target is None:
            return refused("store_no_object")
        return act.conflict(target.about, expected, target.row.version) or work(act, target)

    return act_on(store, round_id, signed, whole)

"""The rounds of a database: made, named, archived, deleted, exported and imported."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from rfi.document.grid.clean_text import clean_text
from rfi.intake.round.file import check_room
from rfi.intake.round.round import Round
from rfi.store.audit.chain import STORE, Fact, append, head_of
from rfi.store.audit.verify import chain_faults
from rfi.store.database.engine import Store, lock_chain
from rfi.store.database.tables import OF_ROUND, answers, audit, rounds
from rfi.store.outcome import Done, Outcome, Refused, refused
from rfi.store.round.act import Act, Signed, act_on
from rfi.store.round.answers import Claim
from rfi.store.round.whole import WholeRound, letters_of, put_in, taken_out, uploads_of

# An archived round stays for so long before it can be deleted. [ours]
RETENTION_DAYS = 30
_ID_BYTES = 12
_LOCK = 2


@dataclass(frozen=True, slots=True)
class RoundHead:
    """One round in the list of rounds.

    Attributes:
        round_id: Means nothing.
        title, archived_at: As people set them.
        version: Of both.
        revision: Of what is in it.
        answer_count: Answers that came, withdrawn ones too.
        changed_at: When something was last done to it.
        changed_by: By whom.
    """

    round_id: str
    title: str
    archived_at: str
    version: int
    revision: int
    answer_count: int
    changed_at: str
    changed_by: str


def _put(store: Store, whole: WholeRound, signed: Signed, act: str, **facts: Fact) -> Outcome:
    if full := check_room(whole.round):
        return Refused(full)
    if len({one.file.sha256 for one in whole.round.answers}) != len(whole.round.answers):
        return refused("round_record")
    round_id = secrets.token_urlsafe(_ID_BYTES)

    def work(connection: Connection) -> Outcome:
        lock_chain(connection, _LOCK)
        head = {"id": round_id, "title": whole.title, "archived_at": whole.archived_at}
        connection.execute(insert(rounds).values(**head, version=1, revision=1))
        put_in(connection, round_id, whole)
        about = f"round/{round_id}"
        for chain in (round_id, STORE):
            append(
                connection,
                chain,
                at=signed.at,
                by=signed.by,
                act=act,
                about="round" if chain else about,
                facts={"version": 1, "revision": 1, **facts},
            )
        return Done(about, 1, 1, act)

    return store.change(work)


def create_round(
    store: Store,
    title: str,
    current: Round,
    signed: Signed,
    claims: Mapping[str, Claim] | None = None,
) -> Outcome:
    """Make a round; ``Done.about`` is ``round/<id>``.

    Args:
        store: The store.
        title: As people will see it.
        current: What is in it from the start.
        signed: Who and when.
        claims: Digest of an answer → what it says it is; letters are given in the same order.
    """
    uploads = uploads_of(current, claims or {})
    letters = letters_of(current, uploads)
    whole = WholeRound(clean_text(title)[0], current, uploads=uploads, letters=letters)
    return _put(store, whole, signed, "round_created")


def export_round(store: Store, round_id: str) -> WholeRound | Refused:
    """Return everything of a round; refused when its audit is not what it was."""
    found = store.read(lambda connection: taken_out(connection, round_id))
    if found is None:
        return refused("store_no_round")
    if isinstance(found, WholeRound) and (faults := chain_faults(round_id, found.entries)):
        return Refused(tuple(fault.issue for fault in faults))
    return found


def import_round(store: Store, whole: WholeRound, signed: Signed) -> Outcome:
    """Put an exported round in, as a round of its own; its audit goes on."""
    if faults := chain_faults("", whole.entries):
        return Refused(tuple(fault.issue for fault in faults))
    facts = {"entries": len(whole.entries)}
    return _put(store, replace(whole, archived_at=""), signed, "round_imported", **facts)


def list_rounds(store: Store) -> tuple[RoundHead, ...] | Refused:
    """Return every round, the one that something was last done to first."""

    def work(connection: Connection) -> tuple[RoundHead, ...]:
        counted = select(answers.c.round_id, func.count()).group_by(answers.c.round_id)
        counts: dict[str, int] = dict(connection.execute(counted).all())
        ends = select(audit.c.chain, func.max(audit.c.number).label("number"))
        end = ends.group_by(audit.c.chain).subquery()
        on_end = (audit.c.chain == end.c.chain) & (audit.c.number == end.c.number)
        of_round = rounds.join(audit, audit.c.chain == rounds.c.id).join(end, on_end)
        wanted = select(rounds, audit.c.at, audit.c.by).select_from(of_round)
        found = connection.execute(wanted.order_by(audit.c.at.desc(), rounds.c.id))
        return tuple(
            RoundHead(
                round_id=row.id,
                title=row.title,
                archived_at=row.archived_at,
                version=row.version,
                revision=row.revision,
                answer_count=counts.get(row.id, 0),
                changed_at=row.at,
                changed_by=row.by,
            )
            for row in found
        )

    return store.read(work)


def _set(
    store: Store, round_id: str, expected: int, signed: Signed, code: str, **to: str
) -> Outcome:
    def work(act: Act) -> Outcome:
        if conflict := act.conflict("round", expected, act.row.version):
            return conflict
        if all(getattr(act.row, name) == value for name, value in to.items()):
            return act.nothing("round", expected)
        here = update(rounds).where(rounds.c.id == round_id)
        act.connection.execute(here.values(**to, version=expected + 1))
        return act.done(code, "round", expected + 1, moves=False)

    return act_on(store, round_id, signed, work, even_archived=True)


def rename_round(store: Store, round_id: str, expected: int, title: str, signed: Signed) -> Outcome:
    """Give a round another title."""
    return _set(store, round_id, expected, signed, "round_renamed", title=clean_text(title)[0])


def archive_round(store: Store, round_id: str, expected: int, signed: Signed) -> Outcome:
    """Set a round aside: it can be read and exported, and nothing in it changes."""
    return _set(store, round_id, expected, signed, "round_archived", archived_at=signed.at)


def reopen_round(store: Store, round_id: str, expected: int, signed: Signed) -> Outcome:
    """Take a round up again."""
    return _set(store, round_id, expected, signed, "round_reopened", archived_at="")


def _is_due(archived_at: str, now: str) -> bool:
    if not archived_at:
        return False
    waited = datetime.fromisoformat(now) - datetime.fromisoformat(archived_at)
    return waited >= timedelta(days=RETENTION_DAYS)


def delete_round(store: Store, round_id: str, expected: int, signed: Signed) -> Outcome:
    """Delete a round that was archived long enough ago, documents and all; its audit stays."""

    def work(act: Act) -> Outcome:
        if conflict := act.conflict("round", expected, act.row.version):
            return conflict
        if not _is_due(act.row.archived_at, signed.at):
            return refused("store_retained", days=RETENTION_DAYS)
        lock_chain(act.connection, _LOCK)
        done = act.done("round_deleted", "round", 0, moves=False)
        end = head_of(act.connection, round_id)
        append(
            act.connection,
            STORE,
            at=signed.at,
            by=signed.by,
            act="round_deleted",
            about=f"round/{round_id}",
            facts={"entries": end.number, "head": end.digest},
        )
        for table in OF_ROUND:
            act.connection.execute(delete(table).where(table.c.round_id == round_id))
        act.connection.execute(delete(rounds).where(rounds.c.id == round_id))
        return done

    return act_on(store, round_id, signed, work, even_archived=True)

"""Rows of what people wrote and chose: one record of JSON values each, with its version."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from rfi.store.audit.chain import Fact
from rfi.store.database.tables import records
from rfi.store.outcome import Outcome
from rfi.store.round.act import Act, Target

Found = Row[tuple[Any, ...]]

# Built once: every move of a slider runs them, and to build one takes longer than to run it.
_OF_KIND = (records.c.round_id == bindparam("of_round"), records.c.kind == bindparam("of_kind"))
_NAMED = (
    select(records).where(*_OF_KIND, records.c.name == bindparam("of_name")).order_by("position")
)
_REPLACED = (
    update(records)
    .where(*_OF_KIND, records.c.position == bindparam("at_position"))
    .values(
        record=bindparam("new_record", type_=records.c.record.type),
        version=bindparam("new_version"),
        name=bindparam("new_name"),
    )
)


def rows_of(connection: Connection, round_id: str, kind: str) -> Sequence[Found]:
    """Return the rows of one kind in order, without those taken out."""
    here = (records.c.round_id == round_id, records.c.kind == kind)
    found = connection.execute(select(records).where(*here).order_by("position"))
    return [row for row in found if row.record is not None]


def find_row(act: Act, kind: str, name: str) -> Found | None:
    """Return the first row of a name."""
    given = {"of_round": act.round_id, "of_kind": kind, "of_name": name}
    return act.connection.execute(_NAMED, given).first()


def row_at(act: Act, kind: str, position: int) -> Found | None:
    """Return the row at a position."""
    here = (
        records.c.round_id == act.round_id,
        records.c.kind == kind,
        records.c.position == position,
    )
    return act.connection.execute(select(records).where(*here)).one_or_none()


def target_of(row: Found | None) -> Target | None:
    """Return a row as the object of an edit."""
    return None if row is None else Target(f"{row.kind}/{row.position}", row)


def add_row(act: Act, kind: str, name: str, record: Mapping[str, object]) -> int:
    """Add a row after all others of its kind; its position, never given again, is returned."""
    here = (records.c.round_id == act.round_id, records.c.kind == kind)
    last = act.connection.scalar(select(func.max(records.c.position)).where(*here)) or 0
    values = {"round_id": act.round_id, "kind": kind, "position": last + 1, "name": name}
    act.connection.execute(insert(records).values(**values, record=record, version=1))
    return last + 1


def replace_row(act: Act, row: Found, record: Mapping[str, object], name: str = "") -> int:
    """Write a row under its next version, which is returned; a name is given where it changes."""
    version = int(row.version) + 1
    given = {"of_round": act.round_id, "of_kind": row.kind, "at_position": row.position}
    given |= {"new_record": record, "new_version": version, "new_name": name or row.name}
    act.connection.execute(_REPLACED, given)
    return version


def save_named(
    act: Act,
    kind: str,
    name: str,
    record: Mapping[str, object],
    expected: int,
    *,
    code: str,
    facts: Mapping[str, Fact] | None = None,
) -> Outcome:
    """Keep a record under a name, over what stands there; saving the same changes nothing.

    Args:
        act: The act, holding the lock of the round.
        kind: Of the record.
        name: What it is found by.
        record: What is kept.
        expected: Version of what stood under the name when it was read; 0 when nothing did.
        code: Of the act, as the audit tells it.
        facts: As in ``Act.done``.
    """
    row = find_row(act, kind, name)
    about = kind if row is None else f"{kind}/{row.position}"
    if conflict := act.conflict(about, expected, 0 if row is None else row.version):
        return conflict
    if row is None:
        about, version = f"{kind}/{add_row(act, kind, name, record)}", 1
    elif row.record == record:
        return act.nothing(about, row.version)
    else:
        version = replace_row(act, row, record)
    return act.done(code, about, version, moves=False, facts=facts)


def remove_row(act: Act, row: Found) -> None:
    """Take out what a row holds; the row stays, so that its position is not given again."""
    here = (
        records.c.round_id == act.round_id,
        records.c.kind == row.kind,
        records.c.position == row.position,
    )
    gone = {"record": None, "name": "", "version": int(row.version) + 1}
    act.connection.execute(update(records).where(*here).values(**gone))

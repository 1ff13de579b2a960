"""付記 in a round: written beside a figure, put right, taken out, put back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from rfi.intake.remark.remark import (
    MOST_LETTERS,
    MOST_OF_CONDITIONS,
    MOST_REMARKS,
    Remark,
    remark_of,
    remark_record,
)
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome, Refused, refused
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import (
    Found,
    add_row,
    remove_row,
    replace_row,
    row_at,
    rows_of,
    target_of,
)

REMARK = "remark"


@dataclass(frozen=True, slots=True)
class StoredRemark:
    """A remark with the version that an edit of it must name."""

    remark: Remark
    version: int


def row_record(remark: Remark) -> dict[str, object]:
    """Return the record of a remark as its row holds it: the row has its number."""
    return {key: value for key, value in remark_record(remark).items() if key != "number"}


def _remark_in(row: Found) -> Remark:
    return remark_of({**row.record, "number": row.position})


def _wrong(words: str) -> Refused | None:
    if not words:
        return refused("remark_empty")
    if len(words) > MOST_LETTERS:
        return refused("remark_too_long", limit=MOST_LETTERS, count=len(words))
    return None


def _cut(conditions: str) -> str:
    """Return conditions in words within their bound; a mark stands for what is left out."""
    is_long = len(conditions) > MOST_OF_CONDITIONS
    return conditions[: MOST_OF_CONDITIONS - 1] + "…" if is_long else conditions


def _full(act: Act) -> Refused | None:
    if len(rows_of(act.connection, act.round_id, REMARK)) < MOST_REMARKS:
        return None
    return refused("remarks_too_many", limit=MOST_REMARKS)


def write_remark(store: Store, round_id: str, remark: Remark, signed: Signed) -> Outcome:
    """Write a remark; its number, who and when are given here. ``Done.about`` ends with the number.

    It is of what people look at, so that whoever shows the round is told that it moved.
    """
    kept = replace(
        remark,
        conditions=_cut(remark.conditions),
        text=remark.text.strip(),
        by=signed.by,
        at=signed.at,
    )

    def work(act: Act) -> Outcome:
        if wrong := _wrong(kept.text):
            return wrong
        if full := _full(act):
            return full
        number = add_row(act, REMARK, "", row_record(kept))
        return act.done("remark_written", f"{REMARK}/{number}", 1)

    return act_on(store, round_id, signed, work)


def _on(
    store: Store,
    round_id: str,
    number: int,
    expected: int,
    signed: Signed,
    work: Callable[[Act, Target], Outcome],
) -> Outcome:
    """Run one edit of the remark of a number; as in ``edit_on``."""

    def find(act: Act) -> Target | None:
        return target_of(row_at(act, REMARK, number))

    return edit_on(store, round_id, expected, signed, find, work)


def edit_remark(
    store: Store, round_id: str, number: int, expected: int, words: str, signed: Signed
) -> Outcome:
    """Change the words of a remark; who wrote it first and when stay."""

    def work(act: Act, target: Target) -> Outcome:
        about, row = target.about, target.row
        if row.record is None:
            return refused("store_no_object")
        if wrong := _wrong(words.strip()):
            return wrong
        changed = row_record(replace(_remark_in(row), text=words.strip()))
        if changed == row.record:
            return act.nothing(about, row.version)
        return act.done("remark_edited", about, replace_row(act, row, changed))

    return _on(store, round_id, number, expected, signed, work)


def remove_remark(
    store: Store, round_id: str, number: int, expected: int, signed: Signed
) -> Outcome:
    """Take a remark out; its number is not given again."""

    def work(act: Act, target: Target) -> Outcome:
        if target.row.record is None:
            return act.nothing(target.about, target.row.version)
        remove_row(act, target.row)
        return act.done("remark_removed", target.about, 0)

    return _on(store, round_id, number, expected, signed, work)


def put_back_remark(
    store: Store, round_id: str, remark: Remark, expected: int, signed: Signed
) -> Outcome:
    """Put a remark that was taken out back under its number, as it was.

    Args:
        store: The store.
        round_id: The round.
        remark: As it stood.
        expected: Version of the row since: one more than the remark had.
        signed: Who and when.
    """

    def work(act: Act, target: Target) -> Outcome:
        if target.row.record is not None:
            return act.nothing(target.about, target.row.version)
        if full := _full(act):
            return full
        version = replace_row(act, target.row, row_record(remark))
        return act.done("remark_restored", target.about, version)

    return _on(store, round_id, remark.number, expected, signed, work)


def remarks_in(connection: Connection, round_id: str) -> tuple[StoredRemark, ...]:
    """Return the remarks of a round in the order of their numbers."""
    return tuple(
        StoredRemark(_remark_in(row), row.version) for row in rows_of(connection, round_id, REMARK)
    )

"""An audit that was touched is found, and what was done to it is told apart."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, update

from rfi.store.audit.chain import Entry, Head, entries_of
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store
from rfi.store.database.tables import audit
from rfi.store.round.notes import write_note
from tests.intake.rounds import full_round
from tests.store.stores import SATO, done, new_round

LENGTH = 6  # the making of the round and five minutes


@pytest.fixture
def round_id(store: Store) -> str:
    made = new_round(store, full_round())
    for number in range(1, LENGTH):
        done(write_note(store, made, "minute", "page", f"秘密 {number}円", SATO))
    return made


def entries(store: Store, chain: str) -> tuple[Entry, ...]:
    found = store.read(lambda connection: entries_of(connection, chain))
    assert isinstance(found, tuple)
    return found


def verdict(store: Store, expected: dict[str, Head] | None = None) -> Verdict:
    found = verify(store, expected)
    assert isinstance(found, Verdict)
    return found


def found_in(store: Store, expected: dict[str, Head] | None = None) -> list[tuple[str, int]]:
    return [(fault.kind, fault.number) for fault in verdict(store, expected).faults]


def rewrite(store: Store, chain: str, change: Callable[[list[Entry]], list[Entry]]) -> None:
    """Do to the table what somebody with the file in hand could do."""
    rows = change(list(entries(store, chain)))
    with store.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.chain == chain))
        connection.execute(insert(audit), [{**row.record, "chain": chain} for row in rows])


def forged(entry: Entry) -> Entry:
    """Return an entry with the digest that its content now has."""
    return replace(entry, digest=entry.made_digest())


def test_an_untouched_audit_is_sound_and_tells_its_ends(store: Store, round_id: str) -> None:
    found = verdict(store)
    assert found.faults == ()
    assert found.heads[round_id].number == LENGTH
    assert found_in(store, dict(found.heads)) == []


def test_no_amount_and_no_word_of_a_vendor_or_a_note_is_in_it(store: Store, round_id: str) -> None:
    words = repr([entries(store, chain) for chain in ("", round_id)])
    assert [word for word in ("秘密", "円", "vendor", "tax", "金額") if word in words] == []


@pytest.mark.parametrize("column", ["by", "at", "act", "about"])
def test_an_edited_field_is_found(store: Store, round_id: str, column: str) -> None:
    here = (audit.c.chain == round_id, audit.c.number == 3)
    with store.engine.begin() as connection:
        connection.execute(update(audit).where(*here).values({column: "x"}))
    assert found_in(store) == [("audit_edited", 3)]


def test_an_edit_whose_digest_was_made_anew_is_found(store: Store, round_id: str) -> None:
    rewrite(
        store,
        round_id,
        lambda rows: [*rows[:2], forged(replace(rows[2], by="x")), *rows[3:]],
    )
    assert found_in(store) == [("audit_edited", 3)]


def test_a_deleted_entry_is_found(store: Store, round_id: str) -> None:
    rewrite(store, round_id, lambda rows: [*rows[:2], *rows[3:]])
    assert found_in(store) == [("audit_deleted", 3)]


def test_a_deleted_entry_whose_followers_were_numbered_anew_is_found(
    store: Store, round_id: str
) -> None:
    rewrite(
        store,
        round_id,
        lambda rows: [*rows[:2], *(replace(row, number=row.number - 1) for row in rows[3:])],
    )
    assert ("audit_deleted", 3) in found_in(store)


def test_an_inserted_entry_is_found(store: Store, round_id: str) -> None:
    def planted(rows: list[Entry]) -> list[Entry]:
        made = forged(replace(rows[2], by="x", previous=rows[1].digest))
        return [*rows[:2], made, *(replace(row, number=row.number + 1) for row in rows[2:])]

    rewrite(store, round_id, planted)
    assert found_in(store)[0] == ("audit_inserted", 3)


def test_an_entry_added_behind_the_last_is_found(store: Store, round_id: str) -> None:
    rewrite(store, round_id, lambda rows: [*rows, replace(rows[2], number=LENGTH + 1)])
    assert found_in(store)[0] == ("audit_inserted", LENGTH + 1)


def test_a_cut_tail_is_found_by_the_end_that_was_printed(store: Store, round_id: str) -> None:
    printed = dict(verdict(store).heads)
    rewrite(store, round_id, lambda rows: rows[:-2])
    assert found_in(store) == []
    assert found_in(store, printed) == [("audit_cut", LENGTH)]


def test_a_chain_that_is_gone_is_a_cut_tail(store: Store, round_id: str) -> None:
    printed = dict(verdict(store).heads)
    with store.engine.begin() as connection:
        connection.execute(delete(audit).where(audit.c.chain == round_id))
    assert found_in(store, printed) == [("audit_cut", LENGTH)]


def test_a_chain_that_was_written_anew_does_not_hold_the_printed_end(
    store: Store, round_id: str
) -> None:
    printed = dict(verdict(store).heads)

    def anew(rows: list[Entry]) -> list[Entry]:
        made: list[Entry] = []
        for row in rows:
            previous = made[-1].digest if made else row.previous
            made.append(forged(replace(row, by="x", previous=previous)))
        return made

    rewrite(store, round_id, anew)
    assert found_in(store) == []
    assert found_in(store, printed) == [("audit_other", LENGTH)]

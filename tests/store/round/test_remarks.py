"""Remarks in a round: written, put right, taken out and put back, each act with its audit entry."""

from dataclasses import replace
from pathlib import Path

import pytest

from rfi.intake.remark.remark import MOST_LETTERS, MOST_OF_CONDITIONS, MOST_REMARKS, Remark
from rfi.store.audit.chain import entries_of
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Outcome, Refused
from rfi.store.round.remarks import (
    StoredRemark,
    edit_remark,
    put_back_remark,
    remove_remark,
    write_remark,
)
from rfi.store.round.rounds import archive_round, export_round, import_round
from rfi.store.round.whole import WholeRound
from rfi.store.round.whole_file import read_whole, write_whole
from tests.intake.rounds import full_round
from tests.store.stores import SATO, SUZUKI, done, new_round, now_in, store_in

REMARK = Remark(0, "vendor:O1", "B01", "I09", "人口35万人", "ab", 1, "  別途見積。10月に再提出 ")
KEPT = replace(REMARK, number=1, text="別途見積。10月に再提出", by=SATO.by, at=SATO.at)


@pytest.fixture
def round_id(store: Store) -> str:
    return new_round(store, full_round())


def told(store: Store, round_id: str) -> tuple[StoredRemark, ...]:
    return now_in(store, round_id).remarks


def acts(store: Store, round_id: str) -> list[tuple[str, str, str]]:
    found = store.read(lambda connection: entries_of(connection, round_id))
    assert isinstance(found, tuple)
    return [(one.act, one.about, one.by) for one in found[1:]]


def code(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    assert outcome.issue.next_step("ja")
    return outcome.issue.code


def test_a_remark_is_kept_with_who_and_when_and_moves_the_round(
    store: Store, round_id: str
) -> None:
    before = now_in(store, round_id).revision
    found = done(write_remark(store, round_id, REMARK, SATO))
    assert (found.about, found.version, found.revision) == ("remark/1", 1, before + 1)
    assert told(store, round_id) == (StoredRemark(KEPT, 1),)


def test_the_audit_tells_each_act_and_no_word_of_the_remark(store: Store, round_id: str) -> None:
    done(write_remark(store, round_id, REMARK, SATO))
    done(edit_remark(store, round_id, 1, 1, "秘密", SUZUKI))
    done(remove_remark(store, round_id, 1, 2, SUZUKI))
    done(put_back_remark(store, round_id, KEPT, 3, SATO))
    assert acts(store, round_id) == [
        ("remark_written", "remark/1", "佐藤"),
        ("remark_edited", "remark/1", "鈴木"),
        ("remark_removed", "remark/1", "鈴木"),
        ("remark_restored", "remark/1", "佐藤"),
    ]
    entries = store.read(lambda connection: entries_of(connection, round_id))
    assert isinstance(entries, tuple)
    assert not [one for one in entries if "秘密" in repr(one) or "別途" in repr(one)]


def test_put_right_it_keeps_its_first_writer_and_the_same_words_change_nothing(
    store: Store, round_id: str
) -> None:
    done(write_remark(store, round_id, REMARK, SATO))
    done(edit_remark(store, round_id, 1, 1, "直した", SUZUKI))
    assert told(store, round_id) == (StoredRemark(replace(KEPT, text="直した"), 2),)
    assert done(edit_remark(store, round_id, 1, 2, " 直した ", SUZUKI)).act == ""


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_whoever_edits_what_another_has_edited_is_told_who_and_when(
    store: Store, round_id: str, act: str
) -> None:
    done(write_remark(store, round_id, REMARK, SATO))
    done(edit_remark(store, round_id, 1, 1, "先に直した", SUZUKI))
    found = (
        edit_remark(store, round_id, 1, 1, "後から", SATO)
        if act == "edit"
        else remove_remark(store, round_id, 1, 1, SATO)
    )
    assert isinstance(found, Conflict)
    assert (found.by, found.at, found.act) == (SUZUKI.by, SUZUKI.at, "remark_edited")
    assert "鈴木" in found.issue.message("ja")
    assert told(store, round_id)[0].remark.text == "先に直した"


def test_taken_out_and_put_back_it_is_as_it_was_under_its_number(
    store: Store, round_id: str
) -> None:
    for _ in range(2):
        done(write_remark(store, round_id, REMARK, SATO))
    done(remove_remark(store, round_id, 1, 1, SUZUKI))
    assert [one.remark.number for one in told(store, round_id)] == [2]
    assert code(edit_remark(store, round_id, 1, 2, "x", SATO)) == "store_no_object"
    assert done(remove_remark(store, round_id, 1, 2, SATO)).act == ""
    done(put_back_remark(store, round_id, KEPT, 2, SUZUKI))
    assert told(store, round_id)[0] == StoredRemark(KEPT, 3)
    assert done(put_back_remark(store, round_id, KEPT, 3, SUZUKI)).act == ""


def test_a_number_is_not_given_again(store: Store, round_id: str) -> None:
    done(write_remark(store, round_id, REMARK, SATO))
    done(remove_remark(store, round_id, 1, 1, SATO))
    assert done(write_remark(store, round_id, REMARK, SATO)).about == "remark/2"


def test_no_words_too_many_words_and_too_many_remarks_are_refused(
    store: Store, round_id: str
) -> None:
    assert code(write_remark(store, round_id, replace(REMARK, text=" \n"), SATO)) == "remark_empty"
    long = "あ" * (MOST_LETTERS + 1)
    assert code(write_remark(store, round_id, replace(REMARK, text=long), SATO)) == (
        "remark_too_long"
    )
    done(write_remark(store, round_id, replace(REMARK, text=long[1:]), SATO))
    assert code(edit_remark(store, round_id, 1, 1, "", SATO)) == "remark_empty"
    assert code(edit_remark(store, round_id, 1, 1, long, SATO)) == "remark_too_long"
    assert code(edit_remark(store, round_id, 9, 1, "x", SATO)) == "store_no_object"
    full = new_round(store, full_round())
    made = done(import_round(store, crowded(store, full), SATO)).about.removeprefix("round/")
    assert code(write_remark(store, made, REMARK, SATO)) == "remarks_too_many"
    assert code(put_back_remark(store, made, replace(KEPT, number=9999), 1, SATO)) == (
        "store_no_object"
    )


def crowded(store: Store, round_id: str) -> WholeRound:
    """Return a round with as many remarks as it may hold."""
    whole = export_round(store, round_id)
    assert isinstance(whole, WholeRound)
    every = tuple(replace(KEPT, number=number) for number in range(1, MOST_REMARKS + 1))
    return replace(whole, remarks=every)


def test_conditions_longer_than_their_bound_end_in_a_mark(store: Store, round_id: str) -> None:
    long = "条件" * MOST_OF_CONDITIONS
    done(write_remark(store, round_id, replace(REMARK, conditions=long), SATO))
    (kept,) = told(store, round_id)
    assert len(kept.remark.conditions) == MOST_OF_CONDITIONS
    assert kept.remark.conditions.endswith("…")


def test_nothing_is_written_into_an_archived_round(store: Store, round_id: str) -> None:
    done(archive_round(store, round_id, 1, SATO))
    assert code(write_remark(store, round_id, REMARK, SATO)) == "store_archived"


def test_remarks_go_out_with_the_file_of_the_round_and_keep_their_numbers(
    store: Store, round_id: str, tmp_path: Path
) -> None:
    for _ in range(3):
        done(write_remark(store, round_id, REMARK, SATO))
    done(remove_remark(store, round_id, 2, 1, SATO))
    whole = export_round(store, round_id)
    assert isinstance(whole, WholeRound)
    assert [one.number for one in whole.remarks] == [1, 3]
    data = write_whole(whole)
    assert isinstance(data, bytes)
    back = read_whole(data)
    assert back == whole
    with store_in(tmp_path / "other") as other:
        made = done(import_round(other, whole, SUZUKI)).about.removeprefix("round/")
        assert [one.remark for one in told(other, made)] == list(whole.remarks)
        assert done(write_remark(other, made, REMARK, SUZUKI)).about == "remark/4"

"""Answers in the store: letters that stay, the newest upload of a version, conflicts, undo."""

import pytest

from rfi.schema.issue import Issue
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Outcome, Refused
from rfi.store.round.answers import (
    accept_answer,
    note_answer,
    restore_answer,
    withdraw_answer,
)
from rfi.store.round.reading import RoundState, read_state
from rfi.store.round.rounds import archive_round
from tests.intake.rounds import answer_file, empty_round
from tests.store.stores import SATO, SUZUKI, claim, done, new_round, now_in

FIRST, SECOND, THIRD = (answer_file(f"{name}.json", note=name) for name in "abc")


def states(store: Store, round_id: str) -> list[str]:
    return [one.state for one in now_in(store, round_id).answers]


@pytest.fixture
def round_id(store: Store) -> str:
    return new_round(store, empty_round())


def test_an_accepted_answer_is_in_the_round_with_its_bytes_and_its_audit(
    store: Store, round_id: str
) -> None:
    made = done(accept_answer(store, round_id, FIRST, claim(offers="P"), SUZUKI, note="電話"))
    found = now_in(store, round_id)
    assert made.act == "answer_accepted"
    assert (made.version, made.revision) == (1, 2)
    assert found.revision == 2
    (answer,) = found.round.answers
    assert (answer.file, answer.received_by, answer.note) == (FIRST, "鈴木", "電話")
    assert answer.received_at == SUZUKI.at
    assert found.letters == ("P",)


def test_the_same_bytes_again_change_nothing_and_are_said_to_be_so(
    store: Store, round_id: str
) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    again = done(accept_answer(store, round_id, FIRST, claim(), SUZUKI))
    assert (again.act, again.version) == ("", 1)
    assert read_state(store, round_id) == RoundState(2, 1)


def test_letters_follow_the_order_of_acceptance_and_stay(store: Store, round_id: str) -> None:
    accept_answer(store, round_id, FIRST, claim("x", offers="QP"), SATO)
    accept_answer(store, round_id, SECOND, claim("y", offers="A", held=True), SATO)
    withdraw_answer(store, round_id, FIRST.sha256, 1, SATO)
    accept_answer(store, round_id, THIRD, claim("z", offers="BP"), SATO)
    assert now_in(store, round_id).letters == ("Q", "P", "B")


def test_of_one_version_the_newest_upload_stands_and_the_other_is_kept(
    store: Store, round_id: str
) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    accept_answer(store, round_id, SECOND, claim(version=2), SATO)
    accept_answer(store, round_id, THIRD, claim(), SATO)
    assert states(store, round_id) == ["kept", "standing", "standing"]
    withdraw_answer(store, round_id, THIRD.sha256, 1, SATO)
    assert states(store, round_id) == ["standing", "standing", "withdrawn"]
    restore_answer(store, round_id, THIRD.sha256, 2, SATO)
    assert states(store, round_id) == ["kept", "standing", "standing"]


def test_a_held_upload_does_not_push_out_the_one_that_counts(store: Store, round_id: str) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    accept_answer(store, round_id, SECOND, claim(held=True), SATO)
    assert states(store, round_id) == ["standing", "held"]


def test_bytes_that_were_pushed_out_stand_again_when_they_come_again(
    store: Store, round_id: str
) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    accept_answer(store, round_id, SECOND, claim(), SATO)
    again = done(accept_answer(store, round_id, FIRST, claim(), SATO))
    assert again.act == "answer_again"
    assert states(store, round_id) == ["standing", "kept"]


def test_withdrawing_keeps_the_bytes_and_is_undone_as_it_was(store: Store, round_id: str) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    before = now_in(store, round_id).round
    out = done(withdraw_answer(store, round_id, FIRST.sha256, 1, SUZUKI))
    (answer,) = now_in(store, round_id).round.answers
    assert (answer.withdrawn_by, answer.file) == ("鈴木", FIRST)
    done(restore_answer(store, round_id, FIRST.sha256, out.version, SATO))
    assert now_in(store, round_id).round == before


def told(outcome: Outcome) -> Issue:
    assert isinstance(outcome, Refused | Conflict)
    return outcome.issue


def test_an_edit_of_a_stale_version_says_who_did_what_when_and_does_nothing(
    store: Store, round_id: str
) -> None:
    accept_answer(store, round_id, FIRST, claim(), SATO)
    withdraw_answer(store, round_id, FIRST.sha256, 1, SUZUKI)
    stale = note_answer(store, round_id, FIRST.sha256, 1, "遅い", SATO)
    assert stale == Conflict(f"answer/{FIRST.sha256}", 1, 2, "answer_withdrawn", "鈴木", SUZUKI.at)
    words = told(stale).message("ja")
    assert "鈴木" in words
    assert "2026-10-01 18:05" in words
    assert "回答を取下げ" in words
    assert now_in(store, round_id).round.answers[0].note == ""


def test_what_is_not_there_is_told(store: Store, round_id: str) -> None:
    missing = withdraw_answer(store, round_id, "0" * 64, 1, SATO)
    assert told(missing).code == "store_no_object"
    elsewhere = accept_answer(store, "nowhere", FIRST, claim(), SATO)
    assert told(elsewhere).code == "store_no_round"


def test_nothing_in_an_archived_round_changes(store: Store, round_id: str) -> None:
    archive_round(store, round_id, 1, SATO)
    assert told(accept_answer(store, round_id, FIRST, claim(), SATO)).code == "store_archived"
    assert now_in(store, round_id).round == empty_round()

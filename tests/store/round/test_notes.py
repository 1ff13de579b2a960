"""The list of what is masked: kept whole with its audit entry, and no word of it is told there."""

import pytest

from rfi.store.audit.chain import entries_of
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Refused
from rfi.store.round.notes import (
    LEAST_OF_HIDDEN,
    MOST_HIDDEN,
    MOST_OF_HIDDEN,
    StoredHidden,
    save_hidden,
)
from tests.intake.rounds import full_round
from tests.store.stores import SATO, SUZUKI, done, new_round, now_in


@pytest.fixture
def round_id(store: Store) -> str:
    return new_round(store, full_round())


def test_the_list_is_kept_clean_each_word_once_and_moves_the_round(
    store: Store, round_id: str
) -> None:
    before = now_in(store, round_id)
    assert before.hidden == StoredHidden()
    done(save_hidden(store, round_id, (" カクデン ", "", "ＶＣＳ", "カクデン"), 0, SATO))
    after = now_in(store, round_id)
    assert after.hidden == StoredHidden(("カクデン", "ＶＣＳ"), 1)
    assert after.revision == before.revision + 1


def test_the_audit_tells_how_many_words_and_none_of_them(store: Store, round_id: str) -> None:
    done(save_hidden(store, round_id, ("カクデン",), 0, SATO))
    done(save_hidden(store, round_id, (), 1, SUZUKI))
    found = store.read(lambda connection: entries_of(connection, round_id))
    assert isinstance(found, tuple)
    told = [(one.act, one.about, one.by, one.facts["count"]) for one in found[1:]]
    assert told == [("hidden_saved", "hidden", "佐藤", 1), ("hidden_saved", "hidden", "鈴木", 0)]
    assert "カクデン" not in repr(found)


def test_a_stale_list_is_a_conflict_and_the_same_one_is_no_act(store: Store, round_id: str) -> None:
    done(save_hidden(store, round_id, ("カクデン",), 0, SATO))
    assert isinstance(save_hidden(store, round_id, ("別の語",), 0, SUZUKI), Conflict)
    revision = now_in(store, round_id).revision
    done(save_hidden(store, round_id, ("カクデン",), 1, SUZUKI))
    assert now_in(store, round_id).revision == revision


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("語" * (LEAST_OF_HIDDEN - 1),), "hidden_length"),
        (("語" * (MOST_OF_HIDDEN + 1),), "hidden_length"),
        (tuple(f"語{number}" for number in range(MOST_HIDDEN + 1)), "hidden_too_many"),
    ],
)
def test_a_list_out_of_bounds_is_refused(
    words: tuple[str, ...], code: str, store: Store, round_id: str
) -> None:
    found = save_hidden(store, round_id, words, 0, SATO)
    assert isinstance(found, Refused)
    assert found.issue.code == code
    assert now_in(store, round_id).hidden == StoredHidden()

"""Any round comes back from the database, and whole from one database into another."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from rfi.intake.round.round import Round
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen
from rfi.scenario.chosen_record import SavedConditions
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused
from rfi.store.round.act import Signed
from rfi.store.round.conditions import choose, read_choice, save_conditions
from rfi.store.round.notes import write_note
from rfi.store.round.reading import RoundState, read_state
from rfi.store.round.rounds import (
    archive_round,
    delete_round,
    export_round,
    import_round,
    list_rounds,
    rename_round,
)
from rfi.store.round.whole import WholeRound
from tests.intake.rounds import empty_round, full_round, rounds
from tests.store.stores import SATO, SUZUKI, done, new_round, now_in, store_in


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(rounds())
def test_any_round_comes_back_as_it_was(made: Round) -> None:
    with tempfile.TemporaryDirectory() as folder, store_in(Path(folder)) as store:
        assert now_in(store, new_round(store, made)).round == made


def exported(store: Store, round_id: str) -> WholeRound:
    found = export_round(store, round_id)
    assert isinstance(found, WholeRound)
    return found


def test_everything_of_a_round_comes_back_from_another_database(
    store: Store, tmp_path: Path
) -> None:
    round_id = new_round(store, full_round(), "2026年の回")
    done(choose(store, round_id, Chosen(scenario_id="S1"), {"tax": "included"}, SATO))
    done(save_conditions(store, round_id, SavedConditions("案1", Chosen(group=("1",))), 0, SATO))
    done(write_note(store, round_id, "minute", "costs", "確認した", SATO))
    whole = exported(store, round_id)
    with store_in(tmp_path / "other") as other:
        there = done(import_round(other, whole, SUZUKI)).about.removeprefix("round/")
        found = exported(other, there)
    assert found.entries[:-1] == whole.entries
    assert found.entries[-1].act == "round_imported"
    assert replace(found, entries=()) == replace(whole, entries=())


def test_what_a_person_chose_does_not_move_the_revision_of_the_round(store: Store) -> None:
    round_id = new_round(store, empty_round())
    done(choose(store, round_id, Chosen(scenario_id="S1"), {}, SATO))
    mine, other = (read_choice(store, round_id, who.by) for who in (SATO, SUZUKI))
    assert not isinstance(mine, Refused)
    assert not isinstance(other, Refused)
    assert mine.chosen.scenario_id == "S1"
    assert other.chosen == Chosen()
    assert read_state(store, round_id) == RoundState(1, 1)


def test_of_two_tabs_of_one_person_the_last_choice_counts(store: Store) -> None:
    round_id = new_round(store, empty_round())
    for shown in ({"tax": "included"}, {"tax": "excluded"}, {"tax": "included"}):
        done(choose(store, round_id, NOTHING_CHOSEN, shown, SATO))
    mine = read_choice(store, round_id, SATO.by)
    assert not isinstance(mine, Refused)
    assert mine.shown == {"tax": "included"}


def test_a_round_is_deleted_when_it_was_archived_long_enough(store: Store) -> None:
    round_id = new_round(store, full_round())
    done(rename_round(store, round_id, 1, "別の名前", SATO))
    done(archive_round(store, round_id, 2, SATO))
    early = delete_round(store, round_id, 3, Signed("佐藤", "2026-10-30T09:00:00.000+00:00"))
    assert isinstance(early, Refused)
    assert early.issue.code == "store_retained"
    done(delete_round(store, round_id, 3, Signed("佐藤", "2026-10-31T09:00:00.000+00:00")))
    assert list_rounds(store) == ()
    left = verify(store)
    assert isinstance(left, Verdict)
    # Made, renamed, archived, deleted; and once made, once deleted among all rounds.
    assert {chain: head.number for chain, head in left.heads.items()} == {round_id: 4, "": 2}
    assert left.faults == ()

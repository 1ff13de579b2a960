"""Killed at random points and written by eight at once: nothing acknowledged is lost or halved.

Short here; ``python run.py soak`` runs 300 kills and 8 × 200 edits on both databases.
"""

import pytest
from sqlalchemy import delete

from benchmarks.soak.kills import _is_whole, kill_imports
from benchmarks.soak.rounds import new_round
from benchmarks.soak.writers import write_at_once
from rfi.store.database.engine import Store
from rfi.store.database.tables import documents
from rfi.store.round.answers import accept_answer
from rfi.store.round.rounds import export_round
from rfi.store.round.whole import WholeRound
from tests.intake.rounds import answer_file
from tests.store.stores import SATO, claim, done

pytestmark = pytest.mark.slow
KILLS, WRITERS, EDITS = 30, 8, 6


def url_of(store: Store) -> str:
    if store.address.path:
        return f"sqlite:///{store.address.path}"
    return store.address.url.render_as_string(hide_password=False)


def test_of_imports_killed_at_random_points_none_that_was_acknowledged_is_lost_or_halved(
    store: Store,
) -> None:
    found = kill_imports(url_of(store), KILLS)
    assert (found.kills, found.lost, found.halved, found.chain_faults) == (KILLS, 0, 0, 0)
    assert found.acknowledged > 0
    # A kill can fall between an import and its word, once each.
    assert found.unacknowledged <= KILLS


def test_eight_processes_that_edit_the_same_lose_nothing_and_are_told_every_conflict(
    store: Store,
) -> None:
    found = write_at_once(url_of(store), WRITERS, EDITS)
    assert (found.edits, found.lost, found.untold, found.chain_faults) == (WRITERS * EDITS, 0, 0, 0)


def test_a_planted_half_import_is_found(file_store: Store) -> None:
    round_id = new_round(file_store)
    done(accept_answer(file_store, round_id, answer_file(), claim(offers="A"), SATO))
    whole = export_round(file_store, round_id)
    assert isinstance(whole, WholeRound)
    assert _is_whole(file_store, round_id, whole)
    with file_store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql("DELETE FROM answers")
        connection.execute(delete(documents).where(documents.c.sha256 == answer_file().sha256))
    halved = export_round(file_store, round_id)
    assert isinstance(halved, WholeRound)
    assert not _is_whole(file_store, round_id, halved)

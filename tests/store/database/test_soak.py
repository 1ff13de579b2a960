"""Killed at random points and written by eight at once: nothing acknowledged is lost or halved.

Short here; ``python run.py soak`` runs 300 kills and 8 × 200 edits on both databases.
"""

import pytest
from sqlalchemy import delete

from benchmarks.soak.kills import kill_imports, look_at
from benchmarks.soak.rounds import new_round
from benchmarks.soak.writers import write_at_once
from rfi.store.database.engine import Store
from rfi.store.database.tables import letters
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer
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

    def is_whole() -> bool:
        found = look_at(file_store, round_id)
        assert not isinstance(found, Refused)
        return found[1]

    assert is_whole()
    with file_store.engine.begin() as connection:
        connection.execute(delete(letters))
    assert not is_whole()

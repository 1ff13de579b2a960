"""Backup and restore of a PostgreSQL database: the drill, what is kept, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.soak.server import Server
from rfi.store.backup.backup import back_up, restore
from rfi.store.backup.kept import Kept
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer
from tests.intake.rounds import answer_file, empty_round
from tests.store.stores import (
    SATO,
    claim,
    done,
    new_round,
    now_in,
    opened,
    server_address,
    store_in,
)

pytestmark = pytest.mark.postgresql
FIRST, SECOND = answer_file("a.json"), answer_file("b.json", version=2)


@pytest.fixture
def served(postgresql: Server) -> Iterator[Store]:
    store = opened(server_address(postgresql.new_database()))
    yield store
    store.close()


@pytest.fixture
def round_id(served: Store) -> str:
    made = new_round(served, empty_round())
    done(accept_answer(served, made, FIRST, claim(), SATO))
    return made


def kept(found: Kept | Refused) -> Kept:
    assert isinstance(found, Kept), found
    return found


def test_the_drill_a_lost_database_comes_back_on_another_server_database(
    served: Store, round_id: str, postgresql: Server, tmp_path: Path
) -> None:
    before = now_in(served, round_id)
    made = kept(back_up(served.address, tmp_path / "kept.backup"))
    assert (made.round_count, made.answer_count, made.faults) == (1, 1, ())
    assert (tmp_path / "kept.backup").stat().st_mode & 0o077 == 0
    elsewhere = server_address(postgresql.new_database())
    found = kept(restore(elsewhere, tmp_path / "kept.backup"))
    assert (found.round_count, found.answer_count, found.old) == (1, 1, "")
    again = opened(elsewhere)
    assert now_in(again, round_id) == before
    again.close()


def test_a_restore_takes_no_place_unasked_and_keeps_what_stood_there(
    served: Store, round_id: str, postgresql: Server, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    kept(back_up(served.address, file))
    done(accept_answer(served, round_id, SECOND, claim(version=2), SATO))
    unasked = restore(served.address, file)
    assert isinstance(unasked, Refused)
    assert unasked.issue.code == "restore_exists"
    assert len(now_in(served, round_id).answers) == 2
    found = kept(restore(served.address, file, replace=True))
    assert found.old == str(tmp_path / "kept.old-1.backup")
    assert len(now_in(served, round_id).answers) == 1
    elsewhere = server_address(postgresql.new_database())
    assert kept(restore(elsewhere, Path(found.old))).answer_count == 2


def test_a_damaged_dump_or_one_of_the_other_kind_changes_nothing(
    served: Store, round_id: str, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    kept(back_up(served.address, file))
    file.write_bytes(file.read_bytes()[:-900])
    bad = restore(served.address, file, replace=True)
    assert isinstance(bad, Refused)
    assert bad.issue.code == "backup_program_failed"
    with store_in(tmp_path) as other:
        new_round(other, empty_round())
        kept(back_up(other.address, tmp_path / "file.backup"))
    foreign = restore(served.address, tmp_path / "file.backup", replace=True)
    assert isinstance(foreign, Refused)
    assert foreign.issue.code == "restore_foreign"
    assert len(now_in(served, round_id).answers) == 1

"""Backup and restore: the drill, and everything that must not be written over."""

import sqlite3
from pathlib import Path

import pytest

from rfi.store.backup.backup import back_up, restore
from rfi.store.backup.kept import Kept
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer
from tests.intake.rounds import answer_file, empty_round
from tests.printed import printed
from tests.store.stores import SATO, address_at, claim, done, new_round, now_in, opened

FIRST, SECOND = answer_file("a.json"), answer_file("b.json", version=2)


def kept(found: Kept | Refused) -> Kept:
    assert isinstance(found, Kept), found
    return found


def refusal(found: Kept | Refused) -> str:
    assert isinstance(found, Refused), found
    return found.issue.code


@pytest.fixture
def round_id(file_store: Store) -> str:
    made = new_round(file_store, empty_round())
    done(accept_answer(file_store, made, FIRST, claim(), SATO))
    return made


def test_the_drill_a_lost_database_comes_back_as_it_was_backed_up(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    before = now_in(file_store, round_id)
    made = kept(back_up(file_store.address, tmp_path / "kept.backup"))
    assert (made.round_count, made.answer_count, made.faults) == (1, 1, ())
    elsewhere = address_at(tmp_path / "new" / "rfi.db")
    found = kept(restore(elsewhere, tmp_path / "kept.backup"))
    assert (found.round_count, found.answer_count, found.old) == (1, 1, "")
    again = opened(elsewhere)
    assert now_in(again, round_id) == before
    again.close()


def test_a_backup_is_one_file_for_this_account_alone_made_while_others_write(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    with file_store.engine.connect() as connection, connection.begin():
        kept(back_up(file_store.address, tmp_path / "kept.backup"))
    assert sorted(path.name for path in tmp_path.glob("kept*")) == ["kept.backup"]
    assert (tmp_path / "kept.backup").stat().st_mode & 0o077 == 0
    done(accept_answer(file_store, round_id, SECOND, claim(version=2), SATO))


def test_a_restore_takes_no_place_unasked_and_keeps_what_stood_there(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    file = tmp_path / "kept.backup"
    kept(back_up(file_store.address, file))
    done(accept_answer(file_store, round_id, SECOND, claim(version=2), SATO))
    assert refusal(restore(file_store.address, file)) == "restore_exists"
    assert refusal(restore(file_store.address, file, replace=True)) == "restore_open"
    assert len(now_in(file_store, round_id).answers) == 2
    file_store.close()
    found = kept(restore(file_store.address, file, replace=True))
    again, old = opened(file_store.address), opened(address_at(Path(found.old)))
    assert [len(now_in(one, round_id).answers) for one in (again, old)] == [1, 2]
    again.close()
    old.close()


def test_what_is_there_is_never_written_over_by_a_backup(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    assert round_id
    file = tmp_path / "kept.backup"
    file.write_bytes(b"mine")
    assert refusal(back_up(file_store.address, file)) == "backup_exists"
    assert file.read_bytes() == b"mine"


def test_a_damaged_database_is_not_taken_for_a_backup_and_is_replaced_by_one(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    file, path = tmp_path / "kept.backup", file_store.address.path
    assert path is not None
    kept(back_up(file_store.address, file))
    file_store.close()
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 9000)
    assert refusal(back_up(file_store.address, tmp_path / "bad.backup")) == "store_damaged"
    assert not list(tmp_path.glob("bad*"))
    found = kept(restore(file_store.address, file, replace=True))
    assert Path(found.old).read_bytes().endswith(b"\xff" * 9000)
    again = opened(file_store.address)
    assert len(now_in(again, round_id).answers) == 1
    again.close()


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    before = foreign.read_bytes()
    assert refusal(restore(address_at(tmp_path / "rfi.db"), foreign)) == "restore_foreign"
    assert foreign.read_bytes() == before
    assert not (tmp_path / "rfi.db").exists()


def test_a_broken_audit_is_told_and_copied_with_the_rest(
    file_store: Store, round_id: str, tmp_path: Path
) -> None:
    assert round_id
    with file_store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET by = 'x' WHERE number = 2")
    made = kept(back_up(file_store.address, tmp_path / "kept.backup"))
    assert [issue.code for issue in made.faults] == ["audit_edited"]


def test_both_are_one_command(
    file_store: Store, round_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert round_id
    monkeypatch.setenv("RFI_DATABASE_URL", f"sqlite:///{file_store.address.path}")
    file = str(tmp_path / "kept.backup")
    status, out, _ = printed("backup", file)
    assert (status, out) == (
        0,
        f"バックアップを作り、検査しました：{file}（回 1・回答 1）\n",
    )
    status, out, _ = printed("restore", file)
    assert status == 1
    assert "--replace" in out
    file_store.close()
    status, out, _ = printed("restore", file, "--replace", "--lang", "en")
    assert status == 0
    assert "is kept as" in out

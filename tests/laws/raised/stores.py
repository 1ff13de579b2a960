"""Issues of the store: of its address, of its disk, of acts that cannot be done, of its audit."""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from rfi.app.sections.round.begin import start_round
from rfi.app.session.sample_round import sample_round
from rfi.intake.round.record import RecordError
from rfi.intake.round.round import RoundFile
from rfi.schema.issue import Issue
from rfi.store.audit.chain import Entry, Head
from rfi.store.audit.verify import chain_faults
from rfi.store.backup.backup import back_up, restore
from rfi.store.backup.postgresql import _run, missing_program
from rfi.store.database.address import Address, address_of
from rfi.store.database.engine import Store, open_store
from rfi.store.database.faults import fault_of
from rfi.store.outcome import Done, Outcome, Refused
from rfi.store.round.answers import accept_answer, withdraw_answer
from rfi.store.round.layouts import rename_layout, save_layout
from rfi.store.round.notes import save_hidden
from rfi.store.round.reading import read_round
from rfi.store.round.remarks import write_remark
from rfi.store.round.rounds import archive_round, delete_round, import_round, rename_round
from tests.intake.rounds import answer_file, empty_round
from tests.laws.raised.files import Raiser
from tests.store.round.test_layouts import LAYOUT
from tests.store.round.test_remarks import REMARK, crowded
from tests.store.stores import SATO, address_at, claim, new_round, store_in


def of(act: Callable[[Store, str], Outcome | Refused]) -> Raiser:
    """Raise what an act on a new round is told."""

    def raiser() -> Iterable[Issue]:
        with tempfile.TemporaryDirectory() as folder, store_in(Path(folder)) as store:
            told = act(store, new_round(store, empty_round()))
        assert not isinstance(told, Done)
        return (told.issue,)

    return raiser


def name_taken(store: Store, round_id: str) -> Outcome:
    save_layout(store, round_id, LAYOUT, 0, SATO)
    save_layout(store, round_id, replace(LAYOUT, name="別の名前"), 0, SATO)
    return rename_layout(store, round_id, LAYOUT.name, 1, "別の名前", SATO)


def too_many_remarks(store: Store, round_id: str) -> Outcome:
    made = import_round(store, crowded(store, round_id), SATO)
    assert isinstance(made, Done)
    return write_remark(store, made.about.removeprefix("round/"), REMARK, SATO)


def remarked(words: str) -> Raiser:
    return of(lambda store, found: write_remark(store, found, replace(REMARK, text=words), SATO))


def archived(store: Store, round_id: str) -> Outcome:
    archive_round(store, round_id, 1, SATO)
    return accept_answer(store, round_id, answer_file(), claim(), SATO)


def full(store: Store, round_id: str) -> Outcome:
    with store.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
    big = answer_file(note="x" * 100_000)
    return accept_answer(store, round_id, big, claim(), SATO)


def newer(store: Store, _: str) -> Refused:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    found = open_store(store.address)
    assert isinstance(found, Refused)
    return found


def nowhere(store: Store, _: str) -> Refused:
    found = read_round(store, "nowhere")
    assert isinstance(found, Refused)
    return found


def addressed(url: str, kind: str = "") -> Raiser:
    def raiser() -> Iterable[Issue]:
        found = address_of({"RFI_DATABASE_URL": url}, lambda _: kind)
        assert isinstance(found, Refused)
        return found.issues

    return raiser


def unreachable() -> Iterable[Issue]:
    # Port 1 of this machine: nobody listens there, and the answer comes at once.
    address = address_of({"RFI_DATABASE_URL": "postgresql://rfi@127.0.0.1:1/rfi"})
    assert isinstance(address, Address)
    found = open_store(address)
    assert isinstance(found, Refused)
    return found.issues


def failed(error: BaseException) -> Raiser:
    def raiser() -> Iterable[Issue]:
        found = fault_of(error)
        return (found,) if found else ()

    return raiser


def in_sqlite(address: str, statement: str) -> Raiser:
    def raiser() -> Iterable[Issue]:
        with tempfile.TemporaryDirectory() as folder:
            sqlite3.connect(f"{folder}/x.db").close()
            Path(folder, "x.db").touch()
            connection = sqlite3.connect(f"file:{folder}/{address}", uri=True)
            try:
                connection.execute(statement)
            except sqlite3.Error as error:
                return failed(error)()
            finally:
                connection.close()
        return ()

    return raiser


def _chain() -> list[Entry]:
    made: list[Entry] = []
    for number in (1, 2, 3):
        entry = Entry(number, "t", "a", "chosen", "x")
        entry = replace(entry, previous=made[-1].digest) if made else entry
        made.append(replace(entry, digest=entry.made_digest()))
    return made


def chained(change: Callable[[list[Entry]], list[Entry]], expected: Head | None = None) -> Raiser:
    return lambda: (fault.issue for fault in chain_faults("x", change(_chain()), expected))


def backed(act: Callable[[Address, Path], object]) -> Raiser:
    """Raise what a backup or restore of a database with a round is told."""

    def raiser() -> Iterable[Issue]:
        with tempfile.TemporaryDirectory() as folder, store_in(Path(folder)) as store:
            new_round(store, empty_round())
            (Path(folder) / "there.backup").write_bytes(b"no backup")
            told = act(store.address, Path(folder))
        assert isinstance(told, Refused)
        return told.issues

    return raiser


def restore_of(address: Address, folder: Path, *, replace: bool) -> object:
    back_up(address, folder / "new.backup")
    return restore(address, folder / "new.backup", replace=replace)


def without_programs() -> Iterable[Issue]:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as empty:
        patch.setenv("PATH", empty)
        found = missing_program()
    return found.issues if found else ()


def with_a_program_that_fails() -> Iterable[Issue]:
    address = address_of({"RFI_DATABASE_URL": "postgresql://127.0.0.1/none"})
    assert isinstance(address, Address)
    found = _run(address, sys.executable)
    return found.issues if found else ()


ASKED = sample_round().questionnaire


def begun(*files: RoundFile) -> Raiser:
    def raised() -> Iterable[Issue]:
        found = start_round(files)
        return () if isinstance(found, str) else found

    return raised


RAISED: Mapping[str, Raiser] = {
    "store_conflict": of(lambda store, found: rename_round(store, found, 9, "x", SATO)),
    "store_no_round": of(nowhere),
    "store_no_object": of(lambda store, found: withdraw_answer(store, found, "0", 1, SATO)),
    "store_archived": of(archived),
    "layout_name_taken": of(name_taken),
    "remark_empty": remarked(" "),
    "remark_too_long": remarked("あ" * 501),
    "hidden_length": of(lambda store, found: save_hidden(store, found, ("あ",), 0, SATO)),
    "hidden_too_many": of(
        lambda store, found: save_hidden(store, found, map(str, range(1000, 1201)), 0, SATO)
    ),
    "remarks_too_many": of(too_many_remarks),
    "store_retained": of(lambda store, found: delete_round(store, found, 1, SATO)),
    "store_full": of(full),
    "store_newer": of(newer),
    "store_address": addressed("mysql://a/b"),
    "store_network_drive": addressed("sqlite:////x/rfi.db", "nfs4"),
    "store_io": failed(OSError()),
    "store_busy": failed(PoolTimeoutError()),
    "store_damaged": failed(RecordError()),
    "store_read_only": in_sqlite("x.db?mode=ro", "CREATE TABLE x (y)"),
    "store_unreachable": unreachable,
    "round_start_none": begun(),
    "round_start_many": begun(ASKED, RoundFile("r.json", ASKED.data + b"\n")),
    "round_start_mixed": begun(ASKED, RoundFile("r.zip", b"")),
    "backup_exists": backed(lambda found, folder: back_up(found, folder / "there.backup")),
    "backup_nothing": backed(
        lambda _, folder: back_up(address_at(folder / "none.db"), folder / "x")
    ),
    "backup_no_program": without_programs,
    "backup_program_failed": with_a_program_that_fails,
    "restore_exists": backed(lambda found, folder: restore_of(found, folder, replace=False)),
    "restore_open": backed(lambda found, folder: restore_of(found, folder, replace=True)),
    "restore_no_file": backed(lambda found, folder: restore(found, folder / "none")),
    "restore_foreign": backed(lambda found, folder: restore(found, folder / "there.backup")),
    "audit_edited": chained(lambda rows: [replace(rows[0], by="x"), *rows[1:]]),
    "audit_deleted": chained(lambda rows: [rows[0], rows[2]]),
    "audit_inserted": chained(
        lambda rows: [rows[0], rows[1], replace(rows[1], number=3), replace(rows[2], number=4)]
    ),
    "audit_cut": chained(lambda rows: rows[:2], Head(3, "x")),
    "audit_other": chained(lambda rows: rows, Head(3, "x")),
}

"""The database as it is opened, and what it says when the disk is full."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from rfi.intake.round.round import RoundFile
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer
from tests.intake.rounds import answer_file, empty_round
from tests.store.stores import SATO, address_at, claim, done, new_round, now_in, opened

ROOT = Path(__file__).resolve().parents[3]
BIG = RoundFile("big.json", bytes(range(256)) * 4096)


def pragma(file_store: Store, name: str) -> object:
    with file_store.engine.connect() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_a_database_is_safe_against_a_lost_machine_and_read_by_this_account_alone(
    file_store: Store,
) -> None:
    assert pragma(file_store, "journal_mode") == "wal"
    assert pragma(file_store, "synchronous") == 2
    assert pragma(file_store, "foreign_keys") == 1
    assert file_store.address.path is not None
    assert file_store.address.path.stat().st_mode & 0o077 == 0


def test_what_was_stored_is_there_when_the_database_is_opened_again(tmp_path: Path) -> None:
    address = address_at(tmp_path / "new folder" / "rfi.db")
    first = opened(address)
    round_id = new_round(first, empty_round())
    done(accept_answer(first, round_id, answer_file(), claim(), SATO))
    first.close()
    again = opened(address)
    assert now_in(again, round_id).round.answers[0].file == answer_file()
    again.close()


def test_a_full_disk_is_told_in_words_and_nothing_is_lost_or_halved(file_store: Store) -> None:
    round_id = new_round(file_store, empty_round())
    done(accept_answer(file_store, round_id, answer_file(), claim(), SATO))
    before = now_in(file_store, round_id)
    pages = int(str(pragma(file_store, "page_count")))
    with file_store.engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count={pages + 4}"))
    full = accept_answer(file_store, round_id, BIG, claim(version=2), SATO)
    assert isinstance(full, Refused)
    assert full.issue.code == "store_full"
    assert now_in(file_store, round_id) == before
    with file_store.engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count={pages * 1000}"))
    done(accept_answer(file_store, round_id, BIG, claim(version=2), SATO))
    assert len(now_in(file_store, round_id).round.answers) == 2
    sound = verify(file_store)
    assert isinstance(sound, Verdict)
    assert sound.faults == ()


UNDER_A_LIMIT = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer
from tests.store.database.test_engine import BIG
from tests.store.stores import SATO, address_at, claim, opened

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
store = opened(address_at(Path(sys.argv[2])))
full = accept_answer(store, sys.argv[3], BIG, claim(version=2), SATO)
print(full.issue.code if isinstance(full, Refused) else full)
"""


@pytest.mark.skipif("sys.platform == 'win32'")
def test_a_process_that_may_write_no_further_is_told_and_nothing_is_lost_or_halved(
    file_store: Store,
) -> None:
    round_id = new_round(file_store, empty_round())
    done(accept_answer(file_store, round_id, answer_file(), claim(), SATO))
    before = now_in(file_store, round_id)
    words = [str(ROOT), str(file_store.address.path), round_id]
    command = [sys.executable, "-c", UNDER_A_LIMIT, *words]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.strip() == "store_io"
    assert now_in(file_store, round_id) == before
    done(accept_answer(file_store, round_id, BIG, claim(version=2), SATO))
    sound = verify(file_store)
    assert isinstance(sound, Verdict)
    assert sound.faults == ()

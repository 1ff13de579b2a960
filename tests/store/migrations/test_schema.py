"""The migrations make the tables that the code reads; a newer schema is refused."""

import json
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from rfi.intake.round.round import Answer
from rfi.scenario.chosen import Chosen
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store, open_store
from rfi.store.database.schema_version import NEWEST, schema_of
from rfi.store.database.tables import metadata
from rfi.store.database.upgrade import upgrade
from rfi.store.outcome import Refused
from rfi.store.round.notes import write_note
from rfi.store.round.rounds import export_round, list_rounds
from rfi.store.round.whole import WholeRound
from tests.intake.rounds import full_round
from tests.store.stores import SATO, address_at, done, opened

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade():
    op.add_column("rounds", sa.Column("colour", sa.Text, server_default="blue", nullable=False))
"""


def test_the_migrations_make_the_tables_of_the_code(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert schema_of(connection) == NEWEST


def test_a_database_is_brought_to_a_later_schema_with_what_is_in_it(
    store: Store, tmp_path: Path
) -> None:
    first = Path(__file__).resolve().parents[3] / "rfi" / "store" / "migrations" / "schema_1.py"
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "schema_1.py").write_text(first.read_text("utf-8"), "utf-8")
    (folder / "schema_2.py").write_text(NEXT, "utf-8")
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO rounds VALUES ('x', 'title', '', 1, 1)"))
        assert upgrade(connection, folder)
        assert connection.execute(text("SELECT title, colour FROM rounds")).one() == (
            "title",
            "blue",
        )


def told(answer: Answer) -> tuple[object, ...]:
    """Return what an answer holds; the version of the answers' schema has gone on since."""
    value = json.loads(answer.file.data)
    value.pop("schema_version")
    return (answer.file.name, answer.received_at, answer.received_by, answer.note, value)


def test_a_database_that_schema_1_wrote_opens_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "rfi.db"
    path.write_bytes((FIXTURES / "schema_1.sqlite").read_bytes())
    store = opened(address_at(path))
    heads = list_rounds(store)
    assert isinstance(heads, tuple)
    (head,) = heads
    assert (head.title, head.answer_count, head.version) == ("スキーマ1の回", 3, 1)
    whole = export_round(store, head.round_id)
    assert isinstance(whole, WholeRound)
    assert list(map(told, whole.round.answers[:2])) == list(map(told, full_round().answers))
    assert whole.round.queries == full_round().queries
    assert whole.round.answers[2].withdrawn_by == "佐藤"
    assert whole.letters == ("Q", "P")
    assert whole.choices["佐藤"].chosen == Chosen(scenario_id="S1")
    assert [one.name for one in whole.conditions] == ["案1"]
    assert [one.text for one in whole.minutes] == ["確認した"]
    assert len(whole.entries) == 6
    done(write_note(store, head.round_id, "minute", "costs", "続き", SATO))
    found = verify(store)
    assert isinstance(found, Verdict)
    assert found.faults == ()
    with store.engine.connect() as connection:
        assert schema_of(connection) == NEWEST
    store.close()


def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    address = address_at(tmp_path / "rfi.db")
    store = opened(address)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    store.close()
    found = open_store(address)
    assert isinstance(found, Refused)
    assert found.issue.code == "store_newer"

"""The migrations make the tables that the code reads; a newer schema is refused."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from rfi.store.database.engine import Store, open_store
from rfi.store.database.tables import metadata
from rfi.store.database.upgrade import schema_of, upgrade
from rfi.store.outcome import Refused
from tests.store.stores import address_at, opened

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
        assert schema_of(connection) == "1"


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


def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    address = address_at(tmp_path / "rfi.db")
    store = opened(address)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    store.close()
    found = open_store(address)
    assert isinstance(found, Refused)
    assert found.issue.code == "store_newer"

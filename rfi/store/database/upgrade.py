"""Bringing a database to the newest schema; from the package's own folder, without a network."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from rfi.store.database.tables import metadata

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def upgrade(connection: Connection, folder: Path = MIGRATIONS) -> bool:
    """Bring the database to the newest schema of a folder, in the caller's transaction.

    Returns:
        False when the database is of a version that this program does not know: nothing is done.
    """
    scripts = ScriptDirectory(str(folder), version_locations=[str(folder)])
    now = MigrationContext.configure(connection).get_current_revision()
    if now is not None and now not in {script.revision for script in scripts.walk_revisions()}:
        return False
    environment = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda revision, _: scripts._upgrade_revs("head", revision),  # noqa: SLF001 - as alembic's own command does
    )
    with environment:
        environment.configure(connection=connection, target_metadata=metadata)
        environment.run_migrations()
    return True

"""Of which schema a database is; what brings it to the newest is imported only where it is not.

The library of the migrations costs a start some 0.3 s of CPU, and hardly any start needs it.
"""

from sqlalchemy import Connection, inspect, text

NEWEST = "1"
_TABLE = "alembic_version"


def schema_of(connection: Connection) -> str | None:
    """Return the version of the schema; None for a new database."""
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - a name of our own
    return None if found is None else str(found)


def brought_to_newest(connection: Connection) -> bool:
    """Bring the database to the newest schema where it is not, in the caller's transaction.

    Returns:
        False when the database is of a version that this program does not know: nothing is done.
    """
    if schema_of(connection) == NEWEST:
        return True
    from rfi.store.database.upgrade import upgrade

    return upgrade(connection)

"""The bytes of a round: each once, named by their digest, within the bounds of a round's file."""

from sqlalchemy import Connection, func, insert, select

from rfi.intake.round.file import MAX_UNPACKED_BYTES
from rfi.intake.round.members import MAX_MEMBERS, MAX_RECORD_BYTES
from rfi.intake.round.round import RoundFile
from rfi.store.database.tables import documents
from rfi.store.outcome import Refused, refused

_MEGABYTE = 1024 * 1024
# A round's file holds a manifest and a record beside its documents.
_BESIDE = 2


def keep_document(connection: Connection, round_id: str, file: RoundFile) -> Refused | None:
    """Keep the bytes of a file unless they are there; refused when the round would be too large."""
    mine = documents.c.round_id == round_id
    wanted = select(documents.c.sha256).where(mine, documents.c.sha256 == file.sha256)
    if connection.execute(wanted).one_or_none():
        return None
    counted = select(func.count(), func.coalesce(func.sum(documents.c.size), 0)).where(mine)
    count, size = connection.execute(counted).one()
    if count + 1 + _BESIDE > MAX_MEMBERS:
        return refused("round_too_many_members", limit=MAX_MEMBERS)
    if size + len(file.data) + _BESIDE * MAX_RECORD_BYTES > MAX_UNPACKED_BYTES:
        return refused("round_too_large", limit=MAX_UNPACKED_BYTES // _MEGABYTE)
    values = {"round_id": round_id, "sha256": file.sha256, "size": len(file.data)}
    connection.execute(insert(documents).values(**values, data=file.data))
    return None

"""Files beside the answers: assumption sets that go over the standard one, and files of cities."""

from typing import Literal

from sqlalchemy import delete, func, insert, select

from rfi.intake.round.round import RoundFile
from rfi.store.database.engine import Store
from rfi.store.database.tables import files
from rfi.store.outcome import Outcome
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.documents import keep_document

FileRole = Literal["own_assumptions", "city_files"]


def put_file(
    store: Store, round_id: str, role: FileRole, file: RoundFile, expected: int, signed: Signed
) -> Outcome:
    """Put a file at the end of its kind: one of the same name is replaced, its bytes stay.

    Args:
        store: The store.
        round_id: The round.
        role: The kind.
        file: The file.
        expected: Version of the file of this name that was seen; 0 when there was none.
        signed: Who and when.
    """

    def work(act: Act) -> Outcome:
        mine = (files.c.round_id == round_id, files.c.role == role)
        named = (*mine, files.c.name == file.name)
        row = act.connection.execute(select(files).where(*named).order_by("position")).first()
        about = f"{role}/{file.sha256}"
        if row is not None and row.sha256 == file.sha256:
            return act.nothing(about, row.version)
        old = f"{role}/{row.sha256}" if row is not None else about
        if conflict := act.conflict(old, expected, row.version if row is not None else 0):
            return conflict
        if too_large := keep_document(act.connection, round_id, file):
            return too_large
        last = act.connection.scalar(select(func.max(files.c.position)).where(*mine)) or 0
        act.connection.execute(delete(files).where(*named))
        act.connection.execute(
            insert(files).values(
                round_id=round_id,
                role=role,
                position=last + 1,
                name=file.name,
                sha256=file.sha256,
                version=expected + 1,
            )
        )
        return act.done("file_put", about, expected + 1, facts={"sha256": file.sha256})

    return act_on(store, round_id, signed, work)


def remove_file(
    store: Store, round_id: str, role: FileRole, sha256: str, expected: int, signed: Signed
) -> Outcome:
    """Take a file out of its kind; its bytes stay in the round."""
    here = (files.c.round_id == round_id, files.c.role == role, files.c.sha256 == sha256)

    def find(act: Act) -> Target | None:
        row = act.connection.execute(select(files).where(*here).order_by("position")).first()
        return None if row is None else Target(f"{role}/{sha256}", row)

    def work(act: Act, target: Target) -> Outcome:
        act.connection.execute(delete(files).where(*here))
        return act.done("file_removed", target.about, 0)

    return edit_on(store, round_id, expected, signed, find, work)

"""What a backup holds, as it was found in it, and how its files are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from rfi.schema.issue import Issue
from rfi.store.audit.verify import walk_chains
from rfi.store.database.tables import answers, rounds

ONLY_MINE = 0o600


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made, or what stands after one was restored.

    Attributes:
        place: The backup; after a restore where the database is.
        round_count, answer_count: What is in it, withdrawn answers too.
        faults: Of the audit; the copy was made nevertheless.
        old: What stood there before a restore, "" when nothing did.
    """

    place: str
    round_count: int
    answer_count: int
    faults: tuple[Issue, ...]
    old: str = ""


def counted(connection: Connection, place: str, old: str = "") -> Kept:
    """Count what a connection sees and walk its audit."""
    round_count, answer_count = (
        connection.scalar(select(func.count()).select_from(table)) or 0
        for table in (rounds, answers)
    )
    faults = tuple(fault.issue for fault in walk_chains(connection).faults)
    return Kept(place, round_count, answer_count, faults, old)


def free_name(path: Path) -> Path:
    """Return the first name beside a file under which an old one can be kept."""
    number = 1
    while (found := path.with_name(f"{path.stem}.old-{number}{path.suffix}")).exists():
        number += 1
    return found


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Give a name to write under, readable for this account alone; what is left there goes."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, ONLY_MINE))
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def make_last(part: Path, target: Path) -> None:
    """Put a written file in its place so that no lost power takes it away again."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

"""The tables. What can be computed from them is never stored: no figure stands here."""

import json
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from rfi.intake.round.record import parse_record

metadata = MetaData()


def canonical(value: object) -> str:
    """Return JSON of one form only: sorted keys, no spaces, ASCII (a database may refuse NUL).

    >>> canonical({"b": 1, "a": [None, 1.0]})
    '{"a":[null,1.0],"b":1}'
    """
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


class Record(TypeDecorator[Any]):
    """A record of JSON values, kept as text: a database's own JSON would change its numbers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002
        """Write a record."""
        return canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Read a record."""
        return parse_record((value or "").encode())


def _round_id() -> Column[str]:
    return Column("round_id", Text, ForeignKey("rounds.id"), primary_key=True)


def _document() -> ForeignKeyConstraint:
    columns = ["round_id", "sha256"]
    return ForeignKeyConstraint(columns, ["documents.round_id", "documents.sha256"])


# version: of title and archiving. revision: moves with all that a comparison is made from, and
# with what is written beside its figures.
rounds = Table(
    "rounds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("archived_at", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
)

# The bytes as they came, once in a round however often they were sent.
documents = Table(
    "documents",
    metadata,
    _round_id(),
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# Every file but answers. role: questionnaire, standard, own_assumptions, city_files.
files = Table(
    "files",
    metadata,
    _round_id(),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("version", Integer, nullable=False),
    _document(),
)

# response_id, stated_version: what the file says it is. is_held: its errors keep it out.
# upload: counts what came in; of one version the newest upload stands (state).
answers = Table(
    "answers",
    metadata,
    _round_id(),
    Column("position", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("received_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("withdrawn_at", Text, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("response_id", Text, nullable=False),
    Column("stated_version", Integer, nullable=True),
    Column("is_held", Boolean, nullable=False),
    Column("upload", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("round_id", "sha256"),
    _document(),
)

# place: index of letter and colour, given at the first acceptance of an offer and kept.
letters = Table(
    "letters",
    metadata,
    _round_id(),
    Column("offer_key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    UniqueConstraint("round_id", "place"),
)

# What people wrote and chose. kind: query, applied, dismissal, chosen, conditions, minute, remark.
# name: number of a question, person who chose, name of conditions.
records = Table(
    "records",
    metadata,
    _round_id(),
    Column("kind", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record", Record, nullable=False),
    Column("version", Integer, nullable=False),
    Index("records_by_name", "round_id", "kind", "name"),
)

# chain: id of a round, or "" for what is done to rounds as a whole. A deleted round leaves its own.
audit = Table(
    "audit",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("facts", Record, nullable=False),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("audit_by_about", "chain", "about"),
)

# Everything that belongs to one round, what is referred to last.
OF_ROUND = (records, letters, answers, files, documents)

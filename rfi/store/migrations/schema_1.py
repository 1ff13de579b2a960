"""Schema 1: rounds, their documents and answers, what people wrote and chose, the audit."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def _text(name: str, *, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, primary_key=primary_key, nullable=False)


def _number(name: str, *, primary_key: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, primary_key=primary_key, nullable=False)


def _round_id() -> "sa.Column[str]":
    return sa.Column("round_id", sa.Text, sa.ForeignKey("rounds.id"), primary_key=True)


def _document() -> sa.ForeignKeyConstraint:
    columns = ["round_id", "sha256"]
    return sa.ForeignKeyConstraint(columns, ["documents.round_id", "documents.sha256"])


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rounds",
        _text("id", primary_key=True),
        *(_text("title"), _text("archived_at"), _number("version"), _number("revision")),
    )
    op.create_table(
        "documents",
        _round_id(),
        *(_text("sha256", primary_key=True), _number("size")),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "files",
        _round_id(),
        *(_text("role", primary_key=True), _number("position", primary_key=True)),
        *(_text("name"), _text("sha256"), _number("version")),
        _document(),
    )
    op.create_table(
        "answers",
        _round_id(),
        *(_number("position", primary_key=True), _text("sha256"), _text("name")),
        *(_text("received_at"), _text("received_by"), _text("note")),
        *(_text("withdrawn_at"), _text("withdrawn_by"), _text("response_id")),
        sa.Column("stated_version", sa.Integer, nullable=True),
        sa.Column("is_held", sa.Boolean, nullable=False),
        *(_number("upload"), _number("version")),
        sa.UniqueConstraint("round_id", "sha256"),
        _document(),
    )
    op.create_table(
        "letters",
        _round_id(),
        *(_text("offer_key", primary_key=True), _number("place")),
        sa.UniqueConstraint("round_id", "place"),
    )
    op.create_table(
        "records",
        _round_id(),
        *(_text("kind", primary_key=True), _number("position", primary_key=True)),
        *(_text("name"), _text("record"), _number("version")),
    )
    op.create_index("records_by_name", "records", ["round_id", "kind", "name"])
    op.create_table(
        "audit",
        *(_text("chain", primary_key=True), _number("number", primary_key=True)),
        *(_text("at"), _text("by"), _text("act"), _text("about")),
        *(_text("facts"), _text("previous"), _text("digest")),
    )
    op.create_index("audit_by_about", "audit", ["chain", "about"])

"""Rows of the chain of a cell: one value a row, and the rule that gives it."""

from rfi.text.wording import Lang, text
from rfi.views.look.table import Kind, Level, Row, TableCell


def words(name: str, lang: Lang, **facts: object) -> str:
    """Return words of the chain."""
    return text(f"view.path.{name}", lang, **facts)


def value_row(
    key: str,
    heading: str,
    value: float,
    rule: str = "",
    kind: Kind = "money",
    level: Level = "plain",
) -> Row:
    """Return a row of one figure."""
    return Row(key, heading, (TableCell(value), TableCell(text=rule)), kind, level)


def text_row(key: str, heading: str, shown: str, rule: str = "") -> Row:
    """Return a row of words."""
    return Row(key, heading, (TableCell(text=shown), TableCell(text=rule)), "text")


def section_row(key: str, heading: str) -> Row:
    """Return a heading between rows."""
    return Row(key, heading, level="section")

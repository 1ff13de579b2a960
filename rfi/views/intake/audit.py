"""記録: what was done in a round, by whom and when."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from rfi.text.dates import shown_moment
from rfi.text.wording import Lang, has_text, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("at", "by", "act", "about", "digest")
_SHORT = 12


class AuditEntry(Protocol):
    """One entry of the audit."""

    @property
    def number(self) -> int:
        """From 1 without a gap."""

    @property
    def at(self) -> str:
        """When."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def act(self) -> str:
        """A code."""

    @property
    def about(self) -> str:
        """The object: kind and id."""

    @property
    def digest(self) -> str:
        """What the next entry holds."""


def _object(about: str, names: Mapping[str, str], lang: Lang) -> str:
    """Return an object as people name it: a file by its name, others by kind and number."""
    kind, _, key = about.partition("/")
    if key in names:
        return names[key]
    title = f"view.audit.about.{kind}"
    words = text(title, lang) if has_text(title) else kind
    return f"{words} {key[:_SHORT]}".strip()


def view_audit(entries: Sequence[AuditEntry], names: Mapping[str, str], reading: Reading) -> Table:
    """Return the entries, the newest first.

    Args:
        entries: In the order written.
        names: Digest of a file of the round → its name.
        reading: Language.
    """
    lang = reading.lang
    rows = [
        Row(
            str(entry.number),
            str(entry.number),
            (
                TableCell(text=shown_moment(entry.at)),
                TableCell(text=entry.by),
                TableCell(text=text(f"store.act.{entry.act}", lang)),
                TableCell(text=_object(entry.about, names, lang)),
                TableCell(text=entry.digest[:_SHORT]),
            ),
            "text",
        )
        for entry in reversed(entries)
    ]
    return Table(
        key="audit",
        title=text("view.audit.title", lang),
        caption=text("view.audit.caption", lang),
        corner=text("view.audit.number", lang),
        columns=tuple(Column(name, text(f"view.audit.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
    )

"""版の違い: two versions of an answer, field by field."""

from collections import Counter
from collections.abc import Sequence

from rfi.intake.versions import FieldChange
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.table import Cell, Column, Row, Table
from rfi.views.values import shown_value

_COLUMNS = ("kind", "field", "place", "old", "new")
CHANGE_KINDS = ("changed", "added", "removed")


def change_kind_title(kind: str, lang: Lang) -> str:
    """Return the name of a kind of change."""
    return load_codelist("change_kinds").title(kind, lang)


def count_changes(changes: Sequence[FieldChange], lang: Lang) -> str:
    """Return how many of each kind there are, in words."""
    counts = Counter[str](change.kind for change in changes)
    return text("view.changes.counts", lang, **{kind: counts[kind] for kind in CHANGE_KINDS})


def _place(change: FieldChange, lang: Lang) -> str:
    """Return the rows around the field by their ids, outermost first."""
    rows = [key.strip("[]") for key in change.path if key.startswith("[")]
    return text("view.changes.inside", lang).join(rows) or text("view.none", lang)


def view_changes(changes: Sequence[FieldChange], versions: tuple[str, str], lang: Lang) -> Table:
    """Return one row a change, old beside new with their units.

    Args:
        changes: As compared, perhaps filtered.
        versions: Names of the old and the new version.
        lang: Language.
    """
    rows = []
    for number, change in enumerate(changes, start=1):
        old_unit, new_unit = change.unit_titles(lang)
        words = (
            change_kind_title(change.kind, lang),
            change.title(lang),
            _place(change, lang),
            shown_value(change.old, lang, old_unit),
            shown_value(change.new, lang, new_unit),
        )
        cells = tuple(Cell(text=word) for word in words)
        rows.append(Row(change.pointer, str(number), cells, "text"))
    return Table(
        key="changes",
        title=text("view.changes.title", lang, old=versions[0], new=versions[1]),
        caption=count_changes(changes, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.changes.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
    )

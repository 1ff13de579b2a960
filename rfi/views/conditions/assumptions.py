"""Every assumption with value, unit, owner and note; those changed are marked."""

from rfi.scenario.assumptions import AssumptionSet
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import assumption_value

_NAMES = ("value", "unit", "base", "source", "note")


def view_assumptions(now: AssumptionSet, base: AssumptionSet, reading: Reading) -> Table:
    """Return the assumptions in force beside those that the round starts with."""
    lang = reading.lang
    titles = load_codelist("assumption_keys")
    rows = []
    for each in now:
        start = base.values[each.key]
        changed = (each.value, each.source) != (start.value, start.source)
        cells = (
            TableCell(text=assumption_value(each, lang), is_marked=changed),
            TableCell(text=titles.unit(each.key, lang)),
            TableCell(text=assumption_value(start, lang) if changed else ""),
            TableCell(text=each.source),
            TableCell(text=each.note),
        )
        note = text("view.assumptions.changed", lang) if changed else ""
        rows.append(Row(each.key, titles.title(each.key, lang), cells, "text", note=note))
    return Table(
        key="assumptions",
        title=text("view.assumptions", lang),
        caption=text("view.assumptions.caption", lang),
        corner=text("view.assumptions.name", lang),
        columns=tuple(Column(name, text(f"view.assumptions.{name}", lang)) for name in _NAMES),
        rows=tuple(rows),
    )

"""What stands below the table of the first page: marks, effects, conditions in full, remarks."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table


def page_notes(evaluation: Evaluation, reading: Reading, table: Table) -> list[tuple[str, str]]:
    """Return heading and words of what stands below the table."""
    lang = reading.lang
    shown = {row.key for row in table.rows}
    signs = "".join(text(f"export.book.sign.{name}", lang) for name in ("less", "more", "words"))
    notes = [("marks", "".join((*table.notes, signs)))]
    if shown & {"staff_hours", "fit"}:
        notes.append(("effects", text("export.book.overview.effects", lang)))
    line = view_conditions(evaluation, reading).line(reading)
    notes.append(("conditions", line))
    notes.append(("remarks", text("export.book.overview.remarks", lang)))
    return [(text(f"export.book.overview.note.{name}", lang), words) for name, words in notes]

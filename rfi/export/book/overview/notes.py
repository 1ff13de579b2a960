"""What stands below the table of the first page: marks, effects, conditions in full, remarks."""

from functools import partial, reduce

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table


def _then(lang: Lang, before: str, note: str) -> str:
    return text("export.book.note.then", lang, before=before, note=note)


def page_notes(evaluation: Evaluation, reading: Reading, table: Table) -> list[tuple[str, str]]:
    """Return heading and words of what stands below the table."""
    lang = reading.lang
    shown = {row.key for row in table.rows}
    signs = (text(f"export.book.sign.{name}", lang) for name in ("less", "more", "words"))
    marks = reduce(partial(_then, lang), (*table.notes, *signs))
    notes = [("marks", marks)]
    if shown & {"staff_hours", "fit"}:
        notes.append(("effects", text("export.book.overview.effects", lang)))
    line = view_conditions(evaluation, reading).line(reading)
    notes.append(("conditions", line))
    notes.append(("remarks", text("export.book.overview.remarks", lang)))
    return [(text(f"export.book.overview.note.{name}", lang), words) for name, words in notes]

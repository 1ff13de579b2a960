"""The tables on screen as one CSV file: UTF-8 with BOM, inert in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from rfi.compare.answers import AnswerSet
from rfi.compare.costs import Comparison
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.export.tables import tables_of
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.display import STANDARD, Display
from rfi.views.table import Cell, Row, Table

_BOM = "\ufeff"
# What a spreadsheet may take for the start of a formula, in full width as well.
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DASH = "－"
_RATIO_DIGITS = 6


def inert(words: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("R01")
    ("'=1+1", 'R01')
    """
    return f"'{words}" if words.startswith(_STARTERS) and words != _DASH else words


def _number(row: Row, value: float) -> str:
    digits = _RATIO_DIGITS if row.kind in {"percent", "number", "times"} else 0
    return str(round_half_up(value, digits))


def _cells(row: Row, cell: Cell) -> tuple[str, str, str]:
    """Return figure, mark and note of one cell; words stand as a note."""
    notes = [part for part in (cell.text, cell.note) if part]
    figure = "" if cell.value is None else _number(row, cell.value)
    if cell.high is not None:
        notes.append(f"{cell.sign}{_number(row, cell.high)}")
    return figure, cell.sign, " ".join(notes)


def _matrix(table: Table, lang: Lang) -> Iterable[list[str]]:
    """Yield one line a cell: code, row, offer, figure in yen, mark, note."""
    heads = ("code", "row", "offer", "value", "sign", "note")
    yield [text(f"export.csv.{head}", lang) for head in heads]
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            figure, sign, note = _cells(row, cell)
            yield [
                inert(row.key),
                inert(row.heading),
                inert(column.label),
                figure,
                sign,
                inert(note),
            ]


def _words(table: Table) -> Iterable[list[str]]:
    """Yield a table of words as it stands."""
    yield [table.corner, *(column.heading for column in table.columns)]
    for row in table.rows:
        yield [row.heading, *(inert(cell.text) for cell in row.cells)]


def write_csv(
    answers: AnswerSet, comparison: Comparison, lang: Lang, display: Display = STANDARD
) -> bytes:
    """Return conditions and tables below each other, each under its title.

    Figures are whole yen, whatever the unit on screen; the mark (≧, ※) and what is missing stand
    in columns of their own.
    """
    handle = io.StringIO(newline="")
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow([text("export.conditions.title", lang)])
    writer.writerow(condition_headings(lang))
    for condition in condition_rows(answers, comparison, lang, display):
        writer.writerow([inert(part) for part in condition.cells])
    for table in tables_of(answers, comparison, lang, display):
        writer.writerow([])
        if table.key == "issues":
            writer.writerow([table.title, table.caption])
            writer.writerows(_words(table))
            continue
        writer.writerow([table.title, table.caption, text("export.csv.unit", lang)])
        writer.writerows(_matrix(table, lang))
        writer.writerows([note] for note in table.notes)
    return (_BOM + handle.getvalue()).encode("utf-8")

"""The tables on screen as one CSV file: UTF-8 with BOM, inert in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.export.csv.cells import number_words, row_words
from rfi.export.csv.inert import inert
from rfi.export.tables import tables_of
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.table_html import is_matrix

_BOM = "\ufeff"


def _cells(row: Row, cell: TableCell) -> tuple[str, str, str]:
    """Return figure, sign and note of one cell; words stand as a note."""
    notes = [part for part in (cell.text, cell.beside) if part]
    figure = "" if cell.value is None else number_words(row, cell, cell.value)
    if cell.high is not None:
        notes.append(f"{cell.sign}{number_words(row, cell, cell.high)}")
    return figure, cell.sign, " ".join(notes)


def _matrix(table: Table, lang: Lang) -> Iterable[list[str]]:
    """Yield one line a cell: code, row, offer, figure in yen, sign, note."""
    heads = ("code", "row", "offer", "value", "sign", "note")
    yield [text(f"export.csv.{head}", lang) for head in heads]
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            figure, sign, note = _cells(row, cell)
            yield [
                inert(row.key),
                inert(row_words(row, lang)),
                inert(column.label),
                figure,
                sign,
                inert(note),
            ]


def _list(table: Table, lang: Lang) -> Iterable[list[str]]:
    """Yield a table as it stands: code, row, then a column for each on screen, money in yen."""
    heads = [inert(column.label) for column in table.columns]
    yield [text("export.csv.code", lang), inert(table.corner), *heads]
    for row in table.rows:
        shown = []
        for cell in row.cells:
            figure, sign, note = _cells(row, cell)
            shown.append(f"{sign}{figure}" if figure else inert(note))
        yield [inert(row.key), inert(row_words(row, lang)), *shown]


def _condition_lines(evaluation: Evaluation, reading: Reading, audit: str) -> Iterable[list[str]]:
    yield [text("export.conditions.title", reading.lang)]
    yield list(condition_headings(reading.lang))
    for condition in condition_rows(evaluation, reading, audit):
        yield [inert(part) for part in condition.cells]


def _table_lines(table: Table, lang: Lang) -> Iterable[list[str]]:
    has_money = any((cell.kind or row.kind) == "money" for row in table.rows for cell in row.cells)
    unit = [text("export.csv.unit", lang)] if has_money else []
    yield [inert(table.title), inert(table.caption), *unit]
    yield from _matrix(table, lang) if is_matrix(table) else _list(table, lang)
    yield from ([inert(note)] for note in table.notes)


def _bytes(lines: Iterable[list[str]]) -> bytes:
    handle = io.StringIO(newline="")
    csv.writer(handle, lineterminator="\r\n").writerows(lines)
    return (_BOM + handle.getvalue()).encode("utf-8")


def write_csv(
    evaluation: Evaluation,
    reading: Reading,
    audit: str = "",
    tables: Sequence[Table] | None = None,
) -> bytes:
    """Return conditions and tables below each other, each under its title.

    Figures are whole yen, whatever the unit on screen. Where the offers stand in columns each
    cell has a line of its own, with the sign (≧, ※) and what is missing in columns of their own;
    a list stands as on screen. ``audit`` is as in ``condition_rows``; ``tables`` are all of an
    evaluation unless some are given.
    """
    lines = list(_condition_lines(evaluation, reading, audit))
    for table in tables_of(evaluation, reading) if tables is None else tables:
        lines.extend(([], *_table_lines(table, reading.lang)))
    return _bytes(lines)

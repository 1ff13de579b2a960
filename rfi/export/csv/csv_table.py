"""The tables on screen as CSV, one file or one a table: UTF-8 with BOM, inert in a spreadsheet."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.export.tables import tables_of
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.table_html import is_matrix

_BOM = "\ufeff"
# What a spreadsheet may take for the start of a formula, in full width as well.
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DASH = "－"
_RATIO_DIGITS = 6
# A fixed date instead of the clock's.
_CREATED = (2000, 1, 1, 0, 0, 0)


def inert(words: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("R01")
    ("'=1+1", 'R01')
    """
    return f"'{words}" if words.startswith(_STARTERS) and words != _DASH else words


def _number(row: Row, cell: TableCell, value: float) -> str:
    kind = cell.kind or row.kind
    if kind not in {"percent", "number", "ratio"}:
        return str(round_half_up(value))
    rounded = round_half_up(value, _RATIO_DIGITS)
    return str(int(rounded) if rounded == int(rounded) else rounded)


def _cells(row: Row, cell: TableCell) -> tuple[str, str, str]:
    """Return figure, sign and note of one cell; words stand as a note."""
    notes = [part for part in (cell.text, cell.note) if part]
    figure = "" if cell.value is None else _number(row, cell, cell.value)
    if cell.high is not None:
        notes.append(f"{cell.sign}{_number(row, cell, cell.high)}")
    return figure, cell.sign, " ".join(notes)


def _heading(row: Row, lang: Lang) -> str:
    """Return the name of a row with what must be said beside it; a code has its own column."""
    if row.note in {"", row.key}:
        return row.heading
    return text("view.with_note", lang).format(shown=row.heading, note=row.note)


def _matrix(table: Table, lang: Lang) -> Iterable[list[str]]:
    """Yield one line a cell: code, row, offer, figure in yen, sign, note."""
    heads = ("code", "row", "offer", "value", "sign", "note")
    yield [text(f"export.csv.{head}", lang) for head in heads]
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=False):
            figure, sign, note = _cells(row, cell)
            yield [
                inert(row.key),
                inert(_heading(row, lang)),
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
        yield [inert(row.key), inert(_heading(row, lang)), *shown]


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


def write_csv_bundle(evaluation: Evaluation, reading: Reading, audit: str = "") -> bytes:
    """Return a zip of one CSV file a table, the conditions first; the same names in any language.

    The same comparison gives the same bytes. ``audit`` is as in ``condition_rows``.
    """
    # A key may stand twice (one table an offer or a measure): the number tells them apart.
    files = [("conditions", _bytes(_condition_lines(evaluation, reading, audit)))]
    tables = tables_of(evaluation, reading)
    files.extend((table.key, _bytes(_table_lines(table, reading.lang))) for table in tables)
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (key, data) in enumerate(files):
            member = zipfile.ZipInfo(f"{number:02d}_{key}.csv", _CREATED)
            member.compress_type = zipfile.ZIP_DEFLATED
            # The creating system would else be the one that runs the program.
            member.create_system = 0
            archive.writestr(member, data)
    return handle.getvalue()

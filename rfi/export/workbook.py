"""The tables on screen as an Excel workbook for a meeting paper."""

import datetime as dt
import io
import math
from collections.abc import Iterable

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.compare.answers import AnswerSet
from rfi.compare.comparison import Comparison
from rfi.export.cell_formats import CellFormats
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.export.tables import tables_of
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.conditions import view_conditions
from rfi.views.display import STANDARD, Display
from rfi.views.table import EMPTY, Cell, Row, Table, text_width

# The same answers give the same bytes: a fixed date instead of the clock's.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_A3 = 8
_MARGIN_INCHES = 0.4
_HEADING_ROW = 3
_CODE_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH, _NOTE_WIDTH = 7, 34, 17, 15
_CONDITION_WIDTHS = (30, 68, 12, 56, 56)
_ISSUE_WIDTHS = (6, 9, 20, 44, 62, 62)
_RATIO_DIGITS = 12
# Points of a line of text; rows that wrap are given their height, which not every program finds.
_LINE_POINTS = 15
# Tables whose rows have codes that people know.
_CODED = ("items", "businesses")


def _lines(words: str, width: float) -> int:
    """Return how many lines ``words`` take in a column of ``width`` characters."""
    return sum(max(1, math.ceil(text_width(part) / width)) for part in words.split("\n"))


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row of (words, width of their column)."""
    return _LINE_POINTS * max(_lines(words, width) for words, width in cells)


def _set_up(sheet: Worksheet, lang: Lang, heading_row: int, frozen_columns: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, 2 * _MARGIN_INCHES, 2 * _MARGIN_INCHES)
    sheet.repeat_rows(heading_row)
    sheet.freeze_panes(heading_row + 1, frozen_columns)
    sheet.set_header(f"&L{text('export.header', lang)}&R&A")
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)


def _write_heading(
    sheet: Worksheet,
    formats: CellFormats,
    title: str,
    caption: str,
    basis: str,
    column: int = 1,
) -> None:
    sheet.write_string(0, column, title, formats.title)
    sheet.write_string(1, column, caption, formats.caption)
    sheet.write_string(2, column, basis, formats.caption)


def _figure(row: Row, value: float) -> float:
    return round_half_up(value, _RATIO_DIGITS if row.kind in {"percent", "number"} else 0)


def _write_cell(
    sheet: Worksheet,
    formats: CellFormats,
    table: Table,
    place: tuple[int, int],
    row: Row,
    cell: Cell,
) -> None:
    line, column = place
    if cell.value is None or cell.high is not None:
        align = "center" if cell.value is None else "right"
        words = formats.words(level=row.level, align=align)
        sheet.write_string(line, column, table.shown(row, cell), words)
    else:
        chosen = formats.figure(row, table.unit, cell.sign)
        sheet.write_number(line, column, _figure(row, cell.value), chosen)


def _places(table: Table) -> list[tuple[int, int | None]]:
    """Return column of the figures and of the notes of each offer; no notes, no column."""
    places: list[tuple[int, int | None]] = []
    column = 2
    for index in range(len(table.columns)):
        has_note = any(row.cells[index].note for row in table.rows if row.cells)
        places.append((column, column + 1 if has_note else None))
        column += 2 if has_note else 1
    return places


def _write_matrix_row(
    sheet: Worksheet,
    formats: CellFormats,
    table: Table,
    line: int,
    row: Row,
    places: list[tuple[int, int | None]],
) -> None:
    is_coded = table.key not in _CODED or row.level == "plain"
    sheet.write_string(line, 0, row.key if is_coded else "", formats.words(level=row.level))
    sheet.write_string(line, 1, row.heading, formats.words(level=row.level))
    cells = row.cells or (EMPTY,) * len(places)
    sizes: list[tuple[str, float]] = [(row.heading, _NAME_WIDTH)]
    for (figure, note), cell in zip(places, cells, strict=True):
        _write_cell(sheet, formats, table, (line, figure), row, cell)
        if note is not None:
            sheet.write_string(line, note, cell.note, formats.note(level=row.level))
            sizes.append((cell.note, _NOTE_WIDTH))
    sheet.set_row(line, _height(sizes))


def _write_matrix(
    book: Workbook, formats: CellFormats, table: Table, basis: str, lang: Lang
) -> None:
    """Write one table with the offers in columns, each figure beside what is missing from it."""
    sheet = book.add_worksheet(text(f"export.sheet.{table.key}", lang))
    _set_up(sheet, lang, _HEADING_ROW, 2)
    caption = text("export.caption", lang, caption=table.caption)
    _write_heading(sheet, formats, text(f"export.title.{table.key}", lang), caption, basis)
    sheet.set_column(0, 0, _CODE_WIDTH, None, {"hidden": table.key not in _CODED})
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.write_string(_HEADING_ROW, 0, text("export.csv.code", lang), formats.heading)
    sheet.write_string(_HEADING_ROW, 1, table.corner, formats.heading)
    places = _places(table)
    sizes: list[tuple[str, float]] = []
    for (figure, note), column in zip(places, table.columns, strict=True):
        heading = f"{column.label}\n{column.note}" if column.note else column.label
        sheet.set_column(figure, figure, _FIGURE_WIDTH)
        sheet.write_string(_HEADING_ROW, figure, heading, formats.heading)
        sizes.append((heading, _FIGURE_WIDTH))
        if note is not None:
            sheet.set_column(note, note, _NOTE_WIDTH)
            sheet.write_string(_HEADING_ROW, note, text("export.note", lang), formats.heading)
    sheet.set_row(_HEADING_ROW, _height([*sizes, ("", 1)]))
    first = _HEADING_ROW + 1
    for number, row in enumerate(table.rows):
        _write_matrix_row(sheet, formats, table, first + number, row, places)
    for number, note_line in enumerate(table.notes):
        sheet.write_string(first + len(table.rows) + number, 1, note_line, formats.caption)


def _write_words(
    book: Workbook, formats: CellFormats, table: Table, basis: str, lang: Lang
) -> None:
    sheet = book.add_worksheet(text(f"export.sheet.{table.key}", lang))
    _set_up(sheet, lang, _HEADING_ROW, 1)
    _write_heading(sheet, formats, table.title, table.caption, basis, 0)
    for place, width in enumerate(_ISSUE_WIDTHS):
        sheet.set_column(place, place, width)
    headings = (table.corner, *(column.heading for column in table.columns))
    for place, heading in enumerate(headings):
        sheet.write_string(_HEADING_ROW, place, heading, formats.heading)
    for number, row in enumerate(table.rows):
        words = (row.heading, *(cell.text for cell in row.cells))
        line = _HEADING_ROW + 1 + number
        for place, word in enumerate(words):
            sheet.write_string(line, place, word, formats.words())
        sheet.set_row(line, _height(zip(words, _ISSUE_WIDTHS, strict=True)))


def _write_conditions(
    book: Workbook,
    formats: CellFormats,
    answers: AnswerSet,
    comparison: Comparison,
    lang: Lang,
    display: Display,
) -> None:
    title = text("export.conditions.title", lang)
    sheet = book.add_worksheet(text("export.sheet.conditions", lang))
    _set_up(sheet, lang, _HEADING_ROW, 1)
    caution = text("export.conditions.handling.confidential", lang)
    _write_heading(sheet, formats, title, answers.questionnaire.title, caution, 0)
    for place, width in enumerate(_CONDITION_WIDTHS):
        sheet.set_column(place, place, width)
    for place, heading in enumerate(condition_headings(lang)):
        sheet.write_string(_HEADING_ROW, place, heading, formats.heading)
    for number, row in enumerate(condition_rows(answers, comparison, lang, display)):
        line = _HEADING_ROW + 1 + number
        if row.is_sentence:
            last = len(_CONDITION_WIDTHS) - 1
            sheet.merge_range(line, 0, line, last, "", formats.words())
            sheet.write_string(line, 0, row.name, formats.words())
            continue
        level = "section" if row.is_heading else "plain"
        for place, word in enumerate(row.cells):
            sheet.write_string(line, place, word, formats.words(level=level))
        sheet.set_row(line, _height(zip(row.cells, _CONDITION_WIDTHS, strict=True)))


def write_workbook(
    answers: AnswerSet, comparison: Comparison, lang: Lang, display: Display = STANDARD
) -> bytes:
    """Return the workbook: conditions first, then a sheet a table.

    Cells hold whole yen, rounded half-up; the unit shown (千円 …) and the marks ≧ and ※ are
    number formats, so that a cell can be reckoned with. No text of a vendor becomes a formula.
    """
    handle = io.BytesIO()
    book = Workbook(
        handle,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": text("export.header", lang), "created": _CREATED})
    formats = CellFormats(book)
    basis = view_conditions(comparison, answers.questionnaire, lang, display).line(lang)
    _write_conditions(book, formats, answers, comparison, lang, display)
    for table in tables_of(answers, comparison, lang, display):
        write = _write_words if table.key == "issues" else _write_matrix
        write(book, formats, table, basis, lang)
    book.worksheets()[1].activate()
    book.close()
    return handle.getvalue()

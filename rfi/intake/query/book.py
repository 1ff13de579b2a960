"""The questions to one vendor as a workbook: cover, and one row a question with a cell to answer.

It holds what it is given and nothing else: no other vendor, no comparison. The bytes depend on
nothing but the arguments.
"""

import io
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from rfi.intake.form.formats import BookFormats
from rfi.intake.query.marks import COLUMNS, REPLY, VERSION, QueryMark
from rfi.intake.query.queries import Query
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PAPER_A4 = 9
_MARKS, _TITLE, _HEAD, _FIRST = 0, 1, 3, 4
_WIDTHS = {"number": 10, "place": 26, "text": 64, "reply": 48, "status": 9}
_LINE_POINTS, _MAX_POINTS = 15, 400
_MAX_PLACES = 20  # shown in one cell; all of them stand on a sheet of their own
_MAX_CHARACTERS = 32_000  # a cell holds 32,767
_WIDE = frozenset("WFA")


@dataclass(frozen=True, slots=True)
class QueryCover:
    """What stands on the cover.

    Attributes:
        questionnaire_id, title: Of the questionnaire.
        publisher: Who asks.
        vendor: Who is asked.
        response_id: The answer that is asked about.
        deadline: By when, as it is to be printed.
    """

    questionnaire_id: str
    title: str
    publisher: str
    vendor: str
    response_id: str
    deadline: str


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in words)


def _lines(words: str, width: int) -> int:
    return sum(max(1, math.ceil(_width(part) / width)) for part in words.split("\n"))


def _set_up(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&C&P / &N")
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_cover(sheet: Worksheet, formats: BookFormats, cover: QueryCover, lang: Lang) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, text("querybook.title", lang), formats.title)
    facts = (
        ("questionnaire", cover.title),
        ("publisher", cover.publisher),
        ("vendor", cover.vendor),
        ("response", cover.response_id),
        ("deadline", cover.deadline),
    )
    for row, (key, value) in enumerate(facts, start=2):
        sheet.write_string(row, 0, text(f"querybook.{key}", lang), formats.label)
        sheet.write_string(row, 1, value, formats.label)
    for row, key in enumerate(("guide1", "guide2", "guide3"), start=len(facts) + 3):
        sheet.write_string(row, 1, text(f"querybook.{key}", lang), formats.wrapped)
    _set_up(sheet)


def _places(query: Query) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.shown for place in query.places if place.shown))


def _places_cell(query: Query, lang: Lang) -> str:
    places = _places(query)
    shown = places[:_MAX_PLACES]
    if len(places) > len(shown):
        shown = (*shown, text("querybook.more", lang, count=len(places) - len(shown)))
    return "\n".join(shown)


def _write_places(book: xlsxwriter.Workbook, queries: Iterable[Query], lang: Lang) -> None:
    """Write every place of the questions that have more than a cell shows, one a row."""
    rows = [
        (query.number, place)
        for query in queries
        if len(_places(query)) > _MAX_PLACES
        for place in _places(query)
    ]
    if not rows:
        return
    sheet = book.add_worksheet(text("querybook.sheet.places", lang))
    sheet.set_column(0, 0, _WIDTHS["number"])
    sheet.set_column(1, 1, _WIDTHS["text"])
    for column, key in enumerate(("number", "place")):
        sheet.write_string(0, column, text(f"querybook.{key}", lang))
    for number, cells in enumerate(rows, start=1):
        for column, words in enumerate(cells):
            sheet.write_string(number, column, words)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _set_up(sheet)


def _cells(query: Query, lang: Lang) -> dict[str, str]:
    status = load_codelist("query_statuses").title(query.status, lang)
    return {
        "number": query.number,
        "place": _places_cell(query, lang)[:_MAX_CHARACTERS],
        "text": query.text[:_MAX_CHARACTERS],
        "reply": query.reply[:_MAX_CHARACTERS],
        "status": status,
    }


def _write_rows(
    sheet: Worksheet, formats: BookFormats, queries: Iterable[Query], lang: Lang
) -> None:
    shapes = {**dict.fromkeys(COLUMNS, formats.label), REPLY: formats.input}
    for index, key in enumerate(COLUMNS, start=1):
        sheet.write_string(_MARKS, index, key)
        sheet.write_string(_HEAD, index, text(f"querybook.{key}", lang), formats.head)
        sheet.set_column(index, index, _WIDTHS[key])
    for row, query in enumerate(queries, start=_FIRST):
        cells = _cells(query, lang)
        sheet.write_string(row, 0, query.number)
        for index, key in enumerate(COLUMNS, start=1):
            if cells[key]:
                sheet.write_string(row, index, cells[key], shapes[key])
            else:
                sheet.write_blank(row, index, None, shapes[key])
        height = _LINE_POINTS * max(_lines(cells[key], _WIDTHS[key]) for key in COLUMNS)
        sheet.set_row(row, min(height, _MAX_POINTS))


def write_query_book(queries: Iterable[Query], cover: QueryCover, lang: Lang = "ja") -> bytes:
    """Return the workbook of the questions on one answer.

    Args:
        queries: Of this answer only; those withdrawn stand in it as withdrawn.
        cover: What stands on the cover.
        lang: Language of headings and guidance; the questions stay as they were written.

    Raises:
        ValueError: a question is about another answer (a fault of the program).
    """
    wanted = tuple(queries)
    if any(query.response_id != cover.response_id for query in wanted):
        message = f"a query does not belong to {cover.response_id}"
        raise ValueError(message)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": _FIXED_DATE})
    formats = BookFormats(book)
    for shape in (formats.label, formats.input):
        shape.set_align("top")
    _write_cover(book.add_worksheet(text("querybook.sheet.cover", lang)), formats, cover, lang)
    sheet = book.add_worksheet(text("querybook.sheet.queries", lang))
    mark = QueryMark(VERSION, cover.questionnaire_id, cover.response_id)
    sheet.write_string(_MARKS, 0, str(mark))
    sheet.set_row(_MARKS, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.write_string(_TITLE, 1, text("querybook.title", lang), formats.title)
    _write_rows(sheet, formats, wanted, lang)
    sheet.freeze_panes(_FIRST, 2)
    sheet.repeat_rows(_HEAD)
    _set_up(sheet)
    _write_places(book, wanted, lang)
    book.close()
    return stream.getvalue()

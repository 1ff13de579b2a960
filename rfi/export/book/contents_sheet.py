"""The second sheet: what stands where, each name a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_heading,
)
from rfi.export.book.writing import Writing
from rfi.text.wording import text

_WIDTHS = (6.0, 34.0, 110.0, 14.0)
_COLUMNS = ("number", "sheet", "about", "print")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents.

    Attributes:
        sheet: Name of the sheet.
        about: What it shows.
        printed: On what it is printed, in words.
    """

    sheet: str
    about: str
    printed: str


def write_contents(writing: Writing, sheet: Worksheet, entries: Sequence[Entry]) -> None:
    """Write the sheets of the book in their order, with links to each."""
    lang, formats = writing.lang, writing.formats
    set_up_page(sheet, writing.paper, 0, repeats=True)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
        words = text(f"export.book.contents.{_COLUMNS[column]}", lang)
        sheet.write_string(HEADING_ROW, column, words, formats.heading)
    note = text("export.book.contents.note", lang)
    lines = (text("export.book.contents", lang), writing.basis, note)
    heights = [write_heading(sheet, formats, lines, 0, _WIDTHS)]
    for number, entry in enumerate(entries, start=1):
        line = HEADING_ROW + number
        quoted = entry.sheet.replace("'", "''")
        sheet.write_number(line, 0, number, formats.words(align="center"))
        sheet.write_url(line, 1, f"internal:'{quoted}'!A1", formats.link, entry.sheet)
        sheet.write_string(line, 2, entry.about, formats.words())
        sheet.write_string(line, 3, entry.printed, formats.words())
        heights.append(row_height([(entry.about, _WIDTHS[2])]))
        sheet.set_row(line, heights[-1])
    fit_pages(sheet, _WIDTHS, heights)

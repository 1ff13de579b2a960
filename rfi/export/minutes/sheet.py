"""The minutes as a sheet of the workbook."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_heading,
)
from rfi.export.book.writing import Writing
from rfi.store.round.notes import Note
from rfi.text.dates import shown_moment
from rfi.text.wording import text

_WIDTHS = (6.0, 18.0, 14.0, 44.0, 90.0)
_HEADS = ("number", "at", "by", "place", "text")


def write_minutes_sheet(writing: Writing, sheet: Worksheet, minutes: Sequence[Note]) -> None:
    """Write the minutes on an empty sheet, one a row, every word a word."""
    lang, formats = writing.lang, writing.formats
    set_up_page(sheet, writing.paper, 0)
    lines = (
        text("export.minutes.sheet", lang),
        text("export.minutes.note", lang),
        writing.basis,
    )
    heights = [write_heading(sheet, formats, lines, 0, _WIDTHS)]
    for column, (name, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        head = text(f"export.minutes.column.{name}", lang)
        sheet.write_string(HEADING_ROW, column, head, formats.heading)
    for number, note in enumerate(minutes, start=1):
        line = HEADING_ROW + number
        cells = (str(number), shown_moment(note.at), note.by, note.place, note.text)
        for column, words in enumerate(cells):
            sheet.write_string(line, column, words, formats.words())
        heights.append(row_height(zip(cells, _WIDTHS, strict=True)))
        sheet.set_row(line, heights[-1])
    fit_pages(sheet, _WIDTHS, heights)

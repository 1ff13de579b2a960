"""The list of issues as a file of its own: Excel or CSV, inert in a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from xlsxwriter.workbook import Workbook

from rfi.export.book.cell_formats import CellFormats
from rfi.export.csv.inert import inert
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table

_BOM = "\ufeff"
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_A4 = 9
_WIDTHS = {"severity": 9, "document": 24, "place": 36, "message": 60, "next": 60, "count": 8}
_HEADING_ROW = 2


def _lines(table: Table) -> Iterator[list[str]]:
    yield [table.corner, *(column.heading for column in table.columns)]
    for row in table.rows:
        yield [row.heading, *(table.shown(row, cell) for cell in row.cells)]


def write_issues_csv(table: Table) -> bytes:
    """Return the list as CSV: UTF-8 with BOM."""
    handle = io.StringIO(newline="")
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerows([inert(word) for word in line] for line in _lines(table))
    return (_BOM + handle.getvalue()).encode("utf-8")


def write_issues(table: Table, reading: Reading) -> bytes:
    """Return the list as a workbook with filters; the same list gives the same bytes."""
    handle = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(handle, options)
    book.set_properties({"title": text("export.header", reading.lang), "created": _CREATED})
    formats = CellFormats(book)
    sheet = book.add_worksheet(text(f"export.sheet.{table.key}", reading.lang))
    sheet.write_string(0, 0, table.title, formats.title)
    sheet.write_string(0, 3, table.caption, formats.caption)
    sheet.set_column(0, 0, 6)
    for index, column in enumerate(table.columns, start=1):
        sheet.set_column(index, index, _WIDTHS.get(column.key, 16))
    for number, line in enumerate(_lines(table)):
        shape = formats.words() if number else formats.heading
        for index, word in enumerate(line):
            sheet.write_string(_HEADING_ROW + number, index, word, shape)
    last = _HEADING_ROW + len(table.rows)
    sheet.autofilter(_HEADING_ROW, 0, last, len(table.columns))
    sheet.freeze_panes(_HEADING_ROW + 1, 1)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)
    book.close()
    return handle.getvalue()

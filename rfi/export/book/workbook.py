"""The tables on screen as an Excel workbook for a meeting paper."""

import datetime as dt
import io

from xlsxwriter.workbook import Workbook

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.chart_sheet import write_chart_sheet
from rfi.export.book.condition_sheet import write_condition_sheet
from rfi.export.book.sheet_names import sheet_title, unique_names
from rfi.export.book.table_sheet import write_table_sheet
from rfi.export.tables import tables_of
from rfi.text.wording import text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.reading import Reading

# The same answers give the same bytes: a fixed date instead of the clock's.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_workbook(evaluation: Evaluation, reading: Reading, audit: str = "") -> bytes:
    """Return the workbook: conditions, a sheet a table (``tables.SECTIONS``), charts.

    Cells hold whole yen, rounded half-up; the unit shown (千円 …) and the signs ≧ and ※ are
    number formats, so that a cell can be reckoned with. No text of a vendor becomes a formula.
    ``audit`` is as in ``condition_rows``.
    """
    lang = reading.lang
    handle = io.BytesIO()
    book = Workbook(handle, dict(_OPTIONS))
    book.set_properties({"title": text("export.header", lang), "created": _CREATED})
    formats = CellFormats(book)
    basis = view_conditions(evaluation, reading).line(reading)
    tables = tables_of(evaluation, reading)
    titles = (text("export.sheet.conditions", lang), *(sheet_title(each, lang) for each in tables))
    first, *names, charts = unique_names((*titles, text("export.sheet.charts", lang)))
    write_condition_sheet(book.add_worksheet(first), formats, evaluation, reading, audit)
    for name, table in zip(names, tables, strict=True):
        write_table_sheet(book.add_worksheet(name), formats, table, basis, reading)
    if evaluation.costs.offers:
        sheet = book.add_worksheet(charts)
        write_chart_sheet(book, sheet, formats, evaluation, reading)
    book.worksheets()[min(1, len(names))].activate()
    book.close()
    return handle.getvalue()

"""An evaluation as an Excel workbook for a meeting: one page first, then what stands behind it."""

import datetime as dt
import io
from collections.abc import Container, Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.document.child.collector import no_collection
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.condition_sheet import write_condition_sheet
from rfi.export.book.contents_sheet import Entry, about_tables, write_contents
from rfi.export.book.formulas.calculation import Calculation, calculation_of
from rfi.export.book.formulas.grid import write_grid
from rfi.export.book.live_cell import LiveCells
from rfi.export.book.overview.rows import overview_table
from rfi.export.book.overview.sheet import write_overview
from rfi.export.book.sheet_layout import paper_of
from rfi.export.book.sheet_names import unique_names
from rfi.export.book.sheet_plan import PlannedSheet, planned_sheets
from rfi.export.book.table_charts import add_spread_chart, add_year_chart
from rfi.export.book.table_sheet import PlacedTable, write_table_sheet
from rfi.export.book.writing import Writing
from rfi.export.imprint import NO_IMPRINT, Imprint
from rfi.export.minutes.sheet import write_minutes_sheet
from rfi.export.office.quick_sheet import QuickSheet
from rfi.export.outputs import recalculates
from rfi.export.tables import tables_of
from rfi.store.round.notes import Note
from rfi.text.wording import text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table

# The same answers give the same bytes: a fixed date instead of the clock's.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FIRST = ("overview", "contents")
_CONDITIONS, _CHECK, _MINUTES = "conditions", "check", "minutes"
# The sheet whose chart has a small table of its own below the others.
_STATISTICS = "statistics"
_BLUE, _GREY = "#0017c1", "#949494"


def _draw(
    writing: Writing, sheet: Worksheet, planned: PlannedSheet, placed: Sequence[PlacedTable]
) -> None:
    """Draw the chart of a sheet below its tables, and end there what is printed."""
    last = placed[-1]
    bottom = last.heading + len(last.table.rows) + len(last.table.notes)
    top, taken = bottom + 2, 0
    if planned.key == "years" and placed[0].table.key == "fiscal_years":
        taken = add_year_chart(writing, sheet, placed[0], top)
    if planned.key == _STATISTICS:
        taken = add_spread_chart(writing, sheet, last, top)
    sheet.print_area(0, 0, top + taken if taken else bottom, max(one.edge for one in placed))


def _key(one: PlannedSheet | str) -> str:
    return f"table.{one.key}" if isinstance(one, PlannedSheet) else one


def _entries(
    sheets: Sequence[tuple[str, PlannedSheet | str]],
    evaluation: Evaluation,
    reading: Reading,
    grids: Container[str],
) -> list[Entry]:
    """Return the contents: of tables by their titles, of the other sheets in words."""
    lang = reading.lang
    entries = []
    for name, planned in sheets:
        if isinstance(planned, PlannedSheet):
            about = about_tables(planned.tables, evaluation, lang)
            group = "details" if planned.is_detail else "meeting"
        else:
            about = text(f"export.book.about.{planned}", lang)
            group = "calculation" if planned in grids else "meeting"
        kind = "one" if planned == _FIRST[0] else "many"
        entries.append(Entry(name, about, text(f"export.book.printed.{kind}", lang), group))
    return entries


@no_collection()
def write_workbook(
    evaluation: Evaluation,
    reading: Reading,
    imprint: Imprint = NO_IMPRINT,
    minutes: Sequence[Note] = (),
) -> bytes:
    """Return the workbook: 概要 on one page, contents, the tables, the conditions (docs/export.md).

    Cells hold whole yen, rounded half-up; the unit shown (千円 …) and the signs ≧ and ※ are
    number formats, so that a cell can be reckoned with. No text of a vendor becomes a formula.
    ``imprint`` is what every page bears; ``minutes`` are what meetings kept, if any.
    """
    tables = tables_of(evaluation, reading)
    is_live = recalculates(evaluation.conditions)
    found = calculation_of(evaluation, reading) if is_live else None
    return _written(evaluation, reading, tables, found, imprint, minutes)


@no_collection()
def write_values(
    evaluation: Evaluation,
    reading: Reading,
    tables: Sequence[Table],
    imprint: Imprint = NO_IMPRINT,
) -> bytes:
    """Return a workbook of some tables that holds values and no formula.

    Args:
        evaluation: What the first page and the conditions are of.
        reading: Language, unit and tax basis.
        tables: Those that stand behind the first page.
        imprint: Number, day and end of the audit.
    """
    return _written(evaluation, reading, tables, None, imprint, ())


def _written(
    evaluation: Evaluation,
    reading: Reading,
    tables: Sequence[Table],
    found: Calculation | None,
    imprint: Imprint,
    minutes: Sequence[Note],
) -> bytes:
    """Return the workbook of some tables; ``found`` is what its formulas work out, if any."""
    lang = reading.lang
    handle = io.BytesIO()
    book = Workbook(handle, dict(_OPTIONS))
    book.set_properties({"title": text("export.header", lang), "created": _CREATED})
    # The page that comes first is of single offers.
    first = _FIRST if evaluation.conditions.mode != "aggregate" else _FIRST[1:]
    live = LiveCells({})
    if found is not None:
        live = found.live((overview_table(evaluation, reading), *tables), evaluation, reading)
    basis = view_conditions(evaluation, reading).line(reading)
    paper = paper_of(evaluation, reading, imprint)
    said = ("", "", "")
    if found is not None:
        said = (found.moved, found.exported, found.finding(evaluation, reading))
    writing = Writing(
        book, CellFormats(book), evaluation, reading, paper, imprint, basis, live, *said
    )
    planned = planned_sheets(tables, lang)
    meeting = [one for one in planned if not one.is_detail]
    details = [one for one in planned if one.is_detail]
    grids = {} if found is None else {grid.key: grid for grid in found.grids}
    checked = [] if found is None else [_CHECK]
    kept = [_MINUTES] if minutes else []
    order: list[PlannedSheet | str] = [
        *first,
        *meeting,
        *kept,
        *checked,
        _CONDITIONS,
        *details,
        *grids,
    ]
    names = unique_names(
        one.name if isinstance(one, PlannedSheet) else text(f"export.book.{one}", lang)
        for one in order
    )
    sheets = {
        _key(one): book.add_worksheet(name, QuickSheet)
        for name, one in zip(names, order, strict=True)
    }
    for one in order:
        if isinstance(one, PlannedSheet):
            sheet, has_more = sheets[_key(one)], one.key == _STATISTICS
            placed = write_table_sheet(writing, sheet, one.tables, is_followed=has_more)
            _draw(writing, sheets[_key(one)], one, placed)
    if _FIRST[0] in first:
        write_overview(writing, sheets[_FIRST[0]])
    listed = [pair for pair in zip(names, order, strict=True) if pair[1] != _FIRST[1]]
    write_contents(writing, sheets[_FIRST[1]], _entries(listed, evaluation, reading, grids))
    if minutes:
        write_minutes_sheet(writing, sheets[_MINUTES], minutes)
    write_condition_sheet(writing, sheets[_CONDITIONS], found)
    if found is not None:
        write_grid(sheets[_CHECK], writing.formats, found.check, paper)
        for key, grid in grids.items():
            write_grid(sheets[key], writing.formats, grid, paper)
            sheets[key].set_tab_color(_GREY)
    for key in first:
        sheets[key].set_tab_color(_BLUE)
    sheets[_CONDITIONS].set_tab_color(_GREY)
    sheets[first[0]].activate()
    book.close()
    return handle.getvalue()

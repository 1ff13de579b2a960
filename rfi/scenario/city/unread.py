"""What of a table of cities was not read: every figure is named with its cell (trust G16)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rfi.document.form.accounting import facts_of, is_figure, regions
from rfi.document.form.remarks import remark_issue
from rfi.document.form.sheets import At
from rfi.document.grid.grid import OVER_CELLS, Grid, Sheet, cell_name, column_letters
from rfi.document.grid.headed_sheet import HeadedSheet
from rfi.document.grid.headed_totals import wrong_total_columns, wrong_total_rows
from rfi.document.grid.table_words import is_numbering, is_total
from rfi.scenario.city.cells import Findings
from rfi.scenario.city.year_columns import YearColumn
from rfi.schema.issue import Issue, Severity
from rfi.text.numbers import all_digits

_MAX_REMARKS = 50
# Columns whose words name a row, and those of money.
NAMING = frozenset({"municipality", "name", "prefecture", "business", "item", "fiscal_year"})
_MONEY = ("amount", "before", "after")


def figures_of(sheet: Sheet) -> set[At]:
    """Return the cells of a sheet that hold figures."""
    return {at for at, cell in sheet.cells.items() if is_figure(cell)}


def tell_figures(sheet: Sheet, places: set[At], findings: Findings) -> None:
    """Name figures that belong to no column, region by region."""
    for region in regions(places):
        place = cell_name(sheet.name, *region[0])
        findings.tell("city_figure_not_read", "warning", place, **facts_of(sheet, region))


def tell_columns(
    sheet: HeadedSheet, years: Sequence[YearColumn], taken: set[At], findings: Findings
) -> set[At]:
    """Tell of columns with another heading; return the figures that are named by it."""
    named: set[At] = set()
    figures = figures_of(sheet.sheet) - taken
    read = {year.column for year in years}
    for heading in sheet.unknown:
        if heading.column in read:
            continue
        found = sorted(at for at in figures if at[1] == heading.column and at[0] > sheet.row)
        cell = sheet.sheet.cells[sheet.row, heading.column]
        place = cell_name(sheet.sheet.name, sheet.row, heading.column)
        facts = {"given": heading.given, **facts_of(sheet.sheet, found)}
        if not found or is_numbering(heading.given):
            findings.tell("heading_unknown", "note", place, **facts)
        elif is_total(cell):
            findings.tell("city_total_column", "note", place, **facts)
        else:
            findings.tell("city_column_not_read", "warning", place, **facts)
        named.update(found)
    return named


def tell_wrong_totals(
    sheet: HeadedSheet,
    years: Sequence[int],
    totals: Sequence[int],
    rows: Sequence[int],
    findings: Findings,
) -> None:
    """Tell of totals that are not the sum of their rows or columns.

    Args:
        sheet: The sheet.
        years: Columns of amounts by fiscal year.
        totals: Rows of totals.
        rows: Rows that were read.
        findings: Where to tell it.
    """
    money = [sheet.headings[key].column for key in _MONEY if key in sheet.headings]
    beside = [
        heading.column
        for heading in sheet.unknown
        if is_total(sheet.sheet.cells[sheet.row, heading.column])
    ]
    found = (
        *wrong_total_rows(sheet, [*money, *years], totals, rows, sorted(NAMING)),
        *wrong_total_columns(sheet, years, beside, sorted((*rows, *totals))),
    )
    for wrong in found:
        place = cell_name(sheet.sheet.name, *wrong.at)
        facts = {
            "given": all_digits(wrong.given), "added": all_digits(wrong.added),
            "difference": all_digits(wrong.given - wrong.added),
            **facts_of(sheet.sheet, sorted(wrong.cells)),
        }  # fmt: skip
        severity: Severity = "note" if wrong.may_be_rounding else "warning"
        findings.tell("city_total_differs", severity, place, **facts)


def tell_hidden(sheet: Sheet, used: set[At], findings: Findings) -> None:
    """Tell what was read from rows and columns that nobody sees."""
    rows = sorted(at for at in used if at[0] in sheet.hidden_rows)
    if rows:
        given = tuple(str(row) for row, _ in groupby(rows, key=lambda at: at[0]))
        facts = {"given": given, **facts_of(sheet, rows)}
        findings.tell("city_rows_hidden", "warning", cell_name(sheet.name, *rows[0]), **facts)
    hidden = {n for first, last in sheet.hidden_columns for n in range(first, last + 1)}
    cells = sorted(at for at in used if at[1] in hidden)
    if cells:
        given = tuple(column_letters(n) for n in sorted({column for _, column in cells}))
        facts = {"given": given, **facts_of(sheet, cells)}
        findings.tell("city_columns_hidden", "warning", cell_name(sheet.name, *cells[0]), **facts)


def tell_sheet(sheet: Sheet, findings: Findings) -> None:
    """Name the figures of a sheet that is not read."""
    figures = figures_of(sheet)
    facts = facts_of(sheet, sorted(figures))
    if sheet.is_hidden:
        if figures:
            findings.tell("city_sheet_hidden", "warning", sheet.name, **facts)
    elif figures:
        tell_figures(sheet, figures, findings)
    elif sheet.cells and sheet.name:
        findings.tell("city_sheet_not_read", "note", sheet.name, **facts)


def remarks_of(grid: Grid) -> Iterator[Issue]:
    """Yield every comment and text box, and how many more there are."""
    found = [(sheet, remark) for sheet in grid.sheets for remark in sheet.remarks]
    found = [one for one in found if one[1].kind in OVER_CELLS]
    for sheet, remark in found[:_MAX_REMARKS]:
        yield remark_issue(sheet, remark)
    if len(found) > _MAX_REMARKS:
        sheet, remark = found[_MAX_REMARKS]
        place = cell_name(sheet.name, remark.row, remark.column)
        yield Issue("more_remarks", "note", "", place, {"count": len(found) - _MAX_REMARKS})

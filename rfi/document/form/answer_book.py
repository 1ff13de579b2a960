"""A grid of cells → an answer, with the cell that each value came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.accounting import Accounting, account
from rfi.document.form.costs import CostSheetReader
from rfi.document.form.draft import Draft
from rfi.document.form.free import read_free
from rfi.document.form.headings import check_headings
from rfi.document.form.marks import COVER, FORM, FREE, GRID, OPTIONS
from rfi.document.form.printed import PrintedSheet, printed_of
from rfi.document.form.remarks import remarks_of
from rfi.document.form.rows import INNER, read_form, read_inner_rows, read_rows
from rfi.document.form.sheets import MarkedSheet, find_sheets
from rfi.document.form.titles import put_codes, titles_of
from rfi.document.formula.doubtful import formulas_of
from rfi.document.grid.grid import Grid
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """What a workbook says.

    Attributes:
        value: The answer as a response document; None when the workbook is none of ours.
        origins: JSON pointer → cell.
        issues: What was reinterpreted, skipped or could not be read.
        accounting: What became of every cell; None when the workbook is none of ours.
        printed: The labels of the form as they stand in the file.
    """

    value: Mapping[str, Any] | None
    origins: Mapping[str, str]
    issues: tuple[Issue, ...]
    accounting: Accounting | None = None
    printed: tuple[PrintedSheet, ...] = ()


def _read_sheet(sheet: MarkedSheet, draft: Draft) -> None:
    table = sheet.mark.table
    if table == FORM:
        read_form(sheet, draft)
    elif table == GRID:
        CostSheetReader(sheet, draft).read()
    elif table == FREE:
        read_free(sheet, draft)
    elif table != COVER:
        read_rows(sheet, draft)
    if table == OPTIONS:
        for row in draft.offer(sheet.mark.offer).get(OPTIONS, ()):
            # As on the sheet of costs an amount says that there is a price; a bare 0 says nothing.
            row.update({"state": "priced"} if row.get("amount") and "state" not in row else {})


def read_answer_book(grid: Grid) -> BookAnswer:
    """Read every marked sheet; the order of the sheets does not matter."""
    found = find_sheets(grid)
    is_other = any(issue.code == "form_version" for issue in found.issues)
    if is_other or not found.marked:
        return BookAnswer(None, {}, found.issues)
    draft = Draft(issues=list(found.issues))
    printed = [printed_of(sheet) for sheet in found.marked]
    labels = tuple(sheet for _, sheet in printed)
    titles = titles_of(labels, found.others)
    inner = [sheet for sheet in found.marked if sheet.mark.table in INNER]
    for sheet in found.marked:
        if sheet not in inner:
            _read_sheet(sheet, draft)
    put_codes(draft, titles)
    for sheet in inner:
        read_inner_rows(sheet, draft)
    offers = draft.value["offers"]
    while len(offers) > 1 and not any(offers[-1].values()):
        # A plan that the form offers and nobody wrote into.
        offers.pop()
    for offer in draft.value["offers"]:
        for key in [key for key, rows in offer.items() if rows == [] and key != "cost_lines"]:
            del offer[key]
    for sheet in found.marked:
        draft.issues += check_headings(sheet)
    accounting = account(found, [own for own, _ in printed], draft)
    read = {marked.sheet.name: marked.read for marked in found.marked}
    # Of the pointers of a cell the last one is that of the amount, or of what a row says by it.
    pointers = {origin: pointer for pointer, origin in draft.origins.items()}
    draft.issues += [*remarks_of(grid, found), *formulas_of(grid, read, pointers)]
    return BookAnswer(draft.value, draft.origins, tuple(draft.issues), accounting, labels)

"""A grid of cells → an answer, with the cell that each value came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rfi.document.form.accounting import Accounting, account
from rfi.document.form.costs import CostSheetReader
from rfi.document.form.draft import Draft
from rfi.document.form.free import read_free
from rfi.document.form.headings import check_headings
from rfi.document.form.marks import COVER, FACTS, FORM, FREE, GRID
from rfi.document.form.offers import read_form
from rfi.document.form.printed import PrintedSheet, printed_of
from rfi.document.form.remarks import remarks_of
from rfi.document.form.rows import INNER, read_inner_rows, read_rows
from rfi.document.form.second.expected import missing_sheets
from rfi.document.form.second.ids import drop_blank_offers, fill_ids
from rfi.document.form.second.lists import missing_lists
from rfi.document.form.second.terms import priced_though_left_out, read_circles, read_terms
from rfi.document.form.sheets import MarkedSheet, find_sheets
from rfi.document.form.titles import put_codes, put_inner_codes, titles_of
from rfi.document.formula.doubtful import formulas_of
from rfi.document.grid.grid import Grid
from rfi.schema.issue import Issue

if TYPE_CHECKING:
    from rfi.document.form.cost_columns import Attributes


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


def read_answer_book(grid: Grid) -> BookAnswer:
    """Read every marked sheet; the order of the sheets does not matter."""
    found = find_sheets(grid)
    is_other = any(issue.code == "form_version" for issue in found.issues)
    if is_other or not found.marked:
        return BookAnswer(None, {}, found.issues)
    is_first = any(sheet.mark.is_first for sheet in found.marked)
    told = [*found.issues, *missing_sheets(found.marked)]
    told += () if is_first else missing_lists(found.others)
    draft = Draft(issues=told, has_titles=not is_first)
    printed = [printed_of(sheet) for sheet in found.marked]
    labels = tuple(sheet for _, sheet in printed)
    titles = titles_of(labels, found.others)
    inner = [sheet for sheet in found.marked if sheet.mark.table in INNER]
    _read_sheets([sheet for sheet in found.marked if sheet not in inner], draft)
    if not is_first:
        fill_ids(draft)
    put_codes(draft, titles)
    for sheet in inner:
        read_inner_rows(sheet, draft)
    put_inner_codes(draft, titles)
    drop_blank_offers(draft)
    draft.issues += priced_though_left_out(draft)
    for offer in draft.value["offers"]:
        for key in [key for key, rows in offer.items() if rows == [] and key != "cost_lines"]:
            del offer[key]
    for sheet in found.marked:
        draft.issues += check_headings(sheet)
    accounting = account(found, [own for own, _ in printed], draft)
    read = {marked.sheet.name: marked.read for marked in found.marked}
    # Of the pointers of a cell the last one is that of the amount, or of what a row says by it.
    pointers = {origin: pointer for pointer, origin in draft.origins.items()}
    draft.issues += [*remarks_of(grid, found, draft), *formulas_of(grid, read, pointers)]
    return BookAnswer(draft.value, draft.origins, tuple(draft.issues), accounting, labels)


def _read_sheets(sheets: Sequence[MarkedSheet], draft: Draft) -> None:
    """Read all sheets but those of tiers and weights; the offers say what holds for all prices."""
    terms: dict[int, Attributes] = {}
    for sheet in sheets:
        if sheet.mark.table == FORM:
            read_form(sheet, draft)
            terms.update(read_terms(sheet, draft))
            read_circles(sheet, draft)
    for sheet in sheets:
        if sheet.mark.table == GRID:
            CostSheetReader(sheet, draft, terms.get(sheet.mark.offer)).read()
        elif sheet.mark.table == FREE:
            read_free(sheet, draft)
        elif sheet.mark.table not in {COVER, FACTS, FORM}:
            read_rows(sheet, draft)

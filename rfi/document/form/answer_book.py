"""A grid of cells → an answer, with the cell that each value came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.costs import CostSheetReader
from rfi.document.form.draft import Draft
from rfi.document.form.marks import COVER, FORM, GRID
from rfi.document.form.rows import INNER, read_form, read_inner_rows, read_rows
from rfi.document.form.sheets import find_sheets
from rfi.document.grid.grid import Grid
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """What a workbook says.

    Attributes:
        value: The answer as a response document; None when the workbook is none of ours.
        origins: JSON pointer → cell.
        issues: What was reinterpreted, skipped or could not be read.
    """

    value: Mapping[str, Any] | None
    origins: Mapping[str, str]
    issues: tuple[Issue, ...]


def read_answer_book(grid: Grid) -> BookAnswer:
    """Read every marked sheet; the order of the sheets does not matter."""
    sheets, issues = find_sheets(grid)
    if not sheets or any(issue.severity == "error" for issue in issues):
        return BookAnswer(None, {}, issues)
    draft = Draft(issues=list(issues))
    inner = [sheet for sheet in sheets if sheet.mark.table in INNER]
    for sheet in sheets:
        if sheet.mark.table == FORM:
            read_form(sheet, draft)
        elif sheet.mark.table == GRID:
            CostSheetReader(sheet, draft).read()
        elif sheet not in inner and sheet.mark.table != COVER:
            read_rows(sheet, draft)
    for sheet in inner:
        read_inner_rows(sheet, draft)
    for offer in draft.value["offers"]:
        for key in [key for key, rows in offer.items() if rows == [] and key != "cost_lines"]:
            del offer[key]
    return BookAnswer(draft.value, draft.origins, tuple(draft.issues))

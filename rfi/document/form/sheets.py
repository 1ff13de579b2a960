"""The sheets of an answer workbook found by their marks: which table, which columns, which rows.

A mark is checked before it is followed: a sheet, a column or a row whose mark stands twice is
told once with both places.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rfi.document.form.marks import (
    COMMON_SHEETS,
    COVER,
    FIRST_EDITION,
    FIRST_MINOR,
    FORM_VERSION,
    NOT_DATA,
    PREFIX,
    SEARCH,
    SHEET_TITLES,
    SheetMark,
    mark_of,
)
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.schema.issue import Issue

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """One sheet of the form.

    Attributes:
        sheet: The cells.
        mark: What the sheet holds.
        row, column: Where the mark stands: ids of columns stand right of it, ids of rows below.
        columns: Column number → column id, each id once.
        ids: Row number → row id, of the rows that have one.
        read: Cells read into fields so far.
        named: Cells that an issue names so far, in place of being read.
        own: Cells of answers that hold what the form put there, found while reading.
    """

    sheet: Sheet
    mark: SheetMark
    row: int
    column: int
    columns: Mapping[int, str]
    ids: Mapping[int, str]
    read: set[At] = field(default_factory=set)
    named: set[At] = field(default_factory=set)
    own: set[At] = field(default_factory=set)

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell for a person."""
        return cell_name(self.sheet.name, row, column)

    def row_id(self, row: int) -> str:
        """Return the id of a row, "" when it has none."""
        return self.ids.get(row, "")

    def rows(self) -> Iterator[tuple[int, str]]:
        """Yield (row number, row id) of every row below the marks that may hold answers."""
        numbers = sorted({row for row, _ in self.sheet.cells if row > self.row})
        for number in numbers:
            row_id = self.row_id(number)
            if row_id != NOT_DATA:
                yield number, row_id

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return a cell; inside a merged area the one that holds its value."""
        found = self.sheet.cells.get((row, column))
        if found is None and (area := self.merged_at(row, column)):
            if self.columns.get(area[1]) == NOT_DATA:
                return None  # guidance stands across the page, from the states on
            return self.sheet.cells.get((area[0], area[1]))
        return found

    def first_cell(self, row: int) -> str:
        """Return the place of the first cell of a row that people see; marks are hidden."""
        seen = (column for at, column in self.sheet.cells if at == row and column > self.column)
        return self.place(row, min(seen, default=self.column + 1))

    def merged_at(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """Return the merged area around a cell, None when there is none."""
        for area in self.sheet.merged:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area
        return None


@dataclass(frozen=True, slots=True)
class FoundSheets:
    """The sheets of a workbook.

    Attributes:
        marked: Those of the form, each table of each offer once.
        copies: Further sheets with the mark of one of these.
        others: Sheets without a mark that could be followed.
        issues: What is to be said about them.
    """

    marked: tuple[MarkedSheet, ...]
    copies: tuple[Sheet, ...]
    others: tuple[Sheet, ...]
    issues: tuple[Issue, ...]


def _mark_cell(sheet: Sheet) -> SheetCell | None:
    """Return the first cell that starts as a mark; the highest, then the leftmost."""
    starts = [
        at
        for at, cell in sheet.cells.items()
        if at[0] <= SEARCH and cell.kind == "text" and str(cell.value).startswith(PREFIX)
    ]
    return sheet.cells[min(starts)] if starts else None


def _column_contents(sheet: Sheet, row: int, column: int) -> dict[int, object]:
    return {
        line: cell.value for (line, at), cell in sheet.cells.items() if at == column and line > row
    }


def _marked(sheet: Sheet, first: SheetCell, mark: SheetMark) -> tuple[MarkedSheet, list[Issue]]:
    keys = sorted(
        (at, str(cell.value).strip())
        for (line, at), cell in sheet.cells.items()
        if line == first.row and at > first.column and cell.kind == "text"
    )
    columns: dict[int, str] = {}
    left_out: set[int] = set()
    issues: list[Issue] = []
    home: dict[str, int] = {}
    for at, key in keys:
        if key not in home or key == NOT_DATA:
            home[key] = at
            columns[at] = key
            continue
        left_out.add(at)
        is_copy = _column_contents(sheet, first.row, home[key]) == _column_contents(
            sheet, first.row, at
        )
        places = tuple(cell_name(sheet.name, first.row, one) for one in (home[key], at))
        facts = {"sheet": sheet.name, "cells": places}
        issues.append(
            Issue("column_copied", "warning", "", places[1], facts)
            if is_copy
            else Issue("column_twice", "error", "", places[1], facts)
        )
    ids = {
        line: str(cell.value)
        for (line, at), cell in sheet.cells.items()
        if at == first.column and cell.kind == "text"
    }
    found = MarkedSheet(sheet, mark, first.row, first.column, columns, ids)
    found.named.update(at for at in sheet.cells if at[1] in left_out and at[0] >= first.row)
    return found, issues


def _version_issue(sheet: Sheet, mark: SheetMark) -> Issue | None:
    major, minor, _ = map(int, FORM_VERSION.split("."))
    latest = {FIRST_EDITION: FIRST_MINOR, major: minor}
    facts = {"given": mark.version, "expected": FORM_VERSION}
    if mark.numbers[0] not in latest:
        return Issue("form_version", "error", origin=sheet.name, params=facts)
    if mark.numbers[1] > latest[mark.numbers[0]]:
        return Issue("form_newer", "warning", origin=sheet.name, params=facts)
    return None


def _twice(first: MarkedSheet, second: Sheet) -> Issue:
    is_copy = first.sheet.cells.keys() == second.cells.keys() and all(
        cell.value == second.cells[at].value for at, cell in first.sheet.cells.items()
    )
    facts = {"sheet": second.name, "other": first.sheet.name}
    if is_copy or first.mark.table == COVER:
        return Issue("sheet_copied", "warning", "", second.name, facts)
    return Issue("sheet_twice", "error", "", second.name, facts)


def find_sheets(grid: Grid) -> FoundSheets:
    """Return the sheets of the form, and what stands beside them.

    A form of another major version is an error: its marks may mean something else.
    """
    marked: dict[str, MarkedSheet] = {}
    copies: list[Sheet] = []
    others: list[Sheet] = []
    issues: list[Issue] = []
    for sheet in grid.sheets:
        first = _mark_cell(sheet)
        if first is None:
            others.append(sheet)
            continue
        mark = mark_of(str(first.value))
        if mark is None or mark.table not in SHEET_TITLES:
            others.append(sheet)
            place = cell_name(sheet.name, first.row, first.column)
            facts = {"sheet": sheet.name, "given": str(first.value)[:60]}
            issues.append(Issue("mark_broken", "error", "", place, facts))
            continue
        told = _version_issue(sheet, mark)
        if told is not None:
            issues.append(told)
            if told.severity == "error":
                continue
        found, faults = _marked(sheet, first, mark)
        issues += faults
        key = f"{mark.table}:0" if mark.table in COMMON_SHEETS else mark.name
        if key in marked:
            copies.append(sheet)
            issues.append(_twice(marked[key], sheet))
        else:
            marked[key] = found
    issues = _once_each(issues)
    if not marked and not issues_hold(issues):
        issues.append(Issue("workbook_no_marks", "error"))
    return FoundSheets(tuple(marked.values()), tuple(copies), tuple(others), tuple(issues))


def _once_each(issues: list[Issue]) -> list[Issue]:
    """Keep one issue about the version of the form, however many sheets say it."""
    seen: Counter[str] = Counter()
    kept: list[Issue] = []
    for issue in issues:
        seen[issue.code] += 1
        if seen[issue.code] == 1 or issue.code not in {"form_version", "form_newer"}:
            kept.append(issue)
    return kept


def issues_hold(issues: list[Issue]) -> bool:
    """Tell whether any issue is an error."""
    return any(issue.severity == "error" for issue in issues)

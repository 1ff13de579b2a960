"""The sheets of an answer workbook found by their marks: which table, which columns, which rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rfi.document.form.marks import FORM_VERSION, NOT_DATA, PREFIX, SEARCH, SheetMark, mark_of
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """One sheet of the form.

    Attributes:
        sheet: The cells.
        mark: What the sheet holds.
        row, column: Where the mark stands: ids of columns stand right of it, ids of rows below.
        columns: Column number → column id.
    """

    sheet: Sheet
    mark: SheetMark
    row: int
    column: int
    columns: Mapping[int, str]

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell for a person."""
        return cell_name(self.sheet.name, row, column)

    def rows(self) -> Iterator[tuple[int, str]]:
        """Yield (row number, row id) of every row below the marks that may hold answers."""
        numbers = sorted({row for row, _ in self.sheet.cells if row > self.row})
        for number in numbers:
            marked = self.sheet.cells.get((number, self.column))
            row_id = str(marked.value) if marked else ""
            if row_id != NOT_DATA:
                yield number, row_id

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return a cell; inside a merged area the one that holds its value."""
        found = self.sheet.cells.get((row, column))
        if found is None and (area := self.merged_at(row, column)):
            return self.sheet.cells.get((area[0], area[1]))
        return found

    def merged_at(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """Return the merged area around a cell, None when there is none."""
        for area in self.sheet.merged:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area
        return None


def _marked(sheet: Sheet) -> MarkedSheet | None:
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > SEARCH:
            break
        if cell.kind == "text" and str(cell.value).startswith(PREFIX):
            mark = mark_of(str(cell.value))
            if mark:
                columns = {
                    other_column: str(other.value)
                    for (line, other_column), other in sheet.cells.items()
                    if line == row and other_column > column and other.kind == "text"
                }
                return MarkedSheet(sheet, mark, row, column, columns)
    return None


def find_sheets(grid: Grid) -> tuple[tuple[MarkedSheet, ...], tuple[Issue, ...]]:
    """Return the sheets of the form, and what stands beside them.

    Sheets without a mark are not read, and that is said. A form of another major version is an
    error: its marks may mean something else.
    """
    sheets: list[MarkedSheet] = []
    issues: list[Issue] = []
    for sheet in grid.sheets:
        found = _marked(sheet)
        if found is None:
            if sheet.cells and not sheet.is_hidden:
                facts = {"sheet": sheet.name}
                issues.append(Issue("sheet_not_read", "note", origin=sheet.name, params=facts))
            continue
        if found.mark.version.split(".", 1)[0] != FORM_VERSION.split(".", 1)[0]:
            facts = {"given": found.mark.version, "expected": FORM_VERSION}
            issues.append(Issue("form_version", "error", origin=sheet.name, params=facts))
            continue
        sheets.append(found)
    if not sheets and not issues_hold(issues):
        issues.append(Issue("workbook_no_marks", "error"))
    return tuple(sheets), tuple(issues)


def issues_hold(issues: list[Issue]) -> bool:
    """Tell whether any issue is an error."""
    return any(issue.severity == "error" for issue in issues)

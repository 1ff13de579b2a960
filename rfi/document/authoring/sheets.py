"""The sheets of an authoring workbook: found by their marks, their columns by visible headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rfi.document.authoring.layout import (
    COVER,
    PREFIX,
    USE,
    VERSION,
    AskedTable,
    cover_rows,
    read_mark,
    sheet_title,
    tables,
)
from rfi.document.form.marks import SEARCH
from rfi.document.form.sheets import At
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.schema.issue import Issue, Worded
from rfi.text.wording import LANGS, text

_LEAST_HEADINGS = 2
# Nothing can be asked without these.
_NEEDED = (COVER, "scenarios", "businesses", "cost_items")


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """One sheet whose headings were found.

    Attributes:
        sheet: The cells.
        table: Which sheet of the workbook it is.
        version: Of the workbook, as its mark says.
        row: Row of the headings.
        first: Column of the mark; on the cover that of the ids of its rows.
        columns: Key of a column → its number.
        heads: Cells in the row of headings that head no column of the schema.
        read: Cells read so far.
        form: Cells that the workbook brought.
        named: Cells that an issue names instead.
    """

    sheet: Sheet
    table: str
    version: str
    row: int
    first: int
    columns: Mapping[str, int]
    heads: Mapping[int, SheetCell]
    read: set[At] = field(default_factory=set)
    form: set[At] = field(default_factory=set)
    named: set[At] = field(default_factory=set)

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell for a person."""
        return cell_name(self.sheet.name, row, column)

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return a cell; inside a merged area the one that holds its value."""
        found = self.sheet.cells.get((row, column))
        if found is not None:
            return found
        for top, left, bottom, right in self.sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                return self.sheet.cells.get((top, left))
        return None


@dataclass(frozen=True, slots=True)
class FoundAsked:
    """What a workbook holds.

    Attributes:
        sheets: Table → sheet.
        others: Sheets that are none of ours.
        issues: What is wrong with the sheets themselves.
    """

    sheets: Mapping[str, AskedSheet]
    others: tuple[Sheet, ...]
    issues: tuple[Issue, ...]

    @property
    def is_readable(self) -> bool:
        """Whether what stands in the sheets can be told apart."""
        return not any(issue.severity == "error" for issue in self.issues)


def _mark_cell(sheet: Sheet) -> SheetCell | None:
    starts = [
        at
        for at, cell in sheet.cells.items()
        if at[0] <= SEARCH and cell.kind == "text" and str(cell.value).startswith(PREFIX)
    ]
    return sheet.cells[min(starts)] if starts else None


def is_authoring_book(grid: Grid) -> bool:
    """Tell whether a workbook is the authoring workbook of a questionnaire."""
    return any(_mark_cell(sheet) is not None for sheet in grid.sheets)


def _heading_keys(table: str) -> Mapping[str, str]:
    """Return folded heading → key of the column."""
    if table == COVER:
        return {
            fold(text(f"author.head.{key}", lang)): key
            for key in ("label", "value")
            for lang in LANGS
        }
    return {
        heading: column.key for column in tables()[table].columns for heading in column.headings
    }


def _headed(
    sheet: Sheet, table: str, version: str, first: int
) -> tuple[AskedSheet | None, list[Issue]]:
    known = _heading_keys(table)
    by_row: dict[int, list[SheetCell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row <= SEARCH and cell.kind == "text":
            by_row.setdefault(row, []).append(cell)
    for row, cells in by_row.items():
        keyed = [(known.get(fold(str(cell.value))), cell) for cell in cells]
        if len({key for key, _ in keyed if key}) < _LEAST_HEADINGS:
            continue
        columns: dict[str, int] = {}
        issues: list[Issue] = []
        for key, cell in keyed:
            if key in columns:
                place = cell_name(sheet.name, row, cell.column)
                facts = {"given": str(cell.value)}
                issues.append(Issue("heading_twice", "error", "", place, facts))
            elif key:
                columns[key] = cell.column
        heads = {
            column: cell
            for (line, column), cell in sheet.cells.items()
            if line == row and column > first and column not in columns.values()
        }
        return AskedSheet(sheet, table, version, row, first, columns, heads), issues
    facts = {"sheet": sheet.name}
    return None, [Issue("author_headings_missing", "error", "", sheet.name, facts)]


def _missing_columns(sheet: AskedSheet) -> Iterator[Issue]:
    """A column of the workbook that is gone: nobody may go on as if it had been empty."""
    if sheet.table == COVER:
        return
    table: AskedTable = tables()[sheet.table]
    for column in table.columns:
        if column.key in sheet.columns or (column.field and not column.field.is_in(sheet.version)):
            continue
        title = column.title("ja")
        place = sheet.place(sheet.row, sheet.first)
        facts = {"sheet": sheet.sheet.name, "title": title}
        if column.is_required or column.key == USE:
            yield Issue("author_column_missing", "error", "", place, facts)
        else:
            yield Issue("author_column_missing", "warning", "", place, facts)


def _missing_sheets(seen: Mapping[str, str]) -> Iterator[Issue]:
    version = max(seen.values(), default=VERSION)
    for table in (COVER, *tables()):
        if table in seen or (table != COVER and not tables()[table].is_in(version)):
            continue
        facts = {"title": Worded(sheet_title(table))}
        if table in _NEEDED:
            yield Issue("author_sheet_missing", "error", params=facts)
        else:
            yield Issue("author_sheet_missing", "warning", params=facts)


def _moved_rows(sheet: AskedSheet) -> Iterator[Issue]:
    """A row of the cover whose visible label is that of another row."""
    labels = {fold(row.title(lang)): key for key, row in cover_rows().items() for lang in LANGS}
    column = sheet.columns.get("label", 0)
    for (line, at), cell in sheet.sheet.cells.items():
        key = str(cell.value)
        if at != sheet.first or key not in cover_rows():
            continue
        shown = sheet.cell(line, column)
        given = fold(str(shown.value)) if shown else ""
        if labels.get(given, key) != key:
            facts = {"given": given, "expected": cover_rows()[key].title("ja")}
            yield Issue("row_moved", "error", "", sheet.place(line, column), facts)


def find_asked_sheets(grid: Grid) -> FoundAsked:
    """Return the sheets of an authoring workbook; their order does not matter."""
    found: dict[str, AskedSheet] = {}
    others: list[Sheet] = []
    issues: list[Issue] = []
    seen: dict[str, str] = {}
    for sheet in grid.sheets:
        first = _mark_cell(sheet)
        if first is None:
            others.append(sheet)
            continue
        read = read_mark(str(first.value))
        place = cell_name(sheet.name, first.row, first.column)
        if read is None or read[1] not in {COVER, *tables()}:
            issues.append(Issue("mark_broken", "error", "", place, {"sheet": sheet.name}))
            continue
        version, table = read
        if version.partition(".")[0] != VERSION.partition(".")[0]:
            facts = {"given": version, "expected": VERSION}
            issues.append(Issue("form_version", "error", "", sheet.name, facts))
            continue
        if table in found:
            facts = {"sheet": sheet.name, "other": found[table].sheet.name}
            issues.append(Issue("sheet_twice", "error", "", sheet.name, facts))
            continue
        seen[table] = version
        headed, faults = _headed(sheet, table, version, first.column)
        issues += faults
        if headed is None:
            continue
        headed.form.add((first.row, first.column))
        found[table] = headed
        issues += _missing_columns(headed)
        if table == COVER:
            issues += _moved_rows(headed)
    if not any(issue.code == "form_version" for issue in issues):
        issues += _missing_sheets(seen)
    return FoundAsked(found, tuple(others), tuple(issues))

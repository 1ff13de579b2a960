"""The rows of one sheet: which are used, what their cells say, what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rfi.document.authoring.cells import (
    Known,
    found_name,
    read_circle,
    read_field,
    words,
)
from rfi.document.authoring.layout import (
    USE,
    AskedColumn,
    AskedTable,
)
from rfi.document.authoring.names import Names
from rfi.document.authoring.numbers import Numbers
from rfi.document.authoring.sheets import AskedSheet
from rfi.document.form.draft import Draft, Path
from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import SheetCell
from rfi.schema.issue import pointer_of

_SHOWN = 8


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet as they are read.

    Attributes:
        sheet, table: What is read.
        draft: Where values, places and issues go.
        known: The sheets read before, which cells may name.
        numbers: The used rows, by their row number.
        unused: Row number → id, of rows whose first column is empty.
        unnumbered: Used rows that were given an id.
        left_out: Row number → business, of rows whose business is not used.
    """

    sheet: AskedSheet
    table: AskedTable
    draft: Draft
    known: Mapping[str, Known]
    numbers: list[int] = field(default_factory=list)
    unused: dict[int, str] = field(default_factory=dict)
    unnumbered: list[int] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)

    def find(self) -> None:
        """Tell used rows from unused ones, the example and empty ones."""
        sheet = self.sheet
        columns = {*sheet.columns.values(), *(sheet.heads if self.table.headed_by else ())}
        lines: dict[int, set[int]] = {}
        for row, column in sheet.sheet.cells:
            if row > sheet.row and column in columns:
                lines.setdefault(row, set()).add(column)
        example, use = words("author.example"), sheet.columns[USE]
        for row, filled in sorted(lines.items()):
            mark = sheet.cell(row, use)
            if mark is not None and fold(as_written(mark)).lower() in example:
                sheet.form.update((row, column) for column in filled)
            elif filled <= {use}:
                sheet.read.update((row, column) for column in filled)
            else:
                self._take(row, filled, mark)
        self._tell_unused()

    def _take(self, row: int, filled: set[int], mark: SheetCell | None) -> None:
        is_used = read_circle(mark)
        if is_used is None and mark is not None:
            place = self.sheet.place(mark.row, mark.column)
            given = as_written(mark)
            self.draft.add("author_circle_unclear", "error", (), place, given=given)
        if is_used is False:
            self.unused[row] = self.given_id(row)
            self.sheet.named.update((row, column) for column in filled)
        else:
            self.numbers.append(row)
            self.sheet.read.add((row, self.sheet.columns[USE]))

    def _tell_unused(self) -> None:
        """Name the rows without ○; what has no number yet was written by somebody just now."""
        if not self.unused:
            return
        rows = tuple(map(str, self.unused))
        facts = {
            "sheet": self.sheet.sheet.name, "count": len(rows),
            "rows": (*rows[:_SHOWN], "…") if len(rows) > _SHOWN else rows,
        }  # fmt: skip
        place = self.sheet.place(min(self.unused), self.sheet.columns[USE])
        is_new = bool(self.table.id_key) and not all(self.unused.values())
        if is_new:
            self.draft.add("author_row_not_used", "warning", (), place, **facts)
        else:
            self.draft.add("author_row_not_used", "note", (), place, **facts)

    def given_id(self, row: int) -> str:
        """Return the id that stands in a row, "" when there is none."""
        cell = self.sheet.sheet.cells.get((row, self.sheet.columns.get(self.table.id_key, 0)))
        return "" if cell is None or cell.struck else fold(as_written(cell))

    def title_of(self, row: int) -> str:
        """Return what a row is called."""
        cell = self.sheet.cell(row, self.sheet.columns.get("title", 0))
        return as_written(cell).strip() if cell else ""

    def free_numbers(self) -> Numbers:
        """Return what gives ids to the rows without one."""
        rows = (*self.numbers, *self.unused)
        return Numbers(self.table.name, {self.given_id(row) for row in rows} - {""})

    def called(self, ids: Mapping[int, str]) -> Known:
        """Return the rows by their names; ``ids`` are those of the used rows."""
        rows = [(code, self.title_of(row)) for row, code in ids.items()]
        rows += [(code or f"-{row}", self.title_of(row)) for row, code in self.unused.items()]
        return Known(Names(self.table.name, rows), tuple(ids.values()))

    def read(self, row: int, path: Path) -> dict[str, Any]:
        """Read the fields of a row; a column that names another sheet is read by the caller."""
        value: dict[str, Any] = {}
        for column in self.table.columns:
            at = self.sheet.columns.get(column.key)
            if column.field is None or column.refers_to or at is None:
                continue
            place = self.sheet.place(row, at)
            # An empty cell has its place too: there is where something is missing.
            self.draft.origins[pointer_of((*path, column.key))] = place
            cell = self.sheet.cell(row, at)
            if column.is_id:
                given = self.given_id(row)
                value.update({column.key: given} if given else {})
                self.sheet.read.update({(row, at)} if cell else ())
            elif cell is not None:
                is_read = read_field(value, cell, column, path, place, self.draft)
                (self.sheet.read if is_read else self.sheet.named).add((cell.row, cell.column))
        return value

    def referred(self, row: int, column: AskedColumn, path: Path) -> str | None:
        """Return the id that a cell names in another sheet, None with an issue, "" when empty."""
        at = self.sheet.columns.get(column.key, 0)
        cell = self.sheet.cell(row, at)
        place = self.sheet.place(row, at)
        self.draft.origins[pointer_of((*path, column.key))] = place
        if cell is None or cell.struck == "whole":
            return ""
        self.sheet.read.add((cell.row, cell.column))
        given = as_written(cell).strip()
        return found_name(
            given, column.refers_to, self.known, self.draft, (*path, column.key), place
        )

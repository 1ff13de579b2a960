"""A sheet whose columns are found by their headings, in any order, in either language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rfi.document.grid.cell_text import LIST_MARKS, fold
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import Sheet, SheetCell, cell_name
from rfi.schema.issue import Issue

# Titles and remarks may stand above the headings, so many rows at most.
SEARCH = 30
_LEAST_HEADINGS = 2
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PARTS = re.compile("[" + re.escape("".join(LIST_MARKS)) + ";/ ]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column.

    Attributes:
        column: Its number.
        given: The heading as it stands.
        remarks: What stands in brackets in it, such as a unit.
    """

    column: int
    given: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A sheet with its headings.

    Attributes:
        sheet: The cells.
        row: Row of the headings; rows of data stand below.
        headings: Code of the column → heading.
        unknown: Columns with another heading; they are not read.
    """

    sheet: Sheet
    row: int
    headings: Mapping[str, Heading]
    unknown: tuple[Heading, ...]

    def place(self, row: int, key: str) -> str:
        """Return the name of a cell; of its row where there is no such column."""
        if key not in self.headings:
            return f"{self.sheet.name}!{row}" if self.sheet.name else str(row)
        return cell_name(self.sheet.name, row, self.headings[key].column)

    def rows(self, more: Iterable[int] = ()) -> Iterator[int]:
        """Yield the numbers of the rows with anything in a column that is read, or in ``more``."""
        columns = {heading.column for heading in self.headings.values()} | set(more)
        yield from sorted(
            {row for row, column in self.sheet.cells if row > self.row and column in columns}
        )

    def cell(self, row: int, key: str) -> tuple[SheetCell | None, bool]:
        """Return (cell, whether it was taken from the merged area around it)."""
        if key not in self.headings:
            return None, False
        column = self.headings[key].column
        found = self.sheet.cells.get((row, column))
        if found is not None:
            return found, False
        for top, left, bottom, right in self.sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                return self.sheet.cells.get((top, left)), True
        return None, False


def bare_and_remarks(given: str) -> tuple[str, tuple[str, ...]]:
    """Return a heading without its brackets, and the words inside them.

    >>> bare_and_remarks("金額（千円・税込）")
    ('金額', ('千円', '税込'))
    """
    folded = fold(given)
    inside = " ".join(part for pair in _BRACKETS.findall(folded) for part in pair)
    return _BRACKETS.sub("", folded).strip(), tuple(part for part in _PARTS.split(inside) if part)


def _heading_of(cell: SheetCell, codelist: str) -> tuple[str | None, Heading]:
    given = as_written(cell).strip()
    code = code_of(given, codelist)
    if code:
        return code, Heading(cell.column, given)
    bare, remarks = bare_and_remarks(given)
    return (code_of(bare, codelist) if bare else None), Heading(cell.column, given, remarks)


def find_headings(sheet: Sheet, codelist: str) -> tuple[HeadedSheet | None, tuple[Issue, ...]]:
    """Return the sheet with its headings; None when no row holds two headings of the code list.

    A heading that stands twice is an error: which column is meant cannot be told.
    """
    by_row: dict[int, list[SheetCell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row <= SEARCH and cell.kind == "text":
            by_row.setdefault(row, []).append(cell)
    for row, cells in by_row.items():
        read = [_heading_of(cell, codelist) for cell in cells]
        known = [(code, heading) for code, heading in read if code]
        if len({code for code, _ in known}) < _LEAST_HEADINGS:
            continue
        unknown = tuple(heading for code, heading in read if code is None)
        headed = HeadedSheet(sheet, row, dict(reversed(known)), unknown)
        twice = [
            Issue(
                "heading_twice",
                "error",
                origin=HeadedSheet(sheet, row, {code: heading}, ()).place(row, code),
                params={"given": heading.given},
            )
            for index, (code, heading) in enumerate(known)
            if code in {other for other, _ in known[:index]}
        ]
        return (None if twice else headed), tuple(twice)
    return None, ()

"""Which cells a formula refers to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rfi.document.xlsx.shared_formula import column_number

# A sheet's name (with the book's in brackets), then a cell or a range.
REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\s'!+\-*/^&=<>(),;:{}\"]+))!)?"
    r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?(?![\w(])"
)
_TEXT = re.compile(r'"[^"]*"')

# Lower-case name of the sheet, row, column.
Node = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a range: lower-case name of its sheet, and its corners."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    def holds(self, node: Node) -> bool:
        """Tell whether a cell lies in it."""
        return (
            node[0] == self.sheet
            and self.top <= node[1] <= self.bottom
            and self.left <= node[2] <= self.right
        )


def area_of(match: re.Match[str], home: str) -> Area:
    """Return the area of a match of ``REFERENCE``; without a sheet it is of ``home``."""
    sheet = (match[1] or match[2] or home).replace("''", "'").lower()
    row, column = int(match[4]), column_number(match[3])
    last_row, last_column = row, column
    if match[5]:
        last_row, last_column = int(match[6]), column_number(match[5])
    return Area(
        sheet, min(row, last_row), min(column, last_column),
        max(row, last_row), max(column, last_column),
    )  # fmt: skip


def areas_of(formula: str, home: str) -> Iterator[Area]:
    """Yield what a formula on the sheet ``home`` refers to."""
    for match in REFERENCE.finditer(_TEXT.sub('""', formula)):
        yield area_of(match, home)

"""The hidden marks by which an answer workbook is read, wherever its rows and columns were moved.

A sheet's marker row starts with ``rfi:<version>:<table>:<offer>`` and holds the id of each
column; the column of that first mark holds the ids of the rows. Titles are for people and are
never read.
"""

import re
from dataclasses import dataclass

PREFIX = "rfi:"
FORM_VERSION = "1.0.0"
# Rows and columns in which the first mark is looked for: people insert a few above and before.
SEARCH = 60
ROW_ID_COLUMN = "row_id"
SCENARIO_MARK = "@"
DEFAULTS = "defaults"
FORM = "form"
GRID = "cost_grid"
COVER = "cover"
# Row id of headings and sums: rows that are for people only.
NOT_DATA = "-"
_MARK = re.compile(r"rfi:(?P<version>[0-9]+\.[0-9]+\.[0-9]+):(?P<table>[a-z_]+):(?P<offer>[0-9]+)")


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What the first mark of a sheet says."""

    version: str
    table: str
    offer: int

    def __str__(self) -> str:
        """Return the mark as it stands in the cell."""
        return f"{PREFIX}{self.version}:{self.table}:{self.offer}"


def mark_of(text: str) -> SheetMark | None:
    """Return the mark that a cell's text is, None when it is none.

    >>> mark_of("rfi:1.0.0:cost_grid:0")
    SheetMark(version='1.0.0', table='cost_grid', offer=0)
    """
    match = _MARK.fullmatch(text.strip())
    if not match:
        return None
    return SheetMark(match["version"], match["table"], int(match["offer"]))


def column_key(field: str, scenario: str = "") -> str:
    """Return the id of a column: the field's path, and the scenario it stands for."""
    return f"{field}{SCENARIO_MARK}{scenario}" if scenario else field


def split_column_key(key: str) -> tuple[str, str]:
    """Return (field, scenario) of a column id."""
    field, _, scenario = key.partition(SCENARIO_MARK)
    return field, scenario

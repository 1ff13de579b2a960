"""Rows of one list, and which fields any of them has.

What many rules look for, a rate, a range, a quantity, stands in no row of most answers: that is
told once for the whole list, and not once a row and rule. What several rules look at in every row
is taken out of the rows once, as a column.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]
Placed = tuple[int, Row]


class RowFields:
    """A list of rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the rows."""
        self.rows = rows
        self._columns: dict[str, list[Any]] = {}

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that any of the rows has."""
        return frozenset().union(*self.rows)

    def with_any(self, *fields: str) -> list[Placed]:
        """Return (position, row) of the rows that have any of the fields."""
        wanted = self.fields.intersection(fields)
        if not wanted:
            return []
        return [
            (index, row) for index, row in enumerate(self.rows) if not row.keys().isdisjoint(wanted)
        ]

    def column(self, field: str) -> list[Any]:
        """Return the value that every row has in a field, None where it has none."""
        if field not in self._columns:
            is_there = field in self.fields
            self._columns[field] = [row.get(field) if is_there else None for row in self.rows]
        return self._columns[field]

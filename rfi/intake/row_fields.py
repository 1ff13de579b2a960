"""Rows of one list, and which fields any of them has.

What many rules look for, a rate, a range, a quantity, stands in no row of most answers: that is
told once for the whole list, and not once a row and rule.
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

    def with_all(self, first: str, second: str) -> list[Placed]:
        """Return (position, row) of the rows that have both fields."""
        if not self.fields.issuperset((first, second)):
            return []
        return [
            (index, row) for index, row in enumerate(self.rows) if first in row and second in row
        ]

"""Rows of one list, and which fields any of them has.

What many rules look for, a rate, a range, a quantity, stands in no row of most answers: that is
told once for the whole list, and not once a row and rule. What several rules look at in every row
is taken out of the rows once, as a column.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

Row = Mapping[str, Any]
Placed = tuple[int, Row]


class RowFields:
    """A list of rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the rows."""
        self.rows = rows
        self._columns: dict[str, list[Any]] = {}
        self._with: dict[tuple[str, ...], list[Placed]] = {}

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that any of the rows has."""
        return frozenset().union(*self.rows)

    def with_any(self, *fields: str) -> list[Placed]:
        """Return (position, row) of the rows that have any of the fields; it is not to change."""
        if fields not in self._with:
            wanted = self.fields.intersection(fields)
            at = {at for name in wanted for at, row in enumerate(self.rows) if name in row}
            self._with[fields] = [(index, self.rows[index]) for index in sorted(at)]
        return self._with[fields]

    def column(self, field: str) -> list[Any]:
        """Return the value that every row has in a field, None where it has none."""
        if field not in self._columns:
            try:
                found = list(map(itemgetter(field), self.rows))
            except KeyError:
                found = [row.get(field) for row in self.rows]
            self._columns[field] = found
        return self._columns[field]

"""Ids that rows are given where their clerk left them empty."""

import string
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from rfi.document.authoring.layout import BUSINESSES, ITEMS, SCENARIOS
from rfi.document.grid.cell_values import code_of

# How the next free id of a table is written; {business} is that of the row.
_FORMS: Mapping[str, str] = {
    SCENARIOS: "S{number}",
    BUSINESSES: "N{number:02d}",
    ITEMS: "X{number:02d}",
    "options": "Z{number:02d}",
    "procedures": "P{number:02d}",
    "requirements": "{business}-{number:03d}",
    "kpis": "K{number:02d}",
    "service_level_items": "SL{number:02d}",
    "free_questions": "Q{number:02d}",
}


class Numbers:
    """The ids of one table: those that stand there, and the next free ones."""

    def __init__(self, table: str, taken: set[str]) -> None:
        """Take the ids that stand somewhere in the sheet, in used rows or not."""
        self._table, self._taken = table, taken

    def next(self, row: Mapping[str, Any]) -> str:
        """Return an id for a row that has none, and keep it."""
        made = next(one for one in self._candidates(row) if one not in self._taken)
        self._taken.add(made)
        return made

    def _candidates(self, row: Mapping[str, Any]) -> Iterator[str]:
        if self._table == BUSINESSES:
            standard = code_of(str(row.get("title", "")), "businesses")
            yield from [standard] if standard else []
        if self._table == ITEMS and isinstance(row.get("standard_item"), str):
            standard = row["standard_item"]
            yield from (standard + letter for letter in ("", *string.ascii_uppercase))
        people, cities = row.get("population"), row.get("cities")
        if self._table == SCENARIOS and isinstance(people, int) and isinstance(cities, int):
            yield f"S{people // 1000}K-{cities}"
        # Whoever left the business empty is told so there.
        facts = {"business": row.get("business", "R")}
        for number in count(1):
            yield _FORMS[self._table].format(number=number, **facts)

"""The answer that grows while a workbook is read: values, where each came from, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rfi.document.grid.cell_values import read_value
from rfi.document.grid.grid import SheetCell
from rfi.schema.fields import Field
from rfi.schema.issue import Issue, Severity, pointer_of

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    """An answer in the making.

    Attributes:
        value: The answer so far.
        origins: JSON pointer → name of the cell the value came from.
        issues: What was reinterpreted or could not be read.
    """

    value: dict[str, Any] = field(default_factory=lambda: {"offers": []})
    origins: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def offer(self, index: int) -> dict[str, Any]:
        """Return the offer at ``index``, made when it is not there."""
        offers: list[dict[str, Any]] = self.value["offers"]
        while len(offers) <= index:
            offers.append({})
        return offers[index]

    def add(self, code: str, severity: Severity, path: Path, origin: str, **facts: object) -> None:
        """Keep an issue at a place."""
        self.issues.append(Issue(code, severity, pointer_of(path), origin, facts))

    def read_into(
        self, row: dict[str, Any], cell: SheetCell, leaf: Field, path: Path, origin: str
    ) -> None:
        """Read a cell into the field of a row, with its origin and whatever is to be said."""
        found = read_value(cell, leaf)
        place = (*path, *leaf.keys)
        if found.code:
            self._tell(found.code, place, origin, found.given, found.value)
        if found.value is None:
            return
        home = row
        for key in leaf.keys[:-1]:
            home = home.setdefault(key, {})
        home[leaf.keys[-1]] = found.value
        self.origins[pointer_of(place)] = origin

    def _tell(self, code: str, place: Path, origin: str, given: str, value: object) -> None:
        if code == "cell_reinterpreted":
            self.add(code, "note", place, origin, given=given, read=value)
        elif code in {"cell_error", "cell_formula_without_value"}:
            self.add(code, "warning", place, origin, given=given)
        else:
            self.add(code, "error", place, origin, given=given)


def fields_by_key(fields: Sequence[Field]) -> Mapping[str, Field]:
    """Return column id (keys joined by a dot) → field."""
    return {".".join(leaf.keys): leaf for leaf in fields}

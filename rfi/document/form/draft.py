"""The answer that grows while a workbook is read: values, where each came from, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rfi.document.grid.cell_values import CellValue, read_titles, read_value
from rfi.document.grid.grid import SheetCell
from rfi.schema.codelists import Coded
from rfi.schema.fields import Field
from rfi.schema.issue import Issue, Severity, pointer_of

Path = tuple[str | int, ...]
# Code lists whose codes are those of the questionnaire, which may have others.
OPEN_LISTS = frozenset({"businesses", "cost_items"})
# What is said of a cell without holding the answer back: it gives no value, or a doubtful one.
_TOLD: Mapping[str, Severity] = {
    "cell_error": "warning",
    "cell_formula_without_value": "warning",
    "cell_struck": "warning",
    "cell_half_struck": "warning",
    "number_contradicts": "warning",
    "percent_at_most_one": "warning",
    "date_is_year": "warning",
    "date_of_no_year": "warning",
    "figure_in_text": "note",
}
# Tables in which a bare number beside an amount may be one more.
_PRICES = frozenset({"cost_lines", "discount_lines", "option_lines"})


@dataclass(slots=True)
class Draft:
    """An answer in the making.

    Attributes:
        value: The answer so far.
        origins: JSON pointer → name of the cell the value came from.
        issues: What was reinterpreted or could not be read.
        has_titles: Whether the form's own lists say what its titles of businesses and items stand
            for; a standard list does not know those of the questionnaire.
        left_out: (offer, scenario) → cell of a circle that the vendor took away.
    """

    value: dict[str, Any] = field(default_factory=lambda: {"offers": []})
    origins: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    has_titles: bool = False
    left_out: dict[tuple[int, str], str] = field(default_factory=dict)

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
    ) -> bool:
        """Read a cell into the field of a row, with its origin and whatever is to be said.

        Returns:
            Whether the cell says something that can be used; if not, an issue names it.
        """
        place = (*path, *leaf.keys)
        found = self.read_cell(cell, leaf, place, origin)
        if found.value is None:
            return not found.code
        home = row
        for key in leaf.keys[:-1]:
            home = home.setdefault(key, {})
        home[leaf.keys[-1]] = found.value
        self.origins[pointer_of(place)] = origin
        return True

    def read_cell(self, cell: SheetCell, leaf: Field, place: Path, origin: str) -> CellValue:
        """Return what a cell says for a field; whatever is to be said about it is kept."""
        if self.has_titles and leaf.codelist in OPEN_LISTS:
            return read_titles(cell, leaf)
        found = read_value(cell, leaf)
        if found.code:
            read = Coded(leaf.codelist, found.value) if leaf.codelist else found.value
            self._tell(found.code, place, origin, found.given, read)
        return found

    def _tell(self, code: str, place: Path, origin: str, given: str, value: object) -> None:
        if code == "cell_reinterpreted":
            self.add(code, "note", place, origin, given=given, read=value)
        elif code == "figure_in_text" and _PRICES.intersection(place):
            self.add("figure_in_note", "warning", place, origin, given=given)
        elif code in _TOLD:
            self.add(code, _TOLD[code], place, origin, given=given)
        else:
            self.add(code, "error", place, origin, given=given)


def fields_by_key(fields: Sequence[Field]) -> Mapping[str, Field]:
    """Return column id (keys joined by a dot) → field."""
    return {".".join(leaf.keys): leaf for leaf in fields}

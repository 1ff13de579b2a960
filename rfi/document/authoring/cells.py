"""One cell of an authoring workbook: a ○, a name of a row of another sheet, or a field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.authoring.layout import (
    CIRCLES,
    FISCAL_YEAR,
    SCENARIOS,
    AskedColumn,
    sheet_title,
)
from rfi.document.authoring.names import Names
from rfi.document.form.draft import Draft, Path
from rfi.document.grid.cell_text import NO, YES, fold
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell
from rfi.schema.issue import Worded
from rfi.text.wording import LANGS, text


def words(key: str) -> frozenset[str]:
    """Return a wording in all languages, as a cell is compared with it."""
    return frozenset(fold(text(key, lang)).lower() for lang in LANGS)


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of a sheet that others refer to.

    Attributes:
        names: Of all rows, used or not.
        used: Ids of the used ones, in their order.
    """

    names: Names
    used: tuple[str, ...]


def read_circle(cell: SheetCell | None) -> bool | None:
    """Return whether a cell holds a ○; None when it holds something else.

    >>> read_circle(None)
    False
    """
    if cell is None or cell.struck == "whole":
        return False
    given = as_written(cell).strip()
    if given in CIRCLES or fold(given).lower() in YES:
        return True
    return False if not given or fold(given).lower() in NO else None


def found_name(
    given: str, table: str, known: Mapping[str, Known], draft: Draft, path: Path, place: str
) -> str | None:
    """Return the id that a text names in a sheet; None, with an issue, when it names no one row."""
    names = known[table].names
    found = names.find(given)
    if len(found) == 1:
        return found[0]
    facts = {"given": given, "sheet": Worded(sheet_title(table))}
    if found:
        draft.add("author_name_several", "error", path, place, **facts)
    else:
        near = names.nearest(given) or (Worded("author.list"),)
        draft.add("author_name_unknown", "error", path, place, **facts, near=near)
    return None


def used_name(
    given: str, known: Mapping[str, Known], draft: Draft, path: Path, place: str
) -> str | None:
    """Return the id of a scenario that is used; None, with an issue, for any other text."""
    found = found_name(given, SCENARIOS, known, draft, path, place)
    if found is None or found in known[SCENARIOS].used:
        return found
    facts = {"given": given, "sheet": Worded(sheet_title(SCENARIOS))}
    draft.add("author_name_not_used", "error", path, place, **facts)
    return None


def read_field(
    value: dict[str, Any],
    cell: SheetCell,
    column: AskedColumn,
    path: Path,
    place: str,
    draft: Draft,
) -> bool:
    """Read a cell into its field; a fiscal year may be one of an era, and a figure unknown."""
    leaf = column.field
    if leaf is None:
        return False
    given = as_written(cell).strip()
    if cell.kind == "text" and not cell.struck:
        if "null" in leaf.types and fold(given).lower() in words("author.unknown"):
            value[leaf.keys[-1]] = None
            return True
        year = read_fiscal_year(given) if column.key == FISCAL_YEAR else None
        if year is not None:
            value[leaf.keys[-1]] = year
            facts = {"given": given, "read": year}
            draft.add("cell_reinterpreted", "note", (*path, *leaf.keys), place, **facts)
            return True
    return draft.read_into(value, cell, leaf, path, place)

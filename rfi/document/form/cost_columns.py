"""The columns of a cost row beside its prices: which there are, and what one row says in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rfi.document.form.draft import Draft, Path, fields_by_key
from rfi.document.form.sheets import At, MarkedSheet
from rfi.document.grid.cell_values import as_written
from rfi.schema.fields import Field
from rfi.schema.table_specs import table_specs

# Columns that say how a price is meant; the sheet's own default stands in for an empty one.
TERMS = ("unit", "currency", "tax", "frequency")
# Further columns of a row, in the order of the form; the last ones are folded away at first.
DETAILS = (
    "accepted_on",
    "start_on",
    "months",
    "label",
    "included_in.business",
    "included_in.item",
    "vendor_fx_rate",
    "vendor_fx_on",
    "fx_share",
    "tax_rate_percent",
    "escalation_percent",
    "basis",
    "quantity",
    "quantity_unit",
    "procedure_id",
    "paid_on",
    "disclosure",
)
# What the row's id, the column's id or the amount cell itself says, never a column of the row.
OF_THE_CELL = frozenset({
    "line_id", "scenario_id", "businesses", "item", "state", "amount", "amount_low",
    "amount_high", "amount_as_written",
})  # fmt: skip


@cache
def cost_fields() -> Mapping[str, Field]:
    """Return the fields of a cost line by column id."""
    spec = next(spec for spec in table_specs() if spec.name == "cost_lines")
    return fields_by_key(spec.columns)


def blank_cell(offer: int, scenario: str, business: str, item: str) -> str:
    """Return the key under which the place of an empty asked cell is kept: it has no pointer."""
    return f"blank:{offer}/{scenario}/{business}/{item}"


@dataclass(frozen=True, slots=True)
class Attributes:
    """A row's own columns.

    Attributes:
        values: Column id → value, nested ones as they stand in a line.
        origins: First key of the column → name of its cell.
        cells: First key → the cells that hold it.
        unusable: First keys of columns whose cell says nothing that can be used.
    """

    values: dict[str, Any]
    origins: dict[str, str]
    cells: dict[str, set[At]]
    unusable: frozenset[str]


def read_attributes(
    sheet: MarkedSheet, draft: Draft, columns: Mapping[str, int], number: int, path: Path
) -> Attributes:
    """Return what one row says in its own columns, and the cells that it came from.

    ``columns`` are those to read, by their ids; ``path`` is that of the first line of the row.
    """
    fields = cost_fields()
    found = Attributes({}, {}, {}, frozenset())
    unusable: set[str] = set()
    for name, column in columns.items():
        cell = sheet.cell(number, column)
        if cell is None:
            continue
        origin = sheet.place(number, column)
        if (number, column) not in sheet.sheet.cells:
            draft.add("cell_merged_filled", "note", path, origin, given=as_written(cell))
        leaf = fields[name]
        said = draft.read_cell(cell, leaf, (*path, *leaf.keys), origin)
        first = leaf.keys[0]
        found.cells.setdefault(first, set()).add((cell.row, cell.column))
        if said.value is None:
            if said.code:
                unusable.add(first)
                sheet.named.add((cell.row, cell.column))
            continue
        home = found.values
        for key in leaf.keys[:-1]:
            home = home.setdefault(key, {})
        home[leaf.keys[-1]] = said.value
        found.origins[first] = origin
    return Attributes(found.values, found.origins, found.cells, frozenset(unusable))

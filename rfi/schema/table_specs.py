"""The tables of a response as the schema lays them out: one an ``x-table`` array."""

from dataclasses import dataclass
from functools import cache

from rfi.schema.fields import ITEM, Field, load_fields


@dataclass(frozen=True, slots=True)
class TableSpec:
    """How one table is found in a response.

    Attributes:
        name: The ``x-table`` name.
        arrays: Keys of the arrays from the root down to the table's own.
        columns: The fields of the table.
    """

    name: str
    arrays: tuple[str, ...]
    columns: tuple[Field, ...]


@cache
def table_specs() -> tuple[TableSpec, ...]:
    """Return the tables of ``rfi_response``, outer before inner."""
    by_table: dict[str, list[Field]] = {}
    arrays: dict[str, tuple[str, ...]] = {}
    for found in load_fields("rfi_response"):
        if not found.table:
            continue
        by_table.setdefault(found.table, []).append(found)
        if found.table not in arrays:
            keys = [
                key
                for key, following in zip(found.path, found.path[1:], strict=False)
                if following == ITEM
            ]
            arrays[found.table] = tuple(keys)
    specs = [TableSpec(name, arrays[name], tuple(columns)) for name, columns in by_table.items()]
    return tuple(sorted(specs, key=lambda spec: len(spec.arrays)))

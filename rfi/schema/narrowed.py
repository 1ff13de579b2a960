"""A payload that breaks its schema, cut down to what its faults can be found in.

A validator reports every fault with a copy of what it stands in, so a file with 50,000 bad rows
would cost a gigabyte to be told of two thousand. Rows are held against the schema of a row one by
one instead, which costs microseconds, and only the first bad ones are reported on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs

from rfi.schema.load import SchemaName, load_schema

# Longer lists are cut down to so many bad rows each. [ours]
MOST_ROWS = 300
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Narrowed:
    """What is left.

    Attributes:
        payload: The payload, its long lists cut down to bad rows.
        kept: Path of a list that was cut down → the index that each of its rows had.
        bad_rows: How many bad rows there are in these lists.
        too_long: Path of each list with more rows than its schema allows → (rows, most).
    """

    payload: object
    kept: dict[Path, list[int]] = field(default_factory=dict)
    bad_rows: int = 0
    too_long: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def original(self, path: Sequence[str | int]) -> list[str | int]:
        """Return where a place of the narrowed payload was in the whole one."""
        found: list[str | int] = []
        for part in path:
            rows = self.kept.get(tuple(found))
            found.append(rows[part] if rows is not None and isinstance(part, int) else part)
        return found


@cache
def _row_validator(name: SchemaName, keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - as in check
    schema: Mapping[str, Any] = load_schema(name)
    for key in keys:
        schema = schema[key]
    return jsonschema_rs.validator_for(dict(schema), validate_formats=True, offline=True)


def count_rows(value: object) -> int:
    """Return how many entries all lists have, at any depth."""
    if isinstance(value, dict):
        return sum(map(count_rows, value.values()))
    if isinstance(value, list):
        return len(value) + sum(map(count_rows, value))
    return 0


def narrow(payload: object, name: SchemaName) -> Narrowed:
    """Cut a payload down to what is wrong in it."""
    found = Narrowed(payload)
    found.payload = _narrowed(payload, load_schema(name), name, (), (), found)
    return found


def _narrowed(
    value: object,
    schema: Mapping[str, Any],
    name: SchemaName,
    keys: tuple[str, ...],
    path: Path,
    found: Narrowed,
) -> object:
    """Return a value with its long lists cut down; ``keys`` lead to its schema."""
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {
            key: _narrowed(one, known[key], name, (*keys, "properties", key), (*path, key), found)
            if key in known
            else one
            for key, one in value.items()
        }
    items = schema.get("items")
    if not isinstance(value, list) or not isinstance(items, dict):
        return value
    if len(value) <= MOST_ROWS:
        at = (*keys, "items")
        return [
            _narrowed(one, items, name, at, (*path, index), found)
            for index, one in enumerate(value)
        ]
    most = schema.get("maxItems")
    if most is not None and len(value) > most:
        found.too_long[path] = (len(value), most)
    is_valid = _row_validator(name, (*keys, "items")).is_valid
    bad = [index for index, one in enumerate(value) if not is_valid(one)]
    found.bad_rows += len(bad)
    # A list keeps a row: an empty one would be another fault.
    kept = bad[:MOST_ROWS] or [0]
    found.kept[path] = kept
    return [value[index] for index in kept]

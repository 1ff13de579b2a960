"""Places inside a parsed document: by JSON pointer, and by the ids of the rows on the way."""

import re
from collections.abc import Mapping, Sequence

from rfi.schema.fields import ITEM

# What tells the rows of an array apart, by the key of the array.
ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "offers": ("offer_id",),
    "cost_lines": ("line_id",),
    "discount_lines": ("discount_id",),
    "stated_totals": ("scenario_id", "kind", "business", "item"),
    "benefit_lines": ("benefit_id",),
    "fit_answers": ("requirement_id",),
    "service_levels": ("item_id",),
    "free_answers": ("question_id",),
    "assumptions": ("topic",),
    "tiers": ("from_quantity",),
    "bundle_weights": ("business",),
}
# Last key of a place behind the last row of a list (RFC 6902); the list may not be there yet.
APPENDED = "-"
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


def keys_of(pointer: str) -> tuple[str, ...]:
    """Return the keys of a JSON pointer (RFC 6901).

    >>> keys_of("/offers/0/a~1b"), keys_of("")
    (('offers', '0', 'a/b'), ())
    """
    parts = pointer.split("/")[1:]
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def schema_path(pointer: str) -> tuple[str, ...]:
    """Return the path of a place in the schema: rows of a list are all one.

    >>> schema_path("/offers/0/title"), schema_path("/offers/-")
    (('offers', '*', 'title'), ('offers', '*'))
    """
    return tuple(ITEM if key.isdecimal() or key == APPENDED else key for key in keys_of(pointer))


def step_into(value: object, key: str) -> object:
    """Return what stands under one key or index; None when nothing does."""
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list) and _INDEX.fullmatch(key) and int(key) < len(value):
        return value[int(key)]
    return None


def value_at(value: object, pointer: str) -> object:
    """Return what stands at a pointer; None when nothing does.

    >>> value_at({"offers": [{"title": "x"}]}, "/offers/0/title")
    'x'
    """
    for key in keys_of(pointer):
        value = step_into(value, key)
    return value


def _changed(value: object, keys: tuple[str, ...], new: object) -> object:
    if not keys:
        return new
    inner = _changed(step_into(value, keys[0]), keys[1:], new)
    if isinstance(value, Mapping):
        return {**value, keys[0]: inner}
    if isinstance(value, list) and _INDEX.fullmatch(keys[0]) and int(keys[0]) < len(value):
        index = int(keys[0])
        return [*value[:index], inner, *value[index + 1 :]]
    raise KeyError(keys[0])


def with_value_at(value: object, pointer: str, new: object) -> object:
    """Return a copy in which ``new`` stands at a pointer; ``value`` itself stays as it is.

    >>> with_value_at({"a": [1, 2]}, "/a/0", 3)
    {'a': [3, 2]}

    Raises:
        KeyError: there is no such place.
    """
    return _changed(value, keys_of(pointer), new)


def row_ids(array: str, rows: Sequence[object]) -> tuple[str, ...]:
    """Return what tells each row apart: its key fields, numbered where they repeat.

    >>> row_ids("cost_lines", [{"line_id": "L1"}, {"line_id": "L1"}, {}])
    ('L1', 'L1#2', '')
    """
    seen: dict[str, int] = {}
    found: list[str] = []
    for row in rows:
        fields = [row.get(key) for key in ROW_KEYS[array]] if isinstance(row, Mapping) else []
        name = ":".join("" if part is None else str(part) for part in fields).rstrip(":")
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(found)


def is_table(array: str, value: object) -> bool:
    """Tell whether a value is an array whose rows have ids."""
    return (
        array in ROW_KEYS and isinstance(value, list) and all(isinstance(r, Mapping) for r in value)
    )


class PathFinder:
    """The ways to places of one value by the ids of rows; each table is walked once."""

    def __init__(self, value: object) -> None:
        """Find places in ``value``, which must not change meanwhile."""
        self._value = value
        self._ids: dict[int, tuple[str, ...] | None] = {}

    def _row_ids(self, array: str, rows: object) -> tuple[str, ...] | None:
        """Return the ids of a table's rows; None where the value is no table."""
        if id(rows) not in self._ids:
            is_known = is_table(array, rows) and isinstance(rows, list)
            self._ids[id(rows)] = row_ids(array, rows) if is_known else None  # type: ignore[arg-type]
        return self._ids[id(rows)]

    def path(self, pointer: str) -> tuple[str, ...]:
        """Return the way to a place, which holds when rows are inserted above."""
        path: list[str] = []
        value, array = self._value, ""
        for key in keys_of(pointer):
            ids = self._row_ids(array, value) if _INDEX.fullmatch(key) else None
            if ids is not None:
                path.append(f"[{ids[int(key)]}]" if int(key) < len(ids) else f"[{key}]")
            else:
                path.append(key)
            value, array = step_into(value, key), key
        return tuple(path)


def stable_path(value: object, pointer: str) -> tuple[str, ...]:
    """Return the way to a place by the ids of rows, which holds when rows are inserted above.

    >>> stable_path({"offers": [{"offer_id": "A"}]}, "/offers/0/title")
    ('offers', '[A]', 'title')
    """
    return PathFinder(value).path(pointer)

"""No key stands twice in an object: proven by counting, for a third of what a parser asks for it.

Every member of an object has one colon behind its key, and a parser that lets a later member take
the place of an earlier one has then fewer members than there were colons. Colons in texts only
make the count too high: what is not proven is left to the parser.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rfi.schema.load import SCHEMA_NAMES, load_schema

# Name of a member that holds objects → the same of these objects.
_Inner = Mapping[str, "_Inner"]
# In a text with more colons that are no member's the parser is as quick.
_MOST_OTHERS = 1000
_COLON, _BEFORE_MEMBER = b":", frozenset({b'"', b" ", b"\t", b"\r", b"\n"})


def _merged(inner: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    for key, held in schema.get("properties", {}).items():
        items = held.get("items")
        one = items if isinstance(items, Mapping) else held
        if one.get("type") == "object":
            inner[key] = _merged(inner.get(key, {}), one)
    return inner


@cache
def _inner() -> _Inner:
    """Return where the documents of this project hold objects."""
    found: dict[str, Any] = {}
    for name in SCHEMA_NAMES:
        _merged(found, load_schema(name))
    return found


def _members(value: object, inner: _Inner) -> int:
    """Return how many members the objects of a value have, of those that stand where known."""
    if type(value) is dict:
        return len(value) + sum(
            _members(value[key], inner[key]) for key in inner.keys() & value.keys()
        )
    if type(value) is not list or set(map(type, value)) != {dict}:
        return 0
    found = sum(map(len, value))
    for key, deeper in inner.items():
        held = [row[key] for row in value if key in row]
        found += sum(_members(one, deeper) for one in held)
    return found


def _others(data: bytes) -> int:
    """Return how many colons are surely no member's: before those stands a quote or a space."""
    rest = data.replace(b'":', b'"')
    return sum(part[-1:] not in _BEFORE_MEMBER for part in rest.split(_COLON)[:-1])


def has_no_key_twice(data: bytes, colons: int, value: object) -> bool:
    """Tell whether it is sure that no object of a JSON text has a key twice.

    Args:
        data: The text, which is sound JSON.
        colons: How many it has.
        value: What a parser made of it that keeps one member of a key.
    """
    members = _members(value, _inner())
    if not members < colons <= members + _MOST_OTHERS:
        return colons == members
    return colons - _others(data) == members

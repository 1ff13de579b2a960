"""One walk over a schema → Field records, the only place a field's facts are read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rfi.schema.load import OutputName, SchemaName, load_schema
from rfi.text.wording import Lang

ITEM = "*"
_DEFINITIONS = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Field:
    """One leaf of a schema.

    Attributes:
        path: Keys from the root; ``*`` stands for an index of an array or a key of a mapping.
        types: JSON types that the leaf may have.
        title, description: By language.
        examples: Values that the schema gives as examples.
        unit: A unit, or the name of the sibling field that holds it; "" for what is no number.
        codelist: Name of the code list of the leaf; "" for none.
        table: Name of the innermost ``x-table`` array around the leaf; "" at the root.
        disclosure: Default disclosure level; "" means public.
        since: Version of the schema that first had it; "" for the first version.
        required: Whether the enclosing object must have it.
        bounds: ``minimum``, ``maximum``, ``minLength``, ``maxLength``, ``pattern`` … as given.
    """

    path: tuple[str, ...]
    types: tuple[str, ...]
    title: Mapping[Lang, str]
    description: Mapping[Lang, str]
    examples: tuple[object, ...]
    unit: str
    codelist: str
    table: str
    disclosure: str
    since: str
    required: bool
    bounds: Mapping[str, object]

    @property
    def is_list(self) -> bool:
        """Whether the leaf is the item of a list of plain values."""
        return self.path[-1] == ITEM

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys from a row of the leaf's table (or from the root) down to the leaf."""
        return _keys_of(self.path)

    @property
    def name(self) -> str:
        """Column name inside its table: the keys joined by ``_``."""
        return "_".join(self.keys)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the leaf may hold; empty where they are not listed."""
        listed = self.bounds.get("enum")
        if not isinstance(listed, list):
            return ()
        return tuple(code for code in listed if code is not None)

    def is_in(self, version: str) -> bool:
        """Tell whether a version of the schema ("1.0.0") has it already."""
        return not self.since or _numbers(self.since) <= _numbers(version)

    @property
    def is_number(self) -> bool:
        """Whether the leaf may hold a number."""
        return bool({"number", "integer"} & set(self.types))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


@cache
def _keys_of(path: tuple[str, ...]) -> tuple[str, ...]:
    inner = path[:-1] if path[-1] == ITEM else path
    below = len(inner) - tuple(reversed(inner)).index(ITEM) if ITEM in inner else 0
    return inner[below:]


_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "pattern", "format", "const", "enum")


def resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a node with the shared definition that it refers to; what it says itself stands."""
    if "$ref" not in node:
        return node
    shared = schema["$defs"][node["$ref"].removeprefix(_DEFINITIONS)]
    return {**resolved(shared, schema), **node}


def _types(node: Mapping[str, Any]) -> tuple[str, ...]:
    kind = node["type"]
    return (kind,) if isinstance(kind, str) else tuple(kind)


def _leaf(node: Mapping[str, Any], path: tuple[str, ...], table: str, *, required: bool) -> Field:
    english = node["x-en"]
    return Field(
        path=path,
        types=_types(node),
        title={"ja": node["title"], "en": english["title"]},
        description={"ja": node["description"], "en": english["description"]},
        examples=tuple(node["examples"]),
        unit=node.get("x-unit", ""),
        codelist=node.get("x-codelist", ""),
        table=table,
        disclosure=node.get("x-disclosure", ""),
        since=node.get("x-since", ""),
        required=required,
        bounds={key: node[key] for key in _BOUNDS if key in node},
    )


def _walk(
    schema: Mapping[str, Any],
    given: Mapping[str, Any],
    path: tuple[str, ...],
    table: str,
    *,
    required: bool,
) -> Iterator[Field]:
    node = resolved(given, schema)
    types = _types(node)
    if "object" in types:
        needed = set(node.get("required", ()))
        for key, child in node.get("properties", {}).items():
            yield from _walk(schema, child, (*path, key), table, required=key in needed)
        for child in node.get("patternProperties", {}).values():
            yield from _walk(schema, child, (*path, ITEM), table, required=required)
    elif "array" in types:
        inner = node.get("x-table", table)
        yield from _walk(schema, node["items"], (*path, ITEM), inner, required=required)
    else:
        yield _leaf(node, path, table, required=required)


@cache
def load_fields(name: SchemaName | OutputName) -> tuple[Field, ...]:
    """Return every leaf of the schema ``name`` in its order."""
    schema = load_schema(name)
    return tuple(_walk(schema, schema, (), "", required=True))


@cache
def titles_by_path(name: SchemaName) -> Mapping[tuple[str, ...], Mapping[Lang, str]]:
    """Return the title of every node, arrays and objects too, by its path (``*`` an index)."""
    titles: dict[tuple[str, ...], Mapping[Lang, str]] = {}

    def visit(node: Mapping[str, Any], path: tuple[str, ...]) -> None:
        titles[path] = {"ja": node["title"], "en": node["x-en"]["title"]}
        for key, child in node.get("properties", {}).items():
            visit(child, (*path, key))
        if "items" in node:
            visit(node["items"], (*path, ITEM))

    visit(load_schema(name), ())
    return titles

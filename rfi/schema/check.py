"""A payload held against its schema: every fault at once, as facts.

``jsonschema-rs`` does the work (the only module that imports it). Its keyword and its typed
facts are used, never its English message.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from rfi.schema.codelists import Coded
from rfi.schema.fields import ITEM, Field, load_fields, titles_by_path
from rfi.schema.issue import Issue, pointer_of
from rfi.schema.load import SchemaName, load_schema
from rfi.schema.narrowed import Narrowed, count_rows, narrow

MAX_ISSUES = 2000
# Of all lists together: more than any answer has, and few enough to be looked at. [ours]
MAX_ROWS = 120_000
MAX_SHOWN = 60


@cache
def _validator(name: SchemaName) -> Any:  # noqa: ANN401 - the library has no public class for it
    return jsonschema_rs.validator_for(dict(load_schema(name)), validate_formats=True, offline=True)


def _shown(value: object) -> str | tuple[str, ...]:
    """Return a value short enough for a message."""
    if isinstance(value, list):
        return tuple(map(str, value))
    rendered = str(value).lower() if isinstance(value, bool) else str(value)
    return rendered if len(rendered) <= MAX_SHOWN else rendered[:MAX_SHOWN] + "…"


def _facts(error: Any) -> Mapping[str, object]:  # noqa: ANN401 - a ValidationError
    expected: object = _shown(error.kind.value) if hasattr(error.kind, "value") else ""
    if error.kind.name == "type":
        expected = tuple(Coded("json_types", kind) for kind in error.kind.types)
    given = error.instance
    if isinstance(given, dict | list):
        kind = "object" if isinstance(given, dict) else "array"
        return {"expected": expected, "given": Coded("json_types", kind)}
    return {"expected": expected, "given": "null" if given is None else _shown(given)}


def _most_telling(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Drop what only repeats another fault of the same place.

    A value of the wrong type also misses its bounds, and a badly written date its pattern.
    """
    by_place: dict[str, list[Issue]] = {}
    for issue in issues:
        by_place.setdefault(issue.pointer, []).append(issue)
    for found in by_place.values():
        codes = {issue.code for issue in found}
        if "schema_type" in codes:
            yield from (issue for issue in found if issue.code == "schema_type")
        elif "schema_format" in codes:
            yield from (issue for issue in found if issue.code != "schema_pattern")
        else:
            yield from found


def _title(name: SchemaName, path: list[str | int]) -> str:
    generic = tuple(ITEM if isinstance(part, int) else part for part in path)
    title = titles_by_path(name).get(generic)
    return title["ja"] if title else str(path[-1]) if path else ""


@cache
def _fields(name: SchemaName) -> Mapping[tuple[str, ...], Field]:
    return {leaf.path: leaf for leaf in load_fields(name)}


def _help(name: SchemaName, path: list[str | int]) -> Mapping[str, object]:
    """Return what a reader who sees no codes is told: the titles to choose from, an example."""
    leaf = _fields(name).get(tuple(ITEM if isinstance(part, int) else part for part in path))
    if leaf is None:
        return {"choices": "", "example": ""}
    choices = tuple(Coded(leaf.codelist, code) for code in leaf.codes)
    return {"choices": choices, "example": str(leaf.examples[0])}


def _is_price(name: SchemaName, path: list[str | int]) -> bool:
    """Tell whether a place is the amount of a cost line: there a minus is a discount misplaced."""
    return name == "rfi_response" and "cost_lines" in path and path[-1] == "amount"


def _issues_of(
    name: SchemaName,
    error: Any,  # noqa: ANN401 - a ValidationError
    narrowed: Narrowed,
) -> Iterator[Issue]:
    keyword = str(error.kind.name)
    path = narrowed.original(list(error.instance_path))
    if keyword == "additionalProperties":
        for key in error.kind.unexpected:
            yield Issue(
                "schema_unknown_field", "error", pointer_of([*path, key]), params={"field": key}
            )
        return
    if keyword in {"required", "dependentRequired"}:
        missing = error.kind.property
        title = _title(name, [*path, missing])
        yield Issue(
            "schema_required",
            "error",
            pointer_of([*path, missing]),
            params={"field": missing, "title": title},
        )
        return
    known = {
        "type": "schema_type",
        "enum": "schema_enum",
        "const": "schema_const",
        "minimum": "schema_minimum",
        "maximum": "schema_maximum",
        "minLength": "schema_min_length",
        "maxLength": "schema_max_length",
        "pattern": "schema_pattern",
        "format": "schema_format",
        "minItems": "schema_min_items",
        "maxItems": "schema_max_items",
        "uniqueItems": "schema_unique_items",
    }
    if keyword == "minimum" and _is_price(name, path):
        yield Issue("amount_negative", "error", pointer_of(path), params=_facts(error))
        return
    # A keyword our schemas do not use would be a fault of ours: let the lookup raise.
    yield Issue(
        known[keyword],
        "error",
        pointer_of(path),
        params={"title": _title(name, path), **_facts(error), **_help(name, path)},
    )


def _too_long(name: SchemaName, path: tuple[str | int, ...], rows: int, most: int) -> Issue:
    facts = {"title": _title(name, list(path)), "expected": str(most), "given": f"{rows:,}"}
    return Issue("schema_max_items", "error", pointer_of(path), params=facts)


def check_schema(payload: object, name: SchemaName) -> tuple[Issue, ...]:
    """Return every schema fault of ``payload``, in document order, at most ``MAX_ISSUES``.

    All are of severity ``error``: a document that breaks its schema is held.
    """
    validator = _validator(name)
    if validator.is_valid(payload):
        return ()
    rows = count_rows(payload)
    if rows > MAX_ROWS:
        facts = {"count": f"{rows:,}", "limit": f"{MAX_ROWS:,}"}
        return (Issue("document_too_many_rows", "error", params=facts),)
    narrowed = narrow(payload, name)
    issues = [_too_long(name, path, *sizes) for path, sizes in narrowed.too_long.items()]
    for error in validator.iter_errors(narrowed.payload):
        issues.extend(_issues_of(name, error, narrowed))
    told = tuple(_most_telling(issues[:MAX_ISSUES]))
    left = narrowed.bad_rows - sum(map(len, narrowed.kept.values()))
    if len(issues) > MAX_ISSUES or left > 0:
        return (*told, Issue("too_many_issues", "error", params={"count": len(told)}))
    return told

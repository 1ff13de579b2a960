"""The one place where a document of an older schema becomes one of today's.

A minor version only adds fields that a document may do without, so that what it says stands as
it is; a version that takes a field away or changes its meaning gets its step here.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName, load_schema

_KEY = "schema_version"
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})")
Step = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@cache
def current_version(name: SchemaName) -> str:
    """Return the version that a schema describes."""
    return str(load_schema(name)["properties"][_KEY]["const"])


def _as_it_is(value: Mapping[str, Any]) -> Mapping[str, Any]:
    return value


# Kind → version → (the next version, what changes on the way to it).
_STEPS: Mapping[SchemaName, Mapping[str, tuple[str, Step]]] = {
    "questionnaire": {"1.0.0": ("1.1.0", _as_it_is)},
    "rfi_response": {"1.0.0": ("1.1.0", _as_it_is)},
}


def _parts(version: object) -> tuple[int, ...]:
    """Return the numbers of a version; none where it is not written as three of them."""
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    return tuple(map(int, found.groups())) if found else ()


def of_newer(value: Any, name: SchemaName) -> tuple[Any, Issue | None]:  # noqa: ANN401 - JSON
    """Return a document of a newer minor version as one of today's, and what is to be said.

    A newer minor version only has more fields: what is known of it is read, with a warning. Of a
    newer major version nothing is: the program has to be brought up to date.
    """
    given = _parts(value.get(_KEY)) if isinstance(value, Mapping) else ()
    current = current_version(name)
    known = _parts(current)
    if not given or given <= known:
        return value, None
    facts = {"given": value[_KEY], "expected": current}
    if given[0] > known[0]:
        return value, Issue("version_newer_major", "error", f"/{_KEY}", params=facts)
    return {**value, _KEY: current}, Issue("version_newer", "warning", f"/{_KEY}", params=facts)


def upgraded(value: Any, name: SchemaName) -> Any:  # noqa: ANN401 - a JSON value
    """Return a document as the schema of today has it.

    Whatever names no version that was ever published stays as it is: the schema tells of it.
    """
    steps = _STEPS.get(name, {})
    if not isinstance(value, Mapping):
        return value
    while isinstance(version := value.get(_KEY), str) and version in steps:
        following, change = steps[version]
        value = {**change(value), _KEY: following}
    return value

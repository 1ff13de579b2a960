"""The one place where a document of an older schema becomes one of today's.

A minor version only adds fields that a document may do without, so that what it says stands as
it is; a version that takes a field away or changes its meaning gets its step here.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from rfi.schema.load import SchemaName, load_schema

_KEY = "schema_version"
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

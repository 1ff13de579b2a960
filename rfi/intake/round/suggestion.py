"""A suggested value: what it would replace, and the value with suggestions applied."""

from collections.abc import Iterable
from dataclasses import dataclass

from rfi.intake.value_paths import keys_of, step_into, with_value_at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A safe value for the place of an issue; nothing is ever applied by itself.

    Attributes:
        pointer: Where it goes.
        old: What stands there; None when nothing does.
        new: The suggested value.
        issue_code: The issue it would settle.
    """

    pointer: str
    old: object
    new: object
    issue_code: str


def is_applicable(value: object, suggestion: Suggestion) -> bool:
    """Tell whether what the suggestion replaces still stands at its place."""
    keys = keys_of(suggestion.pointer)
    for key in keys[:-1]:
        value = step_into(value, key)
    if not keys or (isinstance(value, list) and step_into(value, keys[-1]) is None):
        return False
    found = step_into(value, keys[-1])
    same_kind = isinstance(found, bool) == isinstance(suggestion.old, bool)
    return isinstance(value, dict | list) and same_kind and found == suggestion.old


def apply_suggestions(value: object, suggestions: Iterable[Suggestion]) -> object:
    """Return the value with every applicable suggestion in it; the given value stays as it is.

    >>> apply_suggestions({"tax": "x"}, [Suggestion("/tax", "x", "excluded", "schema_enum")])
    {'tax': 'excluded'}
    """
    for suggestion in suggestions:
        if is_applicable(value, suggestion):
            value = with_value_at(value, suggestion.pointer, suggestion.new)
    return value

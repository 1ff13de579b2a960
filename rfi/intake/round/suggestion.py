"""A suggested value: what it would replace, and the value with suggestions applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rfi.intake.value_paths import APPENDED, keys_of, step_into, value_at, with_value_at


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an answer.

    Attributes:
        pointer: Where; its last key may be ``APPENDED``.
        old: What stands there; None when nothing does.
        new: What shall stand there.
    """

    pointer: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A safe value for the place of an issue; nothing is ever applied by itself.

    Attributes:
        pointer: Where it goes.
        old: What stands there; None when nothing does.
        new: The suggested value.
        issue_code: The issue it would settle.
        also: Further changes that are made with it, all of them or none.
    """

    pointer: str
    old: object
    new: object
    issue_code: str
    also: tuple[Change, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, that of the place first."""
        return (Change(self.pointer, self.old, self.new), *self.also)


def _list_behind(pointer: str) -> str:
    """Return the pointer of the list that a place stands behind; "" where it is in no such."""
    home, _, last = pointer.rpartition("/")
    return home if last == APPENDED else ""


def _can_append(value: object, pointer: str) -> bool:
    home, _, key = pointer.rpartition("/")
    around = value_at(value, home)
    return isinstance(around, Mapping) and isinstance(around.get(key, []), list)


def _is_still(value: object, change: Change) -> bool:
    if rows := _list_behind(change.pointer):
        return _can_append(value, rows)
    keys = keys_of(change.pointer)
    for key in keys[:-1]:
        value = step_into(value, key)
    if not keys or (isinstance(value, list) and step_into(value, keys[-1]) is None):
        return False
    found = step_into(value, keys[-1])
    same_kind = isinstance(found, bool) == isinstance(change.old, bool)
    return isinstance(value, dict | list) and same_kind and found == change.old


def is_applicable(value: object, suggestion: Suggestion) -> bool:
    """Tell whether all that the suggestion replaces still stands at its places."""
    return all(_is_still(value, change) for change in suggestion.changes)


def _with(value: object, change: Change) -> object:
    rows = _list_behind(change.pointer)
    if not rows:
        return with_value_at(value, change.pointer, change.new)
    before = value_at(value, rows)
    return with_value_at(value, rows, [*(before if isinstance(before, list) else ()), change.new])


def apply_suggestions(value: object, suggestions: Iterable[Suggestion]) -> object:
    """Return the value with every applicable suggestion in it; the given value stays as it is.

    >>> apply_suggestions({"tax": "x"}, [Suggestion("/tax", "x", "excluded", "schema_enum")])
    {'tax': 'excluded'}
    """
    for suggestion in suggestions:
        if is_applicable(value, suggestion):
            for change in suggestion.changes:
                value = _with(value, change)
    return value

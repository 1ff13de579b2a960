"""Records as JSON: written with sorted keys, read back by whole objects with no key left over."""

import json
import math
from typing import Any, NoReturn

from rfi.schema.issue import Issue

_MAX_NUMBER = 40


class RecordError(Exception):
    """A record that is none of ours; ``rfi.intake`` and ``rfi.store`` turn it into an issue.

    Attributes:
        pointer: Where it is wrong.
    """

    def __init__(self, pointer: str = "", key: str = "") -> None:
        """Keep the place."""
        super().__init__(pointer, key)
        self.pointer = f"{pointer}/{key}" if key else pointer

    @property
    def issue(self) -> Issue:
        """The issue to raise about it."""
        return Issue("round_record", "error", self.pointer)


def _refuse(_: str) -> NoReturn:
    raise RecordError


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _MAX_NUMBER else _refuse(digits)


def _real(digits: str) -> float:
    number = float(digits) if len(digits) <= _MAX_NUMBER else math.inf
    return number if math.isfinite(number) else _refuse(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _refuse("")


def parse_record(data: bytes) -> object:
    """Return the value of a JSON text of ours.

    Raises:
        RecordError: it is not one.
    """
    try:
        return json.loads(
            data.decode("utf-8"),
            parse_int=_integer,
            parse_float=_real,
            parse_constant=_refuse,
            object_pairs_hook=_unique,
        )
    except (ValueError, RecursionError) as error:
        raise RecordError from error


def write_record(value: object) -> bytes:
    """Return a JSON text with sorted keys."""
    made = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    return (made + "\n").encode()


class Reader:
    """One object of a record being read: every key once, none left over."""

    def __init__(self, value: object, pointer: str) -> None:
        """Refuse what is no object."""
        self.pointer = pointer
        if not isinstance(value, dict):
            raise RecordError(pointer)
        self._rest: dict[str, Any] = dict(value)

    def take(self, key: str, kind: type) -> Any:  # noqa: ANN401 - a JSON value
        """Return a value of one type; a truth value is no number."""
        value = self._rest.pop(key, None)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise RecordError(self.pointer, key)
        return value

    def take_any(self, key: str) -> Any:  # noqa: ANN401 - a JSON value
        """Return a value of any type."""
        if key not in self._rest:
            raise RecordError(self.pointer, key)
        return self._rest.pop(key)

    def take_version(self, key: str) -> int | None:
        """Return a whole number or nothing."""
        if self._rest.get(key, 0) is None:
            self._rest.pop(key)
            return None
        number: int = self.take(key, int)
        return number

    def texts(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Return several texts."""
        return {key: self.take(key, str) for key in keys}

    def rows(self, key: str) -> list["Reader"]:
        """Return the objects of an array."""
        found: list[object] = self.take(key, list)
        return [Reader(row, f"{self.pointer}/{key}/{at}") for at, row in enumerate(found)]

    def later_rows(self, key: str) -> list["Reader"]:
        """Return the objects of an array that records of an older version do not have."""
        return self.rows(key) if key in self._rest else []

    def later_list(self, key: str) -> list[object]:
        """Return an array of values that records of an older version do not have."""
        found: list[object] = self.take(key, list) if key in self._rest else []
        return found

    def rest(self) -> dict[str, Any]:
        """Return the object itself, for a reader that holds it against a schema."""
        return dict(self._rest)

    def inner(self, key: str) -> "Reader":
        """Return an object inside."""
        return Reader(self.take_any(key), f"{self.pointer}/{key}")

    def close(self) -> None:
        """Refuse what was left over."""
        for key in self._rest:
            raise RecordError(self.pointer, key)

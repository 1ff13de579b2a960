"""What is made from a set of answers, kept by what it was made under and bounded by size."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from threading import RLock
from typing import TypeVar, cast

import numpy as np
import pandas as pd

from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_KEPT_BYTES

T = TypeVar("T")


def size_of(value: object) -> int:
    """Return about how many bytes a value holds: its arrays, and its objects down to plain ones.

    Args:
        value: Dataclasses, mappings, sequences, sets, arrays and plain values, nested.

    >>> size_of(np.zeros(1000)) >= 8000
    True
    """
    seen: set[int] = set()
    total = 0
    left: list[object] = [value]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, Conditions):
            continue  # conditions are what it is kept by, not what it is
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, np.ndarray):
            # A view keeps the array alive that it looks into.
            left.extend(() if one.base is None else (one.base,))
        elif isinstance(one, pd.DataFrame | pd.Series | str | bytes):
            continue
        elif isinstance(one, Mapping):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, tuple | list | AbstractSet):
            left.extend(one)
        elif is_dataclass(one) and not isinstance(one, type):
            left.extend(getattr(one, field.name) for field in fields(one))
    return total


class Kept:
    """Values by key, the one asked for longest ago going first when they grow too large.

    Values of one kind are alike in size, so only the first of a kind, and then every one whose
    number is a power of two, is measured. One value is made at a time: what two sessions ask for
    at once is made once, and the others' answers are not slowed by sharing one interpreter.
    """

    def __init__(self, most_bytes: int = MOST_KEPT_BYTES) -> None:
        """Keep at most ``most_bytes``, but always the value that was made last."""
        self._most = most_bytes
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._typical: dict[str, tuple[int, int]] = {}
        self._bytes = 0
        self._lock = RLock()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._values)

    @property
    def bytes(self) -> int:
        """About how many bytes are kept."""
        return self._bytes

    def get(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made where it is not kept.

        Args:
            kind: Values of one kind are alike in size.
            key: Everything that decides the value.
            make: Makes it.
        """
        with self._lock:
            found = self._values.get((kind, key))
            if found is not None:
                self._values.move_to_end((kind, key))
                return cast("T", found[0])
            value = make()
            size = self._measured(kind, value)
            self._values[kind, key] = (value, size)
            self._bytes += size
            while self._bytes > self._most and len(self._values) > 1:
                _, (_, gone) = self._values.popitem(last=False)
                self._bytes -= gone
            return value

    def _measured(self, kind: str, value: object) -> int:
        count, size = self._typical.get(kind, (0, 0))
        count += 1
        if count & (count - 1) == 0:
            size = size_of(value)
        self._typical[kind] = (count, size)
        return size

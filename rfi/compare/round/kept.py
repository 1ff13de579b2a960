"""What is made from a set of answers, kept by what it was made under and bounded by size."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from itertools import islice
from threading import RLock
from typing import TypeVar, cast

import numpy as np
import pandas as pd

from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_KEPT_BYTES, MOST_MEASURED

T = TypeVar("T")


def size_of(value: object) -> int:
    """Return about how many bytes a value holds: its arrays, and its objects down to plain ones.

    Of a long sequence the first elements stand for all.

    Args:
        value: Dataclasses, mappings, sequences, sets, arrays and plain values, nested.

    >>> size_of(np.zeros(1000)) >= 8000
    True
    """
    # Held, not only named: what a mapping yields is gone at once, and its number given to another.
    seen: dict[int, object] = {}
    total = 0.0
    left: list[tuple[object, float]] = [(value, 1.0)]
    while left:
        one, times = left.pop()
        if id(one) in seen or isinstance(one, Conditions):
            continue  # conditions are what it is kept by, not what it is
        seen[id(one)] = one
        total += times * sys.getsizeof(one)
        inner = _inner(one)
        share = times * max(len(inner) / MOST_MEASURED, 1.0)
        left.extend((part, share) for part in islice(inner, MOST_MEASURED))
    return round(total)


def _inner(one: object) -> Collection[object]:
    """Return what a value holds that its own size does not count."""
    if isinstance(one, np.ndarray):
        # A view keeps the array alive that it looks into.
        return () if one.base is None else (one.base,)
    if isinstance(one, pd.DataFrame | pd.Series | str | bytes):
        return ()
    if isinstance(one, Mapping):
        return one.items()
    if isinstance(one, tuple | list | AbstractSet):
        return one
    if is_dataclass(one) and not isinstance(one, type):
        return [getattr(one, field.name) for field in fields(one)]
    return ()


class Kept:
    """Values by key, the one asked for longest ago going first when they grow too large.

    The newest of every kind always stays: a basis larger than the bound is what all else is made
    from, and would otherwise be made again for every value that is kept after it.

    Values of one kind are alike in size, so only the first of a kind, and then every one whose
    number is a power of two, is measured. One value is made at a time: what two sessions ask for
    at once is made once, and the others' answers are not slowed by sharing one interpreter.
    """

    def __init__(self, most_bytes: int = MOST_KEPT_BYTES) -> None:
        """Keep at most ``most_bytes``, but always the newest of every kind."""
        self._most = most_bytes
        self._values: OrderedDict[tuple[str, Hashable], tuple[object, int]] = OrderedDict()
        self._newest: dict[str, Hashable] = {}
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
            self._newest[kind] = key
            if found is not None:
                self._values.move_to_end((kind, key))
                return cast("T", found[0])
            value = make()
            size = self._measured(kind, value)
            self._values[kind, key] = (value, size)
            self._bytes += size
            # What the value was made from was asked for while it was made: it stands newer.
            self._newest[kind] = key
            self._drop_oldest()
            return value

    def _drop_oldest(self) -> None:
        """Drop values until the rest is within the bound."""
        going: list[tuple[str, Hashable]] = []
        over = self._bytes - self._most
        for place, (_, size) in self._values.items():
            if over <= 0:
                break
            if self._newest[place[0]] != place[1]:
                going.append(place)
                over -= size
        for place in going:
            self._bytes -= self._values.pop(place)[1]

    def _measured(self, kind: str, value: object) -> int:
        count, size = self._typical.get(kind, (0, 0))
        count += 1
        if count & (count - 1) == 0:
            size = size_of(value)
        self._typical[kind] = (count, size)
        return size

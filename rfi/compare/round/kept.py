"""What is made from a set of answers, kept by what it was made under and bounded by size."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from itertools import islice
from threading import RLock
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_KEPT_BYTES, MOST_MEASURED
from rfi.scenario.city.city import City
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import Tables

T = TypeVar("T")


# What values are made from and kept by. It is there whether or not they are, so it is no part of
# what they take.
_GIVEN = (Conditions, Tables, Questionnaire, City)

# Gives what a value holds.
_Opener = Callable[[Any], Collection[object]]
# By type, since to find it takes longer than to use it.
_OPENERS: "dict[type[object], _Opener | None]" = {}


def size_of(value: object) -> int:
    """Return about how many bytes a value holds: its arrays, and its objects down to plain ones.

    Of a long sequence the first elements stand for all. Conditions, tables, the questionnaire and
    cities do not count.

    Args:
        value: Dataclasses, mappings, sequences, sets, arrays and plain values, nested.

    >>> size_of(np.zeros(1000)) >= 8000
    True
    """
    # Held, not only named: what a mapping yields is gone at once, and its number given to another.
    seen: dict[int, object] = {}
    total = 0.0
    left, counts_for = [value], [1.0]
    while left:
        one, times = left.pop(), counts_for.pop()
        if id(one) in seen or isinstance(one, _GIVEN):
            continue
        seen[id(one)] = one
        total += times * sys.getsizeof(one)
        kind = type(one)
        if kind not in _OPENERS:
            _OPENERS[kind] = _opener(kind)
        open_up = _OPENERS[kind]
        if open_up is not None:
            inner = open_up(one)
            left.extend(islice(inner, MOST_MEASURED))
            share = times * max(len(inner) / MOST_MEASURED, 1.0)
            counts_for.extend([share] * min(len(inner), MOST_MEASURED))
    return round(total)


def _opener(kind: type[object]) -> _Opener | None:
    """Return what opens values of a type; None where their own size counts all they hold."""
    if issubclass(kind, np.ndarray):
        # A view keeps the array alive that it looks into.
        return lambda one: () if one.base is None else (one.base,)
    if issubclass(kind, pd.DataFrame | pd.Series | str | bytes):
        return None
    if issubclass(kind, Mapping):
        return lambda one: cast("Collection[object]", one.items())
    if issubclass(kind, tuple | list | AbstractSet):
        return lambda one: cast("Collection[object]", one)
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda one: [getattr(one, name) for name in names]
    return None


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

    def __reduce__(self) -> tuple[type["Kept"], tuple[int]]:
        """Go to another process empty: what is kept is made again where it is asked for."""
        return Kept, (self._most,)

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
        staying: list[tuple[str, Hashable]] = []
        over = self._bytes - self._most
        for place, (_, size) in self._values.items():
            if over <= 0:
                break
            if self._newest[place[0]] == place[1]:
                staying.append(place)
            else:
                going.append(place)
                over -= size
        # The newest of every kind gather among the oldest: they are not walked again every time.
        for place in staying:
            self._values.move_to_end(place)
        for place in going:
            self._bytes -= self._values.pop(place)[1]

    def _measured(self, kind: str, value: object) -> int:
        count, size = self._typical.get(kind, (0, 0))
        count += 1
        if count & (count - 1) == 0:
            size = size_of(value)
        self._typical[kind] = (count, size)
        return size

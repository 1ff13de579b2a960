"""Values as JSON by the names they stand under: the only home of rounding in the JSON record.

A number takes its decimal places from its own name, or else from the nearest name around it that
says a unit: ``totals.nominal_jpy`` is whole yen, and so is ``difference_jpy.low``. A fractional
number without a unit in any of its names is a fault of the program. Every number is rounded once,
half-up (method §10: 0.5 away from zero).
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from rfi.normalize.months import month_number
from rfi.text.numbers import round_half_up

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
# Where a value of a record comes from: an attribute, dotted for one of an attribute, or a function.
Source = str | Callable[..., object]
# Type → what goes out of it: key → source. What is not named here does not go out.
Records = Mapping[type, Mapping[str, Source]]

# How a name ends → decimal places of its numbers; of several endings the longest decides.
DECIMALS: Mapping[str, int] = {
    "jpy": 0,
    "population": 0,
    "minutes_per_year": 0,
    "hours": 1,
    "sheets": 1,
    "visits": 1,
    "counts": 1,
    "fte": 1,
    "volume": 1,
    "duration_hours": 2,
    "window_hours": 2,
    "hours_per_year": 2,
    "rate": 4,
    "scale": 4,
    "points": 5,
    "spread_ratio": 4,
    "unanswered_share": 4,
    "ratio": 6,
    "ratios": 6,
    "ratio_of_sums": 6,
    "factor": 6,
    "years": 6,
    "levelled_share": 6,
    "doubled_share": 6,
    # To a hundred-millionth: enough to tell any two cities apart.
    "share": 8,
}
# Names of figures that somebody gave: they are not rounded.
AS_GIVEN = frozenset(
    {
        *("value", "number", "percent", "before_after", "annual_cases", "online_rate"),
        *("own_weights", "jpy_per_hour"),
    }
)
# Names of texts for which an empty one says something: the pointer to the whole document.
_EMPTY_TEXTS = frozenset({"pointer"})
# What an empty key of a mapping is called.
NONE_KEY = "none"
# How many names are remembered with what they say of their numbers. [ours]
_MOST_NAMES = 4096
_WITHOUT_PARTS = frozenset({str, bool, int, float})
_JANUARY = month_number(0, 1)


def _endings(name: str) -> tuple[str, ...]:
    """Return the name and every ending of it, the longest first."""
    parts = name.split("_")
    return tuple("_".join(parts[at:]) for at in range(len(parts)))


@lru_cache(_MOST_NAMES)
def _unit_of(name: str) -> tuple[int | None] | None:
    """Return the decimal places that a name says, in a tuple (None: as given); None: no unit."""
    for ending in _endings(name):
        if ending in AS_GIVEN:
            return (None,)
        if ending in DECIMALS:
            return (DECIMALS[ending],)
    return None


def decimals_of(names: Sequence[str]) -> int | None:
    """Return the decimal places of a number under these names, outermost first; None as given.

    Raises:
        LookupError: no name says a unit (a fault of the program).

    >>> decimals_of(["totals", "nominal_jpy"]), decimals_of(["staff_hours", "per_year", "claimed"])
    (0, 1)
    """
    for name in reversed(names):
        unit = _unit_of(name)
        if unit is not None:
            return unit[0]
    message = f"no unit in the names of a number: {'.'.join(names)}"
    raise LookupError(message)


def month_text(number: int) -> str:
    """Return a month number as YYYY-MM.

    >>> month_text(month_number(2028, 4))
    '2028-04'
    """
    year, month = divmod(number - _JANUARY, 12)
    return f"{year:04d}-{month + 1:02d}"


@lru_cache(_MOST_NAMES)
def _is_month(name: str) -> bool:
    return "month" in _endings(name)


def _number(value: float, names: Sequence[str]) -> Json:
    """Return a number; None for a NaN and for the infinite end of an interval."""
    if isinstance(value, int):
        return month_text(value) if names and _is_month(names[-1]) else value
    if not math.isfinite(value):
        return None
    decimals = decimals_of(names)
    # Adding 0 turns −0.0 into 0.0.
    return value if decimals is None else round_half_up(value, decimals) + 0


def _plain(value: object, names: Sequence[str]) -> Json:
    """Return a value without parts."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)
    found = value.item() if isinstance(value, np.generic) else value
    if found is None or isinstance(found, bool):
        return found
    if isinstance(found, str):
        return found or ("" if names and names[-1] in _EMPTY_TEXTS else None)
    if isinstance(found, int | float):
        return _number(found, names)
    message = f"nothing is known of what goes out of {type(found).__name__}"
    raise LookupError(message)


def _attribute(value: object, path: str) -> object:
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _record(value: object, records: Records, names: tuple[str, ...]) -> Json:
    return {
        key: _encoded(
            _attribute(value, source) if isinstance(source, str) else source(value),
            records,
            (*names, key),
        )
        for key, source in records[type(value)].items()
    }


def _mapping(value: Mapping[Any, object], records: Records, names: tuple[str, ...]) -> Json:
    """Return a mapping in its own order; by number where the keys are years."""
    keys = list(value)
    if all(isinstance(key, int) for key in keys):
        keys = sorted(keys)
    return {
        name: _encoded(value[key], records, (*names, name))
        for key in keys
        for name in (str(key) or NONE_KEY,)
    }


def encode(value: object, records: Records, *names: str) -> Json:
    """Return a value as JSON.

    Texts, codes, whole numbers and truth values stay as they are; an empty text, a NaN and an
    infinite end are null; sets are sorted.

    Args:
        value: A dataclass named in ``records``, a mapping, a sequence, a set, an array, or a plain
            value.
        records: What goes out of each dataclass.
        names: The keys under which the value stands, outermost first.

    Raises:
        LookupError: a fractional number has no unit in its names, or a type is not in ``records``
            (both faults of the program).
    """
    return _encoded(value, records, names)


def _encoded(value: object, records: Records, names: tuple[str, ...]) -> Json:
    kind = type(value)
    if kind in records:
        return _record(value, records, names)
    # Most values have no parts, and asking for every kind of container takes longest.
    if value is None or kind in _WITHOUT_PARTS:
        return _plain(value, names)
    if isinstance(value, np.ndarray):
        return _encoded(value.tolist(), records, names)
    if isinstance(value, Mapping):
        return _mapping(value, records, names)
    if isinstance(value, AbstractSet):
        value = sorted(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_encoded(each, records, names) for each in value]
    return _plain(value, names)


def to_json(value: Json) -> str:
    """Return JSON text, Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)

"""One scale from zero for every bar of a picture: round ticks, places in per cent."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rfi.text.numbers import trimmed
from rfi.views.look.band.picture import said, tag
from rfi.views.look.chart import Scale

_STEPS = (1, 2, 5, 10)
# Ticks that fit without touching, and the room right of the largest bar.
_TICKS, _ROOM, _BESIDE = 5, 1.04, 0.08
_WHOLE = 100


@dataclass(frozen=True)
class Axis:
    """Yen from ``start`` to ``end`` over the width of a picture; ``ticks`` are in yen."""

    start: float
    end: float
    ticks: tuple[float, ...]
    scale: Scale

    @cached_property
    def _span(self) -> float:
        return (self.end - self.start) or 1.0

    def at(self, value: float) -> float:
        """Return where a value stands, in per cent of the width, held within it."""
        part = (value - self.start) / self._span * _WHOLE
        return round(min(max(part, 0.0), _WHOLE), 2)

    def width(self, value: float) -> float:
        """Return how wide a bar of a value is, in per cent."""
        return round(max(value, 0.0) / self._span * _WHOLE, 2)

    def heading(self) -> str:
        """Return the ticks with their figures, as a line of the heading."""
        return "".join(
            said(trimmed(tick / self.scale.factor), "rfi-tick", f"left:{self.at(tick)}%")
            for tick in self.ticks
        )

    @cached_property
    def grid(self) -> str:
        """The lines of the ticks behind a bar."""
        lines = (tag("span", "", "rfi-line", f"left:{self.at(tick)}%") for tick in self.ticks)
        return "".join(lines)


def _ticks(least: float, most: float) -> tuple[float, ...]:
    span = most - least
    if span <= 0:
        return (least,)
    raw = span / _TICKS
    power = 10 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in _STEPS if factor * power >= raw)
    first = math.ceil(least / step)
    return tuple(step * number for number in range(first, math.floor(most / step) + 1))


def axis_from_zero(values: Sequence[float], scale: Scale) -> Axis:
    """Return the scale from zero to a little past the largest value."""
    end = max(values, default=0.0) * _ROOM
    return Axis(0.0, end, _ticks(0.0, end), scale)


def axis_around(reach: float, scale: Scale) -> Axis:
    """Return the scale from −``reach`` to +``reach`` with a little room, zero in its middle.

    Its ends are round, so that it stays while an assumption moves a little.

    >>> axis_around(1_234.0, Scale("one", 1.0, 0)).end
    1400.0
    """
    end = (reach or 1.0) * (1 + _BESIDE)
    step = 10.0 ** (math.floor(math.log10(end)) - 1)
    end = math.ceil(end / step) * step
    return Axis(-end, end, _ticks(-end, end), scale)


def axis_between(
    values: Sequence[float], scale: Scale, room: float, *, is_signed: bool = False
) -> Axis:
    """Return the scale over the values with room at either side, a part of their span.

    What lies on it is told by place, never by length: it need not begin at zero.

    Args:
        values: What lies on it, yen.
        scale: Unit of the picture.
        room: At either side, a part of the span of the values.
        is_signed: Whether they are differences: then the room may reach below zero.
    """
    least, most = min(values, default=0.0), max(values, default=0.0)
    beside = (most - least or abs(most) or 1.0) * room
    start = max(least - beside, 0.0) if least >= 0 and not is_signed else least - beside
    end = most + beside
    return Axis(start, end, _ticks(start, end), scale)

"""Where two totals meet when one assumption moves (method §8), with the range it holds in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rfi.analysis.robust.constants import FLIP_HALVINGS, FLIP_STRETCHES
from rfi.normalize.step import FloatArray

Method = Literal["linear", "bisection"]
TotalsOf = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class FlipPoint:
    """A value of an assumption at which the totals of two offers are equal.

    Attributes:
        value: The value, in the unit of the assumption.
        low, high: Range of the assumption over which the totals were worked out.
        cheaper_below: 0 when the first offer is the cheaper one just below the value, else 1.
        method: "linear" is exact; "bisection" is halved to a part of a stretch.
    """

    value: float
    low: float
    high: float
    cheaper_below: int
    method: Method

    @property
    def is_inside(self) -> bool:
        """Whether the point lies in the range; outside it is an extrapolation (外挿)."""
        return self.low <= self.value <= self.high


def linear_flip(
    at: tuple[float, float],
    first: tuple[float, float],
    second: tuple[float, float],
    bounds: tuple[float, float],
) -> FlipPoint | None:
    """Return where two totals that are linear in an assumption meet; None where they never do.

    Totals that are equal everywhere, or not known, do not turn either.

    Args:
        at: Two different values of the assumption.
        first: Totals of one offer at both, yen; NaN where a total is not exact (≧).
        second: The same of the other offer.
        bounds: Range of the assumption.

    >>> found = linear_flip((100, 200), (10, 30), (20, 20), (100, 180))
    >>> found.value, found.cheaper_below, found.is_inside
    (150.0, 0, True)
    """
    low, high = first[0] - second[0], first[1] - second[1]
    slope = (high - low) / (at[1] - at[0])
    if np.isnan(slope) or slope == 0:
        return None
    cheaper_below = 0 if slope > 0 else 1
    return FlipPoint(at[0] - low / slope, *bounds, cheaper_below, "linear")


def scanned_flips(
    totals_of: TotalsOf, bounds: tuple[float, float], stretches: int = FLIP_STRETCHES
) -> tuple[FlipPoint, ...]:
    """Return every turn of the order of two totals in a range, ascending, found by bisection.

    Two turns within one of the stretches are not seen. Where a total is not exact (NaN) no
    turn is claimed.

    Args:
        totals_of: Values of the assumption → value × two offers, yen.
        bounds: Range of the assumption.
        stretches: Into how many the range is cut.
    """

    def difference(values: FloatArray) -> FloatArray:
        found = totals_of(values)
        return np.asarray(found[:, 0] - found[:, 1])

    values = np.linspace(*bounds, stretches + 1)
    grid = difference(values)
    sign = np.sign(grid)
    # Equal totals at a looked-at value belong to the stretch before it, so they turn once.
    indexes = np.flatnonzero(np.abs(grid) > 0)
    ends = [
        (left, right)
        for left, right in zip(indexes[:-1].tolist(), indexes[1:].tolist(), strict=True)
        if sign[left] != sign[right] and not np.isnan(grid[left : right + 1]).any()
    ]
    if not ends:
        return ()
    low, high = (values[list(side)] for side in zip(*ends, strict=True))
    start = sign[[left for left, _ in ends]]
    is_known = np.ones(len(start), dtype=np.bool_)
    for _ in range(FLIP_HALVINGS):
        middle = (low + high) / 2
        here = np.sign(difference(middle))
        is_known &= ~np.isnan(here)
        low = np.where(here == start, middle, low)
        high = np.where(here == start, high, middle)
    return tuple(
        FlipPoint(float(value), *bounds, 0 if side < 0 else 1, "bisection")
        for value, side in zip(((low + high) / 2)[is_known], start[is_known], strict=True)
    )

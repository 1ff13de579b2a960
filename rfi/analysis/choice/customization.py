"""Customize, set a parameter, or work around (method §7): what one gap costs at which size.

Money is tax-included, as the staff time beside it bears no tax. A is the weight of the horizon in
years, Σ(m_t/12)(1 + d)^−τ, from ``rfi.compare.round.window.annuity``. N is the residents of one
city; a gap that several cities close together is held against the sum of theirs. NaN is not known;
an infinite cost is a way that is not offered.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from rfi.compare.round.bounds import Kind
from rfi.normalize.constants import MINUTES_PER_HOUR
from rfi.normalize.step import FloatArray

Way = Literal["parameter", "customize", "workaround"]
# At equal cost the way that changes the package least comes first.
WAYS: tuple[Way, ...] = ("workaround", "parameter", "customize")
NO_WAY = -1


@dataclass(frozen=True, slots=True)
class WayCosts:
    """Present value of closing each gap in each way, yen tax-included; one entry a gap.

    Attributes:
        parameter_jpy: Setting and test effort.
        customize_jpy: F + m·A.
        workaround_jpy_per_resident: h/60·v·w·A: times N it is the staff time over the horizon.
    """

    parameter_jpy: FloatArray
    customize_jpy: FloatArray
    workaround_jpy_per_resident: FloatArray

    def at(self, residents: FloatArray) -> FloatArray:
        """Return yen over way (in the order of ``WAYS``) × body × gap."""
        work = residents[:, np.newaxis] * self.workaround_jpy_per_resident
        same = np.ones((len(residents), 1))
        return np.stack([work, same * self.parameter_jpy, same * self.customize_jpy])


@dataclass(frozen=True, slots=True)
class WayTotals:
    """All gaps of each body summed, yen tax-included; one entry a body.

    Attributes:
        by_way: All closed in one way, over way (in the order of ``WAYS``) × body; NaN where a
            gap's cost is not known, infinite where the way is not offered for all.
        mix_jpy: Every gap closed in the cheapest way that is known; NaN where a gap has none.
        is_at_most: Whether a way of unknown cost might make the mix cheaper still (≦).
        cheapest: Body × gap: index in ``WAYS`` of the way taken; −1 where none is known.
    """

    by_way: FloatArray
    mix_jpy: FloatArray
    is_at_most: npt.NDArray[np.bool_]
    cheapest: npt.NDArray[np.int64]


def customize_jpy(once_jpy: FloatArray, yearly_jpy: FloatArray, annuity_years: float) -> FloatArray:
    """Return F + m·A in yen: F once, m a year.

    >>> float(customize_jpy(np.array(10e6), np.array(1e6), 5))
    15000000.0
    """
    return np.asarray(once_jpy + yearly_jpy * annuity_years)


def workaround_jpy_per_resident(
    minutes_per_case: FloatArray,
    cases_per_resident_year: FloatArray,
    staff_hour_jpy: FloatArray | float,
    annuity_years: float,
) -> FloatArray:
    """Return h/60·v·w·A: yen of staff time a resident over the horizon; below 0 it saves time."""
    hours = minutes_per_case / MINUTES_PER_HOUR * cases_per_resident_year
    return np.asarray(hours * staff_hour_jpy * annuity_years)


def break_even_residents(customize: FloatArray, workaround_per_resident: FloatArray) -> FloatArray:
    """Return N* = (F + m·A)/(h/60·v·w·A): below it work around, above it customize.

    Infinite where the workaround costs no time (h·v ≤ 0): it never turns (逆転なし).

    Args:
        customize: F + m·A in yen, 0 or more.
        workaround_per_resident: h/60·v·w·A in yen a resident.
    """
    costs = np.asarray(workaround_per_resident > 0)
    at = np.divide(
        customize,
        workaround_per_resident,
        out=np.full(np.broadcast(customize, workaround_per_resident).shape, np.inf),
        where=costs,
    )
    return np.where(np.isnan(customize) | np.isnan(workaround_per_resident), np.nan, at)


def cheapest_ways(costs: WayCosts, residents: FloatArray) -> WayTotals:
    """Return the totals "all by parameter", "all customized", "all adapted", "cheapest mix".

    Args:
        costs: Of every gap.
        residents: N of each body; Σp of a group that closes its gaps together.
    """
    each = costs.at(residents)
    is_unknown = np.isnan(each)
    known = np.where(is_unknown, np.inf, each)
    least = known.min(axis=0)
    has_way = np.isfinite(least)
    return WayTotals(
        by_way=each.sum(axis=-1),
        mix_jpy=np.where(has_way.all(axis=-1), np.where(has_way, least, 0.0).sum(axis=-1), np.nan),
        is_at_most=np.asarray(is_unknown.any(axis=(0, -1))),
        cheapest=np.where(has_way, known.argmin(axis=0), NO_WAY),
    )


@dataclass(frozen=True, slots=True)
class KnownSum:
    """Gaps closed together, as far as it is known.

    Attributes:
        amount_jpy: Sum of what is known, yen; None where nothing is.
        left: Gaps that the sum leaves out: their cost is not known, or the way is not offered.
        kind: How the sum is known; ``unknown`` where it is no bound either way.
    """

    amount_jpy: float | None
    left: int
    kind: Kind


def sum_of_way(each: FloatArray) -> KnownSum:
    """Return all gaps closed in one way: ≧ where some cannot be counted.

    Args:
        each: Yen of each gap; NaN where not known, infinite where not offered.

    >>> sum_of_way(np.array([3.0, np.inf, 4.0]))
    KnownSum(amount_jpy=7.0, left=1, kind='at_least')
    """
    known = each[np.isfinite(each)]
    left = len(each) - len(known)
    if not len(known):
        return KnownSum(None, left, "unknown")
    return KnownSum(math.fsum(known.tolist()), left, "at_least" if left else "exact")


def sum_of_mix(each: FloatArray) -> KnownSum:
    """Return every gap closed in its cheapest known way: ≦ where an unknown one may be cheaper.

    Args:
        each: Yen over way × gap, as in ``sum_of_way``.
    """
    unknown = np.isnan(each)
    least = np.where(unknown, np.inf, each).min(axis=0)
    found = sum_of_way(least)
    if found.amount_jpy is None or not (unknown.any(axis=0) & np.isfinite(least)).any():
        return found
    return KnownSum(found.amount_jpy, found.left, "unknown" if found.left else "at_most")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sizes from ``low`` up to ``high`` residents over which one way is cheapest."""

    way: Way
    low: float
    high: float


def lower_envelope(costs: WayCosts, gap: int) -> tuple[Stretch, ...]:
    """Return the cheapest way over all sizes, from 0 residents on.

    The workaround grows with N, the others do not, so there is one turn at most. A way that is not
    offered, or whose cost is not known, is left out; with none left there is no stretch.

    Args:
        costs: Of every gap.
        gap: Which one.
    """
    slope = float(costs.workaround_jpy_per_resident[gap])
    fixed = np.array([costs.parameter_jpy[gap], costs.customize_jpy[gap]])
    known = np.where(np.isnan(fixed), np.inf, fixed)
    level, other = float(known.min()), WAYS[1 + int(known.argmin())]
    if not np.isfinite(level):
        return (Stretch("workaround", 0.0, np.inf),) if np.isfinite(slope) else ()
    if not np.isfinite(slope):
        return (Stretch(other, 0.0, np.inf),)
    turn = float(break_even_residents(np.array(level), np.array(slope)))
    bounds = sorted({0.0, turn, np.inf})
    ways: tuple[Way, ...] = ("workaround", other) if turn > 0 else (other,)
    return tuple(
        Stretch(way, low, high) for way, (low, high) in zip(ways, pairwise(bounds), strict=False)
    )

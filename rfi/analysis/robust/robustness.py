"""How sure the order of the offers is (method §8): where a rate turns it, and when prices are off.

Both look at nominal totals, and claim nothing of a total that is not exact.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from rfi.analysis.robust.constants import FX_BOUNDS, FX_STRETCHES
from rfi.analysis.robust.flip_points import FlipPoint, linear_flip, scanned_flips
from rfi.analysis.robust.price_uncertainty import (
    PriceRanges,
    UncertainTotals,
    ranges_around,
    uncertain_totals,
)
from rfi.compare.cost.comparison import Comparison
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.step import FloatArray

TotalsAt = Callable[[float], FloatArray]
Amount = Literal["nominal_jpy", "present_value_jpy"]


@dataclass(frozen=True, slots=True)
class OrderTurns:
    """Where the totals of two offers meet while one assumption moves.

    Attributes:
        first, second: Indexes of the offers.
        points: Ascending; one of 1, 3, 5 … or an even number of turns of their order.
    """

    first: int
    second: int
    points: tuple[FlipPoint, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure the order of the nominal totals is.

    Attributes:
        low, high: Range of the exchange rate that was looked at, yen a US dollar.
        turns: Every two offers whose order turns in it.
        spread: By which every price may be off, 0–1.
        uncertain: Totals when prices are drawn within the spread.
    """

    low: float
    high: float
    turns: tuple[OrderTurns, ...]
    spread: float
    uncertain: UncertainTotals


def exact_totals(comparison: Comparison, amount: Amount = "nominal_jpy") -> FloatArray:
    """Return totals by offer, tax-excluded yen; NaN where a total is not exact (≧, ※, none).

    Args:
        comparison: The offers.
        amount: Nominal, or present value.
    """
    found = (
        getattr(offer.totals, amount) if offer.bound.kind == "exact" else None
        for offer in comparison.offers
    )
    return np.array([np.nan if value is None else value for value in found], dtype=np.float64)


def turns_of_order(totals_at: TotalsAt, offers: int) -> tuple[OrderTurns, ...]:
    """Return where the exchange rate turns the order of any two offers, by offer.

    Where the totals are linear in the rate (a quoted scenario) three comparisons tell; a city's
    price follows a curve over size, and then every stretch of the range is looked at.

    Args:
        totals_at: Exchange rate → totals by offer under it, NaN where not exact; asked for the same
            rate again and again.
        offers: How many there are.
    """
    low, high = (totals_at(end) for end in FX_BOUNDS)
    bend = np.abs(totals_at(sum(FX_BOUNDS) / 2) - (low + high) / 2)
    is_linear = bool((np.nan_to_num(bend) <= YEN_TOLERANCE).all())
    found = []
    for first, second in combinations(range(offers), 2):
        pair = [first, second]
        if np.isnan(low[pair]).any() or np.isnan(high[pair]).any():
            continue

        def pair_at(rates: FloatArray, pair: list[int] = pair) -> FloatArray:
            return np.array([totals_at(rate)[pair] for rate in rates.tolist()])

        points: tuple[FlipPoint, ...]
        if is_linear:
            ends = [(float(low[one]), float(high[one])) for one in pair]
            point = linear_flip(FX_BOUNDS, ends[0], ends[1], FX_BOUNDS)
            points = (point,) if point and point.is_inside else ()
        else:
            points = scanned_flips(pair_at, FX_BOUNDS, FX_STRETCHES)
        if points:
            found.append(OrderTurns(first, second, points))
    return tuple(found)


def robustness_of(
    comparison: Comparison,
    turns: tuple[OrderTurns, ...],
    spread: float,
    draws_by: Sequence[str] = (),
) -> Robustness:
    """Return how sure the order of a comparison is.

    Args:
        comparison: Under the conditions as they are.
        turns: Where the exchange rate turns the order.
        spread: By which every price may be off, 0–1 (method §8).
        draws_by: What names the draws of each offer; its key where none is given.
    """
    exact = exact_totals(comparison)
    yearly = comparison.flows.values["nominal_jpy"]
    nominal = yearly.sum(axis=-1).reshape(len(exact), math.prod(yearly.shape[1:-1]))
    nothing = np.full(1, np.nan)
    ranges = [
        PriceRanges(nothing, nothing, nothing)
        if np.isnan(total)
        else ranges_around(cells[cells != 0], spread)
        for total, cells in zip(exact, nominal, strict=True)
    ]
    names = draws_by or [offer.offer_key for offer in comparison.offers]
    return Robustness(
        *FX_BOUNDS,
        turns,
        spread,
        uncertain_totals(names, ranges),
    )

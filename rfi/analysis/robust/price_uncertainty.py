"""How sure the order of the totals is when every price may be off (method §8).

Each price is drawn from a triangle between its low and its high end with its peak at the quote.
The prices of one offer move together: a vendor that reads the task too lightly does so in every
line. How far is an assumption, ρ, to be printed beside the result: 1 within an offer unless said
otherwise, and always 0 between offers.

For ρ below 1 each line takes the common draw of its offer with probability √ρ and its own draw
otherwise. Every price keeps its triangle, and the draws of two lines correlate by ρ (this
project's choice; the method fixes the two ends only).
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.analysis.robust.constants import PERCENTILES, PRICE_CELLS_AT_ONCE, PRICE_DRAWS, PRICE_SEED
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class PriceRanges:
    """The prices of one offer in yen, all on one basis; one entry a line.

    Attributes:
        low, quoted, high: Ends and peak of the triangle, low ≤ quoted ≤ high; all NaN where a
            price is not known. A discount is negative.
    """

    low: FloatArray
    quoted: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True)
class UncertainTotals:
    """Totals of the offers over the draws, yen.

    Attributes:
        p50, p80: By offer: half, and four in five, of the draws lie at or below; NaN where a price
            of the offer is not known.
        cheapest_share: By offer: part of the draws in which it is the cheapest of those whose
            total is known; equal totals share a draw. NaN where the total is not known.
        correlation: ρ, to be printed.
        seed: Of the generator, to be printed.
        draws: How many there are.
    """

    p50: FloatArray
    p80: FloatArray
    cheapest_share: FloatArray
    correlation: float
    seed: int
    draws: int


def ranges_around(quoted: FloatArray, spread: float) -> PriceRanges:
    """Return prices that may be off by ``spread`` (0.2 for ±20 %) either way.

    >>> found = ranges_around(np.array([100.0, -10.0]), 0.2)
    >>> found.low.tolist(), found.high.tolist()
    ([80.0, -12.0], [120.0, -8.0])
    """
    width = np.abs(quoted) * spread
    return PriceRanges(quoted - width, quoted, quoted + width)


def triangular_quantile(ranges: PriceRanges, share: FloatArray) -> FloatArray:
    """Return the price below which a ``share`` of the triangle lies.

    With c = (quoted − low)/(high − low): low + √(u·(high − low)·(quoted − low)) for u < c, else
    high − √((1 − u)·(high − low)·(high − quoted)). A triangle without width is its quote.

    Args:
        ranges: One entry a line.
        share: … × line, between 0 and 1.
    """
    low, quoted, high = ranges.low, ranges.quoted, ranges.high
    width = high - low
    below = low + np.sqrt(share * width * (quoted - low))
    above = high - np.sqrt((1 - share) * width * (high - quoted))
    return np.where(share * width < quoted - low, below, above)


def _ordered(ranges: PriceRanges) -> PriceRanges:
    """Return the prices in an order of their own, so that moving rows changes no draw."""
    order = np.lexsort((ranges.high, ranges.low, ranges.quoted))
    return PriceRanges(ranges.low[order], ranges.quoted[order], ranges.high[order])


def _common_totals(prices: PriceRanges, share: FloatArray) -> FloatArray:
    """Return the sum of ``triangular_quantile`` over lines that all take one draw, yen.

    At a draw u the lines whose peak lies beyond it give Σ low + √u·Σ √((high − low)(quoted − low)),
    the others Σ high − √(1 − u)·Σ √((high − low)(high − quoted)): sums over lines ordered by peak,
    taken once, instead of a quantile of every line in every draw.

    Args:
        prices: In an order of their own.
        share: One entry a draw, between 0 and 1.
    """
    low, quoted, high = prices.low, prices.quoted, prices.high
    width = high - low
    peak = np.divide(quoted - low, width, out=np.zeros_like(width), where=width > 0)
    order = np.argsort(peak, kind="stable")

    def up_to(values: FloatArray) -> FloatArray:
        return np.concatenate([[0.0], np.cumsum(values)])

    beyond = np.searchsorted(peak[order], share, side="right")
    below, above = (width * (quoted - low))[order], (width * (high - quoted))[order]
    # Sums from either end, so that what is left out takes no digits from the rest.
    low_sums, low_roots = (up_to(one[::-1])[::-1] for one in (low[order], np.sqrt(below)))
    high_sums, high_roots = up_to(high[order]), up_to(np.sqrt(above))
    return np.asarray(
        low_sums[beyond]
        + np.sqrt(share) * low_roots[beyond]
        + high_sums[beyond]
        - np.sqrt(1 - share) * high_roots[beyond]
    )


def _drawn_of_one(
    ranges: PriceRanges, correlation: float, generator: np.random.Generator, draws: int
) -> FloatArray:
    """Return the total of one offer in every draw, yen; NaN where a price, or any, is missing.

    Args:
        ranges: Its prices.
        correlation: ρ between its lines, 0–1.
        generator: Of this offer alone.
        draws: How many.
    """
    prices = _ordered(ranges)
    lines = len(prices.quoted)
    if not lines or np.isnan(prices.quoted).any():
        return np.full(draws, np.nan)
    common = generator.random(draws)
    if correlation == 1:
        return _common_totals(prices, common)
    size = max(1, PRICE_CELLS_AT_ONCE // lines)
    totals = []
    for start in range(0, draws, size):
        shared = common[start : start + size, np.newaxis]
        is_own = generator.random((len(shared), lines)) >= math.sqrt(correlation)
        share = np.where(is_own, generator.random(is_own.shape), shared)
        totals.append(triangular_quantile(prices, share).sum(axis=1))
    return np.concatenate(totals)


def _cheapest_share(totals: FloatArray) -> FloatArray:
    is_known = ~np.isnan(totals).any(axis=1)
    result = np.full(len(totals), np.nan)
    if is_known.any():
        known = totals[is_known]
        is_least: npt.NDArray[np.bool_] = known == known.min(axis=0)
        result[is_known] = (is_least / is_least.sum(axis=0)).mean(axis=1)
    return result


def drawn_totals(
    names: Sequence[str],
    ranges: Sequence[PriceRanges],
    *,
    correlation: float = 1,
    seed: int = PRICE_SEED,
    draws: int = PRICE_DRAWS,
) -> FloatArray:
    """Return the totals of all offers over one set of draws, offer × draw, yen.

    An offer draws by its own name, so that adding or reordering offers changes no other.

    Args:
        names: What names each offer.
        ranges: Prices of each offer; NaN wherever its total is not exact (≧), because such a
            total is never the cheapest of a draw.
        correlation: ρ between the lines of one offer, 0–1; between offers it is 0.
        seed: The same seed gives the same figures.
        draws: How many.
    """
    totals = np.empty((len(names), draws))
    for index, (key, prices) in enumerate(zip(names, ranges, strict=True)):
        generator = np.random.default_rng([seed, zlib.crc32(key.encode())])
        totals[index] = _drawn_of_one(prices, correlation, generator, draws)
    return totals


def uncertain_totals(
    names: Sequence[str],
    ranges: Sequence[PriceRanges],
    *,
    correlation: float = 1,
    seed: int = PRICE_SEED,
    draws: int = PRICE_DRAWS,
) -> UncertainTotals:
    """Return what the totals of ``drawn_totals`` come to; the draws themselves are not kept."""
    totals = drawn_totals(names, ranges, correlation=correlation, seed=seed, draws=draws)
    is_known = ~np.isnan(totals).any(axis=1)
    p50, p80 = np.full((len(PERCENTILES), len(totals)), np.nan)
    if is_known.any():
        p50[is_known], p80[is_known] = np.quantile(totals[is_known], PERCENTILES, axis=1)
    return UncertainTotals(p50, p80, _cheapest_share(totals), correlation, seed, draws)

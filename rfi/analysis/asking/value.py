"""The value of asking: how much the choice by the smallest total may err, and what a reply spares.

An unknown price is a triangle between its low and its high end. Whoever goes by expected totals
takes the offer that is least now; the regret is what that is expected to cost over the offer that
is least in the end. What a reply to one cell spares is found exactly: a total is linear in the
cell, so that once it is known only the total of its own offer has moved.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rfi.analysis.asking.constants import ASKING_DRAWS, ASKING_SEED, CUBE
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class UnknownPrice:
    """One price that is not known, yen.

    Attributes:
        offer: Index of its offer.
        low, middle, high: Ends and peak of its triangle, low ≤ middle ≤ high.
        draws_by: Names its draws, so that other prices beside it change none of them.
    """

    offer: int
    low: float
    middle: float
    high: float
    draws_by: str

    @property
    def mean(self) -> float:
        """What it is expected to be.

        >>> UnknownPrice(0, 10, 20, 30, "").mean
        20.0
        """
        ends = (self.low, self.middle, self.high)
        return sum(ends) / len(ends)

    def expected_below(self, at: float) -> float:
        """Return how far it is expected to lie below a price, E[max(0, at − h)].

        >>> round(UnknownPrice(0, 10, 20, 30, "").expected_below(15), 4)
        0.2083
        """
        low, middle, high = self.low, self.middle, self.high
        if at <= low:
            return 0.0
        if at >= high:
            return at - self.mean
        if at <= middle:
            return float((at - low) ** CUBE / (CUBE * (high - low) * (middle - low)))
        above = (high - at) ** CUBE / (CUBE * (high - low) * (high - middle))
        return float(at - self.mean + above)

    def expected_above(self, at: float) -> float:
        """Return how far it is expected to lie above a price, E[max(0, h − at)]."""
        low, middle, high = self.low, self.middle, self.high
        if at >= high:
            return 0.0
        if at <= low:
            return self.mean - at
        if at >= middle:
            return float((high - at) ** CUBE / (CUBE * (high - low) * (high - middle)))
        below = (at - low) ** CUBE / (CUBE * (high - low) * (middle - low))
        return float(self.mean - at + below)

    def drawn(self, draws: int, seed: int) -> FloatArray:
        """Return the price in every draw: each part of the triangle once, in an order by name."""
        width = self.high - self.low
        generator = np.random.default_rng([seed, zlib.crc32(self.draws_by.encode())])
        share = (generator.permutation(draws) + 1 / 2) / draws
        below = self.low + np.sqrt(share * width * (self.middle - self.low))
        above = self.high - np.sqrt((1 - share) * width * (self.high - self.middle))
        return np.where(share * width < self.middle - self.low, below, above)


@dataclass(frozen=True, slots=True)
class ValueOfAsking:
    """What is at stake, and what each reply spares of it, yen.

    Attributes:
        expected: Total of each offer as expected; NaN where it takes no part.
        least: Index of the offer whose expected total is least, the first of equal ones; None
            where none takes part.
        regret: E[total of ``least`` − smallest total]; 0 when nothing is unknown.
        values: By unknown price: regret − expected regret once it is known.
        draws, seed: Of the regret, to be printed.
    """

    expected: FloatArray
    least: int | None
    regret: float
    values: tuple[float, ...]
    draws: int
    seed: int


def _value(price: UnknownPrice, expected: FloatArray, least: int) -> float:
    others = np.delete(expected, price.offer)
    if np.isnan(others).all():
        return 0.0
    # The price at which its offer meets the least of the others.
    meets = float(np.nanmin(others)) - float(expected[price.offer]) + price.mean
    if price.offer == least:
        return price.expected_above(meets)
    return price.expected_below(meets)


def value_of_asking(
    known: FloatArray,
    unknown: Sequence[UnknownPrice],
    *,
    draws: int = ASKING_DRAWS,
    seed: int = ASKING_SEED,
) -> ValueOfAsking:
    """Return what the unknown prices put at stake, and what each reply spares.

    Args:
        known: Total of each offer without its unknown prices, yen; NaN for an offer of which no
            total can be expected: it takes no part.
        unknown: Independent of each other, of offers that take part.
        draws: How many for the regret.
        seed: The same seed gives the same figures.
    """
    expected = known.astype(np.float64, copy=True)
    for price in unknown:
        expected[price.offer] += price.mean
    if np.isnan(expected).all():
        return ValueOfAsking(expected, None, 0.0, (0.0,) * len(unknown), draws, seed)
    least = int(np.nanargmin(expected))
    totals = np.repeat(known[:, np.newaxis], draws, axis=1)
    for price in unknown:
        totals[price.offer] += price.drawn(draws, seed)
    regret = float((totals[least] - np.nanmin(totals, axis=0)).mean()) if unknown else 0.0
    values = tuple(_value(price, expected, least) for price in unknown)
    return ValueOfAsking(expected, least, regret, values, draws, seed)

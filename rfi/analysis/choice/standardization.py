"""標準化の効き目: what of a business differs, over all offers (method §11)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.comparison import Comparison
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.normalize.fit.levels import CUSTOMIZE, EXTERNAL, GAPS, OPTION
from rfi.normalize.step import FloatArray

# Answers that have a price of their own.
PRICED_WAYS = (CUSTOMIZE, EXTERNAL)


@dataclass(frozen=True, slots=True)
class BusinessGaps:
    """One business, over all offers.

    Attributes:
        business: Code.
        gaps: By offer: number of gaps.
        shared: Requirements that are a gap under two or more offers.
        most_offers: Offers of the gap that most of them share.
        cost_jpy: By offer: known customization cost of its gaps, tax-included.
        unpriced: By offer: gaps to be customized without a price.
    """

    business: str
    gaps: tuple[int, ...]
    shared: int
    most_offers: int
    cost_jpy: tuple[float, ...]
    unpriced: tuple[int, ...]


def price_spreads(comparison: Comparison) -> Mapping[str, float]:
    """Return business → (largest − smallest)/median of its exact prices; without two left out."""
    axes = comparison.flows.axes
    prices = comparison.flows.values["nominal_jpy"].sum(axis=-1).sum(axis=-1)
    open_in = [
        {business for cells in offer.coverage.holes.values() for business, _ in cells}
        for offer in comparison.offers
    ]
    found = {}
    for index, business in enumerate(axes.businesses):
        each = zip(prices[:, index].tolist(), open_in, strict=True)
        exact = [amount for amount, is_open in each if amount and business not in is_open]
        if exact[1:]:
            found[business] = (max(exact) - min(exact)) / float(np.median(exact))
    return found


def gaps_by_business(gaps: GapComparison, made: FloatArray) -> tuple[BusinessGaps, ...]:
    """Return the gaps of every business that has a requirement in scope.

    Args:
        gaps: Of the offers shown.
        made: Offer × requirement: F + m·A as each offer states it, yen; NaN where it does not.
    """
    levels = gaps.fit.levels
    owner = np.array([one.business for one in gaps.fit.requirements], dtype=object)
    is_gap = np.isin(levels.code, GAPS) & (levels.code != OPTION)
    is_unpriced = np.isin(levels.code, PRICED_WAYS) & np.isnan(made)
    found = []
    for business in gaps.fit.businesses:
        mine = np.flatnonzero(owner == business)
        sharing = is_gap[:, mine].sum(axis=0)
        found.append(
            BusinessGaps(
                business,
                tuple(is_gap[:, mine].sum(axis=1).tolist()),
                int((sharing > 1).sum()),
                int(sharing.max(initial=0)),
                tuple(np.nansum(made[:, mine], axis=1).tolist()),
                tuple(is_unpriced[:, mine].sum(axis=1).tolist()),
            )
        )
    return tuple(found)

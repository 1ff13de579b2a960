"""標準化の効き目: what of a business differs, over all offers (method §11)."""

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
        spread: (largest − smallest)/median of the offers' exact prices of the business; NaN where
            fewer than two are exact.
    """

    business: str
    gaps: tuple[int, ...]
    shared: int
    most_offers: int
    cost_jpy: tuple[float, ...]
    unpriced: tuple[int, ...]
    spread: float


def business_gaps(
    gaps: GapComparison, comparison: Comparison, business: str, made: FloatArray
) -> BusinessGaps:
    """Return the gaps of one business.

    Args:
        gaps: Of the offers shown.
        comparison: What the businesses cost.
        business: Code.
        made: Offer × requirement: F + m·A as each offer states it, yen; NaN where it does not.
    """
    levels = gaps.fit.levels
    mine = np.array([one.business == business for one in gaps.fit.requirements], dtype=np.bool_)
    is_gap = np.isin(levels.code, GAPS) & (levels.code != OPTION) & mine
    sharing = is_gap.sum(axis=0)
    belongs = np.isin(levels.code, PRICED_WAYS) & mine
    axes = comparison.flows.axes
    prices = []
    if business in axes.businesses:
        money = comparison.flows.values["nominal_jpy"][:, axes.businesses.index(business)]
        for index, offer in enumerate(comparison.offers):
            open_here = any(
                name == business for cells in offer.coverage.holes.values() for name, _ in cells
            )
            amount = float(money[index].sum())
            if amount and not open_here:
                prices.append(amount)
    spread = (max(prices) - min(prices)) / float(np.median(prices)) if prices[1:] else np.nan
    return BusinessGaps(
        business,
        tuple(is_gap.sum(axis=1).tolist()),
        int((sharing > 1).sum()),
        int(sharing.max(initial=0)),
        tuple(np.nansum(np.where(mine, made, np.nan), axis=1).tolist()),
        tuple((belongs & np.isnan(made)).sum(axis=1).tolist()),
        spread,
    )

"""Offers under several settings at once: each setting's offers stand beside those of the others.

Offers are priced, sized and shared independently of each other. So the same offers under other
prices are so many more offers, and arrays over all of them are worked out at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from rfi.compare.cost.outlay import Paid, paid_of_quoted
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_HALF_BYTES, MOST_SIDE_BY_SIDE
from rfi.compare.round.quoted_flows import range_spreads
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import ComponentFlows


class SomeOffers:
    """Some of the offers of a basis, for totals alone: all fiscal years are in one.

    No dataclass, so that what is kept by size does not count it: but for a year's worth of amounts
    it holds what the basis holds, whose size counts already.

    Attributes:
        whole: All offers.
        offers: Indexes of these.
    """

    def __init__(self, whole: CostBasis, chosen: Flags) -> None:
        """Take the offers that are ``chosen``, by offer; at least one."""
        self.whole = whole
        self.offers: Indexes = np.flatnonzero(chosen)
        self._cube = whole.cube.summed(chosen)
        self._ranged = replace(whole, cube=self._cube, most_kept_bytes=MOST_HALF_BYTES)
        self.beside = lru_cache(maxsize=MOST_SIDE_BY_SIDE)(self._beside)

    def _beside(self, times: int) -> CostBasis:
        """Return a basis in which these offers stand several times, one setting after the other."""
        whole, offers = self.whole, np.tile(self.offers, times)
        axes = replace(
            whole.model.axes, offers=tuple(whole.model.axes.offers[one] for one in offers.tolist())
        )
        return replace(
            whole,
            model=replace(whole.model, axes=axes),
            cube=replace(
                self._cube,
                axes=axes,
                components=self._cube.components.side_by_side(times, len(self.offers)),
            ),
            points=whole.points.of_offers(offers),
            offers=tuple(whole.offers[one] for one in offers.tolist()),
            has_discount=whole.has_discount[offers],
            escalates=whole.escalates[offers],
            unread=tuple(whole.unread[one] for one in offers.tolist()),
            peers=None,
            most_kept_bytes=MOST_HALF_BYTES,
        )

    def paid(self, settings: Sequence[Conditions]) -> Paid:
        """Return what these offers price under each of the settings, one after the other.

        Args:
            settings: Of the same city, group, scope and sharing; other prices.
        """
        first = settings[0]
        masks = masks_of(first.scope, self.whole.model.axes)
        spreads = [range_spreads(self._ranged, one, masks) for one in settings]

        def quoted_in(scenarios: Sequence[int], scope: Flags | None) -> ComponentFlows:
            found = [
                self._cube.evaluate(one.assumptions, scenarios, scope).values for one in settings
            ]
            values = {
                name: np.concatenate([one[name] for one in found], axis=1) for name in found[0]
            }
            return ComponentFlows(tuple(scenarios), values)

        return paid_of_quoted(
            self.beside(len(settings)), first, masks, np.concatenate(spreads, axis=1), quoted_in
        )

"""Offers under several settings at once: each setting's offers stand beside those of the others.

Offers are priced, sized and shared independently of each other. So the same offers under other
prices are so many more offers, and arrays over all of them are worked out at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from rfi.compare.cost.moved.summed import summed
from rfi.compare.cost.paid import Paid, paid_of_quoted
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_HALF_BYTES, MOST_SIDE_BY_SIDE, STRAIGHT_BETWEEN
from rfi.compare.round.kept import Kept
from rfi.compare.round.quoted_flows import RATE, range_spreads
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.cube import MEASURES, ComponentFlows
from rfi.normalize.cost.steps import STEP_READS
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet

_BESIDE_RATE = tuple(key for key in STEP_READS if key != RATE)


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
        self.offers = np.flatnonzero(chosen)
        self._cube = summed(whole.cube, chosen)
        self._ranged = replace(whole, cube=self._cube, most_kept_bytes=MOST_HALF_BYTES)
        self._kept = Kept(MOST_HALF_BYTES)
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
        first, whole = settings[0], self.whole
        masks = masks_of(first.scope, whole.model.axes)
        spreads = [range_spreads(self._ranged, one, masks) for one in settings]

        def quoted_in(scenarios: Sequence[int], scope: Flags | None) -> ComponentFlows:
            found = [self._quoted(one.assumptions, scenarios, scope) for one in settings]
            values = {
                name: np.concatenate([one[name] for one in found], axis=1) for name in MEASURES
            }
            return ComponentFlows(tuple(scenarios), values)

        return paid_of_quoted(
            self.beside(len(settings)), first, masks, np.concatenate(spreads, axis=1), quoted_in
        )

    def _quoted(
        self, assumptions: AssumptionSet, scenarios: Sequence[int], scope: Flags | None
    ) -> Mapping[str, FloatArray]:
        """Return what these offers quote; as in ``CostCube.evaluate``.

        An amount is a part in yen and a part in dollars, every later step is linear in it, and so
        the flows are straight in the exchange rate: those at two rates give all others.
        """
        given = tuple(assumptions.get(key) for key in _BESIDE_RATE)
        key = (given, tuple(scenarios), None if scope is None else scope.tobytes())

        def ends() -> tuple[Mapping[str, FloatArray], Mapping[str, FloatArray]]:
            low, high = (
                self._cube.evaluate(assumptions.replaced({RATE: rate}, ""), scenarios, scope)
                for rate in STRAIGHT_BETWEEN
            )
            rise = {name: high.values[name] - values for name, values in low.values.items()}
            return low.values, rise

        low, rise = self._kept.get("quoted", key, ends)
        least, most = STRAIGHT_BETWEEN
        part = (assumptions.number(RATE) - least) / (most - least)
        return {name: values + part * rise[name] for name, values in low.items()}

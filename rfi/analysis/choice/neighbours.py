"""加わる1市: what one more city adds to the price of a group, pays of it, and leaves to the others.

c(S∪j) − c(S) against the share of j by the key in force (method §11). What it takes to close the
gaps of j in the cheaper known way (its adaptation) stands apart, and is borne by j or shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.customization import workaround_jpy_per_resident
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.compare.joint.coalition_prices import CoalitionPrices
from rfi.compare.round.sharing import SharingKey, shares_of
from rfi.normalize.fit.levels import COMPLETE, CUSTOMIZE, EXTERNAL, GAPS, OPTION
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City

# Who bears the adaptation of the city that joins: nobody (left out), it alone, all by the key.
Bearer = Literal["none", "joiner", "shared"]
BEARERS: tuple[Bearer, ...] = get_args(Bearer)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Closing the gaps of one city under each offer, yen of the window, tax-excluded.

    Attributes:
        known_jpy: City × offer: the cheaper known way of every gap, summed.
        unknown: By offer: gaps without any known way, which the sum leaves out.
        is_at_most: By offer: whether a gap has a way of unknown cost that may be cheaper still.
    """

    known_jpy: FloatArray
    unknown: npt.NDArray[np.int64]
    is_at_most: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Every city that may join; arrays are city × offer, yen of the window, tax-excluded.

    Attributes:
        cities: Those that are not in the group, in the order of their codes.
        alone_jpy: What each pays alone; NaN where that is not exact, as below.
        marginal_jpy: c(S∪j) − c(S).
        part: By city: its part of what is shared once it has joined.
        share_jpy: What it bears by the key.
        adaptation: Of its gaps.
    """

    cities: tuple[City, ...]
    alone_jpy: FloatArray
    marginal_jpy: FloatArray
    part: FloatArray
    share_jpy: FloatArray
    adaptation: Adaptation

    def pays_jpy(self, bearer: Bearer) -> FloatArray:
        """Return what each city bears when it joins, its adaptation borne as ``bearer`` says."""
        if bearer == "none":
            return self.share_jpy
        part = self.part[:, np.newaxis] if bearer == "shared" else 1.0
        return np.asarray(self.share_jpy + part * self.adaptation.known_jpy)

    def others_gain_jpy(self, bearer: Bearer) -> FloatArray:
        """Return by how much the bill of the others falls together; below 0 where it rises."""
        part = 1 - self.part[:, np.newaxis] if bearer == "shared" else 0.0
        gain = self.share_jpy - self.marginal_jpy
        return np.asarray(gain - part * self.adaptation.known_jpy)


def adaptation_of(
    gaps: GapComparison, residents: FloatArray, quoted_residents: float
) -> Adaptation:
    """Return what it takes cities to close the gaps of every offer, as the offers state it.

    Args:
        gaps: Of all offers.
        residents: Of each city.
        quoted_residents: For which cases of workarounds are quoted.
    """
    levels, costs = gaps.fit.levels, gaps.costs
    offers = len(gaps.offers)
    known = np.zeros((len(residents), offers))
    unknown, is_at_most = np.zeros(offers, dtype=np.int64), np.zeros(offers, dtype=np.bool_)
    for offer, found in enumerate(gaps.offers):
        mine = np.isin(levels.code[offer], GAPS) & (levels.code[offer] != OPTION)
        is_priced = np.isin(levels.code[offer], (CUSTOMIZE, EXTERNAL)) & (
            levels.money_state[offer] == COMPLETE
        )
        months = found.gaps.total.months
        made = costs.once_jpy[offer] + costs.monthly_jpy[offer] * months
        made = np.where(is_priced, made, np.nan)[mine]
        work = workaround_jpy_per_resident(
            levels.minutes[offer],
            levels.cases[offer] / quoted_residents,
            gaps.basis.staff_hour_jpy,
            months / 12,
        )[mine]
        around = residents[:, np.newaxis] * work
        is_unknown = np.isnan(made) & np.isnan(work)
        each = np.fmin(made[np.newaxis], around)
        known[:, offer] = np.where(is_unknown, 0.0, np.nan_to_num(each)).sum(axis=1)
        unknown[offer] = is_unknown.sum()
        is_at_most[offer] = (np.isnan(made) != np.isnan(work)).any()
    return Adaptation(known, unknown, is_at_most)


def neighbours_of(
    prices: CoalitionPrices,
    cities: tuple[City, ...],
    key: SharingKey,
    adaptation: Adaptation,
    is_exact: Sequence[bool],
) -> Neighbours:
    """Return every city that may join a group.

    Args:
        prices: Of coalitions of the group and of all others; the group stands first.
        cities: Those that are not in the group, as the round knows them.
        key: In force; own weights say nothing of a city that is not in the group, so that the
            mixed key takes their place.
        adaptation: Of the cities that are not in the group.
        is_exact: By offer: whether its totals are exact; of others nothing is said.
    """
    count, offers = len(prices.cities), prices.alone_jpy.shape[1]
    members = count - len(cities)
    key = SharingKey("mixed", key.equal_ratio, {}) if key.method == "own" else key
    group = np.arange(count) < members
    joined = np.tile(group, (count - members, 1))
    others = np.arange(count - members)
    joined[others, members + others] = True
    shape = (count - members, offers)
    nothing = np.full(shape, np.nan)
    alone, marginal, share = nothing.copy(), nothing.copy(), nothing.copy()
    parts = np.zeros(count - members)
    for row in others.tolist():
        inside = np.flatnonzero(joined[row])
        codes = [prices.cities[index].code for index in inside.tolist()]
        parts[row] = shares_of(key, codes, prices.residents[inside])[-1]
    for offer in range(offers):
        if not is_exact[offer]:
            continue
        before = prices.cost_of(group[np.newaxis], offer)[0]
        after = prices.cost_of(joined, offer)
        own = prices.own_parts(joined, offer)
        mine = own[others, members + others]
        marginal[:, offer] = after - before
        share[:, offer] = parts * (after - own.sum(axis=1)) + mine
        single = np.eye(count, dtype=np.bool_)[members:]
        alone[:, offer] = prices.cost_of(single, offer)
    return Neighbours(cities, alone, marginal, parts, share, adaptation)

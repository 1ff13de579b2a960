"""From one city to n cities that share (method §3): what sharing saves, cell by cell.

ρ(n) = c(p*, n) / (n · c(p*, 1)) at the quoted size p*, a power of n between quoted group sizes;
beyond the largest it stays. The price of a group is ρ(|S|) · Σ c(p_i, 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.constants import MOST_PLANS
from rfi.compare.round.quoted_points import Flags, QuotedPoints
from rfi.normalize.cost.components import Components, Indexes
from rfi.normalize.cost.drivers import INDIVIDUAL
from rfi.normalize.step import FloatArray
from rfi.scenario.size_curve import power_between, segments_of


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """How one offer prices groups of a wanted number of cities.

    Attributes:
        single: Scenario c(p*, 1); −1 when the offer has none beside its groups.
        lower, upper: Scenarios of the quoted group sizes on either side.
        nearer: The one of them that says which part each city bears itself.
        is_beyond: Whether the group is larger than any quoted.
    """

    single: int
    lower: int
    upper: int
    nearer: int
    is_beyond: bool

    @property
    def is_quoted(self) -> bool:
        """Whether the offer can be estimated for groups at all."""
        return self.single >= 0


@dataclass(frozen=True, slots=True)
class GroupRatios:
    """ρ(n) of every cell and phase.

    Attributes:
        ratio: ρ by cell and phase; 0 where there is no estimate.
        individual: Share of the amount that each city bears for itself (``per_city``).
        gaps: offer × business × item: priced alone or for groups only, so left out (≧).
        offers: How each offer quotes.
    """

    ratio: FloatArray
    individual: FloatArray
    gaps: Flags
    offers: tuple[GroupOffer, ...]

    def with_others(self, other: "GroupRatios") -> "GroupRatios":
        """Return these offers beside others, of which nothing is said here."""
        each = zip(self.offers, other.offers, strict=True)
        return GroupRatios(
            self.ratio + other.ratio,
            self.individual + other.individual,
            self.gaps | other.gaps,
            tuple(mine if mine.is_quoted else others for mine, others in each),
        )


_NOT_QUOTED = GroupOffer(-1, -1, -1, -1, is_beyond=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """How one offer is taken to a number of cities, without its prices.

    Attributes:
        quoted: The scenarios.
        cities: Their number, held at the largest that is quoted.
        ends: Sharing cities at ``quoted.lower`` and ``quoted.upper``.
        gaps: business × item: priced alone or for groups only.
    """

    quoted: GroupOffer
    cities: float
    ends: tuple[int, int]
    gaps: Flags


@lru_cache(maxsize=MOST_PLANS)
def _quoted(points: QuotedPoints, offer: int, population: float) -> tuple[tuple[int, int], ...]:
    """Return as pairs what ``QuotedPoints.joint`` does."""
    return tuple(points.joint(offer, population).items())


@lru_cache(maxsize=MOST_PLANS)
def _plan(
    points: QuotedPoints, offer: int, count: int, pairs: tuple[tuple[int, int], ...]
) -> _Plan | None:
    """Return how an offer is taken to ``count`` cities; None where it quotes no groups.

    Args:
        points: What was priced where.
        offer: Its index.
        count: The number of cities.
        pairs: Number of cities and scenario of the quotes that are taken.
    """
    quoted = dict(pairs)
    if not quoted:
        return None
    scenarios, cities = list(quoted.values()), float(min(count, max(quoted)))
    sizes = np.array(list(quoted), dtype=np.float64)
    at = segments_of(sizes, np.array([cities]))
    lower, upper = int(at.lower[0]), int(at.upper[0])
    # The nearer quoted group says which part each city bears itself; one city is no group.
    nearer = max(int(at.nearer[0]), 1)
    group = GroupOffer(
        scenarios[0],
        scenarios[lower],
        scenarios[upper],
        scenarios[nearer],
        is_beyond=count > max(quoted),
    )
    asked = tuple(dict.fromkeys((group.single, group.lower, group.upper)))
    return _Plan(group, cities, (int(sizes[lower]), int(sizes[upper])), points.gap(asked)[offer])


def _ratio(single: FloatArray, joint: FloatArray, cities: int) -> FloatArray:
    has_base = single > 0
    return np.where(has_base, joint / np.where(has_base, cities * single, 1.0), 0.0)


def group_ratios(
    basis: CostBasis, totals: FloatArray, count: int, population: float
) -> GroupRatios:
    """Return what ``count`` cities pay together as a multiple of the sum of their single prices.

    Kept by halves: what the offers quote that do not follow the exchange rate moves with it never.

    Args:
        basis: The answers laid out.
        totals: scenario × component, nominal yen of the window.
        count: Number of cities, at least 1; for 1 nothing changes.
        population: Mean residents of a city: decides between several quoted p*.
    """
    parts, points = basis.cube.components, basis.points
    if count == 1:
        cells, gaps = len(parts.cell_offer), np.zeros(points.has_amount.shape[1:], dtype=np.bool_)
        offers = tuple(_NOT_QUOTED for _ in range(len(gaps)))
        return GroupRatios(np.ones(cells), np.zeros(cells), gaps, offers)

    # The size only says which of an offer's quotes are taken.
    plans = [
        _plan(points, offer, count, _quoted(points, offer, population))
        for offer in range(len(points.follows_rate))
    ]

    def half(*, follows_rate: bool) -> GroupRatios:
        chosen = points.follows_rate == follows_rate
        mine = tuple(
            plan if is_chosen else None
            for plan, is_chosen in zip(plans, chosen.tolist(), strict=True)
        )
        key = (mine, totals[:, chosen[parts.offer]].tobytes())
        return basis.kept.get("ratios", key, lambda: _ratios(basis, totals, mine))

    return half(follows_rate=False).with_others(half(follows_rate=True))


def _ratios(basis: CostBasis, totals: FloatArray, plans: Sequence[_Plan | None]) -> GroupRatios:
    """Return the same by plan; of an offer without one nothing is said."""
    parts, points = basis.cube.components, basis.points
    cells, gaps = len(parts.cell_offer), np.zeros(points.has_amount.shape[1:], dtype=np.bool_)
    sums = parts.cell_sums(totals)
    own = parts.cell_sums(np.where(parts.driver == INDIVIDUAL, totals, 0.0))
    ratio, individual = np.zeros(cells), np.zeros(cells)
    found = []
    for offer, plan in enumerate(plans):
        if plan is None:
            found.append(_NOT_QUOTED)
            continue
        quoted, mine = plan.quoted, np.flatnonzero(parts.cell_offer == offer)
        single = sums[quoted.single, mine]
        ends = [
            _ratio(single, sums[scenario, mine], cities)
            for scenario, cities in zip((quoted.lower, quoted.upper), plan.ends, strict=True)
        ]
        sizes = np.array([plan.cities, *plan.ends], dtype=np.float64)
        ratio[mine] = power_between(*sizes, *ends)
        total = sums[quoted.nearer, mine]
        has_total = total != 0
        individual[mine] = np.where(
            has_total, own[quoted.nearer, mine] / np.where(has_total, total, 1.0), 0.0
        )
        gaps[offer] = plan.gaps
        _mark_without_base(gaps, parts, mine, single, total)
        found.append(quoted)
    known = ~gaps[parts.cell_offer, parts.cell_business, parts.cell_item]
    return GroupRatios(np.where(known, ratio, 0.0), individual, gaps, tuple(found))


def joint_factors(
    ratio: FloatArray, pooled: FloatArray, driver: Indexes, known: Flags
) -> FloatArray:
    """Return member × component: a member's part of the group's price over its price alone.

    What goes through tiers or a minimum charge takes what the group has together, without ρ.

    Args:
        ratio: … × component: ρ.
        pooled: member × driver: from ``Drivers.pooled``; NaN where there is no schedule.
        driver: Driver of each component.
        known: … × component: whether there is an estimate.
    """
    of_schedule = pooled[:, driver]
    return np.where(known, np.where(np.isnan(of_schedule), ratio, of_schedule), 0.0)


def member_part(
    group: FloatArray, own: FloatArray, individual: FloatArray, share: float | FloatArray
) -> FloatArray:
    """Return what a member bears: its part of what is shared, and all that is its own.

    Args:
        group: component × …: the group's price.
        own: … × component × …: what the member adds to it.
        individual: Share of each component that is borne individually.
        share: The member's part of what is shared; of several members with the axes of ``own``.
    """
    alone = individual[:, np.newaxis]
    return np.asarray(share * (1 - alone) * group + alone * own)


def _mark_without_base(
    gaps: Flags, parts: Components, mine: Indexes, single: FloatArray, joint: FloatArray
) -> None:
    """Mark cells whose group price has no single price to be measured against."""
    lost = mine[(single <= 0) & (joint != 0)]
    gaps[parts.cell_offer[lost], parts.cell_business[lost], parts.cell_item[lost]] = True

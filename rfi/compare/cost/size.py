"""Quoted sizes → the size of real cities (method §3), for many cities at once.

A figure of a city is a weighted sum of quoted flows: the nearer quoted size gives the profile over
the years, the curve through both ends gives the amount. Prices per resident, staff member or case
take the city's own quantity instead of the curve.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.compare.round.quoted_points import Flags, QuotedPoints
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Components, Indexes
from rfi.normalize.cost.drivers import FIRST_OWN, Drivers
from rfi.normalize.step import FloatArray
from rfi.scenario.size_curve import power_between, segments_of


@dataclass(frozen=True, slots=True)
class SizedPart:
    """Weights for the bodies that lie in one segment, and the offers that quote its ends.

    Attributes:
        bodies, offers, components: What the weights are for.
        lower, upper: Scenarios at the ends; the same one at a quoted size.
        near, other: The ends by their distance.
        near_weight, other_weight: body × component, multiples of the quoted flows there.
        is_outside: Whether the bodies lie beyond the quoted sizes (外挿).
        is_single: Whether only one size is quoted, so that nothing is scaled.
        gaps: offer × business × item: priced at one end only, or by a quantity that is not known
            of these bodies; left out (≧).
        linear: offer × business × item: an end is 0, so the curve is a straight line.
    """

    bodies: Indexes
    offers: Indexes
    components: Indexes
    lower: int
    upper: int
    near: int
    other: int
    near_weight: FloatArray
    other_weight: FloatArray
    is_outside: bool
    is_single: bool
    gaps: Flags
    linear: Flags


@dataclass(frozen=True, slots=True)
class _Ends:
    """Amounts by cell and phase at both ends: what follows the curve, and what does not."""

    curve: tuple[FloatArray, FloatArray]
    is_mixed: Flags


def _ends(totals: FloatArray, parts: Components, lower: int, upper: int) -> _Ends:
    is_own = parts.driver >= FIRST_OWN
    curve = parts.cell_sums(np.where(is_own, 0.0, totals[[lower, upper]]))
    own = parts.cell_sums(np.where(is_own, totals[[lower, upper]], 0.0))
    # Priced by quantity at one end and as a sum at the other: only the sums can be compared.
    is_mixed = ((own[0] != 0) != (own[1] != 0)) & (lower != upper)
    curve = np.where(is_mixed, curve + own, curve)
    return _Ends((curve[0], curve[1]), is_mixed)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Bodies between the same two quoted sizes, and the offers that quote them; without prices.

    Attributes:
        population: Residents of each body.
        bodies, offers, components, lower, upper, near, is_outside, is_single: As in ``SizedPart``.
        ratios: body × driver, multiples of the amount at ``near``; NaN where not known.
        gaps: offer × business × item: priced at one end only.
        is_quoted: Cell and phase: of these offers.
    """

    population: FloatArray
    bodies: Indexes
    offers: Indexes
    components: Indexes
    lower: int
    upper: int
    near: int
    is_outside: bool
    is_single: bool
    ratios: FloatArray
    gaps: Flags
    is_quoted: Flags


def segments_between(
    parts: Components, points: QuotedPoints, drivers: Drivers, bodies: Bodies
) -> Iterator[Segment]:
    """Yield the segments of all bodies and offers.

    The bodies of a segment know the same quantities of their own: what one lacks is no other's
    gap. An offer that quotes no single city of a stated size has no segment.

    Args:
        parts: The components.
        points: What was priced where.
        drivers: What amounts grow with.
        bodies: The cities.
    """
    alone = np.array(points.alone, dtype=np.int64)
    quotes = points.quotes[:, alone]
    _, known = np.unique(drivers.is_known(bodies), axis=0, return_inverse=True)
    for pattern in np.unique(quotes, axis=0):
        scenarios = alone[pattern]
        if not len(scenarios):
            continue
        offers = np.flatnonzero((quotes == pattern).all(axis=1))
        found = segments_of(points.population[scenarios], bodies.population)
        key = np.stack(
            [found.lower, found.upper, found.nearer, found.is_outside, known.reshape(-1)], axis=1
        )
        segments, home = np.unique(key, axis=0, return_inverse=True)
        for index, (lower, upper, nearer, is_outside, _) in enumerate(segments.tolist()):
            chosen = np.flatnonzero(home.reshape(-1) == index)
            ends = (int(scenarios[lower]), int(scenarios[upper]))
            near = int(scenarios[nearer])
            yield Segment(
                population=bodies.population[chosen],
                bodies=chosen,
                offers=offers,
                components=np.flatnonzero(np.isin(parts.offer, offers)),
                lower=ends[0],
                upper=ends[1],
                near=near,
                is_outside=bool(is_outside),
                is_single=len(scenarios) == 1,
                ratios=drivers.ratios(bodies.at(chosen), near),
                gaps=points.gap(ends),
                is_quoted=np.isin(parts.cell_offer, offers),
            )


def sized_part(
    totals: FloatArray, parts: Components, points: QuotedPoints, segment: Segment
) -> SizedPart:
    """Return the weights of one segment.

    Args:
        totals: scenario × component, nominal yen of the window.
        parts: The components.
        points: What was priced where.
        segment: From ``segments_between``.
    """
    lower, upper, near = segment.lower, segment.upper, segment.near
    other = lower + upper - near
    components = segment.components
    ends = _ends(totals, parts, lower, upper)
    home, driver = parts.cell_phase[components], parts.driver[components]
    own = np.flatnonzero((driver >= FIRST_OWN) & ~ends.is_mixed[home])
    ratios = segment.ratios[:, driver[own]]
    is_unknown = np.isnan(ratios).all(axis=0) & (totals[near, components[own]] != 0)
    gaps = segment.gaps.copy()
    unknown = components[own[is_unknown]]
    gaps[parts.offer[unknown], parts.business[unknown], parts.item[unknown]] = True
    cell = (parts.cell_offer, parts.cell_business, parts.cell_item)
    is_known = ~gaps[cell] & segment.is_quoted
    first, second = ends.curve
    base, beyond = (first, second) if near == lower else (second, first)
    weights = []
    # A cell that is 0 at the nearer size has its profile from the other one.
    for amount, chosen in ((base, base != 0), (beyond, (base == 0) & (beyond != 0))):
        cells = np.flatnonzero(is_known & chosen)
        by_cell = np.zeros((len(segment.population), len(first)))
        by_cell[:, cells] = (
            power_between(
                segment.population[:, np.newaxis],
                points.population[lower],
                points.population[upper],
                first[cells],
                second[cells],
            )
            / amount[cells]
        )
        weights.append(by_cell[:, home])
    near_weight, other_weight = weights
    near_weight[:, own] = np.where(is_known[home[own]], np.nan_to_num(ratios), 0.0)
    other_weight[:, own] = 0.0
    linear = np.zeros(gaps.shape, dtype=np.bool_)
    is_linear = is_known & (lower != upper) & ((first > 0) != (second > 0))
    linear[tuple(axis[is_linear] for axis in cell)] = True
    return SizedPart(
        bodies=segment.bodies,
        offers=segment.offers,
        components=components,
        lower=lower,
        upper=upper,
        near=near,
        other=other,
        near_weight=near_weight,
        other_weight=other_weight,
        is_outside=segment.is_outside,
        is_single=segment.is_single,
        gaps=gaps,
        linear=linear,
    )


def sized_parts(
    totals: FloatArray,
    parts: Components,
    points: QuotedPoints,
    drivers: Drivers,
    bodies: Bodies,
) -> Iterator[SizedPart]:
    """Yield the weights of all bodies and offers, segment by segment.

    An offer that quotes no single city of a stated size has no part: it cannot be estimated.

    Args:
        totals: scenario × component, nominal yen of the window.
        parts: The components.
        points: What was priced where.
        drivers: What amounts grow with.
        bodies: The cities.
    """
    for segment in segments_between(parts, points, drivers, bodies):
        yield sized_part(totals, parts, points, segment)

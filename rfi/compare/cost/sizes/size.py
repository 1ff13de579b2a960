"""Quoted sizes → the size of real cities (method §3), for many cities at once.

A figure of a city is a weighted sum of quoted flows: the nearer quoted size gives the profile over
the years, the curve through both ends gives the amount. Prices per resident, staff member or case
follow a curve of their own, as prices, and are multiplied by the city's own quantity; tiers and
minimum charges take that quantity as the nearer size quotes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.compare.round.quoted_points import Flags, QuotedPoints, Segment, segments_between
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Components, Indexes
from rfi.normalize.cost.drivers import FIRST_OWN, Drivers
from rfi.normalize.step import FloatArray
from rfi.scenario.size_curve import power_between


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
        holds_for_each: Whether the gaps are surely those of every body alone, too.
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
    holds_for_each: bool


@dataclass(frozen=True, slots=True)
class CellEnds:
    """Amounts by cell and phase at both ends, yen of the window.

    Attributes:
        curve: What follows the curve, at the lower and at the upper end.
        is_mixed: Priced by quantity at one end only, so that all of it follows the curve.
    """

    curve: tuple[FloatArray, FloatArray]
    is_mixed: Flags


def cell_ends(totals: FloatArray, parts: Components, lower: int, upper: int) -> CellEnds:
    """Return what each cell and phase costs at the quoted sizes ``lower`` and ``upper``."""
    first = parts.first_of_cell_phases
    return _cell_ends(totals[[lower, upper]], parts.driver, first, is_one_size=lower == upper)


def _cell_ends(
    ends: FloatArray, driver: Indexes, first_of_cells: Indexes, *, is_one_size: bool
) -> CellEnds:
    """Return the same of some components: both ends × component, in the order of their cells."""
    is_own = driver >= FIRST_OWN
    sides = np.stack([np.where(is_own, 0.0, ends), np.where(is_own, ends, 0.0)])
    none = sides[..., :0]
    curve, own = np.add.reduceat(sides, first_of_cells, axis=-1) if len(first_of_cells) else none
    if is_one_size:
        return CellEnds((curve[0], curve[1]), np.zeros(curve.shape[1], dtype=np.bool_))
    # Priced by quantity at one end and as a sum at the other: only the sums can be compared.
    is_mixed = (own[0] != 0) != (own[1] != 0)
    curve = np.where(is_mixed, curve + own, curve)
    return CellEnds((curve[0], curve[1]), is_mixed)


def price_follows_size(is_unit_price: Flags, ends: FloatArray, cell_phase: Indexes) -> Flags:
    """Return which amounts by quantity have a unit price that follows the size.

    In a cell that has tiers or a minimum charge at either end all own quantities keep to the
    nearer end: a schedule and a plain price have no curve between them.

    Args:
        is_unit_price: Component: one price for any quantity.
        ends: Both ends × component, yen.
        cell_phase: Component → its cell and phase.
    """
    scheduled = ~is_unit_price & (ends != 0).any(axis=0)
    return is_unit_price & ~np.isin(cell_phase, cell_phase[scheduled])


def _own_weights(
    ends: FloatArray, points: QuotedPoints, segment: Segment, driver: Indexes, home: Indexes
) -> tuple[FloatArray, FloatArray, Flags]:
    """Return the weights of what follows a quantity: at the nearer end, at the other, straight.

    A unit price follows the power of the size between the ends, so that no figure jumps where
    the nearer size changes.

    Args:
        ends: Lower and upper end × component, nominal yen of the window.
        points: What was priced where.
        segment: The bodies and their ends.
        driver: Of each component.
        home: Component → its cell and phase.
    """
    near_weight = segment.ratios[:, driver].copy()
    other_weight = np.zeros_like(near_weight)
    is_unit_price = segment.is_unit_price[driver]
    is_straight = np.zeros(len(driver), dtype=np.bool_)
    if segment.lower == segment.upper:
        return near_weight, other_weight, is_straight
    follows = np.flatnonzero(price_follows_size(is_unit_price, ends, home))
    if not len(follows):
        return near_weight, other_weight, is_straight
    first, second = ends[:, follows] / segment.quantities[:, driver[follows]]
    price = power_between(
        segment.population[:, np.newaxis],
        points.population[segment.lower],
        points.population[segment.upper],
        first,
        second,
    )
    base, beyond = (first, second) if segment.near == segment.lower else (second, first)
    has_base, has_other = base != 0, beyond != 0
    near_weight[:, follows] *= np.where(has_base, price / np.where(has_base, base, 1.0), 0.0)
    at_other = segment.other_ratios[:, driver[follows]] * price / np.where(has_other, beyond, 1.0)
    other_weight[:, follows] = np.where(~has_base & has_other, at_other, 0.0)
    is_straight[follows] = (first > 0) != (second > 0)
    return near_weight, other_weight, is_straight


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
    components, home = segment.components, segment.home
    amounts, driver = totals[[lower, upper]][:, components], parts.driver[components]
    ends = _cell_ends(amounts, driver, segment.first_of_cells, is_one_size=lower == upper)
    own = np.flatnonzero((driver >= FIRST_OWN) & ~ends.is_mixed[home])
    near_own, other_own, is_straight = _own_weights(
        amounts[:, own], points, segment, driver[own], home[own]
    )
    at_near = amounts[int(near != lower), own]
    is_unknown = np.isnan(near_own).all(axis=0) & ((at_near != 0) | (other_own != 0).any(axis=0))
    gaps = segment.gaps.copy()
    unknown = components[own[is_unknown]]
    gaps[parts.offer[unknown], parts.business[unknown], parts.item[unknown]] = True
    axes = (parts.cell_offer, parts.cell_business, parts.cell_item)
    cell = tuple(axis[segment.cells] for axis in axes)
    is_known = ~gaps[cell]
    first, second = ends.curve
    base, beyond = (first, second) if near == lower else (second, first)
    weights = []
    # A cell that is 0 at the nearer size has its profile from the other one.
    for amount, chosen in ((base, base != 0), (beyond, (base == 0) & (beyond != 0))):
        cells = np.flatnonzero(is_known & chosen)
        if not len(cells):
            weights.append(np.zeros((len(segment.population), len(components))))
            continue
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
    near_weight[:, own] = np.where(is_known[home[own]], np.nan_to_num(near_own), 0.0)
    other_weight[:, own] = np.where(is_known[home[own]], np.nan_to_num(other_own), 0.0)
    linear = np.zeros(gaps.shape, dtype=np.bool_)
    straight = components[own[is_straight]]
    linear[parts.offer[straight], parts.business[straight], parts.item[straight]] = True
    is_linear = is_known & (lower != upper) & ((first > 0) != (second > 0))
    linear[tuple(axis[is_linear] for axis in cell)] = True
    return SizedPart(
        bodies=segment.bodies,
        offers=segment.offers,
        components=components,
        lower=lower,
        upper=upper,
        near=near,
        other=lower + upper - near,
        near_weight=near_weight,
        other_weight=other_weight,
        is_outside=segment.is_outside,
        is_single=segment.is_single,
        gaps=gaps,
        linear=linear,
        holds_for_each=not is_unknown.any(),
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

"""Cost and shares of very many bodies at once: no loop over bodies, only over segments and offers.

The figures are those of ``estimate_costs`` and ``compare_joint_use``; levelling is not applied.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.basis import CostBasis
from rfi.compare.conditions import Conditions
from rfi.compare.group import GroupRatios, group_ratios
from rfi.compare.outlay import coverages_under
from rfi.compare.quoted_points import Flags, QuotedPoints
from rfi.compare.scope import masks_of
from rfi.compare.sharing import shares_of, sharing_key, whole_yen
from rfi.compare.size import SizedPart, sized_parts
from rfi.normalize.bodies import Bodies
from rfi.normalize.components import Components, Indexes
from rfi.normalize.steps import FloatArray

_MEASURES = ("nominal_jpy", "nominal_incl_tax_jpy")


@dataclass(frozen=True, slots=True)
class BodyCosts:
    """Figures of many bodies; yen of the window, body × offer unless they say otherwise.

    Attributes:
        alone_jpy: What each body would pay alone, nominal, tax-excluded.
        alone_by_year_jpy: body × offer × fiscal year, nominal, tax-included.
        is_open: Whether the figure of going alone leaves something out (≧).
        share_jpy: What each body bears in its group, exact, nominal, tax-excluded.
        paid: body × offer × fiscal year, whole yen, tax-included; they sum to the group's yen.
        is_estimable: Whether the offer prices the body's size and its group.
    """

    alone_jpy: FloatArray
    alone_by_year_jpy: FloatArray
    is_open: Flags
    share_jpy: FloatArray
    paid: npt.NDArray[np.int64]
    is_estimable: Flags


def _group_classes(
    points: QuotedPoints, group: Indexes, population: FloatArray
) -> Iterator[tuple[Indexes, int, float]]:
    """Yield (bodies, number of cities, a mean population) of groups that are priced alike.

    Which quoted p* is nearest changes only at the geometric means of two of them.
    """
    sizes = np.bincount(group)
    mean = np.bincount(group, weights=population) / sizes
    quoted = np.unique(points.population[points.cities > 1])
    quoted = quoted[~np.isnan(quoted)]
    turns = np.unique(np.sqrt(np.outer(quoted, quoted)))
    kind = np.stack([sizes, np.searchsorted(turns, mean)], axis=1)
    for count, turn in np.unique(kind, axis=0).tolist():
        alike = (kind == (count, turn)).all(axis=1)
        yield np.flatnonzero(alike[group]), int(count), float(mean[alike][0])


def _gaps_of_groups(
    parts: Components, segments: list[SizedPart], group: Indexes
) -> npt.NDArray[np.bool_]:
    """Return group × component: left out for a member, and so for its whole group."""
    result = np.zeros((int(group.max()) + 1, len(parts)), dtype=np.bool_)
    for segment in segments:
        mine = segment.components
        lost = segment.gaps[parts.offer[mine], parts.business[mine], parts.item[mine]]
        if lost.any():
            result[np.ix_(np.unique(group[segment.bodies]), mine[lost])] = True
    return result


def _sum_years(
    parts: Components, weights: FloatArray, flows: FloatArray, components: Indexes, offers: int
) -> FloatArray:
    """Return body × offer × fiscal year of weights (body × component) over quoted flows."""
    result = np.zeros((len(weights), offers, flows.shape[-1]))
    home = parts.offer[components]
    bounds = np.searchsorted(home, np.arange(offers + 1))
    for offer in range(offers):
        mine = slice(int(bounds[offer]), int(bounds[offer + 1]))
        if mine.start < mine.stop:
            result[:, offer] = weights[:, mine] @ flows[components[mine]]
    return result


def _ratios_by_body(
    basis: CostBasis, totals: FloatArray, group: Indexes, population: FloatArray
) -> tuple[Indexes, list[GroupRatios]]:
    """Return the class of every body, and the group ratios of every class."""
    kind = np.zeros(len(group), dtype=np.int64)
    found: list[GroupRatios] = []
    for bodies, count, mean in _group_classes(basis.points, group, population):
        kind[bodies] = len(found)
        found.append(group_ratios(totals, basis.cube.components, basis.points, count, mean))
    return kind, found


def evaluate_bodies(
    basis: CostBasis, conditions: Conditions, bodies: Bodies, group: Indexes
) -> BodyCosts:
    """Return what every body pays alone and in its group, under every offer.

    Args:
        basis: The answers laid out.
        conditions: Assumptions, scope and sharing key; city and group of it are not looked at.
        bodies: The bodies.
        group: The group of each body (0, 1 …, none left out).
    """
    parts, axes = basis.cube.components, basis.model.axes
    masks = masks_of(conditions.scope, axes)
    quoted = basis.cube.evaluate(
        conditions.assumptions, range(len(axes.scenarios)), masks.whole if masks else None
    ).values
    totals = quoted["nominal_jpy"].sum(axis=-1)
    segments = list(sized_parts(totals, parts, basis.points, basis.model.drivers, bodies))
    kind, classes = _ratios_by_body(basis, totals, group, bodies.population)
    lost = _gaps_of_groups(parts, segments, group)
    shape = (len(bodies), len(axes.offers), len(basis.cube.fiscal_years))
    sums = {
        name: {measure: np.zeros(shape) for measure in _MEASURES}
        for name in ("alone", "joint", "individual")
    }
    is_open = np.ones(shape[:2], dtype=np.bool_)
    is_sized = np.zeros(shape[:2], dtype=np.bool_)
    for segment in segments:
        rows, mine = segment.bodies, segment.components
        at = np.ix_(rows, segment.offers)
        is_sized[at] = True
        is_open[at] = segment.gaps[segment.offers].any(axis=-1).any(axis=-1) | _open_offers(
            basis, conditions, segment
        )
        home = parts.cell_phase[mine]
        ratio = np.stack([one.ratio for one in classes])[:, home][kind[rows]]
        ratio *= ~lost[:, mine][group[rows]]
        own = np.stack([one.individual for one in classes])[:, home][kind[rows]]
        for scenario, weight in (
            (segment.near, segment.near_weight),
            (segment.other, segment.other_weight),
        ):
            joint = weight * ratio
            for name, used in (("alone", weight), ("joint", joint), ("individual", joint * own)):
                for measure in _MEASURES:
                    flows = quoted[measure][scenario]
                    sums[name][measure][rows] += _sum_years(parts, used, flows, mine, shape[1])
    shares = shares_of(
        sharing_key(conditions.assumptions, dict(conditions.own_weights)),
        bodies.codes,
        bodies.population,
        group,
    )
    borne = {
        measure: _borne(sums["joint"][measure], sums["individual"][measure], shares, group)
        for measure in _MEASURES
    }
    flat = borne["nominal_incl_tax_jpy"].reshape(shape[0], shape[1] * shape[2])
    can_join = np.array(
        [[one.is_quoted for one in found.offers] for found in classes], dtype=np.bool_
    )
    is_single = np.bincount(group)[group] == 1
    return BodyCosts(
        alone_jpy=sums["alone"]["nominal_jpy"].sum(axis=-1),
        alone_by_year_jpy=sums["alone"]["nominal_incl_tax_jpy"],
        is_open=is_open,
        share_jpy=borne["nominal_jpy"].sum(axis=-1),
        paid=whole_yen(flat, bodies.population, bodies.codes, group).reshape(shape),
        is_estimable=is_sized & (can_join[kind] | is_single[:, np.newaxis]),
    )


def _open_offers(basis: CostBasis, conditions: Conditions, segment: SizedPart) -> Flags:
    """Return whether each offer of a segment lacks anything at either end."""
    ends = [
        [not found.is_complete for found in coverages_under(basis, conditions, scenario)]
        for scenario in (segment.lower, segment.upper)
    ]
    return np.asarray(np.array(ends).sum(axis=0) > 0)[segment.offers]


def _borne(
    joint: FloatArray, individual: FloatArray, shares: FloatArray, group: Indexes
) -> FloatArray:
    """Return what each body bears: its part of what its group shares, and all that is its own."""
    shared = np.zeros((int(group.max()) + 1, *joint.shape[1:]))
    np.add.at(shared, group, joint - individual)
    return np.asarray(shares[:, np.newaxis, np.newaxis] * shared[group] + individual)

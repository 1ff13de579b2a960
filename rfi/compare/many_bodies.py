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
_NOMINAL, _WITH_TAX = range(len(_MEASURES))
# What the quoted flows are weighted for: going alone, in the group, and borne by each itself.
_USES = ("alone", "joint", "individual")
_ALONE, _JOINT, _INDIVIDUAL = range(len(_USES))


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


def _sum_segment(
    parts: Components, segment: SizedPart, flows: FloatArray, sharing: FloatArray
) -> Iterator[tuple[int, FloatArray]]:
    """Yield (offer, body × use × column) of the bodies of a segment: sums over components.

    Every body is a small product of its own, so that its bytes do not depend on which other
    bodies are evaluated with it (one large product would block its rows by their number).

    Args:
        parts: The components.
        segment: Weights of its bodies.
        flows: scenario × component × column (measure and fiscal year), yen.
        sharing: body of the segment × (ρ, individual share) × component of the segment.
    """
    home = parts.offer[segment.components]
    for offer in segment.offers.tolist():
        mine = slice(*np.searchsorted(home, (offer, offer + 1)).tolist())
        chosen = segment.components[mine]
        ends = ((segment.near, segment.near_weight), (segment.other, segment.other_weight))
        for scenario, weights in ends:
            alone = weights[:, mine]
            if not alone.any():
                continue
            used = np.empty((len(alone), len(_USES), len(chosen)))
            used[:, _ALONE] = alone
            used[:, _JOINT] = alone * sharing[:, 0, mine]
            used[:, _INDIVIDUAL] = used[:, _JOINT] * sharing[:, 1, mine]
            yield offer, used @ flows[scenario, chosen]


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
    flows = np.concatenate([quoted[measure] for measure in _MEASURES], axis=-1)
    sums = np.zeros((*shape[:2], len(_USES), len(_MEASURES) * shape[2]))
    is_open = np.ones(shape[:2], dtype=np.bool_)
    is_sized = np.zeros(shape[:2], dtype=np.bool_)
    by_class = np.stack([np.stack([one.ratio, one.individual]) for one in classes])
    for segment in segments:
        rows, mine = segment.bodies, segment.components
        at = np.ix_(rows, segment.offers)
        is_sized[at] = True
        is_open[at] = segment.gaps[segment.offers].any(axis=-1).any(axis=-1) | _open_offers(
            basis, conditions, segment
        )
        sharing = by_class[:, :, parts.cell_phase[mine]][kind[rows]]
        sharing[:, 0] *= ~lost[:, mine][group[rows]]
        for offer, found in _sum_segment(parts, segment, flows, sharing):
            sums[rows, offer] += found
    sums = sums.reshape(*shape[:2], len(_USES), len(_MEASURES), shape[2])
    shares = shares_of(
        sharing_key(conditions.assumptions, dict(conditions.own_weights)),
        bodies.codes,
        bodies.population,
        group,
    )
    borne = {
        measure: _borne(sums[:, :, _JOINT, place], sums[:, :, _INDIVIDUAL, place], shares, group)
        for place, measure in enumerate(_MEASURES)
    }
    flat = borne["nominal_incl_tax_jpy"].reshape(shape[0], shape[1] * shape[2])
    can_join = np.array(
        [[one.is_quoted for one in ratios.offers] for ratios in classes], dtype=np.bool_
    )
    is_single = np.bincount(group)[group] == 1
    return BodyCosts(
        alone_jpy=sums[:, :, _ALONE, _NOMINAL].sum(axis=-1),
        alone_by_year_jpy=sums[:, :, _ALONE, _WITH_TAX].copy(),
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

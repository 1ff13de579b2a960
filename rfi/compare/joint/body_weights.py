"""How quoted flows are weighted for very many bodies: no loop over bodies, only over segments.

A figure of a body is a weighted sum of quoted flows: size first (``sized_parts``), then what
sharing saves its group (``group_ratios``), then what each city of the group bears for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.sizes.group import GroupRatios, group_ratios, joint_factors
from rfi.compare.cost.sizes.size import SizedPart, sized_parts
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags, QuotedPoints
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Components, Indexes
from rfi.normalize.step import FloatArray

# What a body pays alone, what it adds to the price of its group, and the part of that which it
# bears for itself (``per_city``).
USES = ("alone", "joint", "individual")
ALONE, JOINT, INDIVIDUAL = range(len(USES))


@dataclass(frozen=True, slots=True)
class WeightBlock:
    """Weights of the bodies of one segment under one offer, for the flows of one scenario.

    Attributes:
        bodies, components: What the weights are for.
        offer, scenario: Indexes.
        weights: body × use × component, multiples of the quoted flows.
    """

    bodies: Indexes
    offer: int
    scenario: int
    components: Indexes
    weights: FloatArray


@dataclass(frozen=True, slots=True)
class BodyWeights:
    """All weights of all bodies.

    Attributes:
        parts: The components.
        group: The group of each body.
        segments: The bodies by the quoted sizes that they lie between.
        group_class: Which of ``ratios`` holds for each body.
        ratios: What sharing saves, one entry a kind of group.
        lost: group × component: left out for a member, and so for its whole group.
        pooled: body × driver: its part of the group's price through tiers, over its price alone.
    """

    parts: Components
    group: Indexes
    segments: tuple[SizedPart, ...]
    group_class: Indexes
    ratios: tuple[GroupRatios, ...]
    lost: Flags
    pooled: FloatArray

    def blocks(self) -> Iterator[WeightBlock]:
        """Yield the weights; those of one body, offer and scenario stand in one block."""
        ratio, individual = (
            np.stack(found)
            for found in (
                [one.ratio for one in self.ratios],
                [one.individual for one in self.ratios],
            )
        )
        parts = self.parts
        lacks = np.stack([one.gaps[parts.offer, parts.business, parts.item] for one in self.ratios])
        for segment in self.segments:
            rows = segment.bodies
            kind = self.group_class[rows, np.newaxis]
            home = self.parts.offer[segment.components]
            for offer in segment.offers.tolist():
                mine = slice(*np.searchsorted(home, (offer, offer + 1)).tolist())
                chosen = segment.components[mine]
                cell = self.parts.cell_phase[chosen]
                saved = joint_factors(
                    ratio[kind, cell],
                    self.pooled[rows],
                    parts.driver[chosen],
                    ~(lacks[kind, chosen] | self.lost[self.group[rows, np.newaxis], chosen]),
                )
                own = individual[kind, cell]
                for scenario, alone in (
                    (segment.near, segment.near_weight[:, mine]),
                    (segment.other, segment.other_weight[:, mine]),
                ):
                    if not alone.any():
                        continue
                    weights = np.empty((len(rows), len(USES), len(chosen)))
                    weights[:, ALONE] = alone
                    weights[:, JOINT] = alone * saved
                    weights[:, INDIVIDUAL] = weights[:, JOINT] * own
                    yield WeightBlock(rows, offer, scenario, chosen, weights)

    @property
    def can_join(self) -> Flags:
        """Whether the offer prices the group of a body, body × offer; one city is no group."""
        quoted = np.array(
            [[one.is_quoted for one in found.offers] for found in self.ratios], dtype=np.bool_
        )
        is_single = np.bincount(self.group)[self.group] == 1
        return np.asarray(quoted[self.group_class] | is_single[:, np.newaxis])


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


def _gaps_of_groups(parts: Components, segments: tuple[SizedPart, ...], group: Indexes) -> Flags:
    """Return group × component: left out for a member, and so for its whole group."""
    result = np.zeros((int(group.max()) + 1, len(parts)), dtype=np.bool_)
    for segment in segments:
        mine = segment.components
        lost = segment.gaps[parts.offer[mine], parts.business[mine], parts.item[mine]]
        if lost.any():
            result[np.ix_(np.unique(group[segment.bodies]), mine[lost])] = True
    return result


def weigh_bodies(
    basis: CostBasis, totals: FloatArray, bodies: Bodies, group: Indexes
) -> BodyWeights:
    """Return the weights of all bodies, alone and in their groups.

    Args:
        basis: The answers laid out.
        totals: scenario × component, nominal yen of the window.
        bodies: The bodies.
        group: The group of each body (0, 1 …, none left out).
    """
    parts, points = basis.cube.components, basis.points
    segments = tuple(sized_parts(totals, parts, points, basis.model.drivers, bodies))
    group_class = np.zeros(len(bodies), dtype=np.int64)
    ratios: list[GroupRatios] = []
    for alike, count, mean in _group_classes(points, group, bodies.population):
        group_class[alike] = len(ratios)
        ratios.append(group_ratios(basis, totals, count, mean))
    return BodyWeights(
        parts=parts,
        group=group,
        segments=segments,
        group_class=group_class,
        ratios=tuple(ratios),
        lost=_gaps_of_groups(parts, segments, group),
        pooled=basis.model.drivers.pooled(bodies, group),
    )

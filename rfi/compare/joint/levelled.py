"""What levelling puts into the price of other groups than the chosen one.

A levelled share stands beside going alone and beside the group without a member: like is held
against like only where those are levelled too (method §1, "Signs").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.level.donors import filled_holes
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.merged_coverage import coverages_of
from rfi.compare.cost.outlay import donors_of
from rfi.compare.cost.sizes.alone import alone_of
from rfi.compare.cost.sizes.group import group_ratios
from rfi.compare.cost.sizes.together import Gaps, group_factors, group_gaps
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.quoted_flows import quoted_flows
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell

# Fillable holes by offer.
Levels = Sequence[Sequence[LevelledCell]]


@dataclass(frozen=True, slots=True)
class LevelledGroup:
    """What levelling does to one group, by offer.

    Attributes:
        levelled_jpy: What is put in, nominal yen.
        is_open: Whether holes stay.
    """

    levelled_jpy: FloatArray
    is_open: npt.NDArray[np.bool_]


def levelled_sums(levels: Levels) -> FloatArray:
    """Return by offer how much levelling puts into what is paid, nominal yen."""
    return np.array(
        [math.fsum(one.level_jpy for one in cells if one.is_filled) for cells in levels],
        dtype=np.float64,
    )


def open_offers(coverages: Sequence[Coverage], levels: Levels) -> npt.NDArray[np.bool_]:
    """Return by offer whether its price has holes that levelling did not fill."""
    found = []
    for coverage, cells in zip(coverages, levels, strict=True):
        filled = frozenset(one.cell for one in cells if one.is_filled)
        found.append(bool(answered_of(coverage, filled).open_holes))
    return np.array(found, dtype=np.bool_)


def levelled_groups(
    basis: CostBasis,
    conditions: Conditions,
    totals: FloatArray,
    groups: Sequence[Sequence[int]],
) -> tuple[LevelledGroup, ...]:
    """Return what levelling puts into the price of parts of the group, or of one city alone.

    What the offers quote, and what each city pays alone, is the same in all of them; the years are
    not looked at.

    Args:
        basis: The answers laid out.
        conditions: With the whole group; amounts given for holes are not those of other groups.
        totals: scenario × component, nominal yen of the window, as quoted for whole cells in scope.
        groups: Of each the indexes of its members.
    """
    if basis.peers:
        # Holes are filled with what every offer of the round charges, shown or not.
        whole, shown = basis.peers.basis, list(basis.peers.rows)
        quoted = quoted_flows(whole, conditions).values["nominal_jpy"].sum(axis=-1)
        every = levelled_groups(whole, conditions, quoted, groups)
        return tuple(LevelledGroup(one.levelled_jpy[shown], one.is_open[shown]) for one in every)
    members = bodies_of_cities(conditions.group, basis.procedures)
    alone = alone_of(basis, totals, members)
    by_part = alone.priced(totals)
    found = []
    for indexes in groups:
        rows = np.array(indexes, dtype=np.int64)
        bodies, together, own = members.at(rows), alone.together_of(rows), by_part[rows]
        if together is None:
            single = alone_of(basis, totals, bodies)
            together, own = single.together, single.priced(totals)
        ratios = group_ratios(basis, totals, len(rows), float(bodies.population.mean()))
        gaps = group_gaps(together, ratios, len(rows))
        joint = (own * group_factors(basis, ratios, bodies, gaps.gaps)).sum(axis=0)
        found.append(_levelled(basis, conditions, joint, gaps))
    return tuple(found)


def _levelled(
    basis: CostBasis, conditions: Conditions, joint: FloatArray, gaps: Gaps
) -> LevelledGroup:
    """Return what levelling puts into one price.

    Args:
        basis: The answers laid out.
        conditions: How holes are filled; whose the price is is not read.
        joint: By component, what is quoted, nominal yen of the window.
        gaps: What the price covers.
    """
    coverages = coverages_of(basis, conditions, gaps)
    holes = [(0.0, frozenset[CostCell]())] * len(coverages)
    axes, level = basis.model.axes, conditions.assumptions.choice("levelling")
    if level != "off":
        shape = (len(axes.offers), len(axes.businesses), len(axes.items))
        holes = filled_holes(
            donors_of(basis, conditions, coverages, gaps),
            basis.cube.components.by_cell(joint, shape),
            level=level,
            least_donors=int(conditions.assumptions.number("levelling_donors")),
        )
    is_open = [
        bool(answered_of(coverage, filled).open_holes)
        for coverage, (_, filled) in zip(coverages, holes, strict=True)
    ]
    return LevelledGroup(
        np.array([amount for amount, _ in holes], dtype=np.float64),
        np.array(is_open, dtype=np.bool_),
    )

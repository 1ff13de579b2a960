"""What levelling puts into the price of other groups than the chosen one.

A levelled share stands beside going alone and beside the group without a member: like is held
against like only where those are levelled too (method §1, "Signs").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.merged_coverage import coverages_of
from rfi.compare.cost.outlay import levels_of
from rfi.compare.cost.sizes.alone import alone_of
from rfi.compare.cost.sizes.estimates import estimate_of
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.step import FloatArray

_NOMINAL = "nominal_jpy"
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
        conditions: With the whole group.
        totals: scenario × component, nominal yen of the window, as quoted for whole cells in scope.
        groups: Of each the indexes of its members, ascending.
    """
    members = bodies_of_cities(conditions.group, basis.procedures)
    alone = alone_of(basis, totals, members)
    quoted = ComponentFlows(tuple(range(len(totals))), {_NOMINAL: totals[..., np.newaxis]})
    in_one = replace(basis.cube, fiscal_years=basis.cube.fiscal_years[:1])
    found = []
    for indexes in groups:
        rows = np.array(indexes, dtype=np.int64)
        bodies = members.at(rows)
        own = alone.of_bodies(rows) or alone_of(basis, totals, bodies)
        estimate = estimate_of(basis, quoted, totals, bodies, own)
        group = Conditions(
            conditions.scenario_id,
            conditions.assumptions,
            scope=conditions.scope,
            group=tuple(conditions.group[index] for index in indexes),
        )
        coverages = coverages_of(basis, group, estimate)
        flows = in_one.flows_of({_NOMINAL: estimate.joint_sum(_NOMINAL)})
        levels = levels_of(basis, group, flows, coverages, estimate)
        found.append(LevelledGroup(levelled_sums(levels), open_offers(coverages, levels)))
    return tuple(found)

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
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.merged_coverage import coverages_of
from rfi.compare.cost.outlay import levels_of
from rfi.compare.cost.paid import paid_of_quoted
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.quoted_flows import range_spreads
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City

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
    basis: CostBasis, conditions: Conditions, groups: Sequence[tuple[City, ...]]
) -> tuple[LevelledGroup, ...]:
    """Return what levelling puts into the price of each group of cities, or of one city alone.

    What the offers quote is the same for all of them, and the years are not looked at.
    """
    masks = masks_of(conditions.scope, basis.model.axes)
    spreads = range_spreads(basis, conditions, masks)
    quoted: dict[bytes | None, ComponentFlows] = {}

    def quoted_in(scenarios: Sequence[int], scope: Flags | None) -> ComponentFlows:
        key = None if scope is None else scope.tobytes()
        if key not in quoted:
            flows = basis.cube.evaluate(conditions.assumptions, scenarios, scope)
            nominal = {_NOMINAL: flows.values[_NOMINAL]}
            quoted[key] = ComponentFlows(flows.scenarios, nominal)
        return quoted[key]

    found = []
    for members in groups:
        group = Conditions(
            conditions.scenario_id, conditions.assumptions, scope=conditions.scope, group=members
        )
        paid = paid_of_quoted(basis, group, masks, spreads, quoted_in)
        coverages = coverages_of(basis, group, paid.estimate)
        levels = levels_of(basis, group, paid.flows, coverages, paid.estimate)
        found.append(LevelledGroup(levelled_sums(levels), open_offers(coverages, levels)))
    return tuple(found)

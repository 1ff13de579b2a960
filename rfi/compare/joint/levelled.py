"""What levelling puts into the price of other groups than the chosen one.

A levelled share stands beside going alone and beside the group without a member: like is held
against like only where those are levelled too (method §1, "Signs").
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.outlay import Outlay, outlay_of
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City


@dataclass(frozen=True, slots=True)
class LevelledGroup:
    """What levelling does to one group, by offer.

    Attributes:
        levelled_jpy: What is put in, nominal yen.
        is_open: Whether holes stay.
    """

    levelled_jpy: FloatArray
    is_open: npt.NDArray[np.bool_]


def levelled_sums(outlay: Outlay) -> FloatArray:
    """Return by offer how much of what is paid levelling put in, nominal yen."""
    return np.asarray(outlay.levelled["nominal_jpy"].by_offer.sum(axis=-1))


def open_offers(outlay: Outlay) -> npt.NDArray[np.bool_]:
    """Return by offer whether its price has holes that levelling did not fill."""
    found = []
    for coverage, levels in zip(outlay.coverages, outlay.levels, strict=True):
        filled = {one.cell for one in levels if one.is_filled}
        found.append(any(not cells or set(cells) - filled for cells in coverage.holes.values()))
    return np.array(found, dtype=np.bool_)


def levelled_group(
    basis: CostBasis, conditions: Conditions, members: tuple[City, ...]
) -> LevelledGroup:
    """Return what levelling puts into the price of some cities sharing, or of one alone."""
    group = Conditions(
        conditions.scenario_id, conditions.assumptions, scope=conditions.scope, group=members
    )
    outlay = outlay_of(basis, group, masks_of(group.scope, basis.model.axes))
    return LevelledGroup(levelled_sums(outlay), open_offers(outlay))

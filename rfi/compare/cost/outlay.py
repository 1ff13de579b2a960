"""What the quoted scenario, the city or the whole group pays, before it is shared.

The order of method §2: window total of each cell, size, number of cities, levelling.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.level.donors import DonorPlan, donor_plan, level_cells
from rfi.compare.cost.level.expected import with_expected
from rfi.compare.cost.levelled_flows import phase_sums, spread_levels
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.merged_coverage import coverage_keys, coverages_of
from rfi.compare.cost.paid import Paid, paid_of
from rfi.compare.cost.sizes.together import Gaps, SizeBasis
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import ScopeMasks, masks_of
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell

QUOTED = SizeBasis("quoted", "alone", ())


@dataclass(frozen=True, slots=True)
class Outlay(Paid):
    """What is paid in all, holes filled where that is chosen.

    Attributes:
        coverages: By offer.
        sizes: From which quotes each offer's figures come.
        levels: Every fillable hole, by offer; empty while levelling is off.
        levelled: Measure → what levelling puts in.
        levelled_phases: Measure → offer × phase of the same.
    """

    coverages: tuple[Coverage, ...]
    sizes: tuple[SizeBasis, ...]
    levels: tuple[tuple[LevelledCell, ...], ...]
    levelled: Mapping[str, FewCells]
    levelled_phases: Mapping[str, FloatArray]

    @property
    def is_levelled_year(self) -> Flags:
        """Offer × fiscal year: whether levelling put anything into the year."""
        return self.levelled["nominal_jpy"].is_year_touched

    def scenarios_of(self, offer: int, basis: CostBasis, conditions: Conditions) -> tuple[int, ...]:
        """Return the indexes of the quoted scenarios that one offer's figures come from."""
        own = basis.model.axes.scenarios.index(conditions.scenario_id)
        return self.sizes[offer].scenarios or (own,)

    def offers_with(self, flags: Flags, basis: CostBasis, conditions: Conditions) -> set[int]:
        """Return the offers with a flag (offer × scenario) on any quote behind their figures."""
        return {
            offer
            for offer in range(len(self.sizes))
            if flags[offer, list(self.scenarios_of(offer, basis, conditions))].any()
        }


def containers_of(basis: CostBasis, offer: int, scenarios: Sequence[int]) -> frozenset[CostCell]:
    """Return the cells of an offer whose price holds other cells, in any of the scenarios."""
    axes = basis.model.axes
    flat = np.unique(basis.cells.container[offer, list(scenarios)])
    pairs = (divmod(index, len(axes.items)) for index in flat.tolist() if index >= 0)
    return frozenset((axes.businesses[business], axes.items[item]) for business, item in pairs)


def donors_of(
    basis: CostBasis,
    conditions: Conditions,
    coverages: Sequence[Coverage],
    estimate: Gaps | None,
) -> DonorPlan:
    """Return the plan of levelling; kept, since prices do not touch it."""
    axes = basis.model.axes
    own = axes.scenarios.index(conditions.scenario_id)
    sizes = estimate.sizes if estimate else tuple(QUOTED for _ in axes.offers)

    def plan() -> DonorPlan:
        containers = [
            containers_of(basis, offer, size.scenarios or (own,))
            for offer, size in enumerate(sizes)
        ]
        return donor_plan(coverages, containers, axes)

    return basis.kept.get("donors", coverage_keys(basis, conditions, estimate), plan)


def levels_of(
    basis: CostBasis,
    conditions: Conditions,
    flows: CostFlows,
    coverages: Sequence[Coverage],
    estimate: Gaps | None,
) -> tuple[tuple[LevelledCell, ...], ...]:
    """Return every fillable hole of the offers with what stands in it, by offer.

    Args:
        basis: The answers laid out.
        conditions: Whose cost, and how holes are filled.
        flows: What is quoted, over any fiscal years: only sums over them are read.
        coverages: By offer.
        estimate: Behind the flows; None for a quoted scenario.
    """
    level = conditions.assumptions.choice("levelling")
    levels: tuple[tuple[LevelledCell, ...], ...] = tuple(() for _ in basis.model.axes.offers)
    if level != "off" and basis.peers:
        whole = basis.peers.basis
        every = outlay_of(whole, conditions, masks_of(conditions.scope, whole.model.axes)).levels
        levels = tuple(every[row] for row in basis.peers.rows)
    elif level != "off":
        levels = _donated(basis, conditions, flows, coverages, estimate, level)
    if not conditions.expected:
        return levels
    places = [record.place for record in basis.offers]
    return with_expected(levels, coverages, places, conditions.expected)


def _donated(
    basis: CostBasis,
    conditions: Conditions,
    flows: CostFlows,
    coverages: Sequence[Coverage],
    estimate: Gaps | None,
    level: str,
) -> tuple[tuple[LevelledCell, ...], ...]:
    """Return the holes with what the other offers put in."""
    return level_cells(
        donors_of(basis, conditions, coverages, estimate),
        flows.values["nominal_jpy"].sum(axis=-1),
        level=level,
        least_donors=int(conditions.assumptions.number("levelling_donors")),
    )


def outlay_of(basis: CostBasis, conditions: Conditions, masks: ScopeMasks | None) -> Outlay:
    """Return what is paid under the conditions, levelled where that is chosen."""
    paid = paid_of(basis, conditions, masks)
    flows, estimate = paid.flows, paid.estimate
    coverages = coverages_of(basis, conditions, estimate)
    levels = levels_of(basis, conditions, flows, coverages, estimate)
    levelled = spread_levels(basis, conditions, flows, levels)
    return Outlay(
        flows=flows,
        cut=paid.cut,
        spread=paid.spread,
        estimate=estimate,
        coverages=coverages,
        sizes=estimate.sizes if estimate else tuple(QUOTED for _ in basis.model.axes.offers),
        levels=levels,
        levelled=levelled,
        levelled_phases={measure: phase_sums(basis, added) for measure, added in levelled.items()},
    )

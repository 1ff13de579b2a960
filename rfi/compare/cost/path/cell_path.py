"""How one cell of one offer becomes what is shown: quotes, size, number, levelling, share."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rfi.compare.cost.borne import group_shares, member_parts
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.normalize.cost.drivers import FIRST_OWN
from rfi.normalize.cost.lines import PHASES


@dataclass(frozen=True, slots=True)
class QuotedAmount:
    """What the offer quotes for the cell in one scenario, nominal tax-excluded yen of the window.

    ``own_quantity_jpy`` is the part that follows residents, staff or cases and not the curve.
    """

    scenario_id: str
    population: float
    cities: int
    amount_jpy: float
    own_quantity_jpy: float

    @property
    def curve_jpy(self) -> float:
        """The part that follows the size curve."""
        return self.amount_jpy - self.own_quantity_jpy


@dataclass(frozen=True, slots=True)
class PhasePath:
    """One phase of the cell; yen as in ``QuotedAmount``.

    Attributes:
        phase: Code.
        quotes: Every quote that is used, sizes first.
        alone_jpy: Member → what it would pay alone.
        ratio: ρ(n) of the group; 1 without one.
        joint_jpy: Price of the group, or of the city alone.
        individual_share: Part of it that each member bears for itself.
        share: Part of the shared cost that the shown city bears; 1 without a group or a city.
        borne_jpy: What is shown.
    """

    phase: str
    quotes: tuple[QuotedAmount, ...]
    alone_jpy: tuple[float, ...]
    ratio: float
    joint_jpy: float
    individual_share: float
    share: float
    borne_jpy: float

    @property
    def exponents(self) -> tuple[tuple[QuotedAmount, QuotedAmount, float], ...]:
        """The size curve between neighbouring quotes: (smaller, larger, b); straight ones left out.

        c = c₁(p/p₁)^b with b = ln(c₂/c₁)/ln(p₂/p₁) (method §3).
        """
        sizes = [quote for quote in self.quotes if quote.cities == 1]
        found = []
        for lower, upper in pairwise(sizes):
            first, second = lower.curve_jpy, upper.curve_jpy
            if min(first, second) > 0:
                span = math.log(upper.population / lower.population)
                found.append((lower, upper, math.log(second / first) / span))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class CellPath:
    """The path of one entry of the business axis (a bundle is one entry) and item.

    Attributes:
        members: Names of the cities behind ``alone_jpy``.
        phases: One an amount's phase.
        is_gap: Whether the cell is left out of the estimate (priced at one end only).
        levelled: What levelling put into the cell; None for nothing.
        levelled_borne_jpy: What the shown city bears of that.
    """

    members: tuple[str, ...]
    phases: tuple[PhasePath, ...]
    is_gap: bool
    levelled: LevelledCell | None
    levelled_borne_jpy: float


def cell_path(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    index: int,
    business: str,
    item: str,
) -> CellPath | None:
    """Return the path of one cell; None for a quoted scenario, which needs no estimate.

    Args:
        basis: The answers laid out.
        conditions: City and group.
        outlay: Of the same conditions.
        index: Index of the offer.
        business: Entry of the business axis.
        item: Cost item.
    """
    estimate, axes, parts = outlay.estimate, basis.model.axes, basis.cube.components
    if estimate is None:
        return None
    row, column = axes.businesses.index(business), axes.items.index(item)
    members = conditions.group or ((conditions.city,) if conditions.city else ())
    shown, share = 0, 1.0
    if conditions.group and conditions.city:
        shown = [city.code for city in members].index(conditions.city.code)
        share = float(group_shares(conditions)[shown])
    is_mine = (parts.offer == index) & (parts.business == row) & (parts.item == column)
    alone, joint = estimate.alone["nominal_jpy"], estimate.joint["nominal_jpy"]
    scenarios = sorted(
        outlay.sizes[index].scenarios,
        key=lambda one: (int(basis.points.cities[one]), float(basis.points.population[one])),
    )
    phases = []
    for phase in np.unique(parts.phase[is_mine]).tolist():
        mine = np.flatnonzero(is_mine & (parts.phase == phase))
        own = mine[parts.driver[mine] >= FIRST_OWN]
        quotes = tuple(
            QuotedAmount(
                axes.scenarios[scenario],
                float(basis.points.population[scenario]),
                int(basis.points.cities[scenario]),
                float(estimate.totals[scenario, mine].sum()),
                float(estimate.totals[scenario, own].sum()),
            )
            for scenario in scenarios
        )
        by_member = alone[:, mine].sum(axis=-1).sum(axis=-1)
        total = float(joint[:, mine].sum())
        base = float(by_member.sum())
        individual = estimate.individual[mine]
        borne = member_parts(joint[:, mine], individual, shown, share)
        part = float((joint[:, mine].sum(axis=-1) * individual).sum())
        phases.append(
            PhasePath(
                phase=PHASES[phase],
                quotes=quotes,
                alone_jpy=tuple(by_member.tolist()),
                ratio=total / base if base else 0.0,
                joint_jpy=total,
                individual_share=part / total if total else 0.0,
                share=share,
                borne_jpy=float(borne.sum()) if conditions.city else total,
            )
        )
    levelled = next(
        (one for one in outlay.levels[index] if one.cell == (business, item) and one.is_filled),
        None,
    )
    return CellPath(
        members=tuple(city.name for city in members),
        phases=tuple(phases),
        is_gap=bool(estimate.gaps[index, row, column]),
        levelled=levelled,
        levelled_borne_jpy=levelled.level_jpy * share if levelled else 0.0,
    )

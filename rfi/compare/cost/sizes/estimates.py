"""What a city, or a group of cities, pays under every offer: size first, then sharing of scale."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np

from rfi.compare.cost.sizes.alone import Alone, SizeKind, alone_of
from rfi.compare.cost.sizes.group import (
    GroupOffer,
    GroupRatios,
    group_ratios,
    joint_factors,
    member_part,
)
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_flows import low_parts
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.step import FloatArray

GroupKind = Literal["alone", "quoted", "interpolated", "beyond", "not_quoted"]


@dataclass(frozen=True, slots=True)
class SizeBasis:
    """From which quotes an offer's figures come.

    Attributes:
        size: How the sizes of the cities lie to the quoted ones.
        group: How the number of cities lies to the quoted ones.
        scenarios: Indexes of every quoted scenario that is used.
        linear_cells: Entries whose curve is a straight line, an end being 0.
    """

    size: SizeKind
    group: GroupKind
    scenarios: tuple[int, ...]
    linear_cells: int = 0

    @property
    def is_estimable(self) -> bool:
        """Whether there is a figure at all."""
        return "not_quoted" not in {self.size, self.group}


class Gaps(Protocol):
    """What of an estimate decides what it covers; as in ``Estimate``."""

    @property
    def gaps(self) -> Flags:
        """Offer × business × item: left out."""

    @property
    def is_group_gap(self) -> Flags:
        """Those of the gaps that the group size makes."""

    @property
    def sizes(self) -> tuple[SizeBasis, ...]:
        """By offer."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The figures of one city, or of each member of a group.

    What a member pays is a weighted sum of quoted flows. The weights are kept and the figures made
    from them when they are asked for: by member they would be many times the quoted flows.

    Attributes:
        flows: Measure → used scenario × component × fiscal year, as quoted, yen of the window.
        spreads: Used scenario × component: half of the intervals of ranges in the flows.
        weights: used scenario × member × component: multiples of them that a member pays alone.
        factors: member × component: its part of the group's price over its price alone.
        group_weights: used scenario × component: Σ over members of weights times factors.
        spread: Half of the intervals of ranges in ``joint``, member × component, yen.
        individual: Share of each component that a member bears for itself (``per_city``).
        totals: scenario × component, nominal yen of the window, as quoted.
        ends: member × offer × 2: the quoted sizes on either side (scenarios); −1 for none.
        near: member × offer: the nearer of them.
        groups: By offer, how it prices groups of this number.
        is_outside: member × offer: beyond the quoted sizes.
        alone_gaps: member × offer: whether anything had to be left out of ``alone``.
        gaps: offer × business × item: left out of ``joint`` (size or group not priced).
        is_group_gap: Those of the gaps that the group size makes.
        sizes: By offer.
    """

    flows: Mapping[str, FloatArray]
    spreads: FloatArray
    weights: FloatArray
    factors: FloatArray
    group_weights: FloatArray
    spread: FloatArray
    individual: FloatArray
    totals: FloatArray
    ends: Indexes
    near: Indexes
    groups: tuple[GroupOffer, ...]
    is_outside: Flags
    alone_gaps: Flags
    gaps: Flags
    is_group_gap: Flags
    sizes: tuple[SizeBasis, ...]

    def at_low_ends(self) -> "Estimate":
        """Return the same with every range at its low end: of these sums ≧ is true."""
        if not self.spreads.any():
            return self
        part = low_parts(self.flows["nominal_jpy"], self.spreads)[..., np.newaxis]
        return replace(self, flows={name: flow * part for name, flow in self.flows.items()})

    def alone(self, measure: str) -> FloatArray:
        """Return member × component × fiscal year: what each member would pay alone, yen."""
        return _weighted(self.weights, self.flows[measure])

    def joint(self, measure: str) -> FloatArray:
        """Return the same as part of the group: Σ over members is the group's price."""
        return _weighted(self.weights * self.factors, self.flows[measure])

    def joint_sum(self, measure: str) -> FloatArray:
        """Return component × fiscal year: the group's price, yen."""
        return _weighted(self.group_weights, self.flows[measure])

    def borne(self, measure: str, member: int, share: float) -> FloatArray:
        """Return component × fiscal year: what one member bears, yen.

        Args:
            measure: Which flows.
            member: Index of the member.
            share: Its part of what is shared.
        """
        own = self.weights[:, member] * self.factors[member]
        weights = member_part(self.group_weights.T, own.T, self.individual, share)
        return _weighted(weights.T, self.flows[measure])


def _weighted(weights: FloatArray, flows: FloatArray) -> FloatArray:
    """Return … × component × fiscal year from weights of scenarios (scenario × … × component)."""
    return np.asarray(np.einsum("s...c,scy->...cy", weights, flows))


def _group_kind(ratios: GroupRatios, offer: int, count: int) -> GroupKind:
    if count == 1:
        return "alone"
    quoted = ratios.offers[offer]
    if not quoted.is_quoted:
        return "not_quoted"
    if quoted.is_beyond:
        return "beyond"
    return "quoted" if quoted.lower == quoted.upper else "interpolated"


def estimate_costs(
    basis: CostBasis, flows: ComponentFlows, bodies: Bodies, spreads: FloatArray | None = None
) -> Estimate:
    """Return what each body pays alone, and together as one group.

    Args:
        basis: The answers laid out.
        flows: Flows of **every** quoted scenario, in the order of the scenarios.
        bodies: One city, or the members of the group.
        spreads: Scenario × component, half of the intervals of ranges; None for none.
    """
    totals = flows.values["nominal_jpy"].sum(axis=-1)
    return estimate_of(basis, flows, totals, bodies, alone_of(basis, totals, bodies), spreads)


def estimate_of(
    basis: CostBasis,
    flows: ComponentFlows,
    totals: FloatArray,
    bodies: Bodies,
    alone: Alone,
    spreads: FloatArray | None = None,
) -> Estimate:
    """Return the same of bodies whose weights are known.

    Args:
        basis: The answers laid out.
        flows: As in ``estimate_costs``; the years may be summed into one.
        totals: scenario × component: their nominal yen, over the years.
        bodies: One city, or the members of the group.
        alone: Of these bodies.
        spreads: As in ``estimate_costs``.
    """
    parts = basis.cube.components
    offers, count = len(basis.model.axes.offers), len(bodies)
    gaps, weighted = alone.gaps, sorted(alone.weights)
    ratios = group_ratios(basis, totals, count, float(bodies.population.mean()))
    # A cell that one member lacks is missing for the group.
    factors = joint_factors(
        ratios.ratio[parts.cell_phase],
        basis.model.drivers.pooled(bodies, np.zeros(count, dtype=np.int64)),
        parts.driver,
        ~(gaps | ratios.gaps)[parts.offer, parts.business, parts.item],
    )
    sizes = []
    is_quoted = np.asarray((alone.ends >= 0).all(axis=(0, 2)))
    for offer in range(offers):
        used = alone.used[offer]
        group = _group_kind(ratios, offer, count)
        if group not in {"alone", "not_quoted"}:
            quoted = ratios.offers[offer]
            used += (quoted.single, quoted.lower, quoted.upper)
        kind: SizeKind = alone.kinds[offer] if is_quoted[offer] else "not_quoted"
        scenarios = tuple(dict.fromkeys(used))
        sizes.append(SizeBasis(kind, group, scenarios, int(alone.linear[offer].sum())))
    by_scenario = np.array([alone.weights[scenario] for scenario in weighted])
    by_scenario = by_scenario.reshape(len(weighted), count, len(parts))
    halves = np.zeros_like(totals)[weighted] if spreads is None else spreads[weighted]
    return Estimate(
        flows={name: values[weighted] for name, values in flows.values.items()},
        spreads=halves,
        weights=by_scenario,
        factors=factors,
        group_weights=np.einsum("smc,mc->sc", by_scenario, factors),
        spread=np.einsum("smc,sc->mc", by_scenario, halves) * factors,
        individual=ratios.individual[parts.cell_phase],
        totals=totals,
        ends=alone.ends,
        near=alone.near,
        groups=ratios.offers,
        is_outside=alone.is_outside,
        alone_gaps=alone.any_gaps | (alone.ends < 0).any(axis=-1),
        gaps=gaps | ratios.gaps,
        is_group_gap=ratios.gaps & ~gaps,
        sizes=tuple(sizes),
    )

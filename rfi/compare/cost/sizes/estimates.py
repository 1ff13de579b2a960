"""What a city, or a group of cities, pays under every offer: size first, then sharing of scale."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from rfi.compare.cost.sizes.alone import alone_of
from rfi.compare.cost.sizes.group import GroupOffer, group_ratios, member_part
from rfi.compare.cost.sizes.together import SizeBasis, group_factors, group_gaps
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_flows import low_parts
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.step import FloatArray


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
    alone = alone_of(basis, totals, bodies)
    parts, count, weighted = basis.cube.components, len(bodies), sorted(alone.weights)
    ratios = group_ratios(basis, totals, count, float(bodies.population.mean()))
    found = group_gaps(alone.together, ratios, count)
    factors = group_factors(basis, ratios, bodies, found.gaps)
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
        gaps=found.gaps,
        is_group_gap=found.is_group_gap,
        sizes=found.sizes,
    )

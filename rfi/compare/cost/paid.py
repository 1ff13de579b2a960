"""What the offers price for whoever pays, before holes are filled and anything is shared.

The order of method §2: window total of each cell, size, number of cities.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.sizes.estimates import Estimate, estimate_costs
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import range_spreads
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import ScopeMasks
from rfi.normalize.bodies import Bodies, bodies_of_cities
from rfi.normalize.cost.cube import ComponentFlows, CostFlows
from rfi.normalize.step import FloatArray

# Scenarios, and business × item in scope (None is all) → what is quoted there.
QuotedIn = Callable[[Sequence[int], Flags | None], ComponentFlows]


@dataclass(frozen=True, slots=True)
class Paid:
    """What is paid of what the offers price.

    Attributes:
        flows: By cell and fiscal year; of a group of which one city is looked at nominal yen alone.
        cut: Nominal yen of bundles that the scope takes a part of, by offer.
        spread: Half of the intervals of ranges without a point, nominal yen.
        estimate: The members' parts; None for a quoted scenario.
    """

    flows: CostFlows
    cut: FloatArray
    spread: FewCells
    estimate: Estimate | None


def members_of(conditions: Conditions, procedures: Sequence[str]) -> Bodies | None:
    """Return the cities that pay: the group, or the city alone; None for a quoted scenario."""
    cities = conditions.group or ((conditions.city,) if conditions.city else ())
    return bodies_of_cities(cities, procedures) if cities else None


def paid_of(
    basis: CostBasis,
    conditions: Conditions,
    masks: ScopeMasks | None,
    left_out: Collection[int] = (),
) -> Paid:
    """Return what the offers price under the conditions.

    Args:
        basis: The answers laid out.
        conditions: Whose cost, under which assumptions.
        masks: Of the scope; None for everything.
        left_out: Discounts that do not count.
    """
    cube = basis.cube.without(left_out) if left_out else basis.cube
    spreads = range_spreads(basis, conditions, masks)
    quoted = partial(cube.evaluate, conditions.assumptions)
    return paid_of_quoted(basis, conditions, masks, spreads, quoted)


def paid_of_quoted(
    basis: CostBasis,
    conditions: Conditions,
    masks: ScopeMasks | None,
    spreads: FloatArray,
    quoted_in: QuotedIn,
) -> Paid:
    """Return what the offers price, from what they quote.

    Args:
        basis: The answers laid out.
        conditions: Whose cost; no assumption is read.
        masks: Of the scope; None for everything.
        spreads: Scenario × component, half of the intervals of ranges.
        quoted_in: Scenarios, and business × item in scope (None is all) → the flows there.
    """
    axes, cube, bodies = basis.model.axes, basis.cube, members_of(conditions, basis.procedures)
    # What one city of a group bears is made from the estimate; holes are filled by nominal yen.
    bears_a_part = bool(conditions.group and conditions.city)
    estimate: Estimate | None = None
    parts: list[Mapping[str, FloatArray]] = []
    for scope in [masks.whole, masks.cut] if masks else [None]:
        if bodies is None:
            own = axes.scenarios.index(conditions.scenario_id)
            alone = quoted_in((own,), scope)
            parts.append({name: values[0] for name, values in alone.values.items()})
            continue
        quoted = quoted_in(range(len(axes.scenarios)), scope)
        found = estimate_costs(basis, quoted, bodies, spreads)
        estimate = estimate or found
        measures = ("nominal_jpy",) if bears_a_part else found.flows
        parts.append({name: found.joint_sum(name) for name in measures})
    spread = estimate.spread.sum(axis=0) if estimate else spreads[own]
    return Paid(
        flows=cube.flows_of(parts[0]),
        cut=cube.flows_of(parts[-1]).values["nominal_jpy"].sum(axis=-1).sum(axis=-1).sum(axis=-1)
        if masks
        else np.zeros(len(axes.offers)),
        spread=FewCells.of_spreads(basis, spread, parts[0]["nominal_jpy"]),
        estimate=estimate,
    )

"""What the offers quote in every scenario, under the conditions: the ground of every estimate."""

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.cube import ComponentFlows


def quoted_flows(basis: CostBasis, conditions: Conditions) -> ComponentFlows:
    """Return the flows of all scenarios in their order, of cells that are whole in scope.

    Bundles that the scope takes a part of are left out: their price is known as an interval only.
    """
    masks = masks_of(conditions.scope, basis.model.axes)
    scenarios = range(len(basis.model.axes.scenarios))
    return basis.cube.evaluate(conditions.assumptions, scenarios, masks.whole if masks else None)

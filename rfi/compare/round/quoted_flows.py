"""What the offers quote in every scenario, under the conditions: the ground of every estimate."""

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import ScopeMasks, masks_of
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import FloatArray, run_steps


def quoted_flows(basis: CostBasis, conditions: Conditions) -> ComponentFlows:
    """Return the flows of all scenarios in their order, of cells that are whole in scope.

    Bundles that the scope takes a part of are left out: their price is known as an interval only.
    """
    masks = masks_of(conditions.scope, basis.model.axes)
    scenarios = range(len(basis.model.axes.scenarios))
    return basis.cube.evaluate(conditions.assumptions, scenarios, masks.whole if masks else None)


def counted_rows(
    basis: CostBasis, conditions: Conditions, rows: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return rows of the model without those of discounts whose condition the scope breaks."""
    masks = masks_of(conditions.scope, basis.model.axes)
    lapsed = basis.cube.lapsed_discounts(masks.whole if masks else None)
    return rows[~np.isin(basis.model.discount[rows], lapsed)]


def range_spreads(basis: CostBasis, conditions: Conditions, masks: ScopeMasks | None) -> FloatArray:
    """Return scenario × component: half of the intervals of ranges without a point (method §1).

    Yen of the window. A middle is as far from the low end as from the high one, so one figure says
    both, and it scales with the amount through every step, size and share.
    """
    model, cube = basis.model, basis.cube
    scenarios, size = len(model.axes.scenarios), len(cube.components)
    rows = cube.midpoint_rows
    if not len(rows):
        return np.zeros((scenarios, size))
    columns = {name: values[rows] for name, values in model.columns.items()}
    line = model.line[rows]
    amount = run_steps(columns, conditions.assumptions, STEPS)["amount_grown_jpy"]
    spread = amount.astype(np.float64) * model.lines.half_range[line]
    if masks is not None:
        spread = np.where(
            masks.whole[model.lines.business[line], model.lines.item[line]], spread, 0
        )
    home = model.scenario[rows] * size + cube.midpoint_components
    sums = np.bincount(home, weights=spread, minlength=scenarios * size)
    return sums.astype(np.float64).reshape(scenarios, size)

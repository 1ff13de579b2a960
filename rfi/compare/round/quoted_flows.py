"""What the offers quote in every scenario, under the conditions: the ground of every estimate."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import ScopeMasks, masks_of
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.cost.steps import STEP_READS, STEPS
from rfi.normalize.step import FloatArray, run_steps

RATE = "fx_usd_jpy"


def quoted_flows(basis: CostBasis, conditions: Conditions) -> ComponentFlows:
    """Return the flows of all scenarios in their order, of cells that are whole in scope.

    Bundles that the scope takes a part of are left out: their price is known as an interval only.
    """
    masks = masks_of(conditions.scope, basis.model.axes)
    scenarios = range(len(basis.model.axes.scenarios))
    return basis.cube.evaluate(conditions.assumptions, scenarios, masks.whole if masks else None)


def low_parts(nominal_jpy: FloatArray, spreads: FloatArray) -> FloatArray:
    """Return scenario × component: the part of a flow that is left at the low end of its ranges.

    Args:
        nominal_jpy: Scenario × component × fiscal year.
        spreads: Scenario × component, as ``range_spreads`` has them.
    """
    totals = nominal_jpy.sum(axis=-1)
    half = np.divide(spreads, totals, out=np.zeros_like(totals), where=totals > 0)
    return np.asarray(1.0 - half)


def low_flows(flows: ComponentFlows, spreads: FloatArray) -> ComponentFlows:
    """Return the flows of ``quoted_flows`` with every range at its low end.

    A sum of middles is no lower bound: what stands beside a hole, or is told as one figure, goes
    by the low ends (method §1). Sizes and numbers of cities are still weighed by the
    middles, so that the figures are those of the comparison.

    Args:
        flows: Of every scenario in their order.
        spreads: Scenario × component, as ``spreads_of`` has them.
    """
    if not spreads.any():
        return flows
    part = low_parts(flows.values["nominal_jpy"], spreads)[..., np.newaxis]
    return replace(flows, values={name: values * part for name, values in flows.values.items()})


def spreads_of(basis: CostBasis, conditions: Conditions) -> FloatArray:
    """Return ``range_spreads`` within the scope of the conditions."""
    return range_spreads(basis, conditions, masks_of(conditions.scope, basis.model.axes))


def ranged_offers(basis: CostBasis, spreads: FloatArray) -> Flags:
    """Return by offer whether any of its prices is a range without a point.

    Args:
        basis: The answers laid out.
        spreads: Scenario × component, as ``range_spreads`` has them.
    """
    parts = basis.cube.components
    result = np.zeros(len(basis.model.axes.offers), dtype=np.bool_)
    result[parts.offer[spreads.any(axis=0)]] = True
    return result


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
    both, and it scales with the amount through every step, size and share. Kept: few prices are
    ranges, and of these fewer follow the exchange rate.
    """
    lines = basis.model.line[basis.cube.midpoint_rows]
    follows = basis.points.follows_rate[basis.model.lines.offer[lines]].any()
    names = (name for name in STEP_READS if follows or name != RATE)
    scope = masks and masks.whole.tobytes()
    key = (tuple(map(conditions.assumptions.get, names)), scope)
    return basis.kept.get("spreads", key, lambda: _range_spreads(basis, conditions, masks))


def _range_spreads(
    basis: CostBasis, conditions: Conditions, masks: ScopeMasks | None
) -> FloatArray:
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

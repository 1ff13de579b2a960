"""The running cost of a year under every offer, at the size of many cities going alone."""

import numpy as np

from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.sizes.size import SizedPart, sized_parts
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import low_flows, quoted_flows, ranged_offers, spreads_of
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import ScopeMasks, masks_of
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.lines import RECURRING_PHASE
from rfi.normalize.step import FloatArray


def _has_hole(basis: CostBasis, conditions: Conditions, part: SizedPart, offer: int) -> bool:
    """Tell whether a recurring item of the offer lacks something at either end."""
    axes, phases = basis.model.axes, basis.questionnaire.phases
    recurring = [phases[item] == "recurring" for item in axes.items]
    if part.gaps[offer][:, recurring].any():
        return True
    return any(
        not cells or any(phases[item] == "recurring" for _, item in cells)
        for scenario in (part.lower, part.upper)
        for cells in coverages_under(basis, conditions, scenario)[offer].holes.values()
    )


def _cuts(
    basis: CostBasis, conditions: Conditions, masks: ScopeMasks | None, home: FloatArray
) -> Flags:
    """Return scenario × offer: whether the scope cuts a bundle that has a running cost.

    What of it belongs to the scope is only known to lie in [0, q] (method §1, "Bundles").
    """
    scenarios = range(len(basis.model.axes.scenarios))
    if masks is None:
        return np.zeros((len(scenarios), home.shape[1]), dtype=np.bool_)
    found = basis.cube.evaluate(conditions.assumptions, scenarios, masks.cut).values
    return np.asarray(found["nominal_jpy"].sum(axis=-1) @ home > 0)


def running_costs(
    basis: CostBasis, conditions: Conditions, bodies: Bodies, *, with_tax: bool
) -> tuple[FloatArray, Flags]:
    """Return (yen a year, whether exact), body × offer; NaN where an offer has no estimate.

    Recurring cost after go-live over the window, divided by its years, nominal. City and group of
    the conditions are not looked at.
    """
    parts, axes = basis.cube.components, basis.model.axes
    masks = masks_of(conditions.scope, axes)
    quoted = quoted_flows(basis, conditions)
    totals = quoted.values["nominal_jpy"].sum(axis=-1)
    spreads = spreads_of(basis, conditions)
    lowered = low_flows(quoted, spreads).values
    wanted = lowered["nominal_incl_tax_jpy" if with_tax else "nominal_jpy"].sum(axis=-1)
    ranged = ranged_offers(basis, spreads)
    years = conditions.assumptions.number("horizon_months") / 12
    home = np.zeros((len(parts), len(axes.offers)))
    running = np.flatnonzero(parts.phase == RECURRING_PHASE)
    home[running, parts.offer[running]] = 1 / years
    cuts = _cuts(basis, conditions, masks, home)
    shape = (len(bodies), len(axes.offers))
    amounts, exact = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    for part in sized_parts(totals, parts, basis.points, basis.model.drivers, bodies):
        near, other = (wanted[end, part.components] for end in (part.near, part.other))
        paid = (part.near_weight * near + part.other_weight * other) @ home[part.components]
        at = np.ix_(part.bodies, part.offers)
        amounts[at] = paid[:, part.offers]
        exact[at] = [
            not cuts[[part.lower, part.upper], offer].any()
            and not _has_hole(basis, conditions, part, offer)
            and not ranged[offer]
            for offer in part.offers.tolist()
        ]
    return amounts, exact

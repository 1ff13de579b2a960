"""Amounts of some offers with the fiscal years summed, for totals alone."""

from dataclasses import replace

import numpy as np

from rfi.compare.round.quoted_points import Flags
from rfi.normalize.cost.cube import CostCube


def summed(cube: CostCube, chosen: Flags) -> CostCube:
    """Return the amounts of some offers with all fiscal years summed into the first.

    Where totals alone are asked for, again and again, it gives the same for a fraction of the
    work. What the steps make of a year stays in the classes; only the column is gone.

    Args:
        cube: Of all offers.
        chosen: By offer; these are counted anew, and the others have no component and no amount.
    """
    is_kept = chosen[cube.components.offer]
    number = np.cumsum(is_kept) - 1
    entries = []
    for one in cube.entries:
        rows = is_kept[one.component]
        component = number[one.component[rows]]
        entries.append(
            replace(
                one,
                amount=one.amount[rows],
                factor_class=one.factor_class[rows],
                component=component,
                year=np.zeros_like(component),
                discount=one.discount[rows],
            )
        )
    middles = is_kept[cube.midpoint_components]
    return replace(
        cube,
        fiscal_years=cube.fiscal_years[:1],
        components=cube.components.of_offers(chosen),
        entries=tuple(entries),
        midpoint_rows=cube.midpoint_rows[middles],
        midpoint_components=number[cube.midpoint_components[middles]],
    )

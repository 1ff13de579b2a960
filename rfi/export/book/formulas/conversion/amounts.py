"""What the rows of 換算 come to in the tool itself: the results that stand beside the formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.borne import group_shares
from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas.payers import ALONE, GROUP, QUOTED, Payers
from rfi.export.book.formulas.quoted.ledger import Ledger
from rfi.normalize.cost.drivers import FIRST_OWN
from rfi.normalize.step import FloatArray

PRESENT = "present_value_jpy"


@dataclass(frozen=True, slots=True)
class RowAmounts:
    """Yen of the window by row of 換算.

    Attributes:
        alone: Measure → member × row.
        joint: Measure → member × row: the part of a group's price; empty without one.
        shown: Measure → row, as exported.
        component: Row → its components.
    """

    alone: Mapping[str, FloatArray]
    joint: Mapping[str, FloatArray]
    shown: Mapping[str, FloatArray]
    component: tuple[np.ndarray, ...]


def components_of_rows(basis: CostBasis, ledger: Ledger) -> tuple[np.ndarray, ...]:
    """Return the components of each row of 換算."""
    parts = basis.cube.components
    rule = np.where(parts.driver >= FIRST_OWN, parts.driver, 0)
    home: dict[tuple[int, int], list[int]] = {}
    for index, key in enumerate(zip(parts.cell_phase.tolist(), rule.tolist(), strict=True)):
        home.setdefault(key, []).append(index)
    keys = ((row.cell_phase, row.driver) for row in ledger.cells)
    return tuple(np.array(home[key], dtype=np.int64) for key in keys)


def row_amounts(basis: CostBasis, ledger: Ledger, payers: Payers, measure: str) -> RowAmounts:
    """Return the amounts of every row.

    Args:
        basis: The answers laid out.
        ledger: The entries.
        payers: Whose cost is shown.
        measure: Of the flows, nominal on the tax basis that is read.
    """
    component = components_of_rows(basis, ledger)
    estimate = payers.estimate
    if estimate is None:
        return RowAmounts({}, {}, {}, component)

    def by_row(flows: FloatArray) -> FloatArray:
        """Return … × row from … × component × fiscal year."""
        totals = flows.sum(axis=-1)
        return np.stack([totals[..., mine].sum(axis=-1) for mine in component], axis=-1)

    measures = (measure, PRESENT)
    has_group = payers.joint is not None
    alone = {name: by_row(estimate.alone(name)) for name in measures}
    joint = {name: by_row(estimate.joint(name)) for name in measures} if has_group else {}
    shown: dict[str, FloatArray] = {}
    for name in measures:
        if payers.view == ALONE:
            shown[name] = alone[name][payers.city]
        elif payers.view == GROUP:
            shown[name] = joint[name].sum(axis=0)
        elif payers.view != QUOTED:
            share = float(group_shares(payers.conditions)[payers.city])
            shown[name] = by_row(estimate.borne(name, payers.city, share))
    return RowAmounts(alone, joint, shown, component)

"""What effects are counted in, and one addend of the formulas of method §5."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit.model import CAPACITIES, BenefitModel, BoolArray
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray

# Every effect is counted in exactly one of these; a favourable one is positive.
QUANTITIES = (
    "resident_hours",
    "visits",
    "resident_jpy",
    "normal_hours",
    "overtime_hours",
    "overtime_cash_hours",
    "outsourcing_hours",
    "counts",
    "sheets",
    "sheets_cash",
    "cash_jpy",
    "noncash_jpy",
)
# Not counted in anything: service quality (per cent, points).
NO_QUANTITY = -1


def quantity(name: str) -> int:
    """Return the index of a quantity."""
    return QUANTITIES.index(name)


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of the formulas, for the lines it concerns.

    Its amount in a fiscal year is level × Σu + square × Σu² + step × Σ(u_k − u_{k−1}); see
    ``Ramp``. Arrays are body × line of the term; NaN where something needed is not known.

    Attributes:
        name: claim, shift, visits, wait, form, online, setup or staff.
        lines: Index of each line of the term.
        quantity: Index into ``QUANTITIES`` of each line; ``NO_QUANTITY`` for service quality.
        level, square, step: Yearly amounts, in the unit of the quantity.
        is_gain: Whether the effect is favourable; meaningless where it is not known.
        is_claimed: Whether the line speaks of it: then what is not known is a hole.
    """

    name: str
    lines: IntArray
    quantity: IntArray
    level: FloatArray
    square: FloatArray
    step: FloatArray
    is_gain: BoolArray
    is_claimed: BoolArray


def staff_quantities(model: BenefitModel, lines: IntArray) -> IntArray:
    """Return what the staff hours of lines are counted in: by kind of capacity.

    Overtime that is said to leave the budget is counted apart from overtime that is not, so that
    its yen stand in one ledger only. Normal hours never leave the budget by themselves.
    """
    by_capacity = np.array([quantity(f"{kind}_hours") for kind in CAPACITIES], dtype=np.int64)
    kinds = by_capacity[model.lines.capacity[lines]]
    is_paid = (kinds == quantity("overtime_hours")) & model.lines.is_cash[lines]
    return np.where(is_paid, quantity("overtime_cash_hours"), kinds)

"""The fiscal years of a cell, and what a yen of each is worth in the base year."""

import numpy as np

from rfi.compare.cost.path.chain import YearStep
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import window_of
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import FloatArray, run_steps


def year_steps(
    basis: CostBasis,
    conditions: Conditions,
    flows: CostFlows,
    levelled: FloatArray,
    cell: tuple[int, int, int],
) -> tuple[YearStep, ...]:
    """Return every fiscal year of a cell, with the factors of present value.

    Args:
        basis: The answers laid out.
        conditions: Base year, rates.
        flows: What is shown.
        levelled: By fiscal year, what levelling put in of what is shown.
        cell: Offer, entry of the business axis, item.
    """
    window = window_of(basis.offers[cell[0]].go_live_month, conditions)
    years = np.array(flows.fiscal_years, dtype=np.float64)
    # One yen of each year, which has grown already.
    columns = {
        "amount_window_jpy": np.ones_like(years),
        "fiscal_year": years,
        "window_fiscal_year": np.full_like(years, window.base_fiscal_year),
    }
    steps = steps_named("price_year", "present_value")
    found = run_steps(columns, conditions.assumptions, steps)
    present = found["present_value_jpy"].astype(np.float64)
    factor = found["discount_factor"].astype(np.float64)
    shown = zip(
        flows.fiscal_years,
        flows.values["nominal_jpy"][cell].tolist(),
        levelled.tolist(),
        found["years_from_base"].tolist(),
        (present / factor).tolist(),
        factor.tolist(),
        flows.values["present_value_jpy"][cell].tolist(),
        strict=True,
    )
    return tuple(YearStep(*values) for values in shown)

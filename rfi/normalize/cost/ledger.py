"""The ledger: every step's column side by side, one row a line and fiscal year."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.model import NO_DISCOUNT, CostModel
from rfi.normalize.cost.states import STATES
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import run_steps
from rfi.scenario.assumptions import AssumptionSet


def step_columns(
    model: CostModel, assumptions: AssumptionSet, rows: npt.NDArray[np.int64]
) -> Mapping[str, npt.NDArray[np.generic]]:
    """Return every step's column of some rows of a model, and what the steps read of them."""
    given = {name: values[rows] for name, values in model.columns.items()}
    return run_steps(given, assumptions, STEPS)


def normalize_costs(
    model: CostModel,
    assumptions: AssumptionSet,
    rows: npt.NDArray[np.int64] | None = None,
) -> pd.DataFrame:
    """Run all steps over the rows of a model.

    Args:
        model: The priced lines and discounts.
        assumptions: What the steps read.
        rows: Rows wanted; all when None.

    Returns:
        One row a line and fiscal year: where it comes from (``offer_key``, ``scenario_id``,
        ``business``, ``item``, ``table_row``, ``discount``), then each step's columns in order.
        Yen are tax-excluded unless the name says ``incl_tax``; a discount is negative.
    """
    chosen = np.arange(len(model.line)) if rows is None else rows
    line = model.line[chosen]
    lines, axes = model.lines, model.axes
    columns = step_columns(model, assumptions, chosen)
    origin = {
        "offer_key": pd.Categorical.from_codes(lines.offer[line], categories=pd.Index(axes.offers)),
        "scenario_id": pd.Categorical.from_codes(
            lines.scenario[line], categories=pd.Index(axes.scenarios)
        ),
        "business": pd.Categorical.from_codes(
            lines.business[line], categories=pd.Index(axes.businesses)
        ),
        "item": pd.Categorical.from_codes(lines.item[line], categories=pd.Index(axes.items)),
        "table_row": lines.table_row[line],
        "discount": model.discount[chosen],
        "is_discount": model.discount[chosen] != NO_DISCOUNT,
        "state": pd.Categorical.from_codes(lines.state[line], categories=pd.Index(STATES)),
        "phase": pd.Categorical.from_codes(model.phase[chosen], categories=pd.Index(PHASES)),
        "is_midpoint": lines.is_midpoint[line],
        "is_extension": model.is_extension[chosen],
    }
    return pd.DataFrame({**origin, **columns})

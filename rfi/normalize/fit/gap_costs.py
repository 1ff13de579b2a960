"""What a gap costs: its quoted money through the steps of a cost line, its workaround in hours."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.constants import MINUTES_PER_HOUR
from rfi.normalize.cost.calendar import regime_percents
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.fit.levels import FitLevels
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class GapCosts:
    """Money of every answer in yen, over offer × requirement; NaN where unknown.

    Attributes:
        once_jpy, monthly_jpy: Tax-excluded.
        once_incl_tax_jpy, monthly_incl_tax_jpy: Tax-included.
    """

    once_jpy: FloatArray
    monthly_jpy: FloatArray
    once_incl_tax_jpy: FloatArray
    monthly_incl_tax_jpy: FloatArray


def _yen(
    levels: FitLevels, quoted: FloatArray, go_live: IntArray, assumptions: AssumptionSet
) -> tuple[FloatArray, FloatArray]:
    """Return (tax-excluded, tax-included) yen of amounts as quoted."""
    where = np.nonzero(~np.isnan(quoted))
    # The answer has no field for a tax rate: that column stays neutral.
    columns = {
        "amount_point": quoted[where],
        "unit_factor": levels.unit_factor[where],
        "is_tax_exempt": levels.is_tax_exempt[where],
        "is_tax_included": levels.is_tax_included[where],
        "regime_percent": regime_percents(go_live)[where[0]],
    }
    amounts = run_steps(columns, assumptions, steps_named("unit"))
    # Nor one for a currency: the amount is yen, and no exchange rate moves it.
    amounts["amount_jpy"] = amounts["amount_quoted"]
    found = run_steps(amounts, assumptions, steps_named("tax"))
    results = []
    for name in ("amount_excl_tax_jpy", "amount_incl_tax_jpy"):
        result = np.full(quoted.shape, np.nan)
        result[where] = found[name]
        results.append(result)
    return results[0], results[1]


def normalize_gap_costs(
    levels: FitLevels, go_live: IntArray, assumptions: AssumptionSet
) -> GapCosts:
    """Return the money of every answer on both tax bases, by the steps of a cost line.

    Args:
        levels: From ``prepare_fit``.
        go_live: Month number of each offer's go-live; its tax regime holds for all of its gaps.
        assumptions: ``tax_rate`` is read.
    """
    once = _yen(levels, levels.once, go_live, assumptions)
    monthly = _yen(levels, levels.monthly, go_live, assumptions)
    return GapCosts(once[0], monthly[0], once[1], monthly[1])


def workaround_hours(levels: FitLevels, size_factor: float = 1.0) -> FloatArray:
    """Return staff hours a year of each workaround, h/60·v·N (method §7); NaN where not said.

    Args:
        levels: From ``prepare_fit``.
        size_factor: Cases of the body shown over the cases quoted.
    """
    return levels.minutes / MINUTES_PER_HOUR * levels.cases * size_factor

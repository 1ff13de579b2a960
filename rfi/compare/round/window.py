"""The months that are compared, and how many years they weigh when discounted."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_ANNUITIES
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import fiscal_year_of
from rfi.normalize.step import run_steps
from rfi.scenario.assumptions import Assumption, AssumptionSet

_DISCOUNTING = steps_named("present_value")


@dataclass(frozen=True, slots=True)
class Window:
    """The months compared: from go-live of the offer, for the horizon."""

    first_month: int
    months: int
    base_fiscal_year: int


def window_of(first_month: int, conditions: Conditions) -> Window:
    """Return the window of an offer that goes live in ``first_month`` (a month number)."""
    own = conditions.assumptions.get("base_fiscal_year")
    base = int(fiscal_year_of(np.array([first_month]))[0]) if own is None else int(own)
    return Window(first_month, int(conditions.assumptions.number("horizon_months")), base)


def annuity(window: Window, conditions: Conditions) -> float:
    """Return Σ (m_t / 12)(1 + d)^−τ(t) over the fiscal years of the window, in years."""
    chosen = (conditions.assumptions.values[key] for step in _DISCOUNTING for key in step.reads)
    return _annuity(window, tuple(chosen))


@lru_cache(maxsize=MOST_ANNUITIES)
def _annuity(window: Window, chosen: tuple[Assumption, ...]) -> float:
    months = np.arange(window.first_month, window.first_month + window.months)
    years, counts = np.unique(fiscal_year_of(months), return_counts=True)
    # Years, not yen: nothing to deflate, so they are the same on the nominal and the real basis.
    columns = {
        "amount_grown_jpy": counts / 12,
        "amount_real_jpy": counts / 12,
        "years_from_base": years - window.base_fiscal_year,
    }
    assumptions = AssumptionSet({one.key: one for one in chosen})
    found = run_steps(columns, assumptions, _DISCOUNTING)
    return math.fsum(found["present_value_jpy"].tolist())

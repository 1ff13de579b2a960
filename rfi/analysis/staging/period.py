"""The months that plans are held against each other for, by fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rfi.analysis.staging.plan import Plan
from rfi.normalize.months import first_month_of, fiscal_year_of
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Period:
    """Months that plans are held against each other for: the same for each."""

    first_month: int
    months: int

    @property
    def end(self) -> int:
        """The month after the last."""
        return self.first_month + self.months

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """Every fiscal year that it touches."""
        ends = fiscal_year_of(np.array([self.first_month, self.end - 1])).tolist()
        return tuple(range(ends[0], ends[1] + 1))

    def months_by_year(self, start: int, end: int) -> FloatArray:
        """Return how many of the months from ``start`` up to ``end`` each fiscal year has."""
        start, end = max(start, self.first_month), min(end, self.end)
        years = np.array(self.fiscal_years, dtype=np.int64)
        first = first_month_of(years)
        held = np.minimum(first + 12, end) - np.maximum(first, start)
        return np.asarray(np.maximum(held, 0), dtype=np.float64)


def period_of(plans: Sequence[Plan], horizon_months: int) -> Period:
    """Return the period of plans: from April before the first go-live, for the horizon from it."""
    first = min(plan.first_month for plan in plans)
    april = int(first_month_of(fiscal_year_of(np.array([first])))[0])
    return Period(april, first - april + horizon_months)

"""Today's cost carried on: held at its latest year over the months that an offer is compared for.

Held, not forecast: the yearly amounts go on as they are, month by month, taxed at the rate of
those months; ``price_growth_rate`` lets them rise just as the recurring prices of offers do.
One-time payments of the latest year do not come again and are left out.
"""

from dataclasses import dataclass

import numpy as np

from rfi.compare.round.window import Window
from rfi.compare.today.today_rows import BoolArray
from rfi.compare.today.todays_cost import Today
from rfi.normalize.cost.calendar import Rows, lay_out, spans_of
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import NO_MONTH, IntArray, first_month_of
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class Course:
    """Today's cost over months: entry × fiscal year, yen, NaN where an amount is not known.

    Attributes:
        fiscal_years: Names of the second axis, without gaps.
        excl_tax_jpy, incl_tax_jpy: Amounts; the first axis is that of ``Today.cells``.
    """

    fiscal_years: IntArray
    excl_tax_jpy: FloatArray
    incl_tax_jpy: FloatArray


def _calendar(first_month: int, months: int) -> Rows:
    """Return the months cut at fiscal years and at changes of the tax rate."""
    start = np.array([first_month], dtype=np.int64)
    spans = spans_of(
        is_once=np.zeros(1, dtype=np.bool_),
        start=start,
        months=np.array([float(months)]),
        accepted=np.full(1, NO_MONTH, dtype=np.int64),
        go_live=start,
        months_per_period=np.full(1, 12.0),
    )
    return lay_out(spans, np.zeros(1, dtype=np.int64))


def course_of(
    today: Today,
    assumptions: AssumptionSet,
    *,
    first_month: int,
    months: int,
    base_fiscal_year: int,
    counted: BoolArray | None = None,
) -> Course:
    """Return today's running cost over ``months`` from ``first_month``.

    Args:
        today: What the city pays.
        assumptions: Tax rate and price growth.
        first_month: Month number.
        months: At least 1.
        base_fiscal_year: Year from which prices grow, that of the offer's window.
        counted: Entries that count; None is all. Entries that do not go on are 0.
    """
    rows = _calendar(first_month, months)
    # What one yen a year comes to in each row; the same for every entry, so worked out once.
    a_yen = {
        "amount_window_jpy": rows.periods,
        "fiscal_year": rows.fiscal_year,
        "window_fiscal_year": np.full_like(rows.fiscal_year, base_fiscal_year),
        "is_recurring": np.ones(len(rows)),
    }
    grown = run_steps(a_yen, assumptions, steps_named("price_year"))["amount_grown_jpy"]
    goes_on = today.is_running if counted is None else today.is_running & counted
    yearly = np.where(goes_on, today.excl_tax_jpy, 0.0)[:, np.newaxis]
    taxed = run_steps(
        {
            "amount_jpy": yearly * grown,
            "regime_percent": rows.regime_percent,
            "is_tax_exempt": today.is_exempt[:, np.newaxis],
        },
        assumptions,
        steps_named("tax"),
    )
    # Rows stand in the order of time, so those of one year stand together.
    years, first = np.unique(rows.fiscal_year, return_index=True)
    sums = (
        np.add.reduceat(taxed[name].astype(np.float64, copy=False), first, axis=1)
        for name in ("amount_excl_tax_jpy", "amount_incl_tax_jpy")
    )
    return Course(years, *sums)


def course_of_window(
    today: Today, assumptions: AssumptionSet, window: Window, counted: BoolArray | None = None
) -> Course:
    """Return today's running cost over the months that one offer is compared for."""
    return course_of(
        today,
        assumptions,
        first_month=window.first_month,
        months=window.months,
        base_fiscal_year=window.base_fiscal_year,
        counted=counted,
    )


def course_before(
    today: Today,
    assumptions: AssumptionSet,
    window: Window,
    first_fiscal_year: int,
    counted: BoolArray | None = None,
) -> Course | None:
    """Return today's running cost from April of a fiscal year until go-live; None for no month."""
    first = int(first_month_of(np.array([first_fiscal_year]))[0])
    months = window.first_month - first
    if months <= 0:
        return None
    return course_of(
        today,
        assumptions,
        first_month=first,
        months=months,
        base_fiscal_year=window.base_fiscal_year,
        counted=counted,
    )

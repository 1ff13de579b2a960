"""Today's costs of many cities at once: yen with and without tax, one entry a cell and year.

The same steps as for offers turn tax into yen (method §1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.constants import PERCENT, STATUTORY_TAX_RATE, UNIT_FACTORS
from rfi.normalize.cost.calendar import lay_out, spans_of
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import NO_MONTH, IntArray, first_month_of
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.city import City, CurrentCost

BoolArray = npt.NDArray[np.bool_]
EXEMPT, INCLUDED = "exempt", "included"


def _rows_of(cities: Sequence[City]) -> Iterator[tuple[int, CurrentCost]]:
    for index, city in enumerate(cities):
        for row in city.current_costs:
            yield index, row


@dataclass(frozen=True, slots=True)
class TodayRows:
    """Today's costs of many cities, one entry a city, business, item and fiscal year, sorted.

    Attributes:
        city: Index of the city.
        business, item: Codes.
        fiscal_year: Named by the year it starts in.
        excl_tax_jpy, incl_tax_jpy: Yen; NaN where any amount of the entry is not known.
        is_exempt: Whether the entry holds only amounts without tax.
    """

    city: IntArray
    business: npt.NDArray[np.str_]
    item: npt.NDArray[np.str_]
    fiscal_year: IntArray
    excl_tax_jpy: FloatArray
    incl_tax_jpy: FloatArray
    is_exempt: BoolArray


def _taxed(
    amount: FloatArray, tax: npt.NDArray[np.str_], year: IntArray, assumptions: AssumptionSet
) -> tuple[FloatArray, FloatArray]:
    """Return (tax-excluded, tax-included) yen of amounts spread evenly over fiscal years.

    ``amount`` is in yen; a year in which the rate changes is split at the month of the change.
    """
    count = len(amount)
    spans = spans_of(
        is_once=np.zeros(count, dtype=np.bool_),
        start=first_month_of(year),
        months=np.full(count, 12.0),
        accepted=np.full(count, NO_MONTH, dtype=np.int64),
        go_live=first_month_of(year),
        months_per_period=np.full(count, 12.0),
    )
    rows = lay_out(spans, np.arange(count))
    line = rows.line
    columns = {
        "amount_jpy": amount[line] * rows.periods,
        # Accounts hold the tax of their own year, whatever rate is assumed for the years to come.
        "regime_percent": np.where(
            np.isnan(rows.regime_percent), STATUTORY_TAX_RATE * PERCENT, rows.regime_percent
        ),
        "is_tax_exempt": (tax[line] == EXEMPT).astype(np.float64),
        "is_tax_included": (tax[line] == INCLUDED).astype(np.float64),
    }
    done = run_steps(columns, assumptions, steps_named("tax"))
    excl, incl = (
        np.bincount(line, weights=done[name].astype(np.float64), minlength=count)
        for name in ("amount_excl_tax_jpy", "amount_incl_tax_jpy")
    )
    return excl.astype(np.float64), incl.astype(np.float64)


def today_rows(cities: Sequence[City], assumptions: AssumptionSet) -> TodayRows:
    """Return today's costs of many cities; the order in which they were entered is of no matter.

    Several amounts of one cell and year are summed; one unknown among them makes the sum unknown.
    """
    found = sorted(
        _rows_of(cities),
        key=lambda pair: (
            pair[0],
            pair[1].business,
            pair[1].item,
            pair[1].fiscal_year,
            pair[1].amount or 0,
            pair[1].unit,
            pair[1].tax,
        ),
    )
    rows = [row for _, row in found]
    city = np.array([index for index, _ in found], dtype=np.int64)
    year = np.array([row.fiscal_year for row in rows], dtype=np.int64)
    tax = np.array([row.tax for row in rows], dtype=np.str_)
    business = np.array([row.business for row in rows], dtype=np.str_)
    item = np.array([row.item for row in rows], dtype=np.str_)
    yen = np.array(
        [
            np.nan if row.amount is None or not row.tax else row.amount * UNIT_FACTORS[row.unit]
            for row in rows
        ],
        dtype=np.float64,
    )
    excl, incl = _taxed(yen, tax, year, assumptions)
    if not rows:
        return TodayRows(city, business, item, year, excl, incl, np.zeros(0, dtype=np.bool_))
    is_new = np.ones(len(rows), dtype=np.bool_)
    is_new[1:] = (
        (city[1:] != city[:-1])
        | (business[1:] != business[:-1])
        | (item[1:] != item[:-1])
        | (year[1:] != year[:-1])
    )
    first = np.flatnonzero(is_new)
    return TodayRows(
        city=city[first],
        business=business[first],
        item=item[first],
        fiscal_year=year[first],
        excl_tax_jpy=np.add.reduceat(excl, first),
        incl_tax_jpy=np.add.reduceat(incl, first),
        is_exempt=np.logical_and.reduceat(tax == EXEMPT, first),
    )

"""Months as integers and the fiscal years they belong to, for whole columns at once."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.constants import APRIL

IntArray = npt.NDArray[np.int64]
NO_MONTH = -1
_YEAR_END = len("2026")
_MONTH_START = _YEAR_END + 1
_MONTH_END = _MONTH_START + 2


def month_number(year: int, month: int) -> int:
    """Return the months from January of year 0 to ``month`` (1–12) of ``year``."""
    return year * 12 + month - 1


def month_of_date(date: str) -> int:
    """Return the month number of an ISO date.

    >>> month_of_date("2027-03-25") == month_number(2027, 3)
    True
    """
    return month_number(int(date[:_YEAR_END]), int(date[_MONTH_START:_MONTH_END]))


def format_month(month: int) -> str:
    """Return a month number as year and month.

    >>> format_month(month_number(2027, 3))
    '2027-03'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def months_of_dates(dates: pd.Series) -> IntArray:
    """Return month numbers of a categorical column of ISO dates, ``NO_MONTH`` for missing ones."""
    months = [month_of_date(date) for date in dates.cat.categories]
    known = np.array([*months, NO_MONTH], dtype=np.int64)
    return np.asarray(known[dates.cat.codes.to_numpy()])


def fiscal_year_of(month: IntArray) -> IntArray:
    """Return the fiscal year (named by the year it starts in) of month numbers."""
    return (month - APRIL) // 12


def first_month_of(fiscal_year: IntArray) -> IntArray:
    """Return the month number of April of fiscal years."""
    return fiscal_year * 12 + APRIL

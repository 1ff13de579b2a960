"""Days of a plan counted in months from go-live."""

import calendar
import datetime as dt
from collections.abc import Mapping

from samples.make.vendors import Vendor

# Months before go-live in which the work is accepted.
_MONTHS_BEFORE: Mapping[str, int] = {
    "I01": 1, "I02": 13, "I03": 7, "I04": 4, "I05": 3, "I06": 8, "I07": 2, "I08": 5,
    "I09": 1, "I10": 2, "I11": 12, "I12": 6, "I13": 4, "I14": 1, "I15": 1,
}  # fmt: skip
_FIRST_ACCEPTANCE = dt.date(2027, 3, 31)


def first_day(vendor: Vendor, months_later: int = 0) -> dt.date:
    """Return the first day of the month so many months after go-live."""
    year, month = vendor.go_live
    months = year * 12 + month - 1 + months_later
    return dt.date(months // 12, months % 12 + 1, 1)


def last_day(vendor: Vendor, months_later: int) -> dt.date:
    """Return the last day of the month so many months after go-live."""
    start = first_day(vendor, months_later)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def acceptance(vendor: Vendor, item: str) -> dt.date:
    """Return the day on which one-time work of an item is accepted; of E01 the contract's last."""
    if item not in _MONTHS_BEFORE:
        return last_day(vendor, vendor.months - 1)
    return max(last_day(vendor, -_MONTHS_BEFORE[item]), _FIRST_ACCEPTANCE)

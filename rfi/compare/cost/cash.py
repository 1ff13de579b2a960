"""The cash view: tax-included yen by calendar fiscal year, for the budget request."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.round.constants import THOUSAND_YEN


@dataclass(frozen=True, slots=True)
class CashView:
    """What one offer takes from the budget.

    Attributes:
        by_fiscal_year: Fiscal year → yen, tax-included, nominal.
        debt_burden_limit_jpy: 債務負担行為の限度額: the years after the first, in yen rounded up
            to 千円; 0 when everything falls into the first year.
    """

    by_fiscal_year: Mapping[int, float]
    debt_burden_limit_jpy: int


def cash_view(by_fiscal_year: Mapping[int, float]) -> CashView:
    """Return the cash view of tax-included amounts; the first year with an amount is budgeted."""
    years = sorted(year for year, amount in by_fiscal_year.items() if amount)
    later = math.fsum(by_fiscal_year[year] for year in years[1:])
    # Rounded up only beyond a tenth of a yen, so that binary fractions do not add 千円.
    limit = math.ceil(round(later, 1) / THOUSAND_YEN) * THOUSAND_YEN
    return CashView({year: by_fiscal_year[year] for year in years}, limit)

"""Costs before and after as cities reported them → yen on one tax basis."""

from collections.abc import Iterable

from rfi.compare.today.before_after import Tax
from rfi.compare.today.ratio_survey import ReportedPair
from rfi.normalize.constants import PERCENT, UNIT_FACTORS
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.cells import Money
from rfi.scenario.city.table import ReportedCosts


def _yen(money: Money, tax: Tax, percent: float) -> float | None:
    """Return yen on a tax basis; None for an amount that is not known or of unknown tax."""
    if money.amount is None or not money.tax:
        return None
    amount = money.amount * UNIT_FACTORS[money.unit]
    if money.tax in {"exempt", tax}:
        return amount
    if tax == "included":
        return amount * (PERCENT + percent) / PERCENT
    return amount * PERCENT / (PERCENT + percent)


def pairs_of(
    reported: Iterable[ReportedCosts], assumptions: AssumptionSet, tax: Tax
) -> tuple[ReportedPair, ...]:
    """Return yen a year of every city on one basis; both sides at the present tax rate."""
    percent = assumptions.number("tax_rate") * PERCENT
    return tuple(
        ReportedPair(
            one.code,
            one.name,
            _yen(one.before, tax, percent),
            _yen(one.after, tax, percent),
        )
        for one in reported
    )

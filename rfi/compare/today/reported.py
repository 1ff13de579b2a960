"""Costs before and after as cities reported them → yen on one tax basis."""

from collections.abc import Iterable, Sequence

import numpy as np

from rfi.compare.today.pair import Tax
from rfi.compare.today.ratio_survey import ReportedPair
from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.cost.steps import steps_through
from rfi.normalize.step import run_steps
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.city_rows import ReportedCosts
from rfi.scenario.city.money import Money

_AMOUNTS = {"excluded": "amount_excl_tax_jpy", "included": "amount_incl_tax_jpy"}


def _yen(given: Sequence[Money], assumptions: AssumptionSet, tax: Tax) -> list[float | None]:
    """Return yen on a tax basis; None for an amount that is not known or of unknown tax."""
    known = [one.amount is not None and bool(one.tax) for one in given]
    columns = {
        "amount_point": np.array([one.amount for one in given], dtype=np.float64),
        "unit_factor": np.array([UNIT_FACTORS.get(one.unit, np.nan) for one in given]),
        "is_tax_exempt": np.array([one.tax == "exempt" for one in given]),
        "is_tax_included": np.array([one.tax == "included" for one in given]),
    }
    found = run_steps(columns, assumptions, steps_through("tax"))[_AMOUNTS[tax]].tolist()
    return [yen if is_known else None for yen, is_known in zip(found, known, strict=True)]


def pairs_of(
    reported: Iterable[ReportedCosts], assumptions: AssumptionSet, tax: Tax
) -> tuple[ReportedPair, ...]:
    """Return yen a year of every city on one basis; both sides at the present tax rate."""
    given = tuple(reported)
    before = _yen([one.before for one in given], assumptions, tax)
    after = _yen([one.after for one in given], assumptions, tax)
    return tuple(
        ReportedPair(one.code, one.name, *sides)
        for one, *sides in zip(given, before, after, strict=True)
    )

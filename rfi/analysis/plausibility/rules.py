"""Every rule of method §9: warnings with their place, size and a ready question, never repairs."""

from collections.abc import Callable, Iterator

from rfi.analysis.plausibility.offers import (
    group_prices,
    lacking_items,
    per_residents,
    recurring_shares,
    same_amounts,
)
from rfi.analysis.plausibility.price_cells import PriceCells, price_cells
from rfi.analysis.plausibility.prices import far_prices, unit_slips
from rfi.analysis.plausibility.terms import months_missing
from rfi.analysis.plausibility.totals import period_slips, tax_slips
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.schema.issue import Issue

Rule = Callable[[PriceCells], Iterator[Issue]]
RULES: tuple[Rule, ...] = (
    unit_slips,
    period_slips,
    tax_slips,
    far_prices,
    same_amounts,
    recurring_shares,
    lacking_items,
    per_residents,
    group_prices,
    months_missing,
)


def check_plausibility(basis: CostBasis, conditions: Conditions) -> tuple[Issue, ...]:
    """Return a warning for everything implausible in the accepted answers.

    Every scenario is looked at, under the assumptions and the scope of ``conditions``. What one
    rule finds in one offer is one issue with all its places (``pointers`` and ``origins`` among
    its facts) and the size of the greatest in yen; the place of the issue is that one's.

    Args:
        basis: With what ``check_stated_totals`` found among its issues: the stated totals that
            do not add up are the ones that a slip of tax or period may explain.
        conditions: Assumptions and scope.
    """
    if not basis.model.axes.offers:
        return ()
    prices = price_cells(basis, conditions)
    return tuple(issue for rule in RULES for issue in rule(prices))

"""Which of today's costs are compared: those that go on, that were asked for, and are in scope."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import Bound
from rfi.compare.today.today_rows import BoolArray
from rfi.compare.today.todays_cost import Today
from rfi.scenario.city.cells import COMMON_BUSINESS
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True)
class CountedToday:
    """Today's cost as far as it is compared.

    Attributes:
        today: What the city pays.
        counted: Entries of ``today`` that the questionnaire asks for and the scope holds.
        is_cut: Whether the city books an item of the chosen scope as common to all businesses, so
            that its part in the scope is not known.
    """

    today: Today
    counted: BoolArray
    is_cut: bool

    @cached_property
    def goes_on(self) -> BoolArray:
        """Entries that are compared: counted ones that are paid year after year."""
        return self.counted & self.today.is_running

    def bound(self, amount: float) -> Bound:
        """Return a sum over the compared entries as what it is known to be.

        A city that books nothing in scope has an unknown cost there and not one of 0.
        """
        if self.is_cut or not self.goes_on.any():
            return Bound.at_least(amount)
        return self.today.bound(amount, self.goes_on)


def counted_today(
    today: Today, comparison: Comparison, questionnaire: Questionnaire
) -> CountedToday:
    """Return what of today's cost is compared.

    What no offer was asked for would count as a saving if it stood on one side only. A cost that
    the city books under another business than the questionnaire asks it of still counts in full
    scope; a chosen scope is held to cell by cell.
    """
    standard = questionnaire.standard_items
    scope = comparison.conditions.scope
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    if scope.cells is None:
        items = {standard[item] for _, item in asked}
        inside = [item in items for _, item in today.cells]
        return CountedToday(today, np.array(inside, dtype=np.bool_), is_cut=False)
    cells = {
        (business, standard[item]) for business, item in asked if scope.holds((business, item))
    }
    items = {item for _, item in cells}
    inside = [cell in cells for cell in today.cells]
    is_cut = any(
        business == COMMON_BUSINESS and item in items and not is_inside
        for (business, item), is_inside in zip(today.cells, inside, strict=True)
    )
    return CountedToday(today, np.array(inside, dtype=np.bool_), is_cut=is_cut)

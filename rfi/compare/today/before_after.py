"""Today against each offer on one basis: the same months, the same tax, the same items."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import Bound
from rfi.compare.today.compared_scope import CountedToday, counted_today
from rfi.compare.today.course import course_of_window
from rfi.compare.today.item_pairs import ItemPair, item_pairs, known_sum
from rfi.compare.today.offered import offered_running, offered_total
from rfi.compare.today.pair import TAXES, Pair, Tax
from rfi.compare.today.todays_cost import Today, today_of
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Today and one offer.

    Attributes:
        offer_key: The offer.
        total: Tax basis → cost over the window, everything included.
        running: Tax basis → running cost of a year after go-live.
        items: Every standard item that either side has, in the order of the questionnaire.
    """

    offer_key: str
    total: Mapping[Tax, Pair]
    running: Mapping[Tax, Pair]
    items: tuple[ItemPair, ...]


@dataclass(frozen=True)
class TodayComparison:
    """Today's cost of the city against every offer.

    Attributes:
        basis: What of today's cost is compared.
        offers: In the order of the comparison.
    """

    basis: CountedToday
    offers: tuple[BeforeAfter, ...]

    @property
    def today(self) -> Today:
        """What the city pays."""
        return self.basis.today

    def yearly(self, tax: Tax) -> Bound:
        """Return today's running cost of the latest year, as it was paid, of what is compared."""
        amounts = self.today.excl_tax_jpy if tax == "excluded" else self.today.incl_tax_jpy
        return self.basis.bound(known_sum(amounts[self.basis.goes_on]))

    def left_out(self, tax: Tax) -> Mapping[str, float]:
        """Return standard item → yen of the latest year that is not part of the comparison.

        It was paid once, or the questionnaire does not ask for it, or it is out of scope.
        """
        amounts = self.today.excl_tax_jpy if tax == "excluded" else self.today.incl_tax_jpy
        found: dict[str, list[float]] = {}
        for index in np.flatnonzero(~self.basis.goes_on).tolist():
            amount = float(amounts[index])
            found.setdefault(self.today.cells[index][1], []).append(amount)
        return {item: known_sum(np.array(values)) for item, values in sorted(found.items())}


def compare_today(
    comparison: Comparison, questionnaire: Questionnaire, today: Today
) -> TodayComparison:
    """Compare today's cost with every offer, each over the months from its own go-live."""
    basis = counted_today(today, comparison, questionnaire)
    assumptions = comparison.conditions.assumptions
    offers = []
    for index, offer in enumerate(comparison.offers):
        course = course_of_window(today, assumptions, offer.window, basis.goes_on)
        amounts = {
            "excluded": course.excl_tax_jpy,
            "included": course.incl_tax_jpy,
        }
        before = {tax: basis.bound(known_sum(amounts[tax])) for tax in TAXES}
        years = offer.window.months / 12
        offers.append(
            BeforeAfter(
                offer_key=offer.offer_key,
                total={tax: Pair(before[tax], offered_total(offer, tax)) for tax in TAXES},
                running={
                    tax: Pair(
                        basis.bound(before[tax].shown / years),
                        offered_running(comparison, questionnaire, index, tax),
                    )
                    for tax in TAXES
                },
                items=item_pairs(comparison, questionnaire, index, basis, course),
            )
        )
    return TodayComparison(basis, tuple(offers))


def todays_comparison(
    comparison: Comparison, questionnaire: Questionnaire
) -> TodayComparison | None:
    """Return today against the offers for the city of the conditions; None without its costs."""
    today = today_of(comparison.conditions.city, comparison.conditions)
    return None if today is None else compare_today(comparison, questionnaire, today)

"""Today against each offer on one basis: the same months, the same tax, the same items."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.compare.today.compared_scope import CountedToday, counted_today
from rfi.compare.today.course import Course, course_of_window
from rfi.compare.today.todays_cost import Today, today_of
from rfi.normalize.cost.lines import RECURRING_PHASE
from rfi.normalize.cost.steps import FloatArray
from rfi.scenario.questionnaire import Questionnaire

Tax = Literal["excluded", "included"]
TAXES: tuple[Tax, ...] = ("excluded", "included")
_MEASURES: Mapping[Tax, str] = {
    "excluded": "nominal_jpy",
    "included": "nominal_incl_tax_jpy",
}


def ratio_of(before: Bound, after: Bound) -> Bound | None:
    """Return after / before as the interval it is known to lie in; None without a before.

    >>> ratio_of(Bound.exact(100), Bound.at_least(80)).sign
    '≧'
    >>> ratio_of(Bound.at_least(100), Bound.at_least(80)).sign
    '※'
    """
    if not before.low > 0:
        return None
    low = after.low / before.high if math.isfinite(before.high) else -math.inf
    return Bound(low, after.high / before.low, after.shown / before.shown)


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure before and after, in yen; the offer's is None where it has no price."""

    before: Bound
    after: Bound | None

    @property
    def saving(self) -> Bound | None:
        """Today − offered: △ where the offer is dearer; ≦ where the offer is ≧."""
        return None if self.after is None else self.before.minus(self.after)

    @property
    def ratio(self) -> Bound | None:
        """Offered / today; None where either side has no figure."""
        return None if self.after is None else ratio_of(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ItemPair:
    """One standard item on both sides, over the window.

    Attributes:
        item: Standard item.
        before, after: Tax basis → yen of what is known.
        has_before, has_after: Whether that side has any amount of the item.
        is_included: Whether the offer says that another item holds it.
        is_before_open: Whether the city pays for it an amount that is not known.
        holes: What is open in the offer: kind → cells.
    """

    item: str
    before: Mapping[Tax, float]
    after: Mapping[Tax, float]
    has_before: bool
    has_after: bool
    is_included: bool
    is_before_open: bool
    holes: Mapping[str, int]

    @property
    def is_unknown(self) -> bool:
        """Whether the difference is open."""
        return self.is_before_open or bool(self.holes)


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
        return self.basis.bound(_known_sum(amounts[self.basis.goes_on]))

    def left_out(self, tax: Tax) -> Mapping[str, float]:
        """Return standard item → yen of the latest year that is not part of the comparison.

        It was paid once, or the questionnaire does not ask for it, or it is out of scope.
        """
        amounts = self.today.excl_tax_jpy if tax == "excluded" else self.today.incl_tax_jpy
        found: dict[str, list[float]] = {}
        for place in np.flatnonzero(~self.basis.goes_on).tolist():
            amount = float(amounts[place])
            found.setdefault(self.today.cells[place][1], []).append(amount)
        return {item: _known_sum(np.array(values)) for item, values in sorted(found.items())}


def _known_sum(amounts: FloatArray) -> float:
    return math.fsum(amounts[~np.isnan(amounts)].reshape(-1).tolist())


def offered_total(offer: OfferFigures, tax: Tax) -> Bound | None:
    """Return the total of an offer on a tax basis, known as the tax-excluded one is."""
    excl, incl = offer.totals.nominal_jpy, offer.total_incl_tax_jpy
    if excl is None or incl is None:
        return None
    if tax == "excluded":
        return offer.bound
    ratio = incl / excl if excl else 1.0
    low, high = (
        end if math.isinf(end) else incl + (end - offer.bound.shown) * ratio
        for end in (offer.bound.low, offer.bound.high)
    )
    return Bound(low, high, incl)


def offered_running(
    comparison: Comparison, questionnaire: Questionnaire, place: int, tax: Tax
) -> Bound | None:
    """Return the running cost of a year after go-live; ≧ beside a hole in a recurring item."""
    offer = comparison.offers[place]
    whole = offered_total(offer, tax)
    if whole is None:
        return None
    years = offer.window.months / 12
    yearly = float(comparison.flows.phases[_MEASURES[tax]][place, RECURRING_PHASE]) / years
    open_items = {item for cells in offer.open_holes.values() for _, item in cells}
    has_hole = "renewal_unanswered" in offer.open_holes or any(
        questionnaire.phases[item] == "recurring" for item in open_items
    )
    if has_hole:
        # A sum that holds a discount, or what levelling put in, is no bound beside a hole.
        is_mixed = offer.has_discount or offer.levelling is not None
        return Bound.unbounded(yearly) if is_mixed else Bound.at_least(yearly)
    if whole.kind == "between":
        below, above = whole.shown - whole.low, whole.high - whole.shown
        return Bound(yearly - below / years, yearly + above / years, yearly)
    return Bound.exact(yearly)


def _holes_by_item(offer: OfferFigures, questionnaire: Questionnaire) -> dict[str, dict[str, int]]:
    holes: dict[str, dict[str, int]] = {}
    for item, figure in offer.by_item.items():
        found = holes.setdefault(questionnaire.standard_items[item], {})
        for kind, count in figure.holes.items():
            found[kind] = found.get(kind, 0) + count
    return holes


def _items(
    comparison: Comparison,
    questionnaire: Questionnaire,
    place: int,
    basis: CountedToday,
    course: Course,
) -> tuple[ItemPair, ...]:
    today = basis.today
    offer = comparison.offers[place]
    holes = _holes_by_item(offer, questionnaire)
    standard = questionnaire.standard_items
    after: dict[str, dict[Tax, float]] = {}
    for tax in TAXES:
        flow = comparison.flows.values[_MEASURES[tax]][place].sum(axis=(0, 2)).tolist()
        for item, amount in zip(comparison.flows.axes.items, flow, strict=True):
            sums = after.setdefault(standard[item], dict.fromkeys(TAXES, 0.0))
            sums[tax] += amount
    priced = {standard[item] for item, one in offer.by_item.items() if one.nominal_jpy is not None}
    states = offer.coverage.states.items()
    included = {standard[item] for (_, item), state in states if state == "included"}
    amounts = {"excluded": course.excl_tax_jpy, "included": course.incl_tax_jpy}
    entries: dict[str, list[int]] = {}
    for entry in np.flatnonzero(basis.goes_on).tolist():
        entries.setdefault(today.cells[entry][1], []).append(entry)
    pairs = []
    for item in dict.fromkeys((*standard.values(), *entries)):
        own = entries.get(item, [])
        unknown = np.isnan(today.excl_tax_jpy[own])
        if not own and item not in priced and not holes.get(item):
            continue
        pairs.append(
            ItemPair(
                item=item,
                before={tax: _known_sum(amounts[tax][own]) for tax in TAXES},
                after=after.get(item, dict.fromkeys(TAXES, 0.0)),
                has_before=bool((~unknown).any()) if own else False,
                has_after=item in priced,
                is_included=item in included,
                is_before_open=bool(unknown.any()),
                holes=holes.get(item, {}),
            )
        )
    return tuple(pairs)


def compare_today(
    comparison: Comparison, questionnaire: Questionnaire, today: Today
) -> TodayComparison:
    """Compare today's cost with every offer, each over the months from its own go-live."""
    basis = counted_today(today, comparison, questionnaire)
    assumptions = comparison.conditions.assumptions
    offers = []
    for place, offer in enumerate(comparison.offers):
        course = course_of_window(today, assumptions, offer.window, basis.goes_on)
        amounts: Mapping[Tax, FloatArray] = {
            "excluded": course.excl_tax_jpy,
            "included": course.incl_tax_jpy,
        }
        before = {tax: basis.bound(_known_sum(amounts[tax])) for tax in TAXES}
        years = offer.window.months / 12
        offers.append(
            BeforeAfter(
                offer_key=offer.offer_key,
                total={tax: Pair(before[tax], offered_total(offer, tax)) for tax in TAXES},
                running={
                    tax: Pair(
                        basis.bound(before[tax].shown / years),
                        offered_running(comparison, questionnaire, place, tax),
                    )
                    for tax in TAXES
                },
                items=_items(comparison, questionnaire, place, basis, course),
            )
        )
    return TodayComparison(basis, tuple(offers))


def todays_comparison(
    comparison: Comparison, questionnaire: Questionnaire
) -> TodayComparison | None:
    """Return today against the offers for the city of the conditions; None without its costs."""
    today = today_of(comparison.conditions.city, comparison.conditions)
    return None if today is None else compare_today(comparison, questionnaire, today)

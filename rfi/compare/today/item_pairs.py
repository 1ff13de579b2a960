"""Standard items on both sides: what the city pays for each today, and what an offer takes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.today.compared_scope import CountedToday
from rfi.compare.today.course import Course
from rfi.compare.today.offered import MEASURES
from rfi.compare.today.pair import TAXES, Tax
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire


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


def known_sum(amounts: FloatArray) -> float:
    """Return the sum of the amounts that are known."""
    return math.fsum(amounts[~np.isnan(amounts)].reshape(-1).tolist())


def _holes_by_item(offer: OfferFigures, questionnaire: Questionnaire) -> dict[str, dict[str, int]]:
    holes: dict[str, dict[str, int]] = {}
    for item, figure in offer.by_item.items():
        found = holes.setdefault(questionnaire.standard_items[item], {})
        for kind, count in figure.holes.items():
            found[kind] = found.get(kind, 0) + count
    return holes


def item_pairs(
    comparison: Comparison,
    questionnaire: Questionnaire,
    index: int,
    basis: CountedToday,
    course: Course,
) -> tuple[ItemPair, ...]:
    """Return every standard item that either side has, in the order of the questionnaire.

    Args:
        comparison: The offers.
        questionnaire: What was asked.
        index: Index of the offer.
        basis: What of today's cost is compared.
        course: Today's cost over the window of the offer.
    """
    today = basis.today
    offer = comparison.offers[index]
    holes = _holes_by_item(offer, questionnaire)
    standard = questionnaire.standard_items
    after: dict[str, dict[Tax, float]] = {}
    for tax in TAXES:
        flow = comparison.flows.values[MEASURES[tax]][index].sum(axis=(0, 2)).tolist()
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
                before={tax: known_sum(amounts[tax][own]) for tax in TAXES},
                after=after.get(item, dict.fromkeys(TAXES, 0.0)),
                has_before=bool((~unknown).any()) if own else False,
                has_after=item in priced,
                is_included=item in included,
                is_before_open=bool(unknown.any()),
                holes=holes.get(item, {}),
            )
        )
    return tuple(pairs)

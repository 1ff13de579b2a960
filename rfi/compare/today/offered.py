"""What an offer costs on a tax basis: in all, and in a year of running."""

import math
from collections.abc import Mapping

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.compare.round.coverage import FIGURE_NOT_READ, RENEWAL_UNANSWERED
from rfi.compare.today.pair import Tax
from rfi.normalize.cost.lines import RECURRING_PHASE
from rfi.scenario.questionnaire import Questionnaire

MEASURES: Mapping[Tax, str] = {
    "excluded": "nominal_jpy",
    "included": "nominal_incl_tax_jpy",
}


def offered_total(offer: OfferFigures, tax: Tax) -> Bound | None:
    """Return the total of an offer on a tax basis, known as the tax-excluded one is."""
    excl, incl = offer.totals.nominal_jpy, offer.total_incl_tax_jpy
    if excl is None or incl is None:
        return None
    if tax == "excluded":
        return offer.bound
    ratio = incl / excl if excl else 1.0
    low, high, shown = (
        end if math.isinf(end) else incl + (end - excl) * ratio
        for end in (offer.bound.low, offer.bound.high, offer.bound.shown)
    )
    return Bound(low, high, shown)


def offered_running(
    comparison: Comparison, questionnaire: Questionnaire, index: int, tax: Tax
) -> Bound | None:
    """Return the running cost of a year after go-live; ≧ beside a hole in a recurring item.

    Beside a hole a range without a point stands at its low end (method §1).
    """
    offer = comparison.offers[index]
    whole = offered_total(offer, tax)
    if whole is None:
        return None
    years = offer.window.months / 12
    phases = comparison.flows.phases
    yearly = float(phases[MEASURES[tax]][index, RECURRING_PHASE]) / years
    open_items = {item for cells in offer.open_holes.values() for _, item in cells}
    has_hole = bool({RENEWAL_UNANSWERED, FIGURE_NOT_READ} & offer.open_holes.keys()) or any(
        questionnaire.phases[item] == "recurring" for item in open_items
    )
    if has_hole:
        # A sum that holds a discount, or what levelling put in, is no bound beside a hole.
        is_mixed = offer.holds_discount or offer.levelling is not None
        if is_mixed:
            return Bound.unbounded(yearly)
        recurring = {item for item, phase in questionnaire.phases.items() if phase == "recurring"}
        untaxed = float(phases[MEASURES["excluded"]][index, RECURRING_PHASE]) / years
        half = offer.half_ranges.of_items(recurring) / years
        return Bound.at_least(yearly - half * (yearly / untaxed if untaxed else 1.0))
    if whole.kind == "between":
        below, above = whole.shown - whole.low, whole.high - whole.shown
        return Bound(yearly - below / years, yearly + above / years, yearly)
    return Bound.exact(yearly)

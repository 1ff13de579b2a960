"""Offers side by side: totals on one basis, each with what it is known to be."""

import math
from collections.abc import Mapping

from rfi.compare.cost.borne import Borne, exact_sum
from rfi.compare.cost.bounded import bounded_totals
from rfi.compare.cost.cash import cash_view
from rfi.compare.cost.comparison import (
    Comparison,
    HalfRanges,
    OfferFigures,
    Totals,
    open_kind,
)
from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.sums import Sums, item_figures
from rfi.compare.cost.touched import OpenWarnings, count_open
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.certainty import certainty_of
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import Window, annuity, window_of
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.cost.lines import EXIT_PHASE, ONE_TIME_PHASE, RECURRING_PHASE


def _totals(
    flows: CostFlows,
    offer: int,
    nominal: float,
    window: Window,
    annuities: Mapping[Window, float],
    residents: float | None,
) -> Totals:
    present = exact_sum(flows.values["present_value_jpy"][offer])
    phases = flows.phases["nominal_jpy"][offer]
    years = window.months / 12
    return Totals(
        nominal_jpy=nominal,
        present_value_jpy=present,
        equivalent_annual_jpy=present / annuities[window],
        initial_jpy=float(phases[ONE_TIME_PHASE]),
        recurring_jpy=float(phases[RECURRING_PHASE]),
        exit_jpy=float(phases[EXIT_PHASE]),
        per_resident_per_year_jpy=nominal / years / residents if residents else None,
    )


_NOTHING = Totals(None, None, None, None, None, None, None)


def _residents(basis: CostBasis, conditions: Conditions) -> float | None:
    """Return the residents of whoever pays what is shown; None when they are not stated."""
    if conditions.city:
        return conditions.city.population
    if conditions.group:
        return math.fsum(city.population for city in conditions.group)
    body = basis.questionnaire.scenarios[conditions.scenario_id]
    return body.population * body.cities if body.population else None


def comparison_of(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    borne: Borne,
    warnings: OpenWarnings,
) -> Comparison:
    """Return the comparison of what is borne of an outlay.

    The basis must have been prepared with ``extension_of(conditions.assumptions)``.
    """
    flows = borne.flows
    sums = Sums.of(flows)
    bounded = bounded_totals(basis, conditions, outlay, borne)
    residents = _residents(basis, conditions)
    is_extended = conditions.assumptions.choice("term_extension") == "last_month"
    escalates = conditions.assumptions.choice("escalation") == "on"
    rising = set() if escalates else outlay.offers_with(basis.escalates, basis, conditions)
    windows = [window_of(record.go_live_month, conditions) for record in basis.offers]
    annuities = {window: annuity(window, conditions) for window in dict.fromkeys(windows)}
    offers = []
    for index, (record, window) in enumerate(zip(basis.offers, windows, strict=True)):
        coverage, known = outlay.coverages[index], bounded[index]
        levelling, has_price = known.levelling, known.has_price
        with_tax = sums.with_tax_by_year[index]
        scenarios = outlay.scenarios_of(index, basis, conditions)
        by_year = dict(zip(flows.fiscal_years, sums.by_year[index], strict=True))
        offers.append(
            OfferFigures(
                offer_key=record.offer_key,
                place=record.place,
                offer_id=record.offer_id,
                vendor=record.vendor,
                title=record.title,
                window=window,
                totals=_totals(flows, index, known.total, window, annuities, residents)
                if has_price
                else _NOTHING,
                bound=known.bound,
                certainty=certainty_of(
                    known.bound if has_price else None,
                    count_open(basis, conditions.scope, warnings, index, scenarios),
                    is_levelled=levelling is not None and bool(levelling.filled),
                ),
                coverage=coverage,
                by_item=item_figures(
                    sums,
                    index,
                    basis.model.axes.items,
                    known.answered,
                    open_kind(has_discount=known.holds_discount, levelling=levelling),
                    known.priced,
                ),
                by_business=dict(zip(flows.axes.businesses, sums.by_business[index], strict=True)),
                by_fiscal_year={year: amount for year, amount in by_year.items() if amount},
                half_ranges=HalfRanges.of_offer(borne.spread, index, flows),
                total_incl_tax_jpy=exact_sum(with_tax) if has_price else None,
                cash=cash_view(dict(zip(flows.fiscal_years, with_tax.tolist(), strict=True))),
                has_discount=known.has_discount,
                is_estimated=is_extended,
                omits_escalation=index in rising,
                size=outlay.sizes[index],
                levelling=levelling,
            )
        )
    scenario = basis.questionnaire.scenarios[conditions.scenario_id]
    return Comparison(conditions, tuple(offers), flows, scenario.title, basis.issues)

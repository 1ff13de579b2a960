"""Offers side by side: totals on one basis, each with what it is known to be."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.borne import Borne, exact_sum
from rfi.compare.cost.cash import cash_view
from rfi.compare.cost.comparison import (
    Comparison,
    HalfRanges,
    OfferFigures,
    Totals,
    open_kind,
)
from rfi.compare.cost.levelling import OfferLevelling
from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.sums import Sums, item_figures
from rfi.compare.cost.touched import OpenWarnings, count_open
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.bounds import Bound
from rfi.compare.round.certainty import certainty_of
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import Window, annuity, window_of
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.cost.lines import EXIT_PHASE, ONE_TIME_PHASE, RECURRING_PHASE


def _bound(
    nominal: float,
    cut: float,
    spread: float,
    levelling: OfferLevelling | None,
    *,
    is_open: bool,
    has_discount: bool,
) -> Bound:
    """Return the total as the interval it is known to lie in.

    Levelled amounts lie between the sums of the lowest and of the highest donors, ranges without a
    point ``spread`` to either side of their middles. Beside holes the low end is the bound.
    """
    if is_open and has_discount:
        return Bound.unbounded(nominal)
    below = levelling.levelled_jpy - levelling.low_jpy if levelling else 0.0
    above = levelling.high_jpy - levelling.levelled_jpy if levelling else 0.0
    if is_open and not below and not above:
        return Bound.at_least(nominal - spread)
    high = math.inf if is_open else nominal + above + spread + cut
    return Bound(nominal - below - spread, high, nominal)


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


def _priced_items(outlay: Outlay, flows: CostFlows) -> npt.NDArray[np.bool_]:
    """Return offer × item: whether anything in scope has a price or is free."""
    items = flows.axes.items
    priced = np.asarray((flows.values["nominal_jpy"] != 0).sum(axis=-1).sum(axis=1) > 0)
    column_of = {item: column for column, item in enumerate(items)}
    for offer, coverage in enumerate(outlay.coverages):
        if not outlay.sizes[offer].is_estimable:
            priced[offer] = False
            continue
        # Most items have an amount; only what has none may still be free or priced at 0.
        if priced[offer].all():
            continue
        priced[offer, [column_of[item] for item in coverage.priced_items]] = True
    return priced


def _residents(basis: CostBasis, conditions: Conditions) -> float | None:
    """Return the residents of whoever pays what is shown; None when they are not stated."""
    if conditions.city:
        return conditions.city.population
    if conditions.group:
        return math.fsum(city.population for city in conditions.group)
    body = basis.questionnaire.scenarios[conditions.scenario_id]
    return body.population * body.cities if body.population else None


def _levellings(outlay: Outlay, borne: Borne) -> list[OfferLevelling | None]:
    """Return the levelling of each offer as borne by whoever pays; None where there is none."""
    result: list[OfferLevelling | None] = []
    for offer, cells in enumerate(outlay.levels):
        if not cells:
            result.append(None)
            continue
        filled = [cell for cell in cells if cell.is_filled]
        found = OfferLevelling(
            cells,
            0.0,
            math.fsum(cell.level_jpy for cell in filled),
            math.fsum(cell.least_jpy for cell in filled),
            math.fsum(cell.most_jpy for cell in filled),
        ).scaled(borne.shared_part)
        result.append(replace(found, quoted_jpy=borne.quoted_jpy[offer]))
    return result


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
    half_ranges = borne.spread.by_offer.sum(axis=-1)
    priced = _priced_items(outlay, flows).tolist()
    residents = _residents(basis, conditions)
    is_extended = conditions.assumptions.choice("term_extension") == "last_month"
    discounted = outlay.offers_with(basis.has_discount, basis, conditions)
    escalates = conditions.assumptions.choice("escalation") == "on"
    rising = set() if escalates else outlay.offers_with(basis.escalates, basis, conditions)
    levellings = _levellings(outlay, borne)
    windows = [window_of(record.go_live_month, conditions) for record in basis.offers]
    annuities = {window: annuity(window, conditions) for window in dict.fromkeys(windows)}
    offers = []
    for index, (record, window) in enumerate(zip(basis.offers, windows, strict=True)):
        coverage, levelling = outlay.coverages[index], levellings[index]
        filled = levelling.filled_cells if levelling else frozenset()
        holes = answered_of(coverage, filled).open_holes
        holds_discount = index in discounted or coverage.lacks_discount
        any_price = any(priced[index])
        total = exact_sum(flows.values["nominal_jpy"][index])
        with_tax = sums.with_tax_by_year[index]
        bound = _bound(
            total,
            float(outlay.cut[index]) * borne.shared_part,
            float(half_ranges[index]),
            levelling,
            is_open=bool(holes),
            has_discount=holds_discount,
        )
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
                totals=_totals(flows, index, total, window, annuities, residents)
                if any_price
                else _NOTHING,
                bound=bound,
                certainty=certainty_of(
                    bound if any_price else None,
                    count_open(basis, conditions.scope, warnings, index, scenarios),
                    is_levelled=levelling is not None and bool(levelling.filled),
                ),
                coverage=coverage,
                by_item=item_figures(
                    sums,
                    index,
                    basis.model.axes.items,
                    holes,
                    open_kind(has_discount=holds_discount, levelling=levelling),
                    priced[index],
                ),
                by_business=dict(zip(flows.axes.businesses, sums.by_business[index], strict=True)),
                by_fiscal_year={year: amount for year, amount in by_year.items() if amount},
                half_ranges=HalfRanges.of_offer(borne.spread, index, flows),
                total_incl_tax_jpy=exact_sum(with_tax) if any_price else None,
                cash=cash_view(dict(zip(flows.fiscal_years, with_tax.tolist(), strict=True))),
                has_discount=index in discounted,
                is_estimated=is_extended,
                omits_escalation=index in rising,
                size=outlay.sizes[index],
                levelling=levelling,
            )
        )
    scenario = basis.questionnaire.scenarios[conditions.scenario_id]
    return Comparison(conditions, tuple(offers), flows, scenario.title, basis.issues)

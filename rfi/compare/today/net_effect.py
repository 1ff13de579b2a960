"""Net effect for the budget of the city: today − offered, tax-included, by calendar fiscal year.

Today's cost runs until go-live whether or not the city moves, so that it cancels before that
month; what an offer takes before go-live counts in the year in which it falls (method §6).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.compare.round.window import Window
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.compared_scope import CountedToday
from rfi.compare.today.course import Course, course_before, course_of_window
from rfi.compare.today.payback import paybacks_of
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet

Benefits = Mapping[str, Mapping[int, float]]
PaybackState = Literal["reached", "never_below", "not_reached", "not_claimed"]
RatioState = Literal["ratio", "no_increase", "not_chosen", "not_claimed"]
NO_BENEFITS: Benefits = {}


@dataclass(frozen=True, slots=True)
class Payback:
    """When the sum of the net amounts stays at or above 0.

    Attributes:
        state: ``not_claimed`` where the figures are only known from one side.
        fiscal_year: The year of the crossing.
        year: Which year it is from the first year of any flow, from 1.
        years: The same, interpolated.
    """

    state: PaybackState
    fiscal_year: int | None = None
    year: int | None = None
    years: float | None = None


@dataclass(frozen=True, slots=True)
class BenefitCost:
    """PV of the chosen benefits over PV of (offered − today); ``no_increase`` where that is ≤ 0."""

    state: RatioState
    ratio: Bound | None = None


@dataclass(frozen=True, slots=True)
class NetEffect:
    """Net effect of one offer; yen, tax-included, nominal, one entry a fiscal year.

    Attributes:
        offer_key, place: The offer, and the index of its letter.
        fiscal_years: From the first year of any flow to the end of the window, without gaps.
        today_before, today_after: Today's cost until go-live, and as it would go on in the window.
        offered: What the offer takes.
        benefits: Cash-releasing benefits; 0 when none are chosen.
        total: Sum of the net amounts: what the city keeps (△: pays more); ≦ under a ≧ offer.
        present_value: The same, discounted.
        payback: When the sum stays at or above 0.
        benefit_cost: Chosen benefits over what the offer costs more than today.
        debt_burden_limit_jpy: 債務負担行為の限度額 of the offer.
    """

    offer_key: str
    place: int
    fiscal_years: tuple[int, ...]
    today_before: FloatArray
    today_after: FloatArray
    offered: FloatArray
    benefits: FloatArray
    total: Bound
    present_value: Bound
    payback: Payback
    benefit_cost: BenefitCost
    debt_burden_limit_jpy: int

    @property
    def today(self) -> FloatArray:
        """Today's cost going on: until go-live and in the window."""
        return self.today_before + self.today_after

    @property
    def moved(self) -> FloatArray:
        """What is paid when the city moves: today's cost until go-live, then the offer."""
        return self.today_before + self.offered

    @property
    def net(self) -> FloatArray:
        """Today − offered + benefits."""
        return self.today_after - self.offered + self.benefits

    @property
    def cumulative(self) -> FloatArray:
        """Sum of ``net`` up to and with each year."""
        return np.cumsum(self.net)


def _on_years(years: FloatArray, course: Course | None) -> FloatArray:
    found = np.zeros(len(years))
    if course is not None:
        amounts = np.nansum(course.incl_tax_jpy, axis=0)
        index = np.searchsorted(years, course.fiscal_years)
        found[index] = amounts
    return found


def _present_value(
    amounts: FloatArray, years: FloatArray, window: Window, assumptions: AssumptionSet
) -> float:
    """Return what nominal yen of fiscal years are worth in the base year of the offer."""
    columns = {
        "amount_window_jpy": amounts,
        "fiscal_year": years,
        "window_fiscal_year": np.full_like(years, window.base_fiscal_year),
    }
    found = run_steps(columns, assumptions, steps_named("price_year", "present_value"))
    return math.fsum(found["present_value_jpy"].tolist())


def _known_as(amount: float, offered: Bound, today: Bound) -> Bound:
    """Return a net amount as known when today's and the offer's cost are known so."""
    open_end = today.minus(offered)
    return Bound(
        open_end.low - open_end.shown + amount, open_end.high - open_end.shown + amount, amount
    )


def _payback(years: FloatArray, net: FloatArray, known: Bound) -> Payback:
    found = paybacks_of(net[np.newaxis, :])
    year, exact = float(found.year[0]), float(found.years[0])
    is_certain = known.kind == "exact"
    if math.isnan(year):
        # What is not priced can only add to the cost, so a sum that stays below stays so.
        is_certain = is_certain or known.kind == "at_most"
        return Payback("not_reached" if is_certain else "not_claimed")
    if not is_certain:
        return Payback("not_claimed")
    if year == 0:
        return Payback("never_below")
    first = int(np.flatnonzero(net)[0])
    return Payback("reached", int(years[first]) + int(year) - 1, int(year), exact)


def _benefit_cost(benefits: float, increase: Bound, *, is_chosen: bool) -> BenefitCost:
    """Return PV(benefits) / PV(offered − today); an increase known from below bounds it above."""
    if not is_chosen:
        return BenefitCost("not_chosen")
    if increase.kind == "exact":
        if increase.shown <= 0:
            return BenefitCost("no_increase")
        return BenefitCost("ratio", Bound.exact(benefits / increase.shown))
    if increase.low > 0:
        ratio = benefits / increase.low
        low = benefits / increase.high if math.isfinite(increase.high) else -math.inf
        return BenefitCost("ratio", Bound(low, ratio, benefits / increase.shown))
    return BenefitCost("no_increase" if increase.high <= 0 else "not_claimed")


def _negative(bound: Bound) -> Bound:
    return Bound.exact(0).minus(bound)


def _effect(
    offer: OfferFigures,
    basis: CountedToday,
    assumptions: AssumptionSet,
    benefits: Mapping[int, float] | None,
) -> NetEffect:
    chosen = benefits or {}
    course = course_of_window(basis.today, assumptions, offer.window, basis.goes_on)
    flows = {*offer.cash.by_fiscal_year, *chosen, *course.fiscal_years.tolist()}
    years = np.arange(min(flows), max(flows) + 1).astype(np.float64)
    before = course_before(basis.today, assumptions, offer.window, int(years[0]), basis.goes_on)
    offered = np.array([offer.cash.by_fiscal_year.get(int(year), 0.0) for year in years])
    gained = np.array([chosen.get(int(year), 0.0) for year in years])
    today_after = _on_years(years, course)
    net_cost = today_after - offered
    today_known = basis.bound(0)
    ratio = _tax_ratio(offer)
    bound = offer.bound
    known = Bound(
        bound.low if math.isinf(bound.low) else bound.low * ratio,
        bound.high if math.isinf(bound.high) else bound.high * ratio,
        bound.shown * ratio,
    )
    total = math.fsum((net_cost + gained).tolist())
    present_cost = _present_value(net_cost, years, offer.window, assumptions)
    present_gain = _present_value(gained, years, offer.window, assumptions)
    of_total = _known_as(total, known, today_known)
    return NetEffect(
        offer_key=offer.offer_key,
        place=offer.place,
        fiscal_years=tuple(years.astype(np.int64).tolist()),
        today_before=_on_years(years, before),
        today_after=today_after,
        offered=offered,
        benefits=gained,
        total=of_total,
        present_value=_known_as(present_cost + present_gain, known, today_known),
        payback=_payback(years, net_cost + gained, of_total),
        benefit_cost=_benefit_cost(
            present_gain,
            _negative(_known_as(present_cost, known, today_known)),
            is_chosen=benefits is not None,
        ),
        debt_burden_limit_jpy=offer.cash.debt_burden_limit_jpy,
    )


def _tax_ratio(offer: OfferFigures) -> float:
    """Return tax-included over tax-excluded of what is priced."""
    excl, incl = offer.totals.nominal_jpy, offer.total_incl_tax_jpy
    return incl / excl if excl and incl is not None else 1.0


def net_effects(
    comparison: Comparison, found: TodayComparison, benefits: Benefits = NO_BENEFITS
) -> tuple[NetEffect | None, ...]:
    """Return the net effect of every offer; None for an offer without any price.

    Args:
        comparison: The offers of the city.
        found: Today against them.
        benefits: Offer key → fiscal year → cash-releasing yen of the city, tax-included where
            there is tax; an offer that is not a key has none chosen.
    """
    assumptions = comparison.conditions.assumptions
    return tuple(
        _effect(offer, found.basis, assumptions, benefits.get(offer.offer_key))
        if offer.totals.nominal_jpy is not None
        else None
        for offer in comparison.offers
    )

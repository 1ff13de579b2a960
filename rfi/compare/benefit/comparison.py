"""Offers side by side by what they gain residents, staff and the city's budget (method §5).

Four ledgers that are never added to each other: residents, staff capacity, city budget, service
quality. Every figure stands as claimed and after the haircut by its grade of evidence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.benefit.body import BenefitBody, benefit_body
from rfi.compare.benefit.figures import Measures, measures_of, sum_measures, window_years
from rfi.compare.benefit.lines import LineFigure, Status, line_figures
from rfi.compare.benefit.overlap import Overlap
from rfi.compare.benefit.overlaps import find_overlaps
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import Scope
from rfi.normalize.benefit.flows import benefit_flows, benefit_terms
from rfi.normalize.benefit.ledgers import HourRates, LedgerFlows, common_rates, ledger_flows
from rfi.normalize.benefit.model import BenefitModel, BoolArray, build_benefit_model
from rfi.normalize.bodies import Bodies
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.kpis import Kpi, Procedure


@dataclass(frozen=True, slots=True)
class KpiCoverage:
    """What one offer answered of the KPIs asked in scope: KPI id → status."""

    statuses: Mapping[str, Status]

    def count(self, status: Status) -> int:
        """Return the number of KPIs with that status."""
        return sum(found == status for found in self.statuses.values())

    @property
    def unanswered_share(self) -> float | None:
        """Share of asked KPIs without an answer (0–1); None when none is asked."""
        asked = len(self.statuses)
        return self.count("unanswered") / asked if asked else None


@dataclass(frozen=True, slots=True)
class OfferBenefits:
    """The effects of one offer for the body.

    Attributes:
        offer_key, place, offer_id, vendor, title: As in the comparison of costs.
        first_month, months: The window: from go-live, for the horizon.
        measures: Measure of ``MEASURES`` → figure over the window.
        lines: Its benefit lines in scope.
        coverage: KPIs answered of those asked.
        overlaps: Effects that may be counted twice; nothing is subtracted for them.
        post_hours_per_year: Yearly hours of one post.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    first_month: int
    months: int
    measures: Measures
    lines: tuple[LineFigure, ...]
    coverage: KpiCoverage
    overlaps: tuple[Overlap, ...]
    post_hours_per_year: float

    @property
    def years(self) -> float:
        """Length of the window in years."""
        return self.months / 12

    def fte(self, *, is_discounted: bool) -> float | None:
        """Return posts: the mean yearly staff hours ÷ yearly hours of a post; None if unknown."""
        staff = self.measures["staff_hours"]
        hours = staff.discounted if is_discounted else staff.claimed
        return None if hours is None else hours / self.years / self.post_hours_per_year

    def by_procedure(self) -> Mapping[str, Measures]:
        """Return procedure id → effects of the lines that name it."""
        return {
            procedure: sum_measures(line.measures for line in self.of_procedure(procedure))
            for procedure in dict.fromkeys(line.procedure_id for line in self.lines)
            if procedure
        }

    def of_procedure(self, procedure_id: str) -> tuple[LineFigure, ...]:
        """Return the lines that name a procedure."""
        return tuple(line for line in self.lines if line.procedure_id == procedure_id)

    def of_kpi(self, kpi_id: str) -> tuple[LineFigure, ...]:
        """Return the lines that answer a KPI."""
        return tuple(line for line in self.lines if line.kpi.kpi_id == kpi_id)


@dataclass(frozen=True, slots=True)
class BenefitComparison:
    """The effects of all offers under one set of conditions.

    Attributes:
        conditions: City, group, scope, assumptions.
        body: For whom they are counted.
        kpis: KPI id → KPI, those in scope, in the order asked.
        procedures: Procedure id → procedure, in the order asked.
        offers: In the order of their places.
    """

    conditions: Conditions
    body: BenefitBody
    kpis: Mapping[str, Kpi]
    procedures: Mapping[str, Procedure]
    offers: tuple[OfferBenefits, ...]

    @property
    def has_lines(self) -> bool:
        """Whether any offer has a benefit line in scope."""
        return any(offer.lines for offer in self.offers)

    @property
    def months(self) -> int:
        """Length of the window in months."""
        return int(self.conditions.assumptions.number("horizon_months"))

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """Every fiscal year of any window."""
        found = {
            year
            for offer in self.offers
            for figure in offer.measures.values()
            for year in figure.by_year
        }
        return tuple(sorted(found))


def businesses_in_scope(scope: Scope) -> frozenset[str] | None:
    """Return the businesses of which any cell is in scope; None is all."""
    return None if scope.cells is None else frozenset(business for business, _ in scope.cells)


def _in_scope(model: BenefitModel, scope: Scope) -> BoolArray | None:
    kept = businesses_in_scope(scope)
    if kept is None:
        return None
    return np.array([business in kept for business in model.lines.business], dtype=np.bool_)


def benefit_totals(
    model: BenefitModel,
    assumptions: AssumptionSet,
    bodies: Bodies,
    rates: HourRates | None = None,
    in_scope: BoolArray | None = None,
) -> LedgerFlows:
    """Return the measures of the ledgers for many bodies at once.

    Args:
        model: The benefit lines of all offers.
        assumptions: Horizon, evidence factors, hourly values, prices.
        bodies: Cities as columns.
        rates: Yen an hour of staff of each body; None takes the assumptions for all.
        in_scope: Whether each line counts; None is all.

    Returns:
        Measure → body × offer × fiscal year; hours, visits, sheets and nominal yen.
    """
    of = benefit_terms(model, assumptions, bodies, in_scope)
    used = common_rates(assumptions, len(bodies)) if rates is None else rates
    return ledger_flows(benefit_flows(of), assumptions, used)


def _coverage(kpis: Iterable[str], lines: tuple[LineFigure, ...]) -> KpiCoverage:
    """Return the best status of the lines that answer each KPI."""
    best: dict[str, Status] = dict.fromkeys(kpis, "unanswered")
    rank = ("unanswered", "incomplete", "answered")
    for line in lines:
        known = best.get(line.kpi.kpi_id)
        if known is not None and rank.index(line.status) > rank.index(known):
            best[line.kpi.kpi_id] = line.status
    return KpiCoverage(best)


def compare_benefits(answers: AnswerSet, conditions: Conditions) -> BenefitComparison:
    """Compare the effects of all accepted answers for the chosen body.

    Raises:
        KeyError: the scenario is not of this questionnaire.
    """
    assumptions = conditions.assumptions
    model = build_benefit_model(answers.tables, answers.questionnaire)
    body = benefit_body(answers.questionnaire, conditions, model.procedure_ids)
    in_scope = _in_scope(model, conditions.scope)
    of = benefit_terms(model, assumptions, body.bodies, in_scope)
    totals = ledger_flows(benefit_flows(of), assumptions, body.rates)
    lines = line_figures(of, body, assumptions, answers.tables)
    kept = businesses_in_scope(conditions.scope)
    kpis = {one.kpi_id: one for one in model.kpis if kept is None or one.business in kept}
    months = int(assumptions.number("horizon_months"))
    names = ["offer_key", "place", "offer_id", "vendor", "title"]
    records = answers.tables["offers"][names].to_dict("records")
    firsts = model.go_live.tolist()
    windows = [window_years(first, months) for first in firsts]
    measured = measures_of(totals, range(len(records)), windows)
    offers = []
    for index, record in enumerate(records):
        mine = tuple(line for line in lines if line.offer == index)
        offers.append(
            OfferBenefits(
                offer_key=record["offer_key"],
                place=record["place"],
                offer_id=record["offer_id"],
                vendor=record["vendor"],
                title=record["title"],
                first_month=firsts[index],
                months=months,
                measures=measured[index],
                lines=mine,
                coverage=_coverage(kpis, mine),
                overlaps=find_overlaps(mine),
                post_hours_per_year=assumptions.number("post_hours_per_year"),
            )
        )
    procedures = {one.procedure_id: one for one in model.procedures}
    return BenefitComparison(conditions, body, kpis, procedures, tuple(offers))

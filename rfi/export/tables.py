"""Which tables go into a file, in which order: the same for every format.

A further table needs a line in the function of its subject and, in the catalogue,
``export.sheet.<key>``, the short name of its sheet. ``export.title.<key>`` may give it another
title than on screen.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rfi.evaluation.evaluation import Evaluation
from rfi.export.today_tables import today_tables_of
from rfi.views.benefit.kpis import view_benefit_kpis, view_benefit_lines
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.overlaps import view_overlap_kinds, view_overlaps
from rfi.views.benefit.procedures import (
    PROCEDURE_MEASURES,
    view_benefit_procedures,
    view_benefit_years,
)
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.fiscal_years import view_cash, view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.cost.levelling import view_levelled_cells, view_levelling
from rfi.views.cost.statistics import view_statistics
from rfi.views.fit.causes import view_fit_causes
from rfi.views.fit.failures import view_fit_failures
from rfi.views.fit.filter import FitFilter, filtered_requirements
from rfi.views.fit.gaps import view_fit_gaps
from rfi.views.fit.matrix import view_fit_matrix
from rfi.views.fit.rates import view_fit_businesses, view_fit_rates
from rfi.views.fit.words import missing_fit
from rfi.views.intake.issues import view_issues
from rfi.views.joint.joiners import view_joiners
from rfi.views.joint.number_effect import view_number_effect
from rfi.views.joint.payments import view_payments
from rfi.views.joint.shares import view_shares
from rfi.views.joint.size_curve_chart import view_crossovers
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.service.availability import view_availability
from rfi.views.service.cells import missing_service
from rfi.views.service.ismap import view_ismap
from rfi.views.service.matrix import view_service_matrix
from rfi.views.summary.effects import view_whole_summary
from rfi.views.summary.reference_figures import view_reference_figures
from rfi.views.today.offer_ratios import view_offer_ratio_cities, view_offer_ratios

MakeTables = Callable[[Evaluation, Reading], Iterable[Table]]
ISSUES = "issues"


def _costs(e: Evaluation, reading: Reading) -> Iterable[Table]:
    yield view_whole_summary(e, reading)
    yield view_items(e, reading)
    yield view_businesses(e, reading)
    yield view_statistics(e, reading, "items")
    yield view_statistics(e, reading, "businesses")
    yield view_fiscal_years(e, reading)
    yield view_cash(e, reading)


def _levelling(e: Evaluation, reading: Reading) -> Iterable[Table]:
    if e.conditions.assumptions.choice("levelling") == "off":
        return
    yield view_levelling(e, reading)
    for place, offer in enumerate(e.costs.offers):
        if offer.levelling and offer.levelling.cells:
            yield view_levelled_cells(e, reading, place)


def _joint(e: Evaluation, reading: Reading) -> Iterable[Table]:
    if e.joint_use:
        yield view_shares(e, reading)
        yield view_payments(e, reading)
        yield view_joiners(e, reading)
    if e.number_effect:
        yield view_number_effect(e, reading)
    if e.size_curves and e.size_curves.crossovers:
        yield view_crossovers(e, reading)


def _today(e: Evaluation, reading: Reading) -> Iterable[Table]:
    yield from today_tables_of(e, reading)
    surveys = e.ratio_surveys(reading.tax)
    if any(survey.codes for survey in surveys):
        yield view_offer_ratios(e, reading, surveys)
        yield view_offer_ratio_cities(e, reading, surveys)


def _benefits(e: Evaluation, reading: Reading) -> Iterable[Table]:
    benefits = e.benefits
    if not benefits.has_lines:
        return
    yield view_benefit_ledgers(e, reading)
    yield view_benefit_kpis(e, reading)
    for measure in PROCEDURE_MEASURES:
        # A table a measure: each is named by it, as a sheet and as a file.
        table = view_benefit_procedures(e, reading, measure)
        yield replace(table, key=f"benefit_procedures_{measure}")
    yield view_benefit_years(e, reading)
    yield view_overlap_kinds(e, reading)
    yield view_overlaps(e, reading)
    # Every line of an offer with its evidence and its place in the answer.
    for place, offer in enumerate(benefits.offers):
        if offer.lines:
            yield view_benefit_lines(e, reading, place)


def _fit(e: Evaluation, reading: Reading) -> Iterable[Table]:
    fit, asked = e.fit, e.questionnaire
    if missing_fit(fit, asked):
        return
    yield view_fit_rates(e, reading)
    yield view_fit_businesses(e, reading)
    yield view_fit_failures(e, reading)
    yield view_fit_causes(e, reading)
    yield view_fit_gaps(e, reading)
    every = filtered_requirements(fit, FitFilter())
    yield view_fit_matrix(e, reading, every, with_remarks=True)


def _service_levels(e: Evaluation, reading: Reading) -> Iterable[Table]:
    levels = e.service_levels
    if not missing_service(levels):
        yield view_availability(e, reading)
        yield view_ismap(e, reading)
        yield view_service_matrix(e, reading)


def _references(_: Evaluation, reading: Reading) -> Iterable[Table]:
    yield view_reference_figures(reading)


def _issues(e: Evaluation, reading: Reading) -> Iterable[Table]:
    yield view_issues(e.costs.issues, reading)


SECTIONS: tuple[MakeTables, ...] = (
    _costs,
    _levelling,
    _joint,
    _today,
    _benefits,
    _fit,
    _service_levels,
    _references,
    _issues,
)


def tables_of(evaluation: Evaluation, reading: Reading) -> tuple[Table, ...]:
    """Return the tables of a file that have any row, in the order of ``SECTIONS``; issues last.

    The list of issues stays in even when it is empty: that nothing was found is a finding.
    """
    made = (table for tables in SECTIONS for table in tables(evaluation, reading))
    return tuple(table for table in made if table.rows or table.key == ISSUES)

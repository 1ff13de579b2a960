"""Which tables go into a file, in which order: the same for every format.

A further table needs a line in the function of its subject and, in the catalogue,
``export.sheet.<key>``, the short name of its sheet. ``export.title.<key>`` may give it another
title than on screen.
"""

from collections.abc import Callable, Iterable

from rfi.evaluation.evaluation import Evaluation
from rfi.export.benefit_tables import benefit_tables
from rfi.export.today_tables import today_tables_of
from rfi.text.wording import Lang
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
from rfi.views.joint.joint_use import view_joiners, view_number_effect, view_payments, view_shares
from rfi.views.joint.size_curve_chart import view_crossovers
from rfi.views.look.display import STANDARD, Display
from rfi.views.look.table import Table
from rfi.views.service.availability import view_availability
from rfi.views.service.cells import missing_service
from rfi.views.service.ismap import view_ismap
from rfi.views.service.matrix import view_service_matrix
from rfi.views.summary.effects import view_whole_summary
from rfi.views.summary.reference_figures import view_reference_figures
from rfi.views.today.offer_ratios import view_offer_ratio_cities, view_offer_ratios

MakeTables = Callable[[Evaluation, Lang, Display], Iterable[Table]]
ISSUES = "issues"


def _costs(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    yield view_whole_summary(e, lang, display)
    yield view_items(e.costs, e.questionnaire, lang, display)
    yield view_businesses(e.costs, e.questionnaire, lang, display)
    yield view_statistics(e.costs, e.basis, lang, display, "items")
    yield view_statistics(e.costs, e.basis, lang, display, "businesses")
    yield view_fiscal_years(e.costs, lang, display)
    yield view_cash(e.costs, lang, display)


def _levelling(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    if e.conditions.assumptions.choice("levelling") == "off":
        return
    yield view_levelling(e.costs, lang, display.unit)
    for place, offer in enumerate(e.costs.offers):
        if offer.levelling and offer.levelling.cells:
            yield view_levelled_cells(e.costs, e.questionnaire, place, lang, display.unit)


def _joint(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    if e.joint_use:
        yield view_shares(e.costs, e.joint_use, lang, display.unit)
        yield view_payments(e.costs, e.joint_use, lang)
        yield view_joiners(e.costs, e.joint_use, lang, display.unit)
    if e.number_effect:
        yield view_number_effect(e.costs, e.number_effect, lang, display.unit)
    if e.size_curves and e.size_curves.crossovers:
        yield view_crossovers(e.costs, e.size_curves, lang, display.unit)


def _today(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    yield from today_tables_of(e, lang, display)
    surveys = e.ratio_surveys(display.tax)
    if any(survey.codes for survey in surveys):
        yield view_offer_ratios(e.costs, surveys, lang, display)
        yield view_offer_ratio_cities(e.costs, surveys, lang, display)


def _benefits(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    yield from benefit_tables(e.benefits, e.questionnaire, lang, display)


def _fit(e: Evaluation, lang: Lang, display: Display) -> Iterable[Table]:
    fit, asked = e.fit, e.questionnaire
    if missing_fit(fit, asked):
        return
    yield view_fit_rates(fit, asked, lang)
    yield view_fit_businesses(fit, asked, lang)
    yield view_fit_failures(fit, asked, lang, display)
    yield view_fit_causes(fit, lang, display)
    yield view_fit_gaps(fit, asked, lang, display)
    every = filtered_requirements(fit, FitFilter())
    yield view_fit_matrix(fit, asked, every, lang, display, with_remarks=True)


def _service_levels(e: Evaluation, lang: Lang, _: Display) -> Iterable[Table]:
    levels = e.service_levels
    if not missing_service(levels):
        yield view_availability(levels, lang)
        yield view_ismap(levels, lang)
        yield view_service_matrix(levels, lang)


def _references(_: Evaluation, lang: Lang, __: Display) -> Iterable[Table]:
    yield view_reference_figures(lang)


def _issues(e: Evaluation, lang: Lang, _: Display) -> Iterable[Table]:
    yield view_issues(e.costs.issues, lang)


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


def tables_of(evaluation: Evaluation, lang: Lang, display: Display = STANDARD) -> tuple[Table, ...]:
    """Return the tables of a file that have any row, in the order of ``SECTIONS``; issues last.

    The list of issues stays in even when it is empty: that nothing was found is a finding.
    """
    made = (table for tables in SECTIONS for table in tables(evaluation, lang, display))
    return tuple(table for table in made if table.rows or table.key == ISSUES)

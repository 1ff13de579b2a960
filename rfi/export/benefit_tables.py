"""The tables of effects that go into files."""

from dataclasses import replace

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang
from rfi.views.benefit.kpis import view_benefit_kpis, view_benefit_lines
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.overlaps import view_overlap_kinds, view_overlaps
from rfi.views.benefit.procedures import (
    PROCEDURE_MEASURES,
    view_benefit_procedures,
    view_benefit_years,
)
from rfi.views.look.display import STANDARD, Display
from rfi.views.look.table import Table


def benefit_tables(
    benefits: BenefitComparison,
    questionnaire: Questionnaire,
    lang: Lang,
    display: Display = STANDARD,
) -> tuple[Table, ...]:
    """Return the tables of effects as on screen; none where no offer answers any effect."""
    if not benefits.has_lines:
        return ()
    return (
        view_benefit_ledgers(benefits, lang, display),
        view_benefit_kpis(benefits, questionnaire, lang, display),
        *(
            # A table a measure: each is named by it, as a sheet and as a file.
            replace(
                view_benefit_procedures(benefits, questionnaire, measure, lang, display),
                key=f"benefit_procedures_{measure}",
            )
            for measure in PROCEDURE_MEASURES
        ),
        view_benefit_years(benefits, lang, display),
        view_overlap_kinds(benefits, lang, display),
        view_overlaps(benefits, questionnaire, lang, display),
        # Every line of an offer with its evidence and its place in the answer.
        *(
            view_benefit_lines(benefits, place, lang, display)
            for place, offer in enumerate(benefits.offers)
            if offer.lines
        ),
    )

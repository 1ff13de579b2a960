"""効果: what its page and every file show."""

from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.benefit.arrows import PICTURES
from rfi.views.benefit.bars import figure_benefit_hours
from rfi.views.benefit.before_after_chart import figure_before_after
from rfi.views.benefit.effect_bands import picture_effects
from rfi.views.benefit.kpis import view_benefit_kpis, view_benefit_lines
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.measures import BASES, PERIODS, measure_title
from rfi.views.benefit.overlaps import view_overlap_kinds, view_overlaps
from rfi.views.benefit.procedures import (
    PROCEDURE_MEASURES,
    view_benefit_procedures,
    view_benefit_years,
)
from rfi.views.look.choices import of_offer, switch, worded
from rfi.views.look.contents import Choice, Content, Contents
from rfi.views.look.needed import Missing, answers_needed


def missing_effects(evaluation: Evaluation) -> Missing:
    """Return why there are no effects to compare; "" if there are."""
    if evaluation.benefits.has_lines:
        return ""
    if not evaluation.questionnaire.kpi_ids:
        return "not_asked"
    return "not_answered" if evaluation.benefits.kpis else "out_of_scope"


def _answering(evaluation: Evaluation) -> Sequence[int]:
    """Return the indexes of the offers that answer any effect."""
    offers = enumerate(evaluation.benefits.offers)
    return [index for index, offer in offers if offer.lines]


_LINES = answers_needed(missing_effects, "benefits")
_DIFFERENCES = switch("differences_only", "benefit_differences", "costs.differences")
_PERIOD = Choice(
    "period",
    "benefit_period",
    "benefits.period",
    lambda _: PERIODS,
    worded("benefits.period"),
    filed=lambda _: PERIODS[:1],
    reason="the whole period is the mean of a year times its years",
)
_BASIS = Choice(
    "basis",
    "benefit_basis",
    "benefits.basis",
    lambda _: BASES,
    worded("benefits.basis"),
    suffix=lambda basis: "" if basis == BASES[0] else f"_{basis}",
)
_MEASURE = Choice(
    "measure",
    "benefit_measure",
    "benefits.measure",
    lambda _: tuple(PROCEDURE_MEASURES),
    lambda measure, _, reading: measure_title(measure, reading.lang),
    suffix=lambda measure: f"_{measure}",
)
_PICTURE = Choice(
    "picture",
    "benefit_picture",
    "benefits.picture",
    lambda _: PICTURES,
    lambda name, _, reading: text(f"app.benefits.picture.{name}", reading.lang),
)
_LEDGERS = Content(
    "ledgers", view_benefit_ledgers, needs=_LINES, choices=(_PERIOD,), level="public"
)

CONTENTS = Contents(
    "benefits",
    (
        Content(
            "ledgers",
            picture=picture_effects,
            of=_LEDGERS,
            needs=_LINES,
            choices=(_PERIOD,),
            level="public",
        ),
        _LEDGERS,
        Content("ledgers", figure=figure_benefit_hours, needs=_LINES, level="public"),
        Content("kpis", view_benefit_kpis, needs=_LINES, choices=(_DIFFERENCES,), level="public"),
        Content(
            "procedures",
            view_benefit_procedures,
            needs=_LINES,
            choices=(_MEASURE, _PERIOD, _BASIS, _DIFFERENCES),
            level="public",
        ),
        Content(
            "pictures",
            figure=figure_before_after,
            needs=_LINES,
            choices=(_PICTURE,),
            nothing="benefits.no_picture",
            level="public",
        ),
        Content("years", view_benefit_years, needs=_LINES, choices=(_BASIS,), level="public"),
        Content("overlaps", view_overlap_kinds, needs=_LINES, level="public"),
        Content("overlaps", view_overlaps, needs=_LINES, level="public"),
        Content(
            "lines",
            view_benefit_lines,
            needs=_LINES,
            choices=(_PERIOD, of_offer("benefit_offer", "benefits.offer", _answering)),
            level="meeting",
        ),
    ),
)

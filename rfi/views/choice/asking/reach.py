"""The cells to ask about first as bands: between which prices each lies, what a reply spares."""

from html import escape

from rfi.analysis.asking.constants import QUESTIONS_AT_ONCE
from rfi.analysis.asking.open_cells import Asking, OpenCell
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.choice.asking.words import (
    LEAST_TOLD_JPY,
    amount_words,
    business_words,
    cell_words,
    hole_words,
)
from rfi.views.look.band.axis import Axis, axis_from_zero
from rfi.views.look.band.marks import letter_mark
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading


def _answer(evaluation: Evaluation, asking: Asking, lang: Lang) -> str:
    """Return what asking is worth in one sentence."""
    worth = asking.worth
    if not asking.cells:
        return text("choice.ask.answer.complete", lang)
    if worth.least is None or not asking.ranked:
        return text("choice.ask.answer.unknown", lang, count=len(asking.cells))
    first, value = asking.ranked[0]
    if max(worth.regret, value) < LEAST_TOLD_JPY:
        return text("choice.ask.answer.nothing", lang, count=len(asking.asked))
    return text(
        "choice.ask.answer",
        lang,
        regret=amount_words(max(worth.regret, value), lang),
        letter=look_of(evaluation.costs.offers[first.offer]).letter,
        cell=cell_words(evaluation.questionnaire, first, lang),
        value=amount_words(value, lang),
    )


def _reach(axis: Axis, scale: Scale, one: OpenCell) -> str:
    """Return the line from the low to the high price with its middle."""
    low, high = axis.at(one.low), axis.at(one.high)
    style = f"left:{low}%;width:{round(max(high - low, 0.3), 2)}%"
    middle = tag("span", "", "rfi-now-line", f"left:{axis.at(one.middle)}%")
    printed = f"{scale.label(one.low)}〜{scale.label(one.high)}"
    beside = said(printed, "rfi-dot-words rfi-right-of", f"left:{high}%")
    return axis.grid + tag("span", "", "rfi-stays", style) + middle + beside


def picture_asking(evaluation: Evaluation, reading: Reading) -> Picture:
    """Return one band a cell to ask about: whose, what is open, between which prices it lies.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis (figures are tax-excluded).
    """
    lang, asking = reading.lang, evaluation.choices.asking
    ranked = asking.ranked[:QUESTIONS_AT_ONCE]
    ends = [one.high for one, _ in ranked]
    scale = scale_of(ends)
    # Room for the figures beside the longest line.
    axis = axis_from_zero([1.25 * max(ends, default=1.0)], scale)
    heading = said(text("choice.ask.axis", lang, unit=scale.title(lang)))
    head = band(
        (
            cell(said(text("choice.ask.column.cell", lang)), "rfi-left"),
            cell(heading + tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
            cell(said(text("choice.ask.column.value", lang)), "rfi-figure"),
        ),
        "rfi-bands-head",
    )
    bands = []
    for one, value in ranked:
        business, item = one.cell
        name = tag("b", escape(evaluation.questionnaire.items[item]))
        where = business_words(evaluation.questionnaire, business, lang)
        below = said(
            text("choice.ask.below", lang, business=where, hole=hole_words(one, lang)), "rfi-below"
        )
        mark = letter_mark(evaluation.costs.offers[one.offer])
        bands.append(
            band(
                (
                    cell(mark + tag("span", name + below, "rfi-names"), "rfi-left"),
                    cell(_reach(axis, scale, one), "rfi-track"),
                    cell(said(amount_words(value, lang)), "rfi-figure"),
                )
            )
        )
    foot = tag("p", escape(text("choice.ask.foot", lang)), "rfi-notes") if ranked else ""
    rows = head + "".join(bands) if ranked else ""
    html = tag("div", rows + foot, "rfi-bands rfi-ask-bands")
    caption = chart_caption(evaluation.costs, Reading(lang))
    return Picture("asking", _answer(evaluation, asking, lang), caption, html)

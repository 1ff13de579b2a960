"""Totals in large figures, each beside what it was under the conditions that were pinned."""

from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.band.axis import Axis, axis_from_zero
from rfi.views.look.band.marks import offer_name, signed, whole_certainty_chip
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.captions import whose_words
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.estimate_marks import total_sign
from rfi.views.look.reading import Reading, tax_title
from rfi.views.look.totals import known_total_of

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Change:
    """How far the total of one offer moved.

    Attributes:
        amount: This − before in the unit of the picture, or why there is none.
        part: Its part of the total before; "" where there is none.
        is_open: Whether either side leaves something out.
        moves: Whether there is a difference to tell.
    """

    amount: str
    part: str
    is_open: bool
    moves: bool


def changed(
    now: OfferFigures, before: OfferFigures | None, reading: Reading, scale: Scale
) -> Change:
    """Return the change of one offer's total; ``before`` is None where the offer was not there."""
    lang = reading.lang
    total = known_total_of(now, reading)
    base = None if before is None else known_total_of(before, reading)
    if total is None or base is None or before is None:
        return Change(text("view.not_estimable", lang), "", is_open=True, moves=False)
    value = total - base
    amount = signed(value, scale.label(value), lang)
    part = format_number(value / base * _PERCENT) if base else ""
    is_open = now.bound.kind != "exact" or before.bound.kind != "exact"
    moves = scale.label(value).strip("0.△") != ""
    return Change(amount, f"{signed(value, part, lang)}%" if part else "", is_open, moves)


def by_key(comparison: Comparison) -> dict[str, OfferFigures]:
    """Return the offers by their keys."""
    return {offer.offer_key: offer for offer in comparison.offers}


def _bars(axis: Axis, total: float | None, base: float | None, *, is_open: bool) -> str:
    parts = [axis.grid]
    if base is not None:
        parts.append(tag("span", "", "rfi-pinned", f"left:0;width:{axis.width(base)}%"))
    if total is not None:
        look = "rfi-segment rfi-initial"
        parts.append(tag("span", "", look, f"left:0;width:{axis.width(total)}%"))
        if is_open:
            parts.append(tag("span", "", "rfi-ragged", f"left:{axis.width(total)}%"))
    return "".join(parts)


def _change_cell(change: Change, lang: Lang) -> str:
    look = "rfi-gap rfi-open" if change.is_open else "rfi-gap"
    is_known = change.moves or bool(change.part)
    same = text("view.meeting.same", lang) if is_known else text("view.none", lang)
    words = change.amount if change.moves else same
    return said(words, look) + said(change.part if change.moves else "", "rfi-below")


def picture_totals(evaluation: Evaluation, reading: Reading, base: Evaluation) -> Picture:
    """Return one band an offer: the total now, its change since the baseline, both as bars.

    Args:
        evaluation: The round under the conditions that hold now.
        reading: Language, unit and tax basis.
        base: The same round under the conditions that were pinned.
    """
    comparison, before, lang = evaluation.costs, by_key(base.costs), reading.lang
    totals = [known_total_of(offer, reading) for offer in comparison.offers]
    bases = [
        known_total_of(before[offer.offer_key], reading) if offer.offer_key in before else None
        for offer in comparison.offers
    ]
    scale = scale_of(value for value in (*totals, *bases) if value is not None)
    axis = axis_from_zero([value for value in (*totals, *bases) if value is not None], scale)
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    unit = scale.title(lang)
    head = band(
        (
            cell(said(text("view.bands.offer", lang)), ""),
            cell(said(text("view.meeting.total", lang, months=months)), "rfi-right"),
            cell(
                said(text("view.meeting.change", lang))
                + said(text("view.meeting.change.below", lang, unit=unit), "rfi-below"),
                "rfi-right",
            ),
            cell(
                said(text("view.meeting.bars", lang, unit=unit))
                + tag("span", axis.heading(), "rfi-ticks"),
                "rfi-track",
            ),
        ),
        "rfi-bands-head",
    )
    rows = []
    for index, offer in enumerate(comparison.offers):
        total, old = totals[index], bases[index]
        change = changed(offer, before.get(offer.offer_key), reading, scale)
        if total is None:
            amount = said(text("view.not_estimable", lang), "rfi-chip rfi-none")
        else:
            printed = total_sign(offer).replace("〜", "") + scale.label(total)
            amount = tag("span", said(printed) + said(unit, "rfi-unit"), "rfi-amount")
        is_open = offer.bound.kind in {"at_least", "unknown"}
        rows.append(
            band(
                (
                    cell(
                        offer_name(comparison, index, below=whole_certainty_chip(offer, lang)),
                        "rfi-who",
                    ),
                    cell(amount, "rfi-right"),
                    cell(_change_cell(change, lang), "rfi-right"),
                    cell(_bars(axis, total, old, is_open=is_open), "rfi-track"),
                )
            )
        )
    title = text("view.meeting.title", lang, whose=whose_words(comparison, lang))
    caption = text("view.meeting.caption", lang, unit=unit, tax=tax_title(reading.tax, lang))
    html = tag("div", head + "".join(rows), "rfi-bands rfi-meeting-bands")
    return Picture("meeting", title, caption, html)

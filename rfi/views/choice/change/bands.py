"""The change of every total as one band an offer: how far, and by which causes."""

from collections.abc import Sequence
from html import escape

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.split import TotalChange
from rfi.evaluation.change import RoundChange
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.choice.change.parts import changes_by_place, new_words
from rfi.views.look.band.axis import Axis, axis_around
from rfi.views.look.band.marks import offer_name, signed
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading


def _amount(scale: Scale, amount: float, lang: Lang) -> str:
    return signed(amount, scale.label(amount), lang)


def _causes(one: TotalChange, scale: Scale, lang: Lang) -> str:
    """Return the causes that moved the total, the largest first."""
    moved = sorted(
        ((cause, part) for cause, part in one.parts.items() if part), key=lambda two: -abs(two[1])
    )
    parts = [
        f"{text(f'choice.change.{cause}', lang)} {_amount(scale, part, lang)}"
        for cause, part in moved
    ]
    return text("list.separator", lang).join(parts)


def _bars(axis: Axis, one: TotalChange) -> str:
    """Return the parts in their order, each from where the one before it ended."""
    spans = [tag("span", "", "rfi-zero", f"left:{axis.at(0.0)}%")]
    start = 0.0
    for cause in CAUSES:
        end = start + one.parts[cause]
        left, right = sorted((axis.at(start), axis.at(end)))
        look = "rfi-swing rfi-swing-high" if end > start else "rfi-swing rfi-swing-low"
        if end != start:
            style = f"left:{left}%;width:{round(max(right - left, 0.3), 2)}%"
            spans.append(tag("span", "", look, style))
        start = end
    spans.append(tag("span", "", "rfi-now-line", f"left:{axis.at(float(one.change))}%"))
    return axis.grid + "".join(spans)


def _reach(found: Sequence[TotalChange]) -> float:
    """Return how far any total lies from the last one on its way."""
    farthest = 0.0
    for one in found:
        at = 0.0
        for part in one.parts.values():
            at += part
            farthest = max(farthest, abs(at))
    return farthest


def _answer(
    evaluation: Evaluation, change: RoundChange, found: Sequence[TotalChange], lang: Lang
) -> str:
    moved = [one for one in found if one.change]
    if not found:
        return text("choice.change.answer.none", lang)
    if not moved:
        return text("choice.change.answer.same", lang, count=len(found))
    most = max(moved, key=lambda one: abs(one.change))
    cause = max(most.parts, key=lambda name: abs(most.parts[name]))
    scale = scale_of([float(most.change), float(most.parts[cause])])
    place = change.after.offer(most.offer_key).place
    letter = next(look_of(one).letter for one in evaluation.costs.offers if one.place == place)
    return text(
        "choice.change.answer",
        lang,
        moved=len(moved),
        count=len(found),
        letter=letter,
        amount=_amount(scale, most.change, lang),
        unit=scale.title(lang),
        cause=text(f"choice.change.{cause}", lang),
        part=_amount(scale, most.parts[cause], lang),
    )


def picture_round_change(
    evaluation: Evaluation, reading: Reading, change: RoundChange | None
) -> Picture | None:
    """Return one band an offer: the change of its total, by the causes in their order.

    Args:
        evaluation: This round under its conditions.
        reading: Language, unit and tax basis (figures are tax-excluded).
        change: Since the last round; None while none is chosen.
    """
    if change is None:
        return None
    lang, by_place = reading.lang, changes_by_place(change)
    offers = evaluation.costs.offers
    found = [by_place[offer.place] for offer in offers if offer.place in by_place]
    caption = chart_caption(evaluation.costs, Reading(lang))
    answer = _answer(evaluation, change, found, lang)
    if not any(one.change or any(one.parts.values()) for one in found):
        # Nothing moved: there is nothing to draw.
        return Picture("round_change", answer, caption, "")
    scale = scale_of([_reach(found)])
    axis = axis_around(_reach(found), scale)
    heading = said(text("choice.change.axis", lang, unit=scale.title(lang)))
    head = band(
        (
            cell(said(text("term.offer", lang)), "rfi-who"),
            cell(said(text("choice.change.change", lang)), "rfi-left"),
            cell(heading + tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
        ),
        "rfi-bands-head",
    )
    bands = []
    for index, offer in enumerate(offers):
        one = by_place.get(offer.place)
        if one is None:
            words, line = tag("b", escape(new_words(change, offer.place, lang))), axis.grid
        else:
            shown = f"{_amount(scale, one.change, lang)} {scale.title(lang)}"
            causes = _causes(one, scale, lang) or text("choice.change.unmoved", lang)
            words = tag("b", escape(shown)) + said(causes, "rfi-others")
            line = _bars(axis, one)
        bands.append(
            band(
                (
                    cell(offer_name(evaluation.costs, index), "rfi-who"),
                    cell(words, "rfi-left"),
                    cell(line, "rfi-track"),
                )
            )
        )
    foot = tag("p", escape(text("choice.change.foot", lang)), "rfi-notes")
    html = tag("div", head + "".join(bands) + foot, "rfi-bands rfi-change-bands")
    return Picture("round_change", answer, caption, html)

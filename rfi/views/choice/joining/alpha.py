"""For which share divided equally everybody stays in, offer by offer, on one line each."""

from html import escape

from rfi.analysis.choice.joining import OfferJoining
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.choice.joining.words import coalition_words, percent, yearly_words
from rfi.views.look.band.marks import offer_name
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.captions import chart_caption
from rfi.views.look.needed import needed
from rfi.views.look.reading import Reading

_PERCENT = 100
_TICKS = (0, 25, 50, 75, 100)


def _interval_words(evaluation: Evaluation, found: OfferJoining, lang: Lang) -> str:
    """Return the shares divided equally that keep everybody in, or who clash."""
    interval = found.interval
    if interval is None:
        return text(f"choice.joining.{found.state}", lang)
    if not interval.is_empty:
        low, high = percent(interval.low), percent(interval.high)
        return text("choice.joining.interval", lang, low=low, high=high)
    cities = needed(evaluation.choices.joining).prices.cities
    names = [coalition_words(members, cities, lang) for members in interval.clashing]
    if len(names) == 1:
        return text("choice.joining.never", lang, names=names[0])
    return text("choice.joining.clash", lang, first=names[0], second=names[1])


def _now_words(evaluation: Evaluation, found: OfferJoining, reading: Reading) -> str:
    """Return who would leave at the share in force, and by how much a year."""
    lang = reading.lang
    core = found.rule("mixed").core if found.rules else None
    if core is None:
        return text("choice.joining.open.why", lang) if found.state == "open" else ""
    joining = needed(evaluation.choices.joining)
    now = percent(joining.equal_ratio)
    if not core.objecting:
        return text("choice.joining.now.nobody", lang, now=now)
    return text(
        "choice.joining.now.leaves",
        lang,
        now=now,
        names=coalition_words(core.objecting[0], joining.prices.cities, lang),
        amount=yearly_words(evaluation, core.objection_jpy[0], reading),
    )


def _line(found: OfferJoining, equal_ratio: float) -> str:
    """Return the line from 0 to 100 % with the stretch that keeps everybody in, and the present."""
    parts = [tag("span", "", "rfi-line", f"left:{tick}%") for tick in _TICKS]
    interval = found.interval
    if interval is not None and not interval.is_empty:
        left, width = interval.low * _PERCENT, (interval.high - interval.low) * _PERCENT
        style = f"left:{round(left, 2)}%;width:{round(max(width, 0.4), 2)}%"
        parts.append(tag("span", "", "rfi-stays", style))
    if interval is not None:
        parts.append(tag("span", "", "rfi-now-line", f"left:{round(equal_ratio * _PERCENT, 2)}%"))
    return "".join(parts)


def picture_joining(evaluation: Evaluation, reading: Reading) -> Picture:
    """Return one band an offer: for which share divided equally nobody would rather leave."""
    lang, joining = reading.lang, needed(evaluation.choices.joining)
    judged = [one for one in joining.offers if one.interval is not None]
    held = [one for one in judged if one.interval is not None and not one.interval.is_empty]
    names = text("list.separator", lang).join(city.name for city in joining.prices.cities[:4])
    name = "answer" if held else "answer.nowhere" if judged else "answer.none"
    title = text(
        f"choice.joining.{name}",
        lang,
        count=len(joining.prices.cities),
        names=names,
        judged=len(judged),
        held=len(held),
    )
    ticks = "".join(said(f"{tick}%", "rfi-tick", f"left:{tick}%") for tick in _TICKS)
    heading = said(text("choice.joining.axis", lang)) + tag("span", ticks, "rfi-ticks")
    head = band(
        (
            cell(said(text("term.offer", lang)), "rfi-who"),
            cell(said(text("choice.joining.who.column", lang)), "rfi-left"),
            cell(heading, "rfi-track"),
        ),
        "rfi-bands-head",
    )
    bands = []
    for index, found in enumerate(joining.offers):
        words = tag("b", escape(_interval_words(evaluation, found, lang)))
        below = said(_now_words(evaluation, found, reading), "rfi-others")
        bands.append(
            band(
                (
                    cell(offer_name(evaluation.costs, index), "rfi-who"),
                    cell(words + below, "rfi-left"),
                    cell(_line(found, joining.equal_ratio), "rfi-track"),
                )
            )
        )
    foot = tag("p", escape(text("choice.joining.foot", lang)), "rfi-notes")
    html = tag("div", head + "".join(bands) + foot, "rfi-bands rfi-joining-bands")
    whose = text("view.whose.members", lang, count=len(joining.prices.cities))
    caption = chart_caption(evaluation.costs, Reading(lang), whose)
    return Picture("joining", title, caption, html)

"""The cells of one band of the summary: total, difference, parts of it, effects."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.band.axis import Axis
from rfi.views.look.band.marks import certainty_chip, difference
from rfi.views.look.band.picture import cell, code_of_figure, figure, remark_html, said, tag
from rfi.views.look.estimate_marks import NOT_QUOTED
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, Row, Table
from rfi.views.look.totals import total_of

# What differences are held against where it is no offer.
TODAY = -1
PHASES = (("initial", "rfi-initial"), ("recurring", "rfi-running"), ("exit", "rfi-exit"))
HOURS = ("staff_hours", "resident_hours")
_PERCENT = 100
# A part of a bar narrower than this has its figure elsewhere, per cent of the picture.
_NARROW = 9.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the bands are drawn from.

    Attributes:
        evaluation, reading: What is shown, and how.
        table: The summary, of which every figure is taken.
        rows: Its rows by key.
        axis: The one scale of all bars.
        base: Index of the offer that differences are held against, or ``TODAY``.
    """

    evaluation: Evaluation
    reading: Reading
    table: Table
    rows: Mapping[str, Row]
    axis: Axis
    base: int

    @property
    def lang(self) -> Lang:
        """Language."""
        return self.reading.lang

    def word(self, name: str, **facts: object) -> str:
        """Return a wording of the picture."""
        return text(f"view.bands.{name}", self.lang, **facts)

    def shown(self, key: str, index: int) -> tuple[str, str]:
        """Return a cell of the summary as printed, and its note; "" where it is not asked."""
        row = self.rows.get(key)
        if row is None:
            return "", ""
        found = row.cells[index]
        return self.table.shown(row, found), found.note

    def bound(self, index: int) -> Bound | None:
        """Return the total of an offer on the tax basis that is read."""
        offer = self.evaluation.costs.offers[index]
        total, nominal = total_of(offer, self.reading), offer.totals.nominal_jpy
        if total is None or nominal is None:
            return None
        part = total / nominal if nominal else 1.0
        found = offer.bound
        low, high = (end if math.isinf(end) else end * part for end in (found.low, found.high))
        return Bound(low, high, found.shown * part)


def amount(drawn: Drawn, index: int) -> str:
    """Return the total in large figures with its sign, and how sure it is."""
    lang, scale = drawn.lang, drawn.axis.scale
    offer = drawn.evaluation.costs.offers[index]
    chip = certainty_chip(offer, lang)
    found = drawn.rows["total"].cells[index]
    if found.value is None:
        nothing = said(text("view.none", lang), "rfi-amount")
        return nothing + remark_html(found.mark) + chip
    printed = scale.label(found.value)
    if found.sign == INTERVAL and found.high is not None:
        printed += INTERVAL + scale.label(found.high)
    else:
        printed = found.sign + printed
    holes = sum(len(cells) for cells in offer.open_holes.values())
    lacking = said(drawn.word("holes", count=holes), "rfi-aside") if holes else ""
    unit = said(scale.title(lang), "rfi-unit")
    figures = figure(said(printed), code_of_figure(look_of(offer).letter))
    return tag("span", figures + unit + remark_html(found.mark), "rfi-amount") + tag(
        "span", lacking + chip, "rfi-below"
    )


def against(drawn: Drawn, index: int) -> str:
    """Return this − base, or that it is the base."""
    lang, scale = drawn.lang, drawn.axis.scale
    if index == drawn.base:
        return said(drawn.word("base"), "rfi-base")
    mine = drawn.bound(index)
    if drawn.base == TODAY and drawn.evaluation.today is not None:
        pair = drawn.evaluation.today.offers[index].total[drawn.reading.tax]
        found, base = pair.difference, pair.before.shown
        running = drawn.evaluation.today.offers[index].running[drawn.reading.tax].ratio
        more = "" if running is None else drawn.word("times", times=_times(running))
    else:
        other = drawn.bound(drawn.base)
        found = None if mine is None or other is None else mine.minus(other)
        base, more = (other.shown if other else 0.0), ""
        if mine is not None and other is not None and "exact" not in {mine.kind, other.kind}:
            more = drawn.word("both_open")
    if found is None:
        return said(text("view.none", lang), "rfi-gap")
    return difference(found, base, scale, lang, more)


def _times(ratio: Bound) -> str:
    sign = ratio.sign if ratio.kind != "between" else ""
    return sign + format_number(ratio.shown, 2)


def bar(drawn: Drawn, index: int) -> str:
    """Return the parts of the total on the common scale, or why there is no figure."""
    axis, lang = drawn.axis, drawn.lang
    offer = drawn.evaluation.costs.offers[index]
    if offer.totals.nominal_jpy is None:
        return axis.grid + said(_why_not(offer, lang), "rfi-reason")
    parts, at, small = [], 0.0, []
    for key, look in PHASES:
        found = drawn.rows[key].cells[index]
        amount = found.value or 0.0
        width = axis.width(amount)
        sign = found.sign.replace(INTERVAL, "")
        inner = ""
        if width > _NARROW:
            inner = said(sign + axis.scale.brief(amount)) + remark_html(found.mark)
        else:
            words = found.text if found.value is None else sign + axis.scale.label(amount)
            small.append(drawn.word("small", part=drawn.word(key), amount=words + found.mark))
        parts.append(
            tag("span", inner, f"rfi-segment {look}", f"left:{round(at, 2)}%;width:{width}%")
        )
        at += width
    if offer.bound.kind in {"at_least", "unknown"}:
        parts.append(tag("span", "", "rfi-ragged", f"left:{round(at, 2)}%"))
    if offer.bound.kind == "at_least":
        small.append(drawn.word("and_more"))
    levelled = offer.levelling
    if levelled is not None and levelled.filled:
        share = format_number(levelled.share * _PERCENT, 1)
        small.append(text("view.levelled", lang, share=share))
    below = said(text("view.band_separator", lang).join(small), "rfi-small") if small else ""
    return axis.grid + "".join(parts) + below


def _why_not(offer: OfferFigures, lang: Lang) -> str:
    if offer.size.group == NOT_QUOTED:
        return text("view.bands.no_group", lang)
    if offer.size.size == NOT_QUOTED:
        return text("view.bands.no_size", lang)
    return text("view.no_price", lang)


def facts(drawn: Drawn, index: int) -> list[str]:
    """Return the cells right of the bar: hours, fit, what is open."""
    cells = []
    for key in HOURS:
        if key in drawn.rows:
            shown, _ = drawn.shown(key, index)
            cells.append(cell(said(shown, "rfi-figure"), "rfi-right"))
    if "fit" in drawn.rows:
        shown, _ = drawn.shown("fit", index)
        found = drawn.evaluation.fit.rate(index)
        below = drawn.word("unanswered", count=found.unanswered) if found.unanswered else ""
        cells.append(cell(said(shown, "rfi-figure") + said(below, "rfi-below"), "rfi-right"))
    open_count = drawn.evaluation.costs.offers[index].certainty.to_confirm
    asked, _ = drawn.shown("open_questions", index)
    below = drawn.word("asked", count=asked) if asked else ""
    shown = drawn.word("count", count=open_count)
    cells.append(cell(said(shown, "rfi-figure") + said(below, "rfi-below"), "rfi-right"))
    return cells

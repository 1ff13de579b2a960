"""The first slide: six points, each with its figure and what a meeting may settle. No order."""

from collections.abc import Sequence

import numpy as np

from rfi.export.book.overview.finding import finding, is_exact
from rfi.export.slides.costs import spreads_of
from rfi.export.slides.part import Part
from rfi.export.slides.slide import Grid, Line, Slide
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.conditions.by_offer import view_hole_counts
from rfi.views.look.chart import scale_of
from rfi.views.look.estimate_marks import no_figure
from rfi.views.look.needed import missing_fit
from rfi.views.look.offers import look_of
from rfi.views.look.table import TableCell
from rfi.views.look.totals import known_total_of
from rfi.views.summary.effects import view_whole_summary

POINTS = ("totals", "items", "joint", "fx", "effects", "open")
_PERCENT, _FX, _STEP = 100, "fx_usd_jpy", 10
_HOURS = ("staff_hours", "resident_hours")
# Items that are told, the widest first.
_TOLD = 2


def _totals(part: Part) -> str:
    """Return the range of the exact totals, and those that are not exact."""
    lang, reading = part.lang, part.reading
    totals = [known_total_of(offer, reading) for offer in part.costs.offers]
    scale = scale_of(total for total in totals if total is not None)
    others = []
    for offer, total in zip(part.costs.offers, totals, strict=True):
        if is_exact(offer):
            continue
        shown = (
            no_figure(offer, lang)
            if total is None
            else part.word(
                "points.amount",
                amount=scale.label(total, offer.bound.sign),
                unit=scale.title(lang),
            )
        )
        others.append(part.word("points.offer", letter=look_of(offer).letter, words=shown))
    rest = part.word("points.offers").join(others)
    told = part.word("points.others", offers=rest) if others else ""
    return finding(part.costs, reading) + told


def _items(part: Part) -> str:
    spreads = spreads_of(part.evaluation, part.reading)[:_TOLD]
    if not spreads:
        return part.word("points.items.none")
    scale = scale_of(one.most or 0.0 for one in spreads)
    told = [
        part.word(
            "points.items.one",
            item=part.evaluation.questionnaire.items[one.key],
            low=scale.label(one.least or 0.0),
            high=scale.label(one.most or 0.0),
            unit=scale.title(part.lang),
        )
        for one in spreads
    ]
    return part.word("points.items", items=part.word("points.separator").join(told))


def _range(values: Sequence[float], digits: int = 0) -> str:
    """Return the ends of some figures, one figure where they print alike."""
    low, high = (format_number(end, digits) for end in (min(values), max(values)))
    return low if low == high else f"{low}〜{high}"


def _changes(part: Part) -> list[float]:
    """Return, in per cent, what sharing changes for the city or the largest quoted number."""
    joint, effect = part.evaluation.joint_use, part.evaluation.number_effect
    city = part.evaluation.conditions.city
    if effect is None:
        return []
    if joint is not None and city is not None:
        member = [one.code for one in joint.members].index(city.code)
        alone, share = joint.alone_jpy[member], joint.share_jpy[member]
        is_open = joint.is_alone_open[member] | joint.is_open | ~joint.is_estimable
    elif joint is not None:
        alone, share = joint.alone_jpy.sum(axis=0), joint.group_jpy
        is_open = joint.is_alone_open.any(axis=0) | joint.is_open | ~joint.is_estimable
    else:
        alone, share = effect.per_city_jpy[0], effect.per_city_jpy[-1]
        is_open = effect.is_open[0] | effect.is_open[-1]
    return [
        (float(after) / float(before) - 1) * _PERCENT
        for before, after, left_out in zip(alone, share, is_open, strict=True)
        if not left_out and before and not np.isnan(before) and not np.isnan(after)
    ]


def _joint(part: Part) -> str:
    changes, conditions = _changes(part), part.evaluation.conditions
    if not changes:
        return part.word("points.joint.none")
    effect = part.evaluation.number_effect
    kind = "number" if part.evaluation.joint_use is None else "group"
    if kind == "group" and conditions.city is not None:
        kind = "city"
    return part.word(
        f"points.joint.{kind}",
        city=conditions.city.name if conditions.city else "",
        cities=len(conditions.group) or (effect.counts[-1] if effect else 0),
        change=_range(changes),
        count=len(changes),
    )


def _fx(part: Part) -> str:
    """Return what a dearer dollar does to each exact total, per ten yen."""
    swing = next((one for one in part.evaluation.swings.by_assumption if one.key == _FX), None)
    if swing is None or not len(part.costs.offers):
        return part.word("points.fx.none")
    settings = [float(one) for one in swing.settings]
    low, high = settings.index(swing.low), settings.index(swing.high)
    per_step = (swing.values[high] - swing.values[low]) / (swing.high - swing.low) * _STEP
    known = [
        (look_of(offer).letter, float(value))
        for offer, value in zip(part.costs.offers, per_step, strict=True)
        if not np.isnan(value)
    ]
    moved = [(letter, value) for letter, value in known if abs(value) >= 1]
    if not known:
        return part.word("points.fx.none")
    if not moved:
        return part.word("points.fx.nothing", count=len(known), step=_STEP)
    scale = scale_of(value for _, value in moved)
    told = [
        part.word(
            "points.fx.one", letter=letter, amount=scale.label(value), unit=scale.title(part.lang)
        )
        for letter, value in moved
    ]
    words = part.word("points.offers").join(told)
    return part.word("points.fx", offers=words, step=_STEP, count=len(known))


def _known(cells: Sequence[TableCell]) -> list[float]:
    return [cell.value for cell in cells if cell.value is not None and not cell.sign]


def _effects(part: Part) -> str:
    rows = {row.key: row for row in view_whole_summary(part.evaluation, part.reading).rows}
    told = []
    for key in _HOURS:
        known = _known(rows[key].cells) if key in rows else []
        if known:
            told.append(part.word(f"points.{key}", hours=_range(known)))
    if not told:
        return part.word("points.effects.none")
    return part.word("points.effects", hours=part.word("points.separator").join(told))


def _open(part: Part) -> str:
    """Return how much is open: cells without an exact price, requirements without an answer."""
    table = view_hole_counts(part.evaluation, part.reading)
    cells = next(row for row in table.rows if row.key == "total").cells
    letters = [look_of(offer).letter for offer in part.costs.offers]
    counts = {"cells": [int(cell.value or 0) for cell in cells]}
    if not missing_fit(part.evaluation.fit, part.evaluation.questionnaire):
        fit = part.evaluation.fit
        counts["requirements"] = [fit.rate(at).unanswered for at in range(len(letters))]
    told = []
    for key, found in counts.items():
        named = [
            part.word("points.offer", letter=letter, words=format_number(count))
            for letter, count in zip(letters, found, strict=True)
            if count
        ]
        offers = part.word("points.offers").join(named) or part.word("points.nobody")
        told.append(part.word(f"points.open.{key}", offers=offers))
    return "".join(told)


_FIGURES = {
    "totals": _totals,
    "items": _items,
    "joint": _joint,
    "fx": _fx,
    "effects": _effects,
    "open": _open,
}


def points_slide(part: Part) -> Slide:
    """Return the six points; each has its figure, or says why there is none."""
    lines = tuple(
        Line(
            text(
                "export.slides.points.numbered",
                part.lang,
                number=number,
                name=part.word(f"points.{key}.name"),
            ),
            (_FIGURES[key](part), part.word(f"points.{key}.ask")),
        )
        for number, key in enumerate(POINTS, start=1)
    )
    heads = (part.word("points.read"), part.word("points.check"))
    return Slide(
        "points",
        part.word("points.title"),
        part.word("points.sub"),
        grid=Grid(part.word("points.corner"), heads, lines, 0.12, is_words=True),
    )

"""資金と純効果 as a picture: the cumulative sum of every offer, year by year."""

from itertools import pairwise
from typing import Any

from rfi.compare.today.net_effect import NetEffect
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import whose_words
from rfi.views.look.chart import (
    INK,
    PAPER,
    Figure,
    Scale,
    layout,
    name_axis,
    scale_of,
    value_axis,
)
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading

_HEIGHT = 430
# Lines are told apart in grey by dash and by the shape of their points.
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_POINTS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "hexagon")
_LABEL_GAP = 0.055
# Half the width of a ring in years, and its height as a share of what is drawn.
_RING_WIDTH, _RING_HEIGHT = 0.045, 0.016


def _line(effect: NetEffect, scale: Scale, names: dict[int, str]) -> dict[str, Any]:
    look = look_of(effect)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.letter,
        "x": [names[year] for year in effect.fiscal_years],
        "y": [amount / scale.factor for amount in effect.cumulative.tolist()],
        "line": {"color": look.colour, "width": 2.5, "dash": _DASHES[effect.place % len(_DASHES)]},
        "marker": {
            "symbol": _POINTS[effect.place % len(_POINTS)],
            "size": 8,
            "color": look.colour,
            "line": {"color": INK, "width": 1},
        },
        "hovertemplate": "%{x}<br>%{fullData.name} %{y:,.2f}<extra></extra>",
        "cliponaxis": False,
    }


def _spread(ends: list[float], gap: float) -> list[float]:
    """Return the positions of labels in the order of ``ends``, moved apart to at least ``gap``."""
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    positions = list(ends)
    for lower, upper in pairwise(order):
        positions[upper] = max(positions[upper], positions[lower] + gap)
    shift = (sum(positions) - sum(ends)) / len(ends) if ends else 0.0
    return [position - shift for position in positions]


def _label(effect: NetEffect, scale: Scale, lang: Lang) -> str:
    """Return letter and sum, and the payback where there is one."""
    words = f"<b>{look_of(effect).letter}</b> "
    words += scale.label(effect.total.shown, effect.total.sign)
    if effect.payback.years is None:
        return words
    years = format_number(effect.payback.years, 1)
    return text("view.net.chart.payback", lang, shown=words, years=years)


def _labels(
    shown: list[NetEffect], scale: Scale, names: dict[int, str], lang: Lang
) -> list[dict[str, Any]]:
    ends = [float(effect.cumulative[-1]) / scale.factor for effect in shown]
    positions = _spread(ends, _LABEL_GAP * _height_of(shown, scale))
    return [
        {
            "x": names[effect.fiscal_years[-1]],
            "y": at,
            "text": _label(effect, scale, lang),
            "xanchor": "left",
            "xshift": 12,
            "showarrow": False,
        }
        for effect, at in zip(shown, positions, strict=True)
    ]


def _height_of(shown: list[NetEffect], scale: Scale) -> float:
    """Return the span of everything drawn, zero included, in the unit of the axis."""
    every: list[float] = [0.0]
    for effect in shown:
        every.extend(value / scale.factor for value in effect.cumulative.tolist())
    return max(every) - min(every)


def _crossings(shown: list[NetEffect], scale: Scale, first_year: int) -> list[dict[str, Any]]:
    """Return a ring where each line crosses zero for good; an axis of names counts from 0."""
    height = _RING_HEIGHT * _height_of(shown, scale)
    rings = []
    for effect in shown:
        payback = effect.payback
        if payback.fiscal_year is None or payback.year is None or payback.years is None:
            continue
        # A point stands for the end of its year, payback counts from the start of the first one.
        at = payback.fiscal_year - payback.year - first_year + payback.years
        rings.append(
            {
                "type": "circle",
                "xref": "x",
                "yref": "y",
                "x0": at - _RING_WIDTH,
                "x1": at + _RING_WIDTH,
                "y0": -height,
                "y1": height,
                "fillcolor": PAPER,
                "line": {"color": INK, "width": 2},
            }
        )
    return rings


def _title(shown: list[NetEffect], scale: Scale, lang: Lang) -> str:
    states = [effect.payback.state for effect in shown]
    title = text(
        "view.net.chart.title",
        lang,
        reached=states.count("reached") + states.count("never_below"),
        count=len(shown),
        unit=scale.title(lang),
    )
    unclaimed = states.count("not_claimed")
    return title + (text("view.net.chart.unclaimed", lang, count=unclaimed) if unclaimed else "")


def figure_cumulative(
    evaluation: Evaluation, reading: Reading, *, with_benefits: bool = False
) -> Figure:
    """Return one line an offer: today − offered, added up year by year; labels at the ends."""
    comparison, lang = evaluation.costs, reading.lang
    effects = evaluation.net_effect(with_benefits=with_benefits)
    shown = [effect for effect in effects if effect is not None]
    years = [year for effect in shown for year in effect.fiscal_years]
    span = range(min(years, default=0), max(years, default=-1) + 1)
    names = {year: format_fiscal_year(year, lang) for year in span}
    scale = scale_of(value for effect in shown for value in effect.cumulative.tolist())
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    return {
        "data": [_line(effect, scale, names) for effect in shown],
        "layout": layout(
            _title(shown, scale, lang),
            text(
                "view.net.chart.caption",
                lang,
                whose=whose_words(comparison, lang),
                months=months,
            ),
            _HEIGHT,
            margin={"l": 12, "r": 170, "t": 68, "b": 8},
            xaxis=name_axis(categoryorder="array", categoryarray=list(names.values())),
            yaxis={**value_axis(), "zeroline": True, "zerolinewidth": 2, "zerolinecolor": INK},
            annotations=[
                *_labels(shown, scale, names, lang),
            ],
            shapes=_crossings(shown, scale, span[0]) if names else [],
        ),
    }

"""Totals over the size of a city: a line an offer, dashed where it is extrapolated."""

from dataclasses import replace
from typing import Any

from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.size_curves import SizeCurves
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.look.captions import basis_caption, chart_caption
from rfi.views.look.chart import (
    INK,
    MUTED,
    NEUTRAL,
    Figure,
    escape_markup,
    layout,
    scale_of,
    value_axis,
)
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_label, open_sign
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

# Pixels: of the chart, of what stands around the lines, and of one letter.
_HEIGHT, _AROUND, _LETTER = 430, 134, 15
_TEN_THOUSAND = 10_000
# Every so many points of the curve are drawn: the eye needs no more.
_STEP = 8
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "hexagon")


def _line(
    curves: SizeCurves, index: int, factor: float, *, is_outside: bool
) -> tuple[list[float], list[float | None]]:
    """Return the points of one offer's curve, None where the other style is drawn."""
    sizes: list[float] = []
    totals: list[float | None] = []
    flags = curves.is_outside[:, index]
    last = len(flags) - 1
    for row in range(0, len(flags), _STEP):
        near = {bool(flags[max(row - _STEP, 0)]), bool(flags[min(row + _STEP, last)])}
        value = float(curves.totals_jpy[row, index])
        shown = (flags[row] == is_outside or is_outside in near) and value == value  # noqa: PLR0124
        sizes.append(float(curves.population[row]) / _TEN_THOUSAND)
        totals.append(value / factor if shown else None)
    return sizes, totals


def figure_size_curves(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the figure; quotes are points, crossings rings, the shown city a line."""
    comparison, curves, lang = evaluation.costs, needed(evaluation.size_curves), reading.lang
    every = [float(value) for value in curves.totals_jpy.reshape(-1) if value == value]  # noqa: PLR0124
    scale = scale_of(every)
    data: list[dict[str, Any]] = []
    annotations = _labels(comparison, curves, scale.factor)
    for index, offer in enumerate(comparison.offers):
        look = look_of(offer)
        name = escape_markup(offer_label(comparison, index))
        for is_outside in (False, True):
            sizes, totals = _line(curves, index, scale.factor, is_outside=is_outside)
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": sizes,
                    "y": totals,
                    "name": name,
                    "hovertemplate": f"{name}<br>%{{x:.1f}}"
                    + text("view.curves.unit", lang)
                    + " %{y:,.2f}<extra></extra>",
                    "line": {
                        "color": look.colour,
                        "width": 2.5,
                        "dash": "dot" if is_outside else "solid",
                    },
                }
            )
        points = curves.quoted[index]
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [size / _TEN_THOUSAND for size, _ in points],
                "y": [total / scale.factor for _, total in points],
                "hoverinfo": "skip",
                "marker": {
                    "symbol": _SYMBOLS[offer.place % len(_SYMBOLS)],
                    "size": 9,
                    "color": look.colour,
                    "line": {"color": INK, "width": 1},
                },
            }
        )
    shapes = []
    if comparison.conditions.city:
        size = comparison.conditions.city.population / _TEN_THOUSAND
        shapes.append(
            {
                "type": "line",
                "yref": "paper",
                "x0": size,
                "x1": size,
                "y0": 0,
                "y1": 1,
                "line": {"color": NEUTRAL, "width": 1.5, "dash": "dash"},
            }
        )
        annotations.append(
            {
                "x": size,
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "xanchor": "left",
                "xshift": 4,
                "text": escape_markup(comparison.conditions.city.name),
                "showarrow": False,
                "font": {"size": 12, "color": MUTED},
            }
        )
    rings = [each for each in curves.crossovers if each.is_certain]
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [each.population / _TEN_THOUSAND for each in rings],
            "y": [each.total_jpy / scale.factor for each in rings],
            "hoverinfo": "skip",
            "marker": {
                "symbol": "circle-open",
                "size": 14,
                "color": INK,
                "line": {"width": 2},
            },
        }
    )
    return {
        "data": data,
        "layout": layout(
            text("view.curves.title", lang, unit=scale.title(lang)),
            chart_caption(comparison, Reading(lang), text("view.whose.alone", lang))
            + text("view.curves.legend", lang),
            _HEIGHT,
            margin={"l": 12, "r": 40, "t": 76, "b": 8},
            xaxis={**value_axis(text("view.curves.axis", lang)), "tickformat": ","},
            yaxis={**value_axis(), "rangemode": "tozero"},
            annotations=annotations,
            shapes=shapes,
        ),
    }


def _labels(comparison: Comparison, curves: SizeCurves, factor: float) -> list[dict[str, Any]]:
    """Return the letters of the offers at the right ends of their lines, moved apart."""
    ends = {
        index: float(curves.totals_jpy[-1, index]) / factor
        for index in range(len(comparison.offers))
        if curves.quoted[index]
    }
    # Yen a pixel: the axis starts at 0 and holds the highest end.
    step = max(ends.values(), default=0.0) / (_HEIGHT - _AROUND)
    labels: list[dict[str, Any]] = []
    free = 0.0
    for index, end in sorted(ends.items(), key=lambda known: known[1]):
        height = max(end / step if step else 0.0, free)
        free = height + _LETTER
        offer = comparison.offers[index]
        sign = open_sign(offer) if curves.is_open[-1, index] else ""
        labels.append(
            {
                "x": float(curves.population[-1]) / _TEN_THOUSAND,
                "y": end,
                "text": f"<b>{sign}{look_of(offer).letter}</b>",
                "xanchor": "left",
                "xshift": 6,
                "yshift": height - end / step if step else 0.0,
                "showarrow": False,
            }
        )
    return labels


def view_crossovers(evaluation: Evaluation, reading: Reading) -> Table:
    """Return every size at which two offers cost the same, and which is lower on either side."""
    comparison, curves, lang = evaluation.costs, needed(evaluation.size_curves), reading.lang
    rows = []
    for number, each in enumerate(curves.crossovers):
        below = each.cheaper_below
        above = each.second if below == each.first else each.first
        certain = "certain" if each.is_certain else "uncertain"
        rows.append(
            Row(
                str(number),
                text(
                    "view.curves.pair",
                    lang,
                    first=look_of(comparison.offers[each.first]).letter,
                    second=look_of(comparison.offers[each.second]).letter,
                ),
                (
                    TableCell(text=format_number(each.population)),
                    TableCell(each.total_jpy),
                    TableCell(text=offer_label(comparison, below)),
                    TableCell(text=offer_label(comparison, above)),
                    TableCell(text=text(f"view.curves.{certain}", lang)),
                ),
            )
        )
    columns = ("population", "total", "below", "above", "certainty")
    return Table(
        key="crossovers",
        title=text("view.curves.crossings", lang),
        caption=basis_caption(
            comparison, replace(reading, tax="excluded"), text("view.whose.alone", lang)
        ),
        corner=text("view.curves.corner", lang),
        columns=tuple(Column(name, text(f"view.curves.{name}", lang)) for name in columns),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.curves.note", lang),),
    )

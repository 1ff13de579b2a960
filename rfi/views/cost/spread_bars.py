"""どこで差がつくか: the rows in which offers differ most, each offer's letter at its figure."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.rows.statistics import Ranking, Spread, rank_spreads
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.cost.statistics import StatisticsRows
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import (
    INK,
    LINE,
    LINE_BREAK,
    MUTED,
    PAPER,
    Figure,
    Scale,
    escape_markup,
    layout,
    name_axis,
    scale_of,
    value_axis,
)
from rfi.views.look.offers import hole_sign, look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL

SHOWN_ROWS = 12
_ROW, _FRAME = 54, 110
# A letter in its circle, and how far apart two must stand on one line, as a share of the axis.
_CIRCLE, _LETTER, _APART = 19, 12, 0.021
# A lower bound has two signs to hold.
_OPEN_CIRCLE, _OPEN_LETTER = 25, 10
# Lanes on, above and below the line for letters that would cover each other, in pixels; the
# outer ones where offers are many.
_LANES, _FEW_LANES, _MANY_OFFERS = (0.0, -19.4, 19.4, -38.8, 38.8), 3, 8
# A row this many times as large as the next would leave the others no room.
_OFF_SCALE = 4
# Room left of 0 for a letter there, as a share of the axis.
_START = 0.02
_BAND, _TICK = 0.08, 0.34
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Letter:
    """One figure: where it stands, the index of its offer, its sign when it is open."""

    x: float
    y: float
    offer: int
    sign: str


def _lane_count(offers: int) -> int:
    return len(_LANES) if offers > _MANY_OFFERS else _FEW_LANES


def _row_height(offers: int) -> int:
    """Return the pixels of one row: its outer lanes must not reach into the next one."""
    return round(_ROW + 2 * (max(_LANES[: _lane_count(offers)]) - max(_LANES[:_FEW_LANES])))


def _lanes(values: Sequence[float], span: float, offers: int) -> list[float]:
    """Return how far off the line each of the sorted ``values`` is drawn, in rows."""
    height = _row_height(offers)
    ends = [float("-inf")] * _lane_count(offers)
    lanes = []
    for value in values:
        free = [lane for lane, end in enumerate(ends) if value - end >= _APART * span]
        lane = free[0] if free else min(range(len(ends)), key=lambda index: ends[index])
        ends[lane] = value
        lanes.append(_LANES[lane] / height)
    return lanes


def _unit_of(spread: Spread, by: Ranking, scale: Scale) -> float:
    """Return what a row's yen are divided by: the unit of the axis, or the row's median."""
    return scale.factor if by == "difference" else (spread.median or 1)


def _letters(
    comparison: Comparison, spreads: Sequence[Spread], units: Sequence[float], span: float
) -> list[_Letter]:
    """Return every figure to be drawn, exact ones over those with a sign."""
    found = []
    for row, (spread, unit) in enumerate(zip(spreads, units, strict=True)):
        figures = sorted(
            (amount / unit, offer)
            for offer, (state, amount) in enumerate(zip(spread.states, spread.amounts, strict=True))
            if state == "exact" or (state == "open" and amount)
            if amount is not None
        )
        lanes = _lanes([value for value, _ in figures], span, len(comparison.offers))
        for (value, offer), lane in zip(figures, lanes, strict=True):
            is_open = spread.states[offer] == "open"
            sign = hole_sign(comparison.offers[offer]) if is_open else ""
            found.append(_Letter(value, row + lane, offer, sign))
    return sorted(found, key=lambda letter: not letter.sign)


def _letter_trace(comparison: Comparison, letters: Sequence[_Letter]) -> dict[str, Any]:
    """Return the circles with their letters; those with a sign are white."""
    circles = []
    for letter in letters:
        offer = comparison.offers[letter.offer]
        look = look_of(offer)
        ink, colour, edge = (INK, PAPER, MUTED) if letter.sign else (look.ink, look.colour, INK)
        size, font = (_OPEN_CIRCLE, _OPEN_LETTER) if letter.sign else (_CIRCLE, _LETTER)
        shown = f"{letter.sign}{format_number(letter.x, _DIGITS)}"
        hover = escape_markup(f"{offer.vendor} {shown}")
        circles.append((letter.sign + look.letter, font, ink, size, colour, edge, hover))
    words, fonts, inks, sizes, colours, edges, hovers = (
        [circle[index] for circle in circles] for index in range(7)
    )
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [letter.x for letter in letters],
        "y": [letter.y for letter in letters],
        "text": words,
        "textfont": {"size": fonts, "color": inks},
        "textposition": "middle center",
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": hovers,
        # Circles of several sizes would else be drawn half transparent.
        "marker": {
            "size": sizes,
            "color": colours,
            "opacity": 1,
            "line": {"color": edges, "width": 1},
        },
    }


def _bands(spreads: Sequence[Spread], units: Sequence[float]) -> list[dict[str, Any]]:
    shapes = []
    for row, (spread, unit) in enumerate(zip(spreads, units, strict=True)):
        least, middle, most = (
            (value or 0) / unit for value in (spread.least, spread.median, spread.most)
        )
        band = {"type": "rect", "x0": least, "x1": most, "y0": row - _BAND, "y1": row + _BAND}
        tick = {"type": "line", "x0": middle, "x1": middle, "y0": row - _TICK, "y1": row + _TICK}
        shapes.append({**band, "layer": "below", "fillcolor": LINE, "line": {"width": 0}})
        shapes.append({**tick, "layer": "below", "line": {"color": INK, "width": 3}})
    return shapes


def _off_scale(ranked: Sequence[Spread]) -> tuple[Spread, ...]:
    """Return the rows so much larger than all others that these could not be told apart."""
    by_size = sorted(ranked, key=lambda spread: -(spread.most or 0))
    cut = 0
    for index, (here, after) in enumerate(itertools.pairwise(by_size), start=1):
        if (here.most or 0) > _OFF_SCALE * (after.most or 0) and index <= len(by_size) // 2:
            cut = index
    return tuple(by_size[:cut])


def _apart_note(spread: Spread, title: str, scale: Scale, lang: Lang) -> str:
    ends = (scale.label(spread.least or 0), scale.label(spread.most or 0))
    shown = INTERVAL.join(ends)
    return text("view.spread.apart", lang, title=escape_markup(title), shown=shown)


def _size(spread: Spread, by: Ranking, scale: Scale, lang: Lang) -> str:
    size = getattr(spread, by) or 0
    shown = scale.label(size) if by == "difference" else format_number(size, _DIGITS)
    return text(f"view.spread.size.{by}", lang, size=shown)


def figure_spread(
    evaluation: Evaluation,
    reading: Reading,
    *,
    rows: StatisticsRows = "items",
    by: Ranking = "difference",
) -> Figure | None:
    """Return the figure of the widest rows; None when nowhere two exact figures differ.

    By difference the axis is money; by ratio each row is divided by its own median, so that
    small rows can be read.
    """
    comparison, basis, lang = evaluation.costs, evaluation.basis, reading.lang
    found = evaluation.statistics(reading.measure)
    table: Mapping[str, Spread] = getattr(found, rows)
    ranked = rank_spreads(table.values(), by)
    apart = _off_scale(ranked) if by == "difference" else ()
    spreads = [spread for spread in ranked if spread not in apart][:SHOWN_ROWS]
    if not spreads:
        return None
    titles: Mapping[str, str] = getattr(basis.questionnaire, rows)
    scale = scale_of(amount or 0 for spread in spreads for amount in spread.amounts)
    units = [_unit_of(spread, by, scale) for spread in spreads]
    largest = max(letter.x for letter in _letters(comparison, spreads, units, 0))
    letters = _letters(comparison, spreads, units, largest)
    names = [
        text(
            "view.spread.name",
            lang,
            title=escape_markup(titles[spread.key]),
            size=f"<b>{_size(spread, by, scale, lang)}</b>",
        )
        for spread in spreads
    ]
    unit = scale.title(lang) if by == "difference" else text("view.spread.times", lang)
    rest = len(ranked) - len(spreads) - len(apart)
    below = [text("view.spread.rest", lang, count=rest)] if rest else []
    below += [_apart_note(spread, titles[spread.key], scale, lang) for spread in apart]
    # A line holds what a narrow screen shows of it.
    lines = (chart_caption(comparison, reading), text("view.spread.legend", lang))
    return {
        "data": [_letter_trace(comparison, letters)],
        "layout": layout(
            text("view.spread.title", lang, kind=text(f"view.spread.{by}", lang), unit=unit),
            LINE_BREAK.join(lines),
            _row_height(len(comparison.offers)) * len(spreads) + _FRAME,
            shapes=_bands(spreads, units),
            xaxis={
                **value_axis(text("view.spread.separator", lang).join(below)),
                "range": [-_START * largest, 1.04 * largest],
            },
            yaxis=name_axis(
                type="linear",
                range=[len(spreads) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(spreads))),
                ticktext=names,
                zeroline=False,
            ),
        ),
    }

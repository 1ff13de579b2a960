"""All weights of cost, residents and staff as a triangle: where which offer has the most points."""

from typing import Any

from rfi.analysis.scoring.scoring import Scoring
from rfi.analysis.scoring.weights import CORNERS, Corners, Region, Weights
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.choice.scoring.words import points_words, weights_words
from rfi.views.look.captions import whose_words
from rfi.views.look.chart import INK, LINE, NEUTRAL, PAPER, Figure, layout
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading

_HEIGHT, _TALL = 440, 3**0.5 / 2
_PERCENT = 100
# Regions smaller than this part of the triangle have their letter in the list alone.
_LEAST_AREA = 0.01
_LETTER, _NAME = 16, 14


def _place(weights: Weights) -> tuple[float, float]:
    """Return where weights stand: cost above, residents left, staff right."""
    cost, _, staff = weights
    return staff + cost / 2, _TALL * cost


def _outline(corners: Corners) -> tuple[list[float], list[float]]:
    places = [_place(corner) for corner in (*corners, corners[0])]
    return [x for x, _ in places], [y for _, y in places]


def _region(evaluation: Evaluation, region: Region) -> dict[str, Any]:
    look = look_of(evaluation.costs.offers[region.offer])
    across, up = _outline(region.corners)
    pattern = {"shape": look.pattern, "fgcolor": look.colour, "bgcolor": look.tint, "size": 8}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": up,
        "fill": "toself",
        "fillcolor": look.tint,
        "fillpattern": pattern,
        "line": {"color": INK, "width": 1},
        "hoverinfo": "skip",
    }


def _letters(evaluation: Evaluation, regions: list[Region]) -> dict[str, Any]:
    """Return letter and area in the middle of each region."""
    middles, words = [], []
    for region in regions:
        places = [_place(corner) for corner in region.corners]
        middles.append([sum(one) / len(places) for one in zip(*places, strict=True)])
        letter = look_of(evaluation.costs.offers[region.offer]).letter
        words.append(f"<b>{letter}</b> {format_number(region.area * _PERCENT)}%")
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _ in middles],
        "y": [y for _, y in middles],
        "text": words,
        "textfont": {"size": _LETTER, "color": INK},
        "hoverinfo": "skip",
    }


def _now(scoring: Scoring, lang: Lang) -> dict[str, Any]:
    x, y = _place(scoring.triangle.weights)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "marker": {
            "size": 13,
            "symbol": "x",
            "color": INK,
            "line": {"color": PAPER, "width": 2},
        },
        "hovertext": weights_words(scoring.triangle.weights, lang),
        "hoverinfo": "text",
    }


def _corner_names(lang: Lang) -> list[dict[str, Any]]:
    names = ("cost", "residents", "staff")
    shifts = (("center", "bottom"), ("right", "top"), ("left", "top"))
    found = []
    for name, corner, (across, up) in zip(names, CORNERS, shifts, strict=True):
        x, y = _place(corner)
        found.append(
            {
                "x": x,
                "y": y,
                "text": text(f"choice.scoring.corner.{name}", lang),
                "showarrow": False,
                "xanchor": across,
                "yanchor": up,
                "font": {"size": _NAME, "color": INK},
            }
        )
    return found


def scoring_answer(evaluation: Evaluation, lang: Lang) -> str:
    """Return in one sentence who has the most points now and what alters that."""
    scoring, offers = needed(evaluation.choices.scoring), evaluation.costs.offers
    order = scoring.order
    if not order:
        return text("choice.scoring.answer.none", lang)
    separator = text("list.separator", lang)
    first = separator.join(look_of(offers[at]).letter for at in order[0])
    points = scoring.points[order[0][0]].total.points or 0
    turn = scoring.triangle.turn
    said = text("choice.scoring.answer.firm", lang)
    if turn is not None:
        said = text(
            "choice.scoring.answer.turn",
            lang,
            distance=points_words(_PERCENT * turn.distance),
            first=look_of(offers[turn.first]).letter,
            second=look_of(offers[turn.second]).letter,
        )
    scored = sum(map(len, order))
    facts = {"first": first, "points": points_words(points), "turn": said, "scored": scored}
    return text("choice.scoring.answer", lang, count=len(offers), **facts)


def figure_weights(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the triangle of the weights with the region of each offer and the weights now."""
    lang, scoring = reading.lang, needed(evaluation.choices.scoring)
    regions = [one for one in scoring.triangle.regions if one.corners and one.area > 0]
    named = [one for one in regions if one.area >= _LEAST_AREA]
    across, up = _outline(CORNERS)
    frame = {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": up,
        "line": {"color": NEUTRAL, "width": 2},
        "hoverinfo": "skip",
    }
    hidden: dict[str, Any] = {
        "visible": False,
        "fixedrange": True,
        "gridcolor": LINE,
    }
    subtitle = text(
        "choice.scoring.subtitle",
        lang,
        whose=whose_words(evaluation.costs, lang),
        weights=weights_words(scoring.triangle.weights, lang),
    )
    return {
        "data": [
            *(_region(evaluation, one) for one in regions),
            frame,
            _letters(evaluation, named),
            _now(scoring, lang),
        ],
        "layout": layout(
            scoring_answer(evaluation, lang),
            subtitle,
            _HEIGHT,
            xaxis={**hidden, "range": [-0.45, 1.45]},
            yaxis={**hidden, "range": [-0.12, 1.0], "scaleanchor": "x"},
            annotations=_corner_names(lang),
        ),
    }

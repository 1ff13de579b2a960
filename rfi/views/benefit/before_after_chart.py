"""現状→導入後 as a picture: one arrow an answer, all on one scale."""

from collections.abc import Iterator
from typing import Any

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.benefit.arrows import Arrow, arrows_of
from rfi.views.benefit.measures import body_title
from rfi.views.look.chart import (
    LINE,
    NEUTRAL,
    PAPER,
    Figure,
    escape_markup,
    layout,
    value_axis,
)
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading

_ROW, _FRAME, _GAP = 23, 150, 0.55
_TOP, _LEGEND, _EDGE = 128, 58, 8
_LONGEST = 22
_SHARES = (0, 20, 40, 60, 80, 100)
_HEAD = 9


def _levels(arrows: list[Arrow]) -> list[float]:
    """Return the height of each arrow: from above, a gap between subjects."""
    levels, level = [], 0.0
    for index, arrow in enumerate(arrows):
        if index and arrows[index - 1].subject != arrow.subject:
            level -= _GAP
        levels.append(level)
        level -= 1
    return levels


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _names(arrows: list[Arrow]) -> Iterator[str]:
    for index, arrow in enumerate(arrows):
        is_first = not index or arrows[index - 1].subject != arrow.subject
        name = f"{escape_markup(_short(arrow.subject))}  " if is_first else ""
        yield f"{name}<b>{look_of(arrow.offer).letter}</b>"


def _stems(arrows: list[Arrow], levels: list[float]) -> list[dict[str, Any]]:
    return [
        {
            "x": arrow.after,
            "y": level,
            "ax": arrow.before,
            "ay": level,
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "text": "",
            "showarrow": True,
            "arrowhead": 2,
            "arrowwidth": 2,
            "arrowcolor": look_of(arrow.offer).colour,
            "standoff": 0,
        }
        for arrow, level in zip(arrows, levels, strict=True)
        if arrow.before != arrow.after
    ]


def _circles(
    benefits: BenefitComparison, arrows: list[Arrow], levels: list[float]
) -> list[dict[str, Any]]:
    """Return where things stand today, one trace an offer, so that a legend names the letters."""
    found = []
    for index, offer in enumerate(benefits.offers):
        mine = [
            (arrow, level)
            for arrow, level in zip(arrows, levels, strict=True)
            if arrow.offer is offer
        ]
        if not mine:
            continue
        outline = {"color": look_of(offer).colour, "width": 2}
        found.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": escape_markup(offer_label(benefits, index)),
                "x": [arrow.before for arrow, _ in mine],
                "y": [level for _, level in mine],
                "marker": {"size": _HEAD, "color": PAPER, "opacity": 1, "line": outline},
                "customdata": [escape_markup(arrow.subject) for arrow, _ in mine],
                "hovertemplate": "%{fullData.name}<br>%{customdata} %{x:,.1f}<extra></extra>",
            }
        )
    return found


def figure_before_after(evaluation: Evaluation, reading: Reading, picture: str) -> Figure | None:
    """Return the figure, None where no offer answers anything of it.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        picture: One of ``PICTURES``.
    """
    benefits, lang = evaluation.benefits, reading.lang
    arrows = arrows_of(benefits, picture, lang)
    if not arrows:
        return None
    levels = _levels(arrows)
    most = max(max(arrow.before, arrow.after) for arrow in arrows) or 1.0
    edges = [
        (levels[index] + levels[index - 1]) / 2
        for index in range(1, len(arrows))
        if arrows[index].subject != arrows[index - 1].subject
    ]
    values = [
        {
            "x": max(arrow.before, arrow.after),
            "y": level,
            "text": arrow.words,
            "xanchor": "left",
            "xshift": 8,
            "showarrow": False,
            "font": {"size": 12},
            "bgcolor": PAPER,
            "borderpad": 0,
        }
        for arrow, level in zip(arrows, levels, strict=True)
    ]
    height = int(_ROW * (1 - levels[-1])) + _FRAME
    made = layout(
        text(f"view.benefit.arrows.{picture}", lang),
        text("view.benefit.arrows.caption", lang, body=escape_markup(body_title(benefits, lang))),
        height,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1 - _LEGEND / height,
            "yref": "container",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        annotations=[*_stems(arrows, levels), *values],
        shapes=[
            {
                "type": "line",
                "x0": 0,
                "x1": 1,
                "xref": "paper",
                "y0": edge,
                "y1": edge,
                "line": {"color": LINE, "width": 1},
                "layer": "below",
            }
            for edge in edges
        ],
        xaxis={
            **value_axis(),
            "range": [0, most * (1.35 if picture == "visits" else 1.15)],
            "side": "top",
            **({"tickvals": _SHARES} if picture == "visits" else {}),
        },
        yaxis={
            "tickvals": levels,
            "ticktext": list(_names(arrows)),
            "range": [levels[-1] - 0.7, 0.7],
            "showgrid": False,
            "zeroline": False,
            "linecolor": NEUTRAL,
            "fixedrange": True,
            "automargin": True,
        },
    )
    made["margin"] = {**made["margin"], "t": _TOP}
    # Pinned to the top edge: left alone, the title stands in the middle of the margin.
    made["title"] = {**made["title"], "y": 1 - _EDGE / height, "yanchor": "top"}
    return {"data": _circles(benefits, arrows, levels), "layout": made}

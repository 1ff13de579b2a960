"""Each member's share beside going alone, offer by offer."""

from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.joint.shares import alone_sign, share_sign
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import (
    INK,
    LINE,
    MUTED,
    NEUTRAL,
    Figure,
    escape_markup,
    layout,
    scale_of,
    value_axis,
)
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading

_ROW, _GAP, _FRAME = 19, 1, 110


def figure_shares(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the figure: a bar to the share, a tick at the cost of going alone."""
    comparison, joint, lang = evaluation.costs, needed(evaluation.joint_use), reading.lang
    indexes = [p for p in range(len(comparison.offers)) if joint.is_estimable[p]]
    left = [look_of(o).letter for p, o in enumerate(comparison.offers) if p not in indexes]
    letters = text("list.separator", lang).join(left)
    apart = text("view.joint.chart.left", lang, letters=letters) if left else ""
    scale = scale_of(float(amount) for amount in joint.alone_jpy.reshape(-1))
    rows: list[tuple[float, int, int]] = []
    for member in range(len(joint.members)):
        first = member * (len(indexes) + _GAP)
        rows += [(first + turn, member, index) for turn, index in enumerate(indexes)]
    shares = [float(joint.share_jpy[member, index]) / scale.factor for _, member, index in rows]
    alone = [float(joint.alone_jpy[member, index]) / scale.factor for _, member, index in rows]
    looks = [look_of(comparison.offers[index]) for *_, index in rows]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": [y for y, *_ in rows],
            "x": shares,
            "width": 0.78,
            "name": text("view.joint.share", lang),
            "hoverinfo": "skip",
            "text": [
                f"{look.letter} "
                + scale.label(value * scale.factor, share_sign(comparison, joint, index))
                for value, look, (*_, index) in zip(shares, looks, rows, strict=True)
            ],
            "textposition": "inside",
            "insidetextanchor": "start",
            "constraintext": "none",
            "textfont": {"color": [look.ink for look in looks], "size": 12},
            "marker": {
                "color": [look.colour for look in looks],
                "line": {"color": INK, "width": 1},
            },
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "y": [y for y, *_ in rows],
            "x": alone,
            "name": text("view.joint.alone", lang),
            "hoverinfo": "skip",
            "text": [
                scale.label(value * scale.factor, alone_sign(comparison, joint, member, index))
                for value, (_, member, index) in zip(alone, rows, strict=True)
            ],
            "textposition": "middle right",
            "textfont": {"size": 12, "color": MUTED},
            "marker": {
                "symbol": "line-ns",
                "size": 13,
                "line": {"color": INK, "width": 2},
                "color": INK,
            },
        },
    ]
    middles = [
        member * (len(indexes) + _GAP) + (len(indexes) - 1) / 2
        for member in range(len(joint.members))
    ]
    largest = max([*shares, *alone, 1e-9])
    return {
        "data": data,
        "layout": layout(
            text("view.joint.chart", lang, unit=scale.title(lang)),
            chart_caption(
                comparison,
                Reading(lang),
                text("view.whose.each_member", lang, count=len(joint.members)),
            )
            + text("view.joint.chart.legend", lang),
            _ROW * (len(rows) + _GAP * len(joint.members)) + _FRAME,
            xaxis={**value_axis(apart), "range": [0, 1.12 * largest]},
            yaxis={
                "autorange": "reversed",
                "tickmode": "array",
                "tickvals": middles,
                "ticktext": [escape_markup(city.name) for city in joint.members],
                "showgrid": False,
                "zeroline": False,
                "linecolor": NEUTRAL,
                "fixedrange": True,
                "automargin": True,
            },
            shapes=[
                {
                    "type": "line",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": member * (len(indexes) + _GAP) - _GAP,
                    "y1": member * (len(indexes) + _GAP) - _GAP,
                    "line": {"color": LINE, "width": 1},
                }
                for member in range(1, len(joint.members))
            ],
        ),
    }

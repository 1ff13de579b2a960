"""橋渡し as a picture: both totals, and between them what each item adds or takes away."""

from typing import Any

from rfi.compare.cost.comparison import Comparison
from rfi.text.wording import Lang, text
from rfi.views.look.bridge import Bridge, largest_bars
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import (
    INK,
    NEUTRAL,
    PAPER,
    Figure,
    Scale,
    escape_markup,
    layout,
    name_axis,
    scale_of,
    value_axis,
)
from rfi.views.look.reading import Reading

_BAR, _FRAME = 27, 100
# Dearer and cheaper are told apart by lightness and by the sign, never as bad and good.
_UP, _DOWN = "#3460fb", "#c5d7fb"


def _bar(
    name: str, base: float, size: float, colour: str, words: str, *, is_unknown: bool = False
) -> dict[str, Any]:
    return {
        "name": name,
        "base": base,
        "size": size,
        "colour": colour,
        "words": words,
        "pattern": "/" if is_unknown else "",
    }


def _rows_of(bridge: Bridge, scale: Scale, lang: Lang) -> list[dict[str, Any]]:
    ends = (bridge.first, bridge.second)
    signs = [end.bound.sign for end in ends]
    names = [escape_markup(end.column.label) for end in ends]
    colours = [end.colour for end in ends]
    rows = [_bar(names[0], 0, bridge.start, colours[0], scale.label(bridge.start, signs[0]))]
    level = bridge.start
    for bar in largest_bars(bridge, lang):
        change = bar.difference
        words = ("+" if change > 0 else "") + scale.label(change)
        if bar.is_unknown:
            words = text("view.bridge.unknown_bar", lang, shown=words)
        rows.append(
            _bar(
                escape_markup(bar.title),
                level,
                change,
                _UP if change > 0 else _DOWN,
                words,
                is_unknown=bar.is_unknown,
            )
        )
        level += change
    rows.append(_bar(names[1], 0, bridge.end, colours[1], scale.label(bridge.end, signs[1])))
    return rows


def waterfall(comparison: Comparison, bridge: Bridge, reading: Reading) -> Figure:
    """Return the waterfall: both totals, and between them what each item adds or takes away."""
    lang = reading.lang
    scale = scale_of((bridge.start, bridge.end))
    rows = _rows_of(bridge, scale, lang)
    change = scale.label(bridge.end - bridge.start, bridge.difference.sign)
    tops = [max(row["base"], row["base"] + row["size"]) for row in rows]
    bottoms = [min(row["base"], row["base"] + row["size"]) for row in rows[1:-1]]
    # Bars between tall totals would be slivers: the axis starts where something happens.
    low = min([bridge.start, bridge.end, *bottoms])
    span = max(tops) - low
    floor = 0.0 if span > max(tops) / 2 else low - span / 2
    names = [f"{number}|{row['name']}" for number, row in enumerate(rows)]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "base": [
                    max(row["base"], floor if index in {0, len(rows) - 1} else row["base"])
                    / scale.factor
                    for index, row in enumerate(rows)
                ],
                "x": [
                    (row["size"] - (floor if index in {0, len(rows) - 1} else 0)) / scale.factor
                    for index, row in enumerate(rows)
                ],
                "hoverinfo": "skip",
                "marker": {
                    "color": [row["colour"] for row in rows],
                    "line": {"color": INK, "width": 1},
                    "pattern": {
                        "shape": [row["pattern"] for row in rows],
                        "fillmode": "overlay",
                        "fgcolor": PAPER,
                        "fgopacity": 1,
                        "size": 8,
                        "solidity": 0.4,
                    },
                },
            }
        ],
        "layout": layout(
            text(
                "view.bridge.chart",
                lang,
                first=bridge.names[0],
                second=bridge.names[1],
                change=change,
                unit=scale.title(lang),
            ),
            chart_caption(comparison, reading)
            + (text("view.bridge.cut_axis", lang) if floor else ""),
            _BAR * len(rows) + _FRAME,
            xaxis={
                **value_axis(),
                "range": [floor / scale.factor, (max(tops) + span * 0.25) / scale.factor],
            },
            yaxis=name_axis(
                autorange="reversed",
                tickmode="array",
                tickvals=names,
                ticktext=[row["name"] for row in rows],
            ),
            annotations=[
                {
                    "x": top / scale.factor,
                    "y": name,
                    "text": row["words"],
                    "xanchor": "left",
                    "xshift": 5,
                    "showarrow": False,
                }
                for row, name, top in zip(rows, names, tops, strict=True)
            ],
            shapes=[
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": bridge.start / scale.factor,
                    "x1": bridge.start / scale.factor,
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": NEUTRAL, "width": 1, "dash": "dot"},
                }
            ],
        ),
    }

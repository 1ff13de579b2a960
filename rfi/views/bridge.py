"""橋渡し: from the total of one offer to that of another, item by item."""

import math
from dataclasses import dataclass
from typing import Any

from rfi.compare.bounds import Bound
from rfi.compare.costs import Comparison
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.captions import basis_caption, chart_caption, mark_notes
from rfi.views.chart import (
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
from rfi.views.display import STANDARD, Display
from rfi.views.items import amounts_by_item
from rfi.views.offers import hole_sign, holes_note, mark_of, offer_columns, offer_label
from rfi.views.summary import total_of
from rfi.views.table import Cell, Column, Row, Table

REST = "rest"
_LARGEST = 14
_BAR, _FRAME = 27, 100
# Dearer and cheaper are told apart by lightness and by the sign, never as bad and good.
_UP, _DOWN = "#3460fb", "#c5d7fb"


@dataclass(frozen=True, slots=True)
class BridgeBar:
    """One item between two offers.

    Attributes:
        item: Cost item; ``rest`` gathers the small ones.
        title: Its name.
        start, end: Yen of the item in either offer, what is not priced being left out.
        is_unknown: Whether either side has a hole in it, so that the difference is not known.
        note: The holes of either side.
        count: How many items it holds.
    """

    item: str
    title: str
    start: float
    end: float
    is_unknown: bool
    note: str
    count: int = 1

    @property
    def difference(self) -> float:
        """What the bar adds, of what is priced."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Bridge:
    """All items between two offers; the bars sum to ``end`` − ``start``.

    Attributes:
        start_place, end_place: Places of the offers in the comparison.
        start, end: Totals in yen on the chosen tax basis.
        difference: Their difference as the interval it is known to lie in; only the sign and the
            shown figure are meant for display.
        bars: Every item that differs or is unknown, in the order asked.
    """

    start_place: int
    end_place: int
    start: float
    end: float
    difference: Bound
    bars: tuple[BridgeBar, ...]


def bridge_of(
    comparison: Comparison,
    questionnaire: Questionnaire,
    places: tuple[int, int],
    lang: Lang,
    display: Display = STANDARD,
) -> Bridge:
    """Return the bridge between the offers at ``places``."""
    first, second = (comparison.offers[place] for place in places)
    before, after = (amounts_by_item(comparison, place, display) for place in places)
    bars = []
    for item, title in questionnaire.items.items():
        holes = [
            f"{mark_of(place).letter} {holes_note(dict(offer.by_item[item].holes), lang)}"
            for place, offer in zip(places, (first, second), strict=True)
            if offer.by_item[item].is_lower_bound
        ]
        if holes or before[item] != after[item]:
            note = text("view.bridge.holes_joint", lang).join(holes)
            bars.append(BridgeBar(item, title, before[item], after[item], bool(holes), note))
    start, end = total_of(first, display) or 0.0, total_of(second, display) or 0.0
    exact = second.bound.minus(first.bound)
    return Bridge(
        *places,
        start,
        end,
        Bound(exact.low, exact.high, end - start),
        tuple(bars),
    )


def largest_bars(bridge: Bridge, lang: Lang, count: int = _LARGEST) -> tuple[BridgeBar, ...]:
    """Return the largest bars in the order asked, and the small ones as one; the sum stays."""
    if len(bridge.bars) <= count:
        return bridge.bars
    by_size = sorted(bridge.bars, key=lambda bar: (-abs(bar.difference), bar.item))
    kept = {bar.item for bar in by_size[: count - 1]}
    small = [bar for bar in bridge.bars if bar.item not in kept]
    rest = BridgeBar(
        REST,
        text("view.bridge.rest", lang, count=len(small)),
        math.fsum(bar.start for bar in small),
        math.fsum(bar.end for bar in small),
        any(bar.is_unknown for bar in small),
        "",
        len(small),
    )
    return (*(bar for bar in bridge.bars if bar.item in kept), rest)


def _side(comparison: Comparison, place: int, bar: BridgeBar, amount: float, lang: Lang) -> Cell:
    """Return the item as one offer answers it; where nothing is priced, in words."""
    offer = comparison.offers[place]
    figure = offer.by_item[bar.item]
    if figure.nominal_jpy is not None:
        return Cell(amount, sign=hole_sign(offer) if figure.is_lower_bound else "")
    if figure.is_lower_bound:
        return Cell(text=text("view.unknown", lang))
    return Cell(text=text("view.none", lang))


def view_bridge(
    comparison: Comparison, bridge: Bridge, lang: Lang, display: Display = STANDARD
) -> Table:
    """Return the bridge as a table: either offer, the difference, what is not known."""
    columns = offer_columns(comparison)
    pair = [columns[bridge.start_place], columns[bridge.end_place]]
    marks = [mark_of(place).letter for place in (bridge.start_place, bridge.end_place)]
    heading = text("view.bridge.difference", lang, first=marks[0], second=marks[1])
    unknown = text("view.unknown", lang)
    rows = tuple(
        Row(
            bar.item,
            bar.title,
            (
                _side(comparison, bridge.start_place, bar, bar.start, lang),
                _side(comparison, bridge.end_place, bar, bar.end, lang),
                Cell(bar.difference, note=unknown if bar.is_unknown else ""),
                Cell(text=bar.note),
            ),
            note=bar.item,
        )
        for bar in bridge.bars
    )
    offers = [comparison.offers[bridge.start_place], comparison.offers[bridge.end_place]]
    total = Row(
        "total",
        text("view.total", lang),
        (
            Cell(bridge.start, sign=offers[0].bound.sign),
            Cell(bridge.end, sign=offers[1].bound.sign),
            Cell(bridge.end - bridge.start, sign=bridge.difference.sign),
            Cell(text=text(f"bound.{bridge.difference.kind}", lang)),
        ),
        level="total",
    )
    return Table(
        key="bridge",
        title=text("view.bridge.title", lang, first=marks[0], second=marks[1]),
        caption=basis_caption(comparison, lang, display),
        corner=text("view.items.corner", lang),
        columns=(
            *pair,
            Column("difference", heading),
            Column("holes", text("view.bridge.holes", lang)),
        ),
        rows=(*rows, total),
        unit=display.unit,
        notes=(*mark_notes(comparison, lang), text("view.bridge.note", lang)),
    )


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


def _rows_of(
    comparison: Comparison, bridge: Bridge, scale: Scale, lang: Lang
) -> list[dict[str, Any]]:
    ends = (bridge.start_place, bridge.end_place)
    signs = [comparison.offers[place].bound.sign for place in ends]
    names = [escape_markup(offer_label(comparison, place)) for place in ends]
    colours = [mark_of(place).colour for place in ends]
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


def figure_bridge(
    comparison: Comparison, bridge: Bridge, lang: Lang, display: Display = STANDARD
) -> Figure:
    """Return the waterfall: both totals, and between them what each item adds or takes away."""
    scale = scale_of((bridge.start, bridge.end))
    rows = _rows_of(comparison, bridge, scale, lang)
    marks = [mark_of(place).letter for place in (bridge.start_place, bridge.end_place)]
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
                    max(row["base"], floor if place in {0, len(rows) - 1} else row["base"])
                    / scale.factor
                    for place, row in enumerate(rows)
                ],
                "x": [
                    (row["size"] - (floor if place in {0, len(rows) - 1} else 0)) / scale.factor
                    for place, row in enumerate(rows)
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
                first=marks[0],
                second=marks[1],
                change=change,
                unit=scale.title(lang),
            ),
            chart_caption(comparison, lang, display)
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

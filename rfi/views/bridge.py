"""橋渡し: from the total of one offer to that of another, item by item."""

import math
from dataclasses import dataclass

from rfi.compare.bounds import Bound
from rfi.compare.comparison import Comparison
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.captions import basis_caption, mark_notes
from rfi.views.display import STANDARD, Display
from rfi.views.items import amounts_by_item
from rfi.views.offers import hole_sign, holes_note, mark_of, offer_columns
from rfi.views.summary import total_of
from rfi.views.table import Cell, Column, Row, Table

REST = "rest"
_LARGEST = 14


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
        has_prices: Whether both offers have any price in this scenario.
    """

    start_place: int
    end_place: int
    start: float
    end: float
    difference: Bound
    bars: tuple[BridgeBar, ...]
    has_prices: bool


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
        None not in (total_of(first, display), total_of(second, display)),
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

"""橋渡し: from the total of one offer, or of today, to that of another, item by item."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import Bound
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

REST = "rest"
_LARGEST = 14


@dataclass(frozen=True, slots=True)
class BridgeBar:
    """One item between two ends.

    Attributes:
        item: Cost item; ``rest`` gathers the small ones.
        title: Its name.
        start, end: Yen of the item at either end, what is not priced being left out.
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
class BridgeEnd:
    """One end of a bridge: an offer, or what the city pays today.

    Attributes:
        column: Heading and letter.
        short: How it is named in a title.
        colour: Of its bar.
        total: Yen on the chosen tax basis; None where nothing is priced.
        bound: The total as the interval it is known to lie in.
        amounts: Item → yen of what is known.
        cells: Item → the item as this end states it.
        holes: Item → what is open in it, in words; no entry where nothing is.
    """

    column: Column
    short: str
    colour: str
    total: float | None
    bound: Bound
    amounts: Mapping[str, float]
    cells: Mapping[str, TableCell]
    holes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bridge:
    """All items between two ends; the bars sum to ``end`` − ``start``.

    Attributes:
        first, second: The ends.
        start, end: Totals in yen on the chosen tax basis.
        difference: Their difference as the interval it is known to lie in; only the sign and the
            shown figure are meant for display.
        bars: Every item that differs or is unknown, in the order asked.
        has_prices: Whether both ends have any price in this scenario.
        notes: What must be said of the ends beside the signs.
    """

    first: BridgeEnd
    second: BridgeEnd
    start: float
    end: float
    difference: Bound
    bars: tuple[BridgeBar, ...]
    has_prices: bool
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """How both ends are named in a title."""
        return self.first.short, self.second.short


def bridge_between(
    first: BridgeEnd,
    second: BridgeEnd,
    titles: Mapping[str, str],
    lang: Lang,
    notes: tuple[str, ...] = (),
) -> Bridge:
    """Return the bridge between two ends; ``titles`` names the items in their order."""
    bars = []
    for item, title in titles.items():
        holes = [f"{end.short} {end.holes[item]}" for end in (first, second) if item in end.holes]
        before, after = first.amounts.get(item, 0.0), second.amounts.get(item, 0.0)
        if holes or before != after:
            note = text("view.bridge.holes_separator", lang).join(holes)
            bars.append(BridgeBar(item, title, before, after, bool(holes), note))
    start, end = first.total or 0.0, second.total or 0.0
    exact = second.bound.minus(first.bound)
    # Where a range without a point stands beside a hole, only its low end is a bound.
    shown = {"at_least": min(end - start, exact.low), "at_most": max(end - start, exact.high)}
    return Bridge(
        first,
        second,
        start,
        end,
        Bound(exact.low, exact.high, shown.get(exact.kind, end - start)),
        tuple(bars),
        None not in (first.total, second.total),
        notes,
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


def bridge_table(comparison: Comparison, bridge: Bridge, reading: Reading) -> Table:
    """Return the bridge as a table: either end, the difference, what is not known."""
    lang = reading.lang
    ends = (bridge.first, bridge.second)
    heading = text("view.bridge.difference", lang, first=bridge.names[0], second=bridge.names[1])
    unknown = text("view.unknown", lang)
    nothing = TableCell(text=text("view.none", lang))
    rows = tuple(
        Row(
            bar.item,
            bar.title,
            (
                *(end.cells.get(bar.item, nothing) for end in ends),
                TableCell(
                    bar.difference, note=unknown if bar.is_unknown else "", is_difference=True
                ),
                TableCell(text=bar.note),
            ),
            note=bar.item,
        )
        for bar in bridge.bars
    )
    total = Row(
        "total",
        text("view.total", lang),
        (
            TableCell(bridge.start, sign=bridge.first.bound.sign),
            TableCell(bridge.end, sign=bridge.second.bound.sign),
            TableCell(bridge.end - bridge.start, sign=bridge.difference.sign, is_difference=True),
            TableCell(text=text(f"bound.{bridge.difference.kind}", lang)),
        ),
        level="total",
    )
    return Table(
        key="bridge",
        title=text("view.bridge.title", lang, first=bridge.names[0], second=bridge.names[1]),
        caption=basis_caption(comparison, reading),
        corner=text("view.items.corner", lang),
        columns=(
            *(end.column for end in ends),
            Column("difference", heading),
            Column("holes", text("view.bridge.holes", lang)),
        ),
        rows=(*rows, total),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), text("view.bridge.note", lang), *bridge.notes),
        letter=text("view.bridge.letter", lang, first=bridge.names[0], second=bridge.names[1]),
    )

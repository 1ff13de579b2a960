"""橋渡し from today's cost to an offer, by standard item: why it is dearer."""

from rfi.compare.cost.comparison import Comparison
from rfi.compare.today.before_after import TodayComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.look.bridge import Bridge, BridgeEnd, bridge_between, bridge_table
from rfi.views.look.chart import NEUTRAL, Figure
from rfi.views.look.needed import needed
from rfi.views.look.offers import hole_sign, holes_note, look_of, offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.totals import total_of
from rfi.views.look.waterfall import waterfall
from rfi.views.today.basis import basis_notes, missing_word, today_column


def _today_end(found: TodayComparison, index: int, reading: Reading) -> BridgeEnd:
    lang = reading.lang
    pairs = found.offers[index]
    total = pairs.total[reading.tax].before
    open_words = text("view.today.open", lang)
    cells = {}
    for pair in pairs.items:
        if pair.has_before:
            sign = "≧" if pair.is_before_open else ""
            cells[pair.item] = TableCell(pair.before[reading.tax], sign=sign)
        else:
            key = "view.unknown" if pair.is_before_open else "view.today.only_offer"
            cells[pair.item] = TableCell(text=text(key, lang))
    return BridgeEnd(
        column=today_column(found, lang),
        short=text("view.today.short", lang),
        colour=NEUTRAL,
        total=total.shown,
        bound=total,
        amounts={pair.item: pair.before[reading.tax] for pair in pairs.items},
        cells=cells,
        holes={pair.item: open_words for pair in pairs.items if pair.is_before_open},
    )


def _offer_end(
    comparison: Comparison, found: TodayComparison, index: int, reading: Reading
) -> BridgeEnd:
    offer, pairs = comparison.offers[index], found.offers[index]
    after = pairs.total[reading.tax].after
    cells = {}
    for pair in pairs.items:
        if pair.has_after:
            sign = hole_sign(offer) if pair.holes else ""
            cells[pair.item] = TableCell(pair.after[reading.tax], sign=sign)
        else:
            key = "view.unknown" if pair.holes else missing_word(pair)
            cells[pair.item] = TableCell(text=text(key, reading.lang))
    return BridgeEnd(
        column=offer_columns(comparison)[index],
        short=look_of(offer).letter,
        colour=look_of(offer).colour,
        total=total_of(offer, reading),
        bound=offer.bound if after is None else after,
        amounts={pair.item: pair.after[reading.tax] for pair in pairs.items},
        cells=cells,
        holes={
            pair.item: holes_note(dict(pair.holes), reading.lang)
            for pair in pairs.items
            if pair.holes
        },
    )


def bridge_from_today(
    comparison: Comparison, found: TodayComparison, index: int, reading: Reading
) -> Bridge:
    """Return the bridge from today's cost over the window to the offer at ``index``."""
    lang = reading.lang
    items = load_codelist("cost_items")
    return bridge_between(
        _today_end(found, index, reading),
        _offer_end(comparison, found, index, reading),
        {pair.item: items.title(pair.item, lang) for pair in found.offers[index].items},
        lang,
        basis_notes(comparison, found, lang),
    )


def view_today_bridge(evaluation: Evaluation, reading: Reading, index: int) -> Table | None:
    """Return the bridge from today's cost to one offer as a table; None without prices."""
    bridge = bridge_from_today(evaluation.costs, needed(evaluation.today), index, reading)
    return bridge_table(evaluation.costs, bridge, reading) if bridge.has_prices else None


def figure_today_bridge(evaluation: Evaluation, reading: Reading, index: int) -> Figure | None:
    """Return the bridge from today's cost to one offer as a waterfall; None without prices."""
    bridge = bridge_from_today(evaluation.costs, needed(evaluation.today), index, reading)
    return waterfall(evaluation.costs, bridge, reading) if bridge.has_prices else None

"""頑健性 as tables: what moves the difference of two offers, and totals when prices are off."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import look_of, offer_columns, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.robust.pair import moves_of

_COLUMNS = ("now", "low", "high", "at_low", "at_high", "turn")
_PERCENT = 100


def view_swings(evaluation: Evaluation, reading: Reading, first: int, second: int) -> Table:
    """Return a row for each thing that moves second − first, the farthest first; yen, excl. tax."""
    lang = reading.lang
    names = [offer_label(evaluation.costs, index) for index in (first, second)]
    rows = []
    for move in moves_of(evaluation, first, second, reading):
        cells = (
            TableCell(text=move.now),
            TableCell(text=move.low_words),
            TableCell(text=move.high_words),
            TableCell(move.low, is_difference=True),
            TableCell(move.high, is_difference=True),
            TableCell(text=move.turn),
        )
        rows.append(Row(move.title, move.title, cells, note=move.reach))
    now = float(evaluation.swings.now[second] - evaluation.swings.now[first])
    nothing = TableCell()
    told = TableCell(now, is_difference=True)
    total = Row(
        "now",
        text("view.robust.row.now", lang),
        (nothing, nothing, nothing, told, told, nothing),
        level="total",
    )
    return Table(
        key="swings",
        title=text("view.robust.table", lang, first=names[0], second=names[1]),
        caption=basis_caption(evaluation.costs, Reading(lang, reading.unit)),
        corner=text("view.robust.column.what", lang),
        columns=tuple(Column(name, text(f"view.robust.column.{name}", lang)) for name in _COLUMNS),
        rows=(total, *rows),
        unit=reading.unit,
        notes=(text("view.robust.table.note", lang),),
        letter=look_of(evaluation.costs.offers[second]).letter,
    )


def view_price_spread(evaluation: Evaluation, reading: Reading) -> Table:
    """Return total, P50, P80 and share of draws with the smallest total of every offer."""
    lang, found = reading.lang, evaluation.robustness
    uncertain = found.uncertain
    nothing = TableCell(text=text("view.none", lang))
    offers = range(len(evaluation.costs.offers))

    def known(value: float) -> TableCell:
        return TableCell(float(value)) if value == value else nothing  # noqa: PLR0124 - NaN

    shares = tuple(known(uncertain.cheapest_share[index]) for index in offers)
    rows = (
        Row("p50", text("view.robust.p50", lang), tuple(known(uncertain.p50[at]) for at in offers)),
        Row("p80", text("view.robust.p80", lang), tuple(known(uncertain.p80[at]) for at in offers)),
        Row("share", text("view.robust.share", lang), shares, "percent"),
    )
    spread = format_number(found.spread * _PERCENT)
    return Table(
        key="price_spread",
        title=text("view.robust.prices", lang),
        caption=basis_caption(evaluation.costs, Reading(lang, reading.unit)),
        corner=text("view.items.corner", lang),
        columns=offer_columns(evaluation.costs),
        rows=rows,
        unit=reading.unit,
        notes=(
            text("view.robust.spread.note", lang, spread=spread, draws=uncertain.draws),
            text("view.robust.not_chance", lang, seed=uncertain.seed),
        ),
    )

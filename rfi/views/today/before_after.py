"""前後比較: today's cost beside every offer, in total, a year, and item by item."""

from collections.abc import Callable, Iterable

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.compare.today.before_after import BeforeAfter, TodayComparison
from rfi.compare.today.item_pairs import ItemPair
from rfi.compare.today.pair import Pair, Tax
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.look.needed import needed
from rfi.views.look.offers import hole_sign, holes_note, offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import EMPTY, Row, Table, TableCell
from rfi.views.today.basis import (
    bound_cell,
    missing_word,
    today_caption,
    today_column,
    today_notes,
)


def _same(bounds: list[Bound]) -> Bound | None:
    """Return the bound that all offers share, None where they differ."""
    first = bounds[0]
    is_same = all(
        abs(one.shown - first.shown) < YEN_TOLERANCE and one.kind == first.kind for one in bounds
    )
    return first if is_same else None


def _pair_rows(name: str, pairs: list[Pair], lang: Lang) -> Iterable[Row]:
    """Yield the cost of both sides, the difference and the ratio."""

    def row(part: str, first: TableCell, cells: Iterable[TableCell]) -> Row:
        heading = text(f"view.today.{name}.{part}", lang)
        is_ratio = part == "ratio"
        return Row(
            f"{name}.{part}",
            heading,
            (first, *cells),
            kind="ratio" if is_ratio else "money",
            level="total" if part == "cost" else "plain",
            note=text(f"view.today.{part}.note", lang) if part != "cost" else "",
        )

    shared = _same([pair.before for pair in pairs])
    before = (
        TableCell(text=text("view.today.by_offer", lang))
        if shared is None
        else bound_cell(shared, lang)
    )
    yield row("cost", before, (bound_cell(pair.after, lang) for pair in pairs))
    if shared is None:
        yield row("before", EMPTY, (bound_cell(pair.before, lang) for pair in pairs))
    differences = (bound_cell(pair.difference, lang, is_difference=True) for pair in pairs)
    yield row("difference", EMPTY, differences)
    no_ratio = TableCell(text=text("view.none", lang))
    yield row(
        "ratio",
        EMPTY,
        (no_ratio if pair.ratio is None else bound_cell(pair.ratio, lang) for pair in pairs),
    )


def _before_cell(pair: ItemPair, amount: float, lang: Lang) -> TableCell:
    if pair.is_before_open:
        if pair.has_before:
            return TableCell(amount, sign="≧", note=text("view.today.open", lang))
        return TableCell(text=text("view.unknown", lang), note=text("view.today.open", lang))
    return (
        TableCell(amount)
        if pair.has_before
        else TableCell(text=text("view.today.only_offer", lang))
    )


def _after_cell(offer: OfferFigures, pair: ItemPair, tax: Tax, lang: Lang) -> TableCell:
    if pair.has_after:
        sign = hole_sign(offer) if pair.holes else ""
        return TableCell(pair.after[tax], sign=sign, note=holes_note(dict(pair.holes), lang))
    if pair.holes:
        return TableCell(text=holes_note(dict(pair.holes), lang))
    return TableCell(text=text(missing_word(pair), lang))


def _item_rows(comparison: Comparison, found: TodayComparison, reading: Reading) -> Iterable[Row]:
    lang = reading.lang
    items = load_codelist("cost_items")
    by_offer = [{pair.item: pair for pair in offer.items} for offer in found.offers]
    for item in dict.fromkeys(item for pairs in by_offer for item in pairs):
        pairs = [pairs.get(item) for pairs in by_offer]
        known = [pair for pair in pairs if pair is not None]
        amounts = [Bound.exact(pair.before[reading.tax]) for pair in known]
        shared = _same(amounts)
        before = (
            _before_cell(known[0], known[0].before[reading.tax], lang)
            if shared is not None
            else TableCell(text=text("view.today.by_offer", lang))
        )
        nothing = TableCell(text=text("view.none", lang))
        after = (
            nothing if pair is None else _after_cell(offer, pair, reading.tax, lang)
            for offer, pair in zip(comparison.offers, pairs, strict=True)
        )
        yield Row(item, items.title(item, lang), (before, *after), note=item)


def _left_out_rows(found: TodayComparison, count: int, reading: Reading) -> list[Row]:
    lang = reading.lang
    left = found.left_out(reading.tax)
    if not left:
        return []
    items = load_codelist("cost_items")
    year = format_fiscal_year(found.today.fiscal_year, lang)
    heading = Row("left_out", text("view.today.left_out", lang, year=year), level="section")
    no = TableCell(text=text("view.today.not_compared", lang))
    rows = [
        Row(f"left.{item}", items.title(item, lang), (TableCell(amount), *[no] * count), note=item)
        for item, amount in left.items()
    ]
    return [heading, *rows]


def view_before_after(evaluation: Evaluation, reading: Reading) -> Table:
    """Return today's cost and the offers on one basis, with differences and ratios."""
    comparison, found, lang = evaluation.costs, needed(evaluation.today), reading.lang
    months = int(comparison.conditions.assumptions.number("horizon_months"))

    def pairs(of: Callable[[BeforeAfter], Pair]) -> list[Pair]:
        return [of(offer) for offer in found.offers]

    def section(name: str, **facts: object) -> Row:
        return Row(name, text(f"view.today.section.{name}", lang, **facts), level="section")

    return Table(
        key="before_after",
        title=text("view.today.title", lang),
        caption=today_caption(comparison, found, reading),
        corner=text("view.items.corner", lang),
        columns=(today_column(found, lang), *offer_columns(comparison)),
        rows=(
            section("running"),
            *_pair_rows("running", pairs(lambda one: one.running[reading.tax]), lang),
            section("total", months=months),
            *_pair_rows("total", pairs(lambda one: one.total[reading.tax]), lang),
            section("items", months=months),
            *_item_rows(comparison, found, reading),
            *_left_out_rows(found, len(found.offers), reading),
        ),
        unit=reading.unit,
        notes=today_notes(comparison, found, lang),
    )

"""The total of an offer as a display cell, on the chosen tax basis, with its sign."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from rfi.compare.cost.cash import cash_view
from rfi.compare.cost.comparison import Comparison, OfferFigures, Totals
from rfi.compare.round.bounds import Bound
from rfi.compare.round.certainty import Certainty, CertaintyKind
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.text.wording import Lang, text
from rfi.views.look.estimate_marks import (
    estimate_note,
    is_as_quoted,
    no_figure,
    size_words,
    total_sign,
)
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell


class Totalled(Protocol):
    """Whatever has the total of an offer: the offer, or what is kept of it along a slider."""

    @property
    def totals(self) -> Totals:
        """On the comparison basis."""

    @property
    def bound(self) -> Bound:
        """The nominal total as an interval."""

    @property
    def total_incl_tax_jpy(self) -> float | None:
        """Nominal total with consumption tax."""


def known_total_of(offer: Totalled, reading: Reading) -> float | None:
    """Return the total, of a lower bound what it is at least: of ranges the low end."""
    total, middle = total_of(offer, reading), offer.totals.nominal_jpy
    if total is None or not middle or offer.bound.kind != "at_least":
        return total
    return total * offer.bound.shown / middle


def total_of(offer: Totalled, reading: Reading) -> float | None:
    """Return the nominal total on the chosen tax basis; None where nothing is priced."""
    return offer.totals.nominal_jpy if reading.tax == "excluded" else offer.total_incl_tax_jpy


def certainty_words(offer: OfferFigures, lang: Lang, kind: CertaintyKind | None = None) -> str:
    """Return how far a total can be relied on, and what its size rests on where none was quoted.

    With ``kind`` that stands in place of how far it can be relied on today.
    """
    words = text(
        f"certainty.{kind or offer.certainty.kind}", lang, count=offer.certainty.to_confirm
    )
    if is_as_quoted(offer.size):
        return words
    return text("certainty.sized", lang, certainty=words, size=size_words(offer.size, lang))


def to_confirm_words(certainty: Certainty, lang: Lang) -> str:
    """Return how many open warnings touch a total, in words; "" for none."""
    if not certainty.to_confirm:
        return ""
    return text("certainty.to_confirm", lang, count=certainty.to_confirm)


def whole_certainty(offer: OfferFigures, lang: Lang, kind: CertaintyKind | None = None) -> str:
    """Return the same with the open warnings, whatever the first word."""
    is_said = (kind or offer.certainty.kind) == "to_confirm"
    confirm = "" if is_said else to_confirm_words(offer.certainty, lang)
    parts = (certainty_words(offer, lang, kind), confirm)
    return text("view.list_separator", lang).join(part for part in parts if part)


def open_words(offers: Iterable[OfferFigures], lang: Lang) -> str:
    """Return which of some offers have open warnings behind their totals; "" for none."""
    told = (
        text("view.open_totals.one", lang, letter=look_of(offer).letter, words=words)
        for offer in offers
        if (words := to_confirm_words(offer.certainty, lang))
    )
    return text("view.list_separator", lang).join(told)


def blend_notes(offers: Iterable[OfferFigures], lang: Lang, *, named: bool) -> tuple[str, ...]:
    """Return what is said under figures that are made of the amounts of several offers.

    No total stands there by its figure, and an open warning behind one moves a mean all the same.

    Args:
        offers: Those that may enter.
        lang: Language.
        named: Whether letters may say which they are; else their number does.
    """
    opened = [offer for offer in offers if offer.certainty.to_confirm]
    if not opened:
        return ()
    if named:
        return (text("view.open_totals", lang, offers=open_words(opened, lang)),)
    return (text("view.open_totals.count", lang, count=len(opened)),)


def _printed(offer: OfferFigures, reading: Reading) -> frozenset[int]:
    """Return the whole yen under which the total of an offer may stand in a table."""
    totals = (offer.totals.nominal_jpy, offer.total_incl_tax_jpy, offer.bound.shown)
    return frozenset(round(one) for one in (*totals, known_total_of(offer, reading)) if one)


def _columns_of(table: Table, amounts: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Return whole amount → the columns of a table in which it stands."""
    found: dict[int, set[int]] = {}
    # Most cells hold far less than a total.
    least, most = min(amounts) - 1, max(amounts) + 1
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if cell.value is not None and least <= cell.value <= most:
                found.setdefault(round(cell.value), set()).add(index)
    return {amount: frozenset(columns) for amount, columns in found.items() if amount in amounts}


def _is_silent(table: Table, at: Collection[int], offer: OfferFigures, lang: Lang) -> bool:
    """Tell whether the columns in which a total of an offer stands say nothing of it."""
    words = to_confirm_words(offer.certainty, lang)
    if any(open_words((offer,), lang) in note for note in table.notes):
        return False
    beside = (row.cells[index] for row in table.rows for index in at if index < len(row.cells))
    return not any(words in f"{cell.text} {cell.note}" for cell in beside)


def with_open_totals(table: Table, comparison: Comparison, reading: Reading) -> Table:
    """Return a table with a note of the open warnings behind the totals in it that tell none.

    A total is known by its figure, in whatever table it stands and whoever made that: no table
    can forget to say it.
    """
    doubted = [
        (offer, amounts)
        for offer in comparison.offers
        if offer.certainty.to_confirm
        and offer.totals.nominal_jpy is not None
        and (amounts := _printed(offer, reading))
    ]
    if not doubted:
        return table
    columns = _columns_of(table, frozenset[int]().union(*(amounts for _, amounts in doubted)))
    silent = []
    for offer, amounts in doubted:
        at = frozenset[int]().union(*(columns.get(amount, ()) for amount in amounts))
        if at and _is_silent(table, at, offer, reading.lang):
            silent.append(offer)
    if not silent:
        return table
    words = text("view.open_totals", reading.lang, offers=open_words(silent, reading.lang))
    return replace(table, notes=(*table.notes, words))


def low_words(offer: OfferFigures, lang: Lang) -> str:
    """Return that ranges stand in a lower bound by their low ends; "" where none does."""
    is_low = offer.bound.kind == "at_least" and offer.half_ranges.total
    return text("view.low_of_ranges", lang) if is_low else ""


def whole_total_cell(offer: OfferFigures, value: float | None, lang: Lang) -> TableCell:
    """Return the total of an offer with its sign, its estimates and its open warnings."""
    cell = total_cell(offer, value, lang)
    if value is None:
        return cell
    parts = (cell.note, low_words(offer, lang), to_confirm_words(offer.certainty, lang))
    return replace(cell, note=text("view.list_separator", lang).join(filter(None, parts)))


def ends_of_year(offer: OfferFigures, year: int, value: float) -> tuple[float, float]:
    """Return the ends of what a fiscal year is known to hold; ``value`` is its middle.

    Args:
        offer: Whose.
        year: The fiscal year.
        value: Yen, with or without tax.
    """
    middle = offer.by_fiscal_year.get(year, 0.0)
    half = offer.half_ranges.by_year.get(year, 0.0) * value / middle if middle else 0.0
    return value - half, value + half


def _is_ranged_only(offer: OfferFigures) -> bool:
    """Tell whether ranges without a point are all that makes the total an interval."""
    width = offer.bound.high - offer.bound.low
    only = width <= 2 * offer.half_ranges.total + YEN_TOLERANCE
    return offer.bound.kind == "between" and not offer.levelling and only


def _ended(
    offer: OfferFigures, cell: TableCell, value: float, ends: tuple[float, float]
) -> TableCell:
    """Return the cell of a part of the total of which the ends are known."""
    low, high = ends
    if offer.bound.kind == "at_least":
        return replace(cell, value=low)
    if not _is_ranged_only(offer):
        return cell
    if low == high:
        return TableCell(value, note=cell.note)
    return replace(cell, value=low, high=high)


def year_cell(offer: OfferFigures, year: int, value: float, lang: Lang) -> TableCell:
    """Return what falls into one fiscal year, with the sign of the total where it holds there."""
    ends = ends_of_year(offer, year, value)
    return _ended(offer, total_cell(offer, value, lang), value, ends)


def total_cell(
    offer: OfferFigures, value: float | None, lang: Lang, *, note: str = ""
) -> TableCell:
    """Return a figure that holds everything the total holds, with the total's sign."""
    if value is None:
        return TableCell(text=no_figure(offer, lang))
    note = note or estimate_note(offer, lang)
    whole = offer.totals.nominal_jpy
    if offer.bound.kind == "at_least" and whole:
        # Of a range without a point only the low end is a bound.
        value *= offer.bound.shown / whole
    if offer.bound.kind != "between" or offer.levelling:
        return TableCell(value, sign=total_sign(offer), note=note)
    shown = offer.bound.shown
    if not shown:
        return TableCell(text=text("bound.between", lang), note=note)
    low, high = (value * end / shown for end in (offer.bound.low, offer.bound.high))
    return TableCell(low, sign=offer.bound.sign, note=note, high=high)


def limit_cell(offer: OfferFigures, lang: Lang) -> TableCell:
    """Return the limit of 債務負担行為; of a lower bound that of what each year holds at least."""
    if offer.totals.nominal_jpy is None:
        return total_cell(offer, None, lang)
    years = offer.cash.by_fiscal_year
    ends = [
        cash_view({year: ends_of_year(offer, year, years[year])[end] for year in years})
        for end in (0, 1)
    ]
    low, high = (float(found.debt_burden_limit_jpy) for found in ends)
    limit = float(offer.cash.debt_burden_limit_jpy)
    return _ended(offer, total_cell(offer, limit, lang), limit, (low, high))

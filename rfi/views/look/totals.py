"""The total of an offer as a display cell, on the chosen tax basis, with its sign."""

from dataclasses import replace

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.certainty import Certainty
from rfi.text.wording import Lang, text
from rfi.views.look.estimate_marks import estimate_note, no_figure, total_sign
from rfi.views.look.reading import Reading
from rfi.views.look.table import TableCell


def total_of(offer: OfferFigures, reading: Reading) -> float | None:
    """Return the nominal total on the chosen tax basis; None where nothing is priced."""
    return offer.totals.nominal_jpy if reading.tax == "excluded" else offer.total_incl_tax_jpy


def certainty_words(certainty: Certainty, lang: Lang) -> str:
    """Return the one word for how far a total can be relied on."""
    return text(f"certainty.{certainty.kind}", lang, count=certainty.to_confirm)


def to_confirm_words(certainty: Certainty, lang: Lang) -> str:
    """Return how many open warnings touch a total, in words; "" for none."""
    if not certainty.to_confirm:
        return ""
    return text("certainty.to_confirm", lang, count=certainty.to_confirm)


def whole_total_cell(offer: OfferFigures, value: float | None, lang: Lang) -> TableCell:
    """Return the total of an offer with its sign, its estimates and its open warnings."""
    cell = total_cell(offer, value, lang)
    parts = (cell.note, to_confirm_words(offer.certainty, lang))
    note = text("view.list_separator", lang).join(part for part in parts if part)
    return cell if value is None else replace(cell, note=note)


def total_cell(
    offer: OfferFigures, value: float | None, lang: Lang, *, note: str = ""
) -> TableCell:
    """Return a figure that holds everything the total holds, with the total's sign."""
    if value is None:
        return TableCell(text=no_figure(offer, lang))
    note = note or estimate_note(offer, lang)
    whole = offer.totals.nominal_jpy
    is_rounded = value == offer.cash.debt_burden_limit_jpy
    if offer.bound.kind == "at_least" and whole and not is_rounded:
        # Of a range without a point only the low end is a bound. The limit is rounded already.
        value *= offer.bound.shown / whole
    if offer.bound.kind != "between" or offer.levelling:
        return TableCell(value, sign=total_sign(offer), note=note)
    shown = offer.bound.shown
    if not shown:
        return TableCell(text=text("bound.between", lang), note=note)
    return TableCell(value, sign=offer.bound.sign, note=note, high=value * offer.bound.high / shown)

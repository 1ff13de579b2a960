"""The marks of an offer: letter, name, how sure its total is, how far it lies from another."""

from html import escape

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.text.numbers import format_number
from rfi.text.shortened import shortened
from rfi.text.wording import Lang, text
from rfi.views.look.band.picture import named, said, tag
from rfi.views.look.chart import Scale
from rfi.views.look.offers import Compared, PlacedOffer, look_of, offer_columns
from rfi.views.look.totals import certainty_words, whole_certainty

_PERCENT_DIGITS = 1
_PERCENT = 100
# Certainty → look of its chip: the frame differs, so that it reads in grey.
_CHIPS = {
    "firm": "rfi-firm",
    "to_confirm": "rfi-confirm",
    "interval": "rfi-interval",
    "at_least": "rfi-least",
    "unknown": "rfi-unsure",
}


def letter_mark(offer: PlacedOffer) -> str:
    """Return the letter of an offer in its box, its colour as a band below."""
    letter = escape(look_of(offer).letter)
    return f'<span class="rfi-mark rfi-letter-{letter}">{letter}</span>'


def offer_name(compared: Compared, index: int, *, below: str = "") -> str:
    """Return letter and short name of an offer, with what is to stand below them.

    The whole name is told where the mouse rests.
    """
    column = offer_columns(compared)[index]
    whole = escape(f"{column.heading} {column.note}".strip(), quote=True)
    names = f'<span class="rfi-names" title="{whole}">{named(column.short)}{below}</span>'
    return letter_mark(compared.offers[index]) + names


def plan_of(compared: Compared, index: int) -> str:
    """Return the plan of an offer as it stands below its name; "" where it has none."""
    note = shortened([column.note for column in offer_columns(compared)])[index]
    return said(note, "rfi-plan") if note else ""


def whole_certainty_chip(offer: OfferFigures, lang: Lang) -> str:
    """Return how sure a total is and what is open of it, below a name; "" without a total."""
    if offer.totals.nominal_jpy is None:
        return ""
    return said(whole_certainty(offer, lang), f"rfi-chip {_CHIPS[offer.certainty.kind]}")


def certainty_chip(offer: OfferFigures, lang: Lang) -> str:
    """Return how sure the total of an offer is, as one chip."""
    if offer.totals.nominal_jpy is None:
        return said(text("view.not_estimable.chip", lang), "rfi-chip rfi-none")
    kind = offer.certainty.kind
    return said(certainty_words(offer, lang), f"rfi-chip {_CHIPS[kind]}")


def signed(value: float, printed: str, lang: Lang) -> str:
    """Return a difference as printed: ＋ before an increase; △ stands there already.

    >>> signed(1.0, "0.92", "en"), signed(-1.0, "△2.56", "en"), signed(0.001, "0.00", "en")
    ('+0.92', '△2.56', '0.00')
    """
    is_nothing = not printed.strip("0.%△")
    if is_nothing:
        return printed.strip("△")
    return text("view.sign.more", lang, amount=printed) if value > 0 else printed


def difference(bound: Bound, base: float, scale: Scale, lang: Lang, more: str = "") -> str:
    """Return this − base in the unit of ``scale``, with its part of the base below.

    Args:
        bound: This − base, as the interval it is known to lie in.
        base: What it is held against, yen.
        scale: Unit of the picture.
        lang: Language.
        more: Stands below in place of the part of the base.
    """
    sign = bound.sign if bound.kind != "between" else ""
    amount = signed(bound.shown, scale.label(bound.shown), lang)
    unit = said(scale.title(lang), "rfi-unit")
    look = "rfi-gap" if not sign else "rfi-gap rfi-open"
    shown = tag("span", f"{escape(sign + amount)}{unit}", look)
    part = format_number(bound.shown / base * _PERCENT, _PERCENT_DIGITS) if base else ""
    below = more or (sign + signed(bound.shown, part, lang) + "%" if part else "")
    return shown + said(below, "rfi-below")

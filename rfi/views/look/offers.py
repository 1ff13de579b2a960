"""How an offer is told apart everywhere: letter, colour and pattern by its place.

The place is the offer's own for the whole round, whoever is withdrawn or late; its index in a
comparison is not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import SIGNS
from rfi.scenario.letters import letter_at
from rfi.text.shortened import shortened
from rfi.text.wording import Lang, text
from rfi.views.look.table import Column

# Accent colours of the 推奨配色セット (CUDO, ver. 4), without the pair of red and green, which
# would read as bad and good; each differs from its neighbours in lightness as well.
_COLOURS = (
    "#005aff",
    "#f6aa00",
    "#4dc4ff",
    "#990099",
    "#804000",
    "#84919e",
    "#ff8082",
    "#03af7a",
)
_PATTERNS = ("", "/", ".", "\\", "x", "-", "|", "+")
_TINT = 0.35
# Rounds and selections of offers whose headings are kept.
_COLUMNS_KEPT = 64
# Brightness (ITU-R BT.601) below which white text stands out.
_DARK = 125


class PlacedOffer(Protocol):
    """Whatever stands for one offer."""

    @property
    def place(self) -> int:
        """Index of its letter."""


class NamedOffer(PlacedOffer, Protocol):
    """One offer of any comparison."""

    @property
    def offer_key(self) -> str:
        """Code, unique in the round."""

    @property
    def vendor(self) -> str:
        """Who answered."""

    @property
    def title(self) -> str:
        """Name of the offer."""


class Compared(Protocol):
    """Any comparison: its offers, in the order of their places."""

    @property
    def offers(self) -> Sequence[NamedOffer]:
        """The offers."""


@dataclass(frozen=True, slots=True)
class OfferLook:
    """Letter, colour and pattern (plotly's ``pattern.shape``) of one offer."""

    letter: str
    colour: str
    pattern: str

    @property
    def tint(self) -> str:
        """The colour mixed with white, on which dark text reads well."""
        parts = (int(self.colour[at : at + 2], 16) for at in (1, 3, 5))
        return "#" + "".join(f"{round(255 - (255 - part) * _TINT):02x}" for part in parts)

    @property
    def ink(self) -> str:
        """Colour of text on the full colour: black or white, whichever stands out."""
        red, green, blue = (int(self.colour[at : at + 2], 16) for at in (1, 3, 5))
        return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else "#1a1a1a"


def look_of(offer: PlacedOffer) -> OfferLook:
    """Return the look of an offer."""
    return look_at(offer.place)


@cache
def look_at(place: int) -> OfferLook:
    """Return the look of a place, where there is no offer to ask.

    >>> look_at(0).letter, look_at(27).letter
    ('A', 'B2')
    """
    shift = place // len(_COLOURS)
    return OfferLook(
        letter_at(place),
        _COLOURS[place % len(_COLOURS)],
        _PATTERNS[(place + shift) % len(_PATTERNS)],
    )


def short_names(vendors: Sequence[str]) -> tuple[str, ...]:
    """Return the names without their legal form, in full where two would be the same.

    >>> short_names(["架空電算株式会社", "（株）例示", "例示株式会社", "Sample Inc."])
    ('架空電算', '（株）例示', '例示株式会社', 'Sample')
    """
    forms = text("view.legal_forms", "ja").split("|")
    short = [_without_form(name, forms) for name in vendors]
    counts = Counter(short)
    of_name = Counter(vendors)
    return tuple(
        full if counts[brief] > of_name[full] else brief
        for full, brief in zip(vendors, short, strict=True)
    )


def _without_form(name: str, forms: Iterable[str]) -> str:
    for form in forms:
        for cut in (name.removeprefix(form), name.removesuffix(form)):
            if cut != name and cut.strip():
                return cut.strip()
    return name


def offer_columns(comparison: Compared) -> tuple[Column, ...]:
    """Return one column an offer: vendor, and the offer's title below.

    Where a vendor has several offers the title stands first, so that headings tell them apart.
    """
    offers = comparison.offers
    return _columns(tuple((one.offer_key, one.vendor, one.title, one.place) for one in offers))


# One page asks for the same headings up to thirty times.
@lru_cache(maxsize=_COLUMNS_KEPT)
def _columns(offers: tuple[tuple[str, str, str, int], ...]) -> tuple[Column, ...]:
    vendors = [vendor for _, vendor, _, _ in offers]
    several = {vendor for vendor, count in Counter(vendors).items() if count > 1}
    named = [
        (title, vendor, title) if vendor in several else (vendor, title, short)
        for (_, vendor, title, _), short in zip(offers, short_names(vendors), strict=True)
    ]
    brief = shortened([short for _, _, short in named])
    return tuple(
        Column(key, heading, note, look_at(place).letter, short)
        for (key, _, _, place), (heading, note, _), short in zip(offers, named, brief, strict=True)
    )


def offer_label(comparison: Compared, index: int) -> str:
    """Return letter and vendor; the offer's title where a vendor has several."""
    return offer_columns(comparison)[index].label


def open_sign(offer: OfferFigures) -> str:
    """Return the sign of a sum with a hole that levelling has no part in."""
    return SIGNS[offer.open_kind]


def hole_sign(offer: OfferFigures) -> str:
    """Return the sign of a sum of this offer that has a hole."""
    return SIGNS[offer.hole_kind]


def levelled_note(offer: OfferFigures, items: Iterable[str], lang: Lang) -> str:
    """Return that a sum over some cost items holds levelled amounts, in words; "" for none."""
    filled = {item for _, item in offer.levelling.filled_cells} if offer.levelling else set()
    return text("view.levelled_part", lang) if filled.intersection(items) else ""


def holes_note(holes: Mapping[str, int], lang: Lang) -> str:
    """Return the holes of a cell in words: kind and count; a hole of no cell by its kind alone."""
    separator = text("view.list_separator", lang)
    return separator.join(
        text("view.hole_count", lang, hole=text(f"hole.{kind}", lang), count=count)
        if count
        else text(f"hole.{kind}", lang)
        for kind, count in holes.items()
    )

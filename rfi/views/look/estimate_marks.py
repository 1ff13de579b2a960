"""What an estimated total must carry beside it: 外挿, 補完 and the like, never left unmarked."""

from typing import Literal, Protocol

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.cost.sizes.together import SizeBasis, SizeKind
from rfi.compare.round.bounds import Bound
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text

_PERCENT = 100
SizeWord = Literal["quoted", "interpolated", "estimate", "single_point", "extrapolated"]
# What the sizes or the number of cities make of a figure, in the order of the notes.
_SIZE_MARKS = ("extrapolated", "single_point")
_GROUP_MARKS = ("beyond",)
NOT_QUOTED = "not_quoted"


def size_kind(size: SizeKind, *, is_count_estimated: bool) -> SizeWord:
    """Return what the size of a figure rests on; the most doubtful decides.

    Args:
        size: How the city's residents lie to the quoted sizes, where there is a figure.
        is_count_estimated: Whether the number of cities is none that was quoted.

    >>> size_kind("interpolated", is_count_estimated=False)
    'interpolated'
    >>> size_kind("quoted", is_count_estimated=True)
    'estimate'
    """
    if size == "extrapolated":
        return "extrapolated"
    if size == "single_point":
        return "single_point"
    if is_count_estimated:
        return "estimate"
    return "interpolated" if size == "interpolated" else "quoted"


def size_word(size: SizeBasis) -> SizeWord:
    """Return what the size of an offer's figures rests on, where there is a figure."""
    return size_kind(size.size, is_count_estimated=size.group in {"interpolated", "beyond"})


def size_words(size: SizeBasis, lang: Lang) -> str:
    """Return the one word for what the size of an offer's figures rests on."""
    return text(f"size.{size_word(size)}", lang)


def is_as_quoted(size: SizeBasis) -> bool:
    """Return whether figures are as quoted, or there are none: then no word is needed."""
    return not size.is_estimable or size_word(size) == "quoted"


class Bounded(Protocol):
    """Whatever has a total of which it is known how far it is known."""

    @property
    def bound(self) -> Bound:
        """The total as an interval."""

    @property
    def levelling(self) -> object:
        """What levelling put into the holes, or whether it did; nothing while it is off."""


def total_sign(offer: Bounded) -> str:
    """Return the sign before a total; a levelled total says its interval in its note instead."""
    if offer.levelling and offer.bound.kind == "between":
        return ""
    return offer.bound.sign


def no_figure(offer: OfferFigures, lang: Lang) -> str:
    """Return what stands in place of a figure: nothing is priced, or nothing can be estimated."""
    return text("view.no_price" if offer.size.is_estimable else "view.not_estimable", lang)


def _levelled(offer: OfferFigures, lang: Lang) -> str:
    found = offer.levelling
    if found is None or not found.filled:
        return ""
    expected = sum(cell.is_expected for cell in found.filled)
    words = [text("view.expected", lang, count=expected)] if expected else []
    if expected < len(found.filled):
        share = format_number(found.share * _PERCENT, 1)
        words.append(text("view.levelled", lang, share=share))
    return text("view.list_separator", lang).join(words)


def marks_of(offer: OfferFigures) -> tuple[str, ...]:
    """Return what makes the figures of an offer an estimate, as keys of ``view.estimate.*``."""
    if offer.totals.nominal_jpy is None:
        return ()
    marks: list[str] = [kind for kind in _SIZE_MARKS if offer.size.size == kind]
    marks += [kind for kind in _GROUP_MARKS if offer.size.group == kind]
    if offer.size.linear_cells:
        marks.append("linear")
    if offer.is_estimated:
        marks.append("extended")
    if offer.omits_escalation:
        marks.append("escalation")
    return tuple(marks)


def estimate_note(offer: OfferFigures, lang: Lang) -> str:
    """Return what stands under a total: estimates behind it, and the share of levelling."""
    return _joined(offer, _levelled(offer, lang), lang)


def beside_size(offer: OfferFigures, lang: Lang) -> str:
    """Return the same but for what the size rests on, where a word of certainty has said that."""
    marks = [mark for mark in marks_of(offer) if mark not in _SIZE_MARKS]
    parts = [*(text(f"view.estimate.{mark}", lang) for mark in marks), _levelled(offer, lang)]
    return text("view.list_separator", lang).join(part for part in parts if part)


def part_note(offer: OfferFigures, lang: Lang, *, is_levelled: bool) -> str:
    """Return what stands under a part of a total: estimates, and whether levelling is in it."""
    return _joined(offer, text("view.levelled_part", lang) if is_levelled else "", lang)


def _joined(offer: OfferFigures, levelled: str, lang: Lang) -> str:
    parts = [*(text(f"view.estimate.{mark}", lang) for mark in marks_of(offer)), levelled]
    return text("view.list_separator", lang).join(part for part in parts if part)


def estimate_notes(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return what the marks of a comparison mean, for those that occur."""
    marks = {mark for offer in comparison.offers for mark in marks_of(offer)}
    every = (*_SIZE_MARKS, *_GROUP_MARKS, "linear", "extended", "escalation")
    notes = [text(f"view.estimate.{mark}.note", lang) for mark in every if mark in marks]
    sizes = {offer.size.size for offer in comparison.offers}
    groups = {offer.size.group for offer in comparison.offers}
    lacking = [name for name, kinds in (("size", sizes), ("group", groups)) if NOT_QUOTED in kinds]
    notes += [text(f"view.not_estimable.{name}", lang) for name in lacking]
    filled = [cell for one in comparison.offers if one.levelling for cell in one.levelling.filled]
    if any(not cell.is_expected for cell in filled):
        notes.append(text("view.levelled.note", lang))
    if any(cell.is_expected for cell in filled):
        notes.append(text("view.expected.note", lang))
    return tuple(notes)

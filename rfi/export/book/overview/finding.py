"""What the first page says in words: how far apart exact totals lie, and what is missing."""

from collections import Counter
from collections.abc import Sequence

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.coverage import HOLES
from rfi.text.wording import Lang, text
from rfi.views.look.chart import scale_of
from rfi.views.look.estimate_marks import NOT_QUOTED
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.totals import total_of


def is_exact(offer: OfferFigures) -> bool:
    """Tell whether the total of an offer is one figure, with nothing of others in it."""
    return offer.certainty.kind in {"firm", "to_confirm"}


def exact_totals(comparison: Comparison, reading: Reading) -> tuple[float, ...]:
    """Return the totals that are exact, on the tax basis that is read."""
    totals = (total_of(offer, reading) for offer in comparison.offers if is_exact(offer))
    return tuple(total for total in totals if total is not None)


def finding(comparison: Comparison, reading: Reading) -> str:
    """Return the range and the difference of the exact totals in one sentence; no order."""
    lang, totals = reading.lang, exact_totals(comparison, reading)
    if not totals:
        return text("export.book.finding.none", lang)
    scale = scale_of(totals)
    unit = scale.title(lang)
    low, high = scale.label(min(totals)), scale.label(max(totals))
    if len(totals) == 1:
        return text("export.book.finding.one", lang, low=low, unit=unit)
    difference = scale.label(max(totals) - min(totals))
    facts = {"count": len(totals), "low": low, "high": high, "difference": difference}
    return text("export.book.finding", lang, unit=unit, **facts)


def _holes(offer: OfferFigures, lang: Lang) -> tuple[int, str]:
    counts = Counter({kind: len(cells) for kind, cells in offer.open_holes.items()})
    kinds = [kind for kind in HOLES if kind in offer.open_holes]
    words = [
        text("view.hole_count", lang, hole=text(f"hole.{kind}", lang), count=counts[kind])
        if counts[kind]
        else text(f"hole.{kind}", lang)
        for kind in kinds
    ]
    return sum(counts.values()), text("export.book.missing.separator", lang).join(words)


def _of_offer(offer: OfferFigures, lang: Lang) -> str:
    letter = look_of(offer).letter
    if not offer.size.is_estimable:
        kind = "group" if offer.size.group == NOT_QUOTED else "size"
        return text(f"export.book.missing.{kind}", lang, letter=letter)
    if offer.totals.nominal_jpy is None:
        return text("export.book.missing.price", lang, letter=letter)
    kind = offer.certainty.kind
    if kind == "to_confirm":
        count = offer.certainty.to_confirm
        return text("export.book.missing.to_confirm", lang, letter=letter, count=count)
    if kind == "interval":
        return text("export.book.missing.interval", lang, letter=letter)
    if kind not in {"at_least", "unknown"}:
        return ""
    count, words = _holes(offer, lang)
    return text(f"export.book.missing.{kind}", lang, letter=letter, count=count, holes=words)


def missing(comparison: Comparison, lang: Lang, indexes: Sequence[int] | None = None) -> str:
    """Return what is missing, offer by offer, and that no order is meant.

    Args:
        comparison: The offers.
        lang: Language.
        indexes: Of the offers that are told; None is all.
    """
    offers = comparison.offers
    told = offers if indexes is None else [offers[index] for index in indexes]
    said = [words for offer in told if (words := _of_offer(offer, lang))]
    said = said or [text("export.book.missing.nothing", lang)]
    return "".join((*said, text("export.book.missing.no_order", lang)))

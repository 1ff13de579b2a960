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


# What is said of an offer: name of the wording and its facts.
_Said = tuple[str, tuple[tuple[str, object], ...]]


def _said_of(offer: OfferFigures, lang: Lang) -> _Said | None:
    """Return what is missing in the total of an offer; None where nothing is."""
    if not offer.size.is_estimable:
        return ("group" if offer.size.group == NOT_QUOTED else "size", ())
    if offer.totals.nominal_jpy is None:
        return ("price", ())
    kind = offer.certainty.kind
    if kind == "to_confirm":
        return (kind, (("count", offer.certainty.to_confirm),))
    if kind == "interval":
        return (kind, ())
    if kind not in {"at_least", "unknown"}:
        return None
    count, words = _holes(offer, lang)
    return (kind, (("count", count), ("holes", words)))


def missing(comparison: Comparison, lang: Lang, indexes: Sequence[int] | None = None) -> str:
    """Return what is missing, offers of which the same is said together; no order is meant.

    Args:
        comparison: The offers.
        lang: Language.
        indexes: Of the offers that are told; None is all.
    """
    offers = comparison.offers
    told = offers if indexes is None else [offers[index] for index in indexes]
    letters: dict[_Said, list[str]] = {}
    for offer in told:
        if (said := _said_of(offer, lang)) is not None:
            letters.setdefault(said, []).append(look_of(offer).letter)
    between = text("export.book.missing.separator", lang)
    sentences = [
        text(f"export.book.missing.{name}", lang, letter=between.join(of), **dict(facts))
        for (name, facts), of in letters.items()
    ] or [text("export.book.missing.nothing", lang)]
    return "".join((*sentences, text("export.book.missing.no_order", lang)))

"""総括, how far each total can be relied on: what was answered, and the one word for it."""

from collections.abc import Callable, Iterable

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.coverage import HOLES
from rfi.text.wording import Lang, text
from rfi.views.look.estimate_marks import no_figure, size_words
from rfi.views.look.priced_cells import hole_cell
from rfi.views.look.table import Row, TableCell
from rfi.views.look.totals import to_confirm_words, whole_certainty
from rfi.views.look.values import format_month


def _note(name: str, lang: Lang) -> str:
    return text(f"view.summary.{name}.note", lang)


def _word_row(
    name: str, comparison: Comparison, lang: Lang, word: Callable[[OfferFigures], str]
) -> Row:
    """Return a row of one word for each offer."""
    cells = tuple(TableCell(text=word(offer)) for offer in comparison.offers)
    return Row(name, text(f"view.summary.{name}", lang), cells, "text")


def _hole_rows(comparison: Comparison, lang: Lang) -> Iterable[Row]:
    offers = comparison.offers
    for kind in HOLES:
        if any(kind in offer.coverage.holes for offer in offers):
            cells = tuple(hole_cell(offer.coverage, kind, lang) for offer in offers)
            yield Row(f"hole.{kind}", text(f"hole.{kind}", lang), cells, "count")


def _certainty_cell(offer: OfferFigures, lang: Lang) -> TableCell:
    """Return the one word for the total, with what else must be said of it."""
    beyond = text("view.out_of_range", lang) if offer.coverage.is_out_of_range else ""
    if offer.totals.nominal_jpy is not None:
        return TableCell(text=whole_certainty(offer, lang), note=beyond)
    confirm = to_confirm_words(offer.certainty, lang)
    note = text("view.list_separator", lang).join(part for part in (confirm, beyond) if part)
    return TableCell(text=no_figure(offer, lang), note=note)


def reliability_rows(comparison: Comparison, lang: Lang) -> Iterable[Row]:
    """Yield coverage, holes, certainty, what the size rests on, and the rest of the reasons."""
    offers = comparison.offers
    yield Row(
        "coverage",
        text("view.summary.coverage", lang),
        tuple(
            TableCell(
                offer.coverage.answered / offer.coverage.asked if offer.coverage.asked else None,
            )
            for offer in offers
        ),
        "percent",
        note=_note("coverage", lang),
    )
    yield _word_row(
        "answered",
        comparison,
        lang,
        lambda offer: f"{offer.coverage.answered} / {offer.coverage.asked}",
    )
    yield from _hole_rows(comparison, lang)
    yield Row(
        "certainty",
        text("view.summary.certainty", lang),
        tuple(_certainty_cell(offer, lang) for offer in offers),
        "text",
        note=_note("certainty", lang),
    )
    yield Row(
        "size",
        text("view.summary.size", lang),
        tuple(
            TableCell(
                text=size_words(offer.size, lang)
                if offer.size.is_estimable
                else no_figure(offer, lang)
            )
            for offer in offers
        ),
        "text",
        note=_note("size", lang),
    )
    yield _word_row(
        "discount",
        comparison,
        lang,
        lambda offer: text("view.yes" if offer.has_discount else "view.no", lang),
    )
    yield _word_row(
        "go_live", comparison, lang, lambda offer: format_month(offer.window.first_month)
    )

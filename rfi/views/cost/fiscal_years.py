"""年度別: what falls into which fiscal year, on the basis compared and as the budget sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption, mark_notes, whose_words
from rfi.views.look.estimate_marks import part_note
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import limit_cell, total_of, whole_total_cell, year_cell


def amounts_by_year(comparison: Comparison, index: int, reading: Reading) -> Mapping[int, float]:
    """Return fiscal year → yen of the offer at ``index``; years without an amount are left out."""
    flow = comparison.flows.values[reading.measure][index].sum(axis=(0, 1)).tolist()
    years = zip(comparison.flows.fiscal_years, flow, strict=True)
    return {year: amount for year, amount in years if amount}


def _rows(evaluation: Evaluation, by_offer: list[Mapping[int, float]], lang: Lang) -> Iterable[Row]:
    offers, fiscal_years = evaluation.costs.offers, evaluation.costs.flows.fiscal_years
    levelled = evaluation.outlay.is_levelled_year
    for year in sorted({year for found in by_offer for year in found}):
        column = fiscal_years.index(year)
        cells = tuple(
            replace(
                year_cell(offer, year, found[year], lang),
                note=part_note(offer, lang, is_levelled=bool(levelled[index, column])),
            )
            if year in found
            else TableCell(text=text("view.none", lang))
            for index, (offer, found) in enumerate(zip(offers, by_offer, strict=True))
        )
        yield Row(str(year), format_fiscal_year(year, lang), cells)


def view_fiscal_years(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the comparison view by fiscal year: windows aligned at each offer's go-live."""
    comparison, lang = evaluation.costs, reading.lang
    by_offer = [
        amounts_by_year(comparison, index, reading) for index in range(len(comparison.offers))
    ]
    total = tuple(
        whole_total_cell(offer, total_of(offer, reading), lang) for offer in comparison.offers
    )
    return Table(
        key="fiscal_years",
        title=text("view.years.title", lang),
        caption=basis_caption(comparison, reading),
        corner=text("view.years.corner", lang),
        columns=offer_columns(comparison),
        rows=(
            *_rows(evaluation, by_offer, lang),
            Row("total", text("view.total", lang), total, level="total"),
        ),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), text("view.years.note", lang)),
    )


def view_cash(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the cash view: tax-included, with the limit of 債務負担行為."""
    comparison, lang = evaluation.costs, reading.lang
    offers = comparison.offers
    by_offer = [offer.cash.by_fiscal_year for offer in offers]
    total = tuple(whole_total_cell(offer, offer.total_incl_tax_jpy, lang) for offer in offers)
    limit = tuple(limit_cell(offer, lang) for offer in offers)
    return Table(
        key="cash",
        title=text("view.cash.title", lang),
        caption=text(
            "view.cash.caption",
            lang,
            whose=whose_words(comparison, lang),
            unit=unit_title(reading),
        ),
        corner=text("view.years.corner", lang),
        columns=offer_columns(comparison),
        rows=(
            *_rows(evaluation, by_offer, lang),
            Row("total", text("view.total", lang), total, level="total"),
            Row(
                "limit",
                text("view.cash.limit", lang),
                limit,
                level="total",
                note=text("view.cash.limit.note", lang),
            ),
        ),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), text("view.cash.note", lang)),
    )

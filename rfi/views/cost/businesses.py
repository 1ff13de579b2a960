"""業務別: business × offer; a price over several businesses stands on a row of its own."""

from dataclasses import replace

from rfi.compare.cost.comparison import OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.lines import Axes
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.offers import offer_columns
from rfi.views.look.priced_cells import ranged_cell, sum_cell
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import total_of, whole_total_cell


def _members(business: str) -> list[str]:
    return business.split(BUNDLE_MARK)


def _bundle_title(questionnaire: Questionnaire, business: str, lang: Lang) -> str:
    names = [questionnaire.businesses.get(code, code) for code in _members(business)]
    return text("view.businesses.bundle", lang, names=text("view.list_separator", lang).join(names))


def _cell(
    offer: OfferFigures,
    amount: float,
    asked: list[tuple[str, str]],
    lang: Lang,
    *,
    half: float,
    is_bundled: bool,
) -> TableCell:
    cell = sum_cell(offer, amount, asked, lang, half)
    if not is_bundled:
        return cell
    bundled = text("view.businesses.bundled", lang)
    if amount == 0:
        return TableCell(text=bundled, note=cell.note)
    separator = text("view.list_separator", lang)
    also = text("view.businesses.also_bundled", lang)
    return replace(cell, note=separator.join(part for part in (also, cell.note) if part))


def _half(offer: OfferFigures, business: str, amount: float) -> float:
    """Return how far ranges reach to either side in a business, on the basis of ``amount``."""
    nominal = offer.by_business[business]
    return offer.half_ranges.of_business(business) * amount / nominal if nominal else 0.0


def _bundled(axes: Axes, amounts: list[float]) -> set[str]:
    """Return the businesses that a price over several of them holds."""
    return {
        member
        for name, amount in zip(axes.businesses, amounts, strict=True)
        for member in _members(name)
        if amount and BUNDLE_MARK in name
    }


def view_businesses(
    evaluation: Evaluation, reading: Reading, *, differences_only: bool = False
) -> Table:
    """Return businesses in the order asked, then the bundles that the answers hold."""
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    axes = comparison.flows.axes
    flows = comparison.flows.values[reading.measure]
    amounts = [
        flows[offer_index].sum(axis=(1, 2)).tolist()
        for offer_index in range(len(comparison.offers))
    ]
    bundled = [_bundled(axes, found) for found in amounts]
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    scope = comparison.conditions.scope
    rows = []
    for index, business in enumerate(axes.businesses):
        if BUNDLE_MARK in business:
            if any(found[index] for found in amounts):
                cells = tuple(
                    ranged_cell(
                        found[index],
                        _half(offer, business, found[index]),
                        "",
                        text("view.businesses.bundle_price", lang),
                    )
                    if found[index]
                    else TableCell(text=text("view.none", lang))
                    for offer, found in zip(comparison.offers, amounts, strict=True)
                )
                title = _bundle_title(questionnaire, business, lang)
                rows.append(Row(business, title, cells, note=business))
            continue
        wanted = [
            (business, item)
            for item in questionnaire.items
            if (business, item) in asked and scope.holds((business, item))
        ]
        cells = tuple(
            _cell(
                offer,
                amounts[offer_index][index],
                wanted,
                lang,
                half=_half(offer, business, amounts[offer_index][index]),
                is_bundled=business in bundled[offer_index],
            )
            for offer_index, offer in enumerate(comparison.offers)
        )
        title = questionnaire.businesses[business]
        rows.append(Row(business, title, cells, note=business, of=(business, "")))
    total = tuple(
        whole_total_cell(offer, total_of(offer, reading), lang) for offer in comparison.offers
    )
    notes = mark_notes(comparison, lang)
    if any(bundled):
        notes = (*notes, text("view.businesses.note", lang))
    table = Table(
        key="businesses",
        title=text("view.businesses.title", lang),
        caption=basis_caption(comparison, reading),
        corner=text("view.businesses.corner", lang),
        columns=offer_columns(comparison),
        rows=(*rows, Row("total", text("view.total", lang), total, level="total", of=("", ""))),
        unit=reading.unit,
        notes=notes,
    )
    return table.with_differences_only() if differences_only else table

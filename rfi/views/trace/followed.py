"""The figure that is followed, first: what it comes to, how sure it is, and what it was made of."""

from html import escape

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.band.marks import letter_mark, whole_certainty_chip
from rfi.views.look.band.picture import Picture, items_of, said, tag
from rfi.views.look.captions import basis_caption, whose_words
from rfi.views.look.estimate_marks import beside_size, size_words
from rfi.views.look.offers import offer_columns
from rfi.views.look.priced_cells import amounts_by_item, phase_cell, sum_cell
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.remark.marks import words_of_figure
from rfi.views.look.table import TableCell, printed
from rfi.views.look.totals import low_words, total_of, whole_total_cell

_Cells = tuple[list[int], list[int]]


def _placed(comparison: Comparison, asked: Questionnaire, business: str, item: str) -> _Cells:
    """Return the places on the axes of businesses and items that a figure is the sum of."""
    axes, items = comparison.flows.axes, items_of(asked, item)
    return (
        [at for at, code in enumerate(axes.businesses) if business in {"", code}],
        [at for at, code in enumerate(axes.items) if not item or code in items],
    )


def _bundled(comparison: Comparison, index: int, business: str, items: list[int]) -> bool:
    """Tell whether a price over several businesses holds a part of a business's figure."""
    axes, flow = comparison.flows.axes, comparison.flows.values["nominal_jpy"][index]
    return any(
        BUNDLE_MARK in code and business in code.split(BUNDLE_MARK) and flow[at][items].any()
        for at, code in enumerate(axes.businesses)
    )


def cell_of_figure(
    evaluation: Evaluation, reading: Reading, index: int, business: str, item: str
) -> TableCell:
    """Return a figure as the tables of the comparison show it.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        index: Of the offer.
        business: Code; "" is all of them.
        item: Code of an item or of a phase; "" is all of them.
    """
    comparison, asked, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    offer = comparison.offers[index]
    if not (business or item):
        return whole_total_cell(offer, total_of(offer, reading), lang)
    of_item = items_of(asked, item)
    if not business and of_item != {item}:
        return phase_cell(offer, amounts_by_item(comparison, index, reading), of_item, lang)
    rows, items = _placed(comparison, asked, business, item)
    axes, values = comparison.flows.axes, comparison.flows.values
    amount, nominal = (
        float(values[measure][index][rows][:, items].sum())
        for measure in (reading.measure, "nominal_jpy")
    )
    names = {axes.businesses[at] for at in rows}, {axes.items[at] for at in items}
    half = sum(
        of for (name, code), of in offer.half_ranges.by_cell.items() if _holds(names, name, code)
    )
    scope, cells = comparison.conditions.scope, asked.asked[comparison.conditions.scenario_id]
    wanted = [one for one in cells if scope.holds(one) and _holds(names, *one)]
    cell = sum_cell(offer, amount, wanted, lang, half * amount / nominal if nominal else 0.0)
    if business and not amount and _bundled(comparison, index, business, items):
        return TableCell(text=text("view.businesses.bundled", lang), note=cell.note)
    return cell


def _holds(names: tuple[set[str], set[str]], business: str, item: str) -> bool:
    return business in names[0] and item in names[1]


def _made_of(
    evaluation: Evaluation, offer: OfferFigures, index: int, lang: Lang, *, is_total: bool
) -> str:
    """Return from which quotes the figure is taken, and to whom it is brought.

    How its size came about is said by the certainty of a total.
    """
    if not offer.size.is_estimable:
        return ""
    titles = evaluation.questionnaire.scenarios
    quotes = text("list.separator", lang).join(
        titles[code].title for code in evaluation.scenarios_of(index)
    )
    if evaluation.costs.conditions.size_basis == "quoted_scenario":
        return text("view.followed.quoted", lang, quotes=quotes)
    whose = whose_words(evaluation.costs, lang)
    if is_total:
        return text("view.followed.made_of", lang, quotes=quotes, whose=whose)
    size = size_words(offer.size, lang)
    return text("view.followed.sized", lang, quotes=quotes, whose=whose, size=size)


def _note(offer: OfferFigures, cell: TableCell, lang: Lang, *, is_total: bool) -> str:
    """Return what must be said beside the figure and does not stand in its certainty."""
    if not is_total or cell.value is None:
        return cell.note
    parts = (beside_size(offer, lang), low_words(offer, lang))
    return text("view.list_separator", lang).join(part for part in parts if part)


def picture_followed(
    evaluation: Evaluation, reading: Reading, index: int, business: str, item: str
) -> Picture:
    """Return the figure that is followed as a sentence: its value, unit, certainty and origin.

    What it is given is what ``cell_of_figure`` is given.
    """
    comparison, asked, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    offer = comparison.offers[index]
    cell = cell_of_figure(evaluation, reading, index, business, item)
    name = offer_columns(comparison)[index].short
    words = words_of_figure(asked, business, item, lang)
    is_total = not (business or item)
    chip = whole_certainty_chip(offer, lang) if is_total else ""
    unit = said(unit_title(reading), "rfi-unit") if cell.value is not None else ""
    made_of = _made_of(evaluation, offer, index, lang, is_total=is_total)
    note = _note(offer, cell, lang, is_total=is_total)
    return Picture(
        "followed",
        text("view.followed.title", lang, offer=name, figure=words),
        basis_caption(comparison, reading),
        tag(
            "div",
            letter_mark(offer)
            + tag("b", escape(printed(cell, unit=reading.unit)))
            + unit
            + chip
            + "".join(said(part) for part in (note, made_of) if part),
            "rfi-followed",
        ),
    )

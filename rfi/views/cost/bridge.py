"""橋渡し: from the total of one offer, or of today, to that of another, item by item."""

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.look.bridge import Bridge, BridgeEnd, bridge_between, bridge_table
from rfi.views.look.chart import Figure
from rfi.views.look.offers import hole_sign, holes_note, look_of, offer_columns
from rfi.views.look.priced_cells import amounts_by_item
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.totals import total_of
from rfi.views.look.waterfall import waterfall


def _cell_of(offer: OfferFigures, item: str, amount: float, lang: Lang) -> TableCell:
    """Return the item as an offer answers it; where nothing is priced, in words."""
    figure = offer.by_item[item]
    if figure.nominal_jpy is not None:
        return TableCell(amount, sign=hole_sign(offer) if figure.has_hole else "")
    return TableCell(text=text("view.unknown" if figure.has_hole else "view.none", lang))


def offer_end(comparison: Comparison, index: int, reading: Reading) -> BridgeEnd:
    """Return the offer at ``index`` as an end of a bridge, by the items of the questionnaire."""
    offer = comparison.offers[index]
    amounts = amounts_by_item(comparison, index, reading)
    return BridgeEnd(
        column=offer_columns(comparison)[index],
        short=look_of(offer).letter,
        colour=look_of(offer).colour,
        total=total_of(offer, reading),
        bound=offer.bound,
        amounts=amounts,
        cells={item: _cell_of(offer, item, amounts[item], reading.lang) for item in offer.by_item},
        holes={
            item: holes_note(dict(figure.holes), reading.lang)
            for item, figure in offer.by_item.items()
            if figure.has_hole
        },
    )


def bridge_of(
    comparison: Comparison, questionnaire: Questionnaire, indexes: tuple[int, int], reading: Reading
) -> Bridge:
    """Return the bridge between the offers at ``indexes``."""
    first, second = (offer_end(comparison, index, reading) for index in indexes)
    return bridge_between(first, second, questionnaire.items, reading.lang)


def view_bridge(evaluation: Evaluation, reading: Reading, first: int, second: int) -> Table | None:
    """Return the bridge between the offers at two indexes as a table; None without prices."""
    bridge = bridge_of(evaluation.costs, evaluation.questionnaire, (first, second), reading)
    return bridge_table(evaluation.costs, bridge, reading) if bridge.has_prices else None


def figure_bridge(
    evaluation: Evaluation, reading: Reading, first: int, second: int
) -> Figure | None:
    """Return the bridge between the offers at two indexes as a waterfall; None without prices."""
    bridge = bridge_of(evaluation.costs, evaluation.questionnaire, (first, second), reading)
    return waterfall(evaluation.costs, bridge, reading) if bridge.has_prices else None

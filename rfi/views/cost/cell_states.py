"""回答状況: which asked cell is answered how, in the words of the state."""

from rfi.compare.cost.comparison import OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import CostCell
from rfi.text.wording import Lang, text
from rfi.views.look.offers import offer_columns
from rfi.views.look.priced_cells import state_title
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell


def _state_cell(offer: OfferFigures, cell: CostCell, lang: Lang) -> TableCell:
    state = offer.coverage.states[cell]
    is_hole = any(cell in found for found in offer.coverage.holes.values())
    return TableCell(text=state_title(state, lang), is_marked=is_hole)


def view_cell_states(evaluation: Evaluation, reading: Reading, *, holes_only: bool = True) -> Table:
    """Return one row an asked cell; with ``holes_only`` those that are a hole in any offer."""
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    offers = comparison.offers
    holes = {cell for offer in offers for found in offer.coverage.holes.values() for cell in found}
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    scope = comparison.conditions.scope
    rows: list[Row] = []
    count = 0
    for business, title in questionnaire.businesses.items():
        found = []
        for item, name in questionnaire.items.items():
            cell = (business, item)
            if cell in asked and scope.holds(cell) and (cell in holes or not holes_only):
                words = tuple(_state_cell(offer, cell, lang) for offer in offers)
                found.append(Row(f"{business}/{item}", name, words, "text", note=item))
        if found:
            heading = text("view.states.business", lang, business=title, count=len(found))
            rows.extend((Row(business, heading, level="section"), *found))
            count += len(found)
    return Table(
        key="states",
        title=text("view.states.title" if holes_only else "view.states.all", lang),
        caption=text("view.states.caption", lang, count=count, asked=len(asked)),
        corner=text("view.states.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
    )

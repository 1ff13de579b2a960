"""回答状況: which asked cell is answered how, in the words of the state."""

from rfi.compare.cost.comparison import OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.letters import letter_at
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


def _blanket(offer: OfferFigures) -> str | None:
    """Return the one state of all asked cells, where that is a hole; None for any other offer."""
    states = set(offer.coverage.states.values())
    holes = sum(map(len, offer.coverage.holes.values()))
    return states.pop() if len(states) == 1 and holes >= offer.coverage.asked else None


def view_cell_states(evaluation: Evaluation, reading: Reading) -> Table:
    """Return a row for each asked cell that is a hole in any offer.

    An offer without a price in any cell would make a row of every cell: a note says it instead.
    """
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    offers = comparison.offers
    blank = {offer.place: state for offer in offers if (state := _blanket(offer))}
    holes = {
        cell
        for offer in offers
        if offer.place not in blank
        for found in offer.coverage.holes.values()
        for cell in found
    }
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    scope = comparison.conditions.scope
    rows: list[Row] = []
    count = 0
    for business, title in questionnaire.businesses.items():
        found = []
        for item, name in questionnaire.items.items():
            cell = (business, item)
            if cell in asked and scope.holds(cell) and cell in holes:
                words = tuple(_state_cell(offer, cell, lang) for offer in offers)
                found.append(Row(f"{business}/{item}", name, words, "text", note=item))
        if found:
            heading = text("view.states.business", lang, business=title, count=len(found))
            rows.extend((Row(business, heading, level="section"), *found))
            count += len(found)
    return Table(
        key="states",
        title=text("view.states.title", lang),
        caption=text(
            "view.states.caption.others" if blank else "view.states.caption",
            lang,
            count=count,
            asked=len(asked),
            letters=text("list.separator", lang).join(map(letter_at, blank)),
        ),
        corner=text("view.states.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        notes=tuple(
            text("view.states.blank", lang, offer=letter_at(place), state=state_title(state, lang))
            for place, state in blank.items()
        ),
    )

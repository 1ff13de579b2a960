"""回答状況: which asked cell is answered how, in the words of the state."""

from rfi.compare.costs import Comparison
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, has_text, text
from rfi.views.offers import offer_columns
from rfi.views.table import Cell, Row, Table


def state_title(state: str, lang: Lang) -> str:
    """Return the name of a state or of what makes a cell a hole."""
    if state in load_codelist("cell_states").codes:
        return load_codelist("cell_states").title(state, lang)
    return text(f"hole.{state}", lang) if has_text(f"hole.{state}") else state


def view_cell_states(
    comparison: Comparison, questionnaire: Questionnaire, lang: Lang, *, holes_only: bool = True
) -> Table:
    """Return one row an asked cell; with ``holes_only`` those that are a hole in any offer."""
    offers = comparison.offers
    holes = {cell for offer in offers for found in offer.coverage.holes.values() for cell in found}
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    rows = []
    for business, title in questionnaire.businesses.items():
        for item, name in questionnaire.items.items():
            cell = (business, item)
            if cell not in asked or (holes_only and cell not in holes):
                continue
            if not comparison.conditions.scope.holds(cell):
                continue
            words = tuple(
                Cell(text=state_title(offer.coverage.states[cell], lang)) for offer in offers
            )
            heading = text("view.states.cell", lang, business=title, item=name)
            rows.append(
                Row(f"{business}/{item}", heading, words, "text", note=f"{business}/{item}")
            )
    return Table(
        key="states",
        title=text("view.states.title" if holes_only else "view.states.all", lang),
        caption=text("view.states.caption", lang, count=len(rows), asked=len(asked)),
        corner=text("view.states.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
    )

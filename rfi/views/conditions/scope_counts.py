"""How many of the asked cells are in scope, by business and phase."""

from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.conditions.chosen_words import scope_words
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell


def view_scope(evaluation: Evaluation, reading: Reading) -> Table:
    """Return cells in scope of those asked in the scenario, a business a row."""
    conditions, asked, lang = evaluation.conditions, evaluation.questionnaire, reading.lang
    phases = load_codelist("phases")
    every = asked.asked[conditions.scenario_id]
    inside = {cell for cell in every if conditions.scope.holds(cell)}
    rows = []
    for business, title in asked.businesses.items():
        cells = []
        for phase in (*phases.codes, ""):
            mine = {
                (one, item)
                for one, item in every
                if one == business and phase in {"", asked.phases[item]}
            }
            count = len(mine & inside)
            shown = text("view.scope.count", lang, count=count, asked=len(mine)) if mine else ""
            cells.append(TableCell(text=shown))
        if any(cell.text for cell in cells):
            rows.append(Row(business, title, tuple(cells), "text", note=business))
    columns = (
        *(Column(code, phases.title(code, lang)) for code in phases.codes),
        Column("all", text("view.scope.all", lang)),
    )
    return Table(
        key="scope",
        title=text("view.scope", lang, scope=scope_words(conditions, asked, lang)),
        caption=text("view.scope.caption", lang),
        corner=text("view.scope.business", lang),
        columns=columns,
        rows=tuple(rows),
    )

"""費目別: cost item × offer."""

from collections.abc import Collection, Mapping, Sequence

from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.band.picture import code_of_phase
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.offers import offer_columns
from rfi.views.look.priced_cells import amounts_by_item, half_of_items, phase_cell, sum_cell
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table
from rfi.views.look.totals import total_of, whole_total_cell


def asked_by_item(
    comparison: Comparison, questionnaire: Questionnaire
) -> Mapping[str, list[CostCell]]:
    """Return item → its asked cells in scope, in the order of the businesses."""
    asked = questionnaire.asked[comparison.conditions.scenario_id]
    scope = comparison.conditions.scope
    found: dict[str, list[CostCell]] = {item: [] for item in questionnaire.items}
    order = {business: index for index, business in enumerate(questionnaire.businesses)}
    shown = (cell for cell in asked if cell[0] in order and scope.holds(cell))
    for cell in sorted(shown, key=lambda cell: order[cell[0]]):
        found[cell[1]].append(cell)
    return found


def _phase_rows(
    comparison: Comparison,
    questionnaire: Questionnaire,
    phase: str,
    asked: Mapping[str, list[CostCell]],
    amounts: Sequence[Mapping[str, float]],
    lang: Lang,
) -> list[Row]:
    """Return the rows of a phase: of the items that are in ``asked``, and their sum over all."""
    items = [item for item, of in questionnaire.phases.items() if of == phase]
    rows = []
    for item in (item for item in items if item in asked):
        cells = asked[item]
        rows.append(
            Row(
                item,
                questionnaire.items[item],
                tuple(
                    sum_cell(
                        offer,
                        amounts[index][item],
                        cells,
                        lang,
                        half_of_items(offer, [item], amounts[index]),
                    )
                    for index, offer in enumerate(comparison.offers)
                ),
                note=item,
                of=("", item),
            )
        )
    title = load_codelist("phases").title(phase, lang)
    subtotal = tuple(
        phase_cell(offer, amounts[index], items, lang)
        for index, offer in enumerate(comparison.offers)
    )
    heading = Row(phase, text("view.items.phase", lang, phase=title), level="section")
    total = Row(
        f"{phase}.sum",
        text("view.items.subtotal", lang, phase=title),
        subtotal,
        level="total",
        of=("", code_of_phase(phase)),
    )
    return [heading, *rows, total] if items else []


def view_items(
    evaluation: Evaluation,
    reading: Reading,
    *,
    differences_only: bool = False,
    only: Collection[str] | None = None,
) -> Table:
    """Return cost items by phase, with what is missing beside each figure.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        differences_only: Leave out the items of which every offer says the same.
        only: The items that are listed below their phases; None lists all.
    """
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    total = Row(
        "total",
        text("view.total", lang),
        tuple(
            whole_total_cell(offer, total_of(offer, reading), lang) for offer in comparison.offers
        ),
        level="total",
        of=("", ""),
    )
    asked = asked_by_item(comparison, questionnaire)
    if only is not None:
        asked = {item: cells for item, cells in asked.items() if item in only}
    amounts = [
        amounts_by_item(comparison, index, reading) for index in range(len(comparison.offers))
    ]
    phases = [
        row
        for phase in load_codelist("phases").codes
        for row in _phase_rows(comparison, questionnaire, phase, asked, amounts, lang)
    ]
    table = Table(
        key="items",
        title=text("view.items.title", lang),
        caption=basis_caption(comparison, reading),
        corner=text("view.items.corner", lang),
        columns=offer_columns(comparison),
        rows=(*phases, total),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), text("view.items.note", lang)),
    )
    return table.with_differences_only() if differences_only else table

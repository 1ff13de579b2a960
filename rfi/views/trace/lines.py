"""The lines of an offer in a quoted scenario, and the asked cells that have none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.optional.prices import line_pointer
from rfi.compare.round.quoted_flows import counted_rows
from rfi.normalize.cost.ledger import step_columns
from rfi.normalize.cost.states import STATES
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.reading import Reading
from rfi.views.look.values import place_words

NO_LINE = -1
_LEDGER_COLUMN = {"excluded": "amount_grown_jpy", "included": "amount_grown_incl_tax_jpy"}


@dataclass(frozen=True, slots=True)
class TraceCell:
    """One line of an offer in a scenario, or an asked cell that has none.

    Attributes:
        line: Index into the lines of the model; ``NO_LINE`` where nothing was answered.
        business, item: Codes; a price over several businesses joins theirs.
        state: State that counts.
        pointer: JSON pointer of the line in its file; "" for none.
        document: Name of the file.
        origin: Cell of the amount in a workbook; "" for JSON.
        amount: Nominal yen compared, discounts counted; None where there is no price.
    """

    line: int
    business: str
    item: str
    state: str
    pointer: str
    document: str
    origin: str
    amount: float | None

    def place(self, lang: Lang) -> str:
        """Return where a person finds the line: the cell of a workbook, else its row in words."""
        return self.origin or place_words(self.pointer, lang)

    @property
    def key(self) -> str:
        """Name of the line, unique in an offer and scenario."""
        return f"{self.business}/{self.item}/{self.pointer}"

    def holds(self, business: str | None, item: str | None) -> bool:
        """Tell whether the line is of this business and item; None is any."""
        members = self.business.split(BUNDLE_MARK)
        return (business is None or business in members) and item in {None, self.item}


def line_places(basis: CostBasis, table_rows: Sequence[int]) -> list[tuple[str, str, str]]:
    """Return JSON pointer, file name and cell ("" for JSON) of rows of ``cost_lines``."""
    lines, offers = basis.tables["cost_lines"], basis.tables["offers"]
    owner, position = lines["owner"].to_numpy(), lines["position"].to_numpy()
    file, place = offers["owner"].to_numpy(), offers["position"].to_numpy()
    found = []
    for row in table_rows:
        response = basis.tables.responses[int(file[owner[row]])]
        pointer = line_pointer(response, int(place[owner[row]]), int(position[row]))
        document = response.document
        found.append((pointer, document.name, document.origin_of(f"{pointer}/amount")))
    return found


def trace_cells(
    basis: CostBasis,
    comparison: Comparison,
    offer_index: int,
    reading: Reading,
    scenario_id: str | None = None,
) -> tuple[TraceCell, ...]:
    """Return the lines of the offer at ``offer_index`` in one quoted scenario, in the order asked.

    Without a ``scenario_id`` it is that of the conditions: the one compared while no city is
    chosen, else the one nearest to the city in size.
    """
    model = basis.model
    axes, lines = model.axes, model.lines
    quoted = scenario_id or comparison.conditions.scenario_id
    scenario = axes.scenarios.index(quoted)
    mine = np.flatnonzero((model.offer == offer_index) & (model.scenario == scenario))
    rows = counted_rows(basis, comparison.conditions, mine)
    ledger = step_columns(model, comparison.conditions.assumptions, rows)
    amounts = np.bincount(
        model.line[rows],
        weights=ledger[_LEDGER_COLUMN[reading.tax]].astype(np.float64),
        minlength=len(lines.business),
    )
    key = (offer_index, quoted)

    def priced() -> tuple[TraceCell, ...]:
        without = basis.kept.get("trace_lines", key, lambda: _lines(basis, offer_index, quoted))
        return tuple(
            replace(cell, amount=float(amounts[cell.line]))
            if cell.line != NO_LINE and lines.is_priced[cell.line]
            else cell
            for cell in without
        )

    # Of most offers no assumption that moves in a meeting moves a line.
    return basis.kept.get("trace_amounts", (key, amounts.tobytes()), priced)


def _lines(basis: CostBasis, offer_index: int, scenario_id: str) -> tuple[TraceCell, ...]:
    """Return the lines in the order asked, without what they come to: no assumption moves them."""
    axes, lines = basis.model.axes, basis.model.lines
    scenario = axes.scenarios.index(scenario_id)
    own = np.flatnonzero((lines.offer == offer_index) & (lines.scenario == scenario))
    places = line_places(basis, lines.table_row[own].tolist())
    found = [
        TraceCell(
            line,
            axes.businesses[lines.business[line]],
            axes.items[lines.item[line]],
            STATES[lines.state[line]],
            pointer,
            document,
            origin,
            None,
        )
        for line, (pointer, document, origin) in zip(own.tolist(), places, strict=True)
    ]
    asked = basis.questionnaire.asked[scenario_id]
    answered = {(one, cell.item) for cell in found for one in cell.business.split(BUNDLE_MARK)}
    found.extend(
        TraceCell(NO_LINE, business, item, "unanswered", "", "", "", None)
        for business, item in asked - answered
    )
    order = {name: index for index, name in enumerate(axes.businesses)}
    items = {name: index for index, name in enumerate(axes.items)}
    found.sort(key=lambda cell: (order[cell.business], items[cell.item], cell.line))
    return tuple(found)


def filtered(
    cells: Iterable[TraceCell], business: str | None, items: Collection[str] | None
) -> tuple[TraceCell, ...]:
    """Return the lines of one business and of some items; None is any."""
    return tuple(
        cell
        for cell in cells
        if cell.holds(business, None) and (items is None or cell.item in items)
    )


def entries_of(
    comparison: Comparison, offer_index: int, cells: Sequence[TraceCell]
) -> tuple[tuple[str, str], ...]:
    """Return the entries of the business axis, with the item, that hold the figures of lines.

    A hole that a bundle leaves is filled business by business: those entries have no line.
    """
    found = dict.fromkeys((cell.business, cell.item) for cell in cells)
    levelling = comparison.offers[offer_index].levelling
    for business, item in sorted(levelling.filled_cells if levelling else ()):
        if any(cell.holds(business, item) for cell in cells):
            found[business, item] = None
    return tuple(found)


def business_title(questionnaire: Questionnaire, business: str, lang: Lang) -> str:
    """Return the name of a business, or of the businesses of a bundle."""
    names = [questionnaire.businesses.get(code, code) for code in business.split(BUNDLE_MARK)]
    return text("view.list_separator", lang).join(names)

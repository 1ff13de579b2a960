"""計算過程: every line of an offer in a scenario, to choose one from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.optional.prices import line_pointer
from rfi.compare.round.quoted_flows import counted_rows
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.ledger import step_columns
from rfi.normalize.cost.states import STATES
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.captions import basis_caption
from rfi.views.look.priced_cells import state_title
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import place_words

NO_LINE = -1
_COLUMNS = ("state", "quoted", "basis", "compared", "pointer")
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
    without = basis.kept.get(
        "trace_lines", (offer_index, quoted), lambda: _lines(basis, offer_index, quoted)
    )
    return tuple(
        replace(cell, amount=float(amounts[cell.line]))
        if cell.line != NO_LINE and lines.is_priced[cell.line]
        else cell
        for cell in without
    )


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


_QUOTED = ("amount", "amount_low", "amount_high", "amount_as_written", "currency", "unit")
_BASES = {"tax": "tax_kinds", "frequency": "frequencies", "basis": "quantity_bases"}


def _amount_as_quoted(row: Mapping[str, Any], lang: Lang) -> str:
    words = [row["amount"], row["amount_low"], row["amount_high"]]
    shown = [f"{value:,.10g}" for value in words if not np.isnan(value)]
    if not shown:
        written = row["amount_as_written"]
        return written if isinstance(written, str) else ""
    currency = load_codelist("currencies").title(str(row["currency"]), lang)
    unit = "" if row["unit"] == "one" else load_codelist("money_units").title(row["unit"], lang)
    return text("view.trace.amount", lang, amount="〜".join(shown), unit=unit, currency=currency)


def _basis_as_quoted(row: Mapping[str, Any], lang: Lang) -> str:
    words = [
        load_codelist(name).title(row[column], lang)
        for column, name in _BASES.items()
        if isinstance(row[column], str) and row[column] != "lump_sum"
    ]
    return text("view.list_separator", lang).join(words)


def _as_quoted(
    basis: CostBasis, cells: Sequence[TraceCell], lang: Lang
) -> Mapping[int, tuple[str, str]]:
    """Return line → its amount and what it is stated for, as in the answer."""
    given = [cell.line for cell in cells if cell.line != NO_LINE]
    columns = [*_QUOTED, *_BASES]
    table = basis.tables["cost_lines"].iloc[basis.model.lines.table_row[given]]
    rows = zip(*(table[name].tolist() for name in columns), strict=True)
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return {
        line: (_amount_as_quoted(row, lang), _basis_as_quoted(row, lang))
        for line, row in zip(given, named, strict=True)
    }


_Words = tuple[str, str, tuple[TableCell, ...], TableCell]


def _words(basis: CostBasis, cells: Sequence[TraceCell], lang: Lang) -> tuple[_Words, ...]:
    """Return key and heading of each line, what stands before its amount, and its place."""
    asked, as_quoted = basis.questionnaire, _as_quoted(basis, cells, lang)
    found: list[_Words] = []
    for cell in cells:
        heading = text(
            "view.states.cell",
            lang,
            business=business_title(asked, cell.business, lang),
            item=asked.items[cell.item],
        )
        before = (state_title(cell.state, lang), *as_quoted.get(cell.line, ("", "")))
        place = cell.place(lang) or text("view.trace.no_line", lang)
        cells_before = tuple(TableCell(text=word) for word in before)
        key = f"{cell.business}/{cell.item}"
        found.append((key, heading, cells_before, TableCell(text=place)))
    return tuple(found)


def view_trace(
    evaluation: Evaluation,
    reading: Reading,
    cells: Sequence[TraceCell],
    scenario_id: str | None = None,
) -> Table:
    """Return the lines as a table: as quoted on the left, as compared on the right.

    ``scenario_id`` is the quoted scenario of the lines, that of the conditions when None.
    """
    basis, comparison, lang = evaluation.basis, evaluation.costs, reading.lang
    asked = basis.questionnaire
    scenario = asked.scenarios[scenario_id or comparison.conditions.scenario_id].title
    whose = text("view.whose.quoted_scenario", lang, scenario=scenario)
    named = tuple((cell.line, cell.business, cell.item) for cell in cells)
    words = basis.kept.get("trace_words", (lang, named), lambda: _words(basis, cells, lang))
    nothing = text("view.none", lang)
    rows = (
        Row(key, heading, (*before, TableCell(cell.amount, text=nothing), place))
        for cell, (key, heading, before, place) in zip(cells, words, strict=True)
    )
    return Table(
        key="trace",
        title=text("view.trace.title", lang, count=len(cells)),
        caption=basis_caption(comparison, reading, whose),
        corner=text("view.states.corner", lang),
        columns=tuple(Column(name, text(f"view.trace.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
    )

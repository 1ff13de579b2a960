"""計算過程: every line of an offer in a scenario, to choose one from."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.priced_cells import state_title
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.trace.lines import NO_LINE, TraceCell, business_title

_COLUMNS = ("state", "quoted", "basis", "compared", "pointer")


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


def _listed(cells: Sequence[TraceCell]) -> tuple[tuple[int, str, str, float | None], ...]:
    return tuple((cell.line, cell.business, cell.item, cell.amount) for cell in cells)


def trace_frame(
    evaluation: Evaluation, reading: Reading, cells: Sequence[TraceCell], table: Table
) -> pd.DataFrame:
    """Return the ``table`` of ``view_trace`` as a frame; kept, since few assumptions move it."""
    key = (reading.lang, reading.unit, _listed(cells))
    return evaluation.basis.kept.get("trace_frame", key, lambda: table.to_frame(reading))


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

    def rows() -> tuple[Row, ...]:
        named = tuple((cell.line, cell.business, cell.item) for cell in cells)
        words = basis.kept.get("trace_words", (lang, named), lambda: _words(basis, cells, lang))
        nothing = text("view.none", lang)
        return tuple(
            Row(key, heading, (*before, TableCell(cell.amount, text=nothing), place))
            for cell, (key, heading, before, place) in zip(cells, words, strict=True)
        )

    return Table(
        key="trace",
        title=text("view.trace.title", lang, count=len(cells)),
        caption=basis_caption(comparison, reading, whose),
        corner=text("view.states.corner", lang),
        columns=tuple(Column(name, text(f"view.trace.{name}", lang)) for name in _COLUMNS),
        rows=basis.kept.get("trace_rows", (lang, _listed(cells)), rows),
        unit=reading.unit,
    )

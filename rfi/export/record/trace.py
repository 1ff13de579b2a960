"""What one figure comes from as one JSON object with its schema (kind ``trace``)."""

from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.cost_records import OFFER, same, under
from rfi.export.record.encoder import Json, Records, encode
from rfi.export.record.records import RECORDS, SECTIONS
from rfi.schema.load import load_schema
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.trace.described import DescribedCell, DescribedLine, DescribedQuote, Description

_KIND = "trace"
_TRACE: Records = {
    **RECORDS,
    DescribedQuote: same("scenario_id", "lines"),
    DescribedLine: {
        **under("cell", "business", "item", "state", "document", "pointer", "origin"),
        "amount_jpy": "cell.amount",
        "ledger": "ledger",
    },
    DescribedCell: same("business", "item", "path", "years"),
    Table: same("title", "caption", "columns", "rows"),
    Column: same("key", "heading", "note"),
    Row: same("key", "heading", "note", "level", "kind", "cells"),
    TableCell: same("value", "text", "note"),
}


def trace_record(
    evaluation: Evaluation, found: Description, business: str | None, item: str | None
) -> dict[str, Json]:
    """Return ``kind``, ``schema_version``, the conditions, the figure and all it comes from.

    The figure and the amounts of lines are whole yen; in ledgers, paths and years every number
    has all its digits, so that each can be computed again.

    Args:
        evaluation: The evaluation.
        found: What the figure comes from.
        business: Code that was asked for; None for all of them.
        item: Code that was asked for; None for all of them.
    """
    figures = found.offer
    parts = {
        "kind": _KIND,
        "schema_version": load_schema(_KIND)["properties"]["schema_version"]["const"],
        "conditions": SECTIONS["conditions"](evaluation),
        "offer": {name: getattr(figures, name) for name in OFFER},
        "business": business,
        "item": item,
        "figure_jpy": found.figure_jpy,
        "is_total": found.is_total,
        "certainty": figures.certainty.kind,
        "to_confirm": figures.certainty.to_confirm,
        "quotes": found.quotes,
        "entries": ["/".join(entry) for entry in found.entries],
        "cells": found.cells,
    }
    return {key: encode(value, _TRACE, key) for key, value in parts.items()}

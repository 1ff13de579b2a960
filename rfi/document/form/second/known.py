"""Which ids of columns and rows mean something in which sheet."""

from functools import cache

from rfi.document.form.marks import (
    BUSINESS_ROW,
    DEFAULTS,
    FACTS,
    FORM,
    FREE,
    GRID,
    NOT_DATA,
    OPTIONS,
    SCENARIO_ROW,
    TERM_ROW,
    offer_of_column,
    split_column_key,
)
from rfi.document.form.offers import form_fields
from rfi.document.form.rows import ANSWER, INNER, LINE_ID, NOTE
from rfi.document.form.second.layout import ROW_FIELDS
from rfi.document.form.sheets import MarkedSheet
from rfi.schema.table_specs import table_specs


@cache
def _field_keys(table: str) -> frozenset[str]:
    name = "cost_lines" if table == GRID else table
    spec = next((spec for spec in table_specs() if spec.name == name), None)
    return frozenset(".".join(leaf.keys) for leaf in spec.columns) if spec else frozenset()


def is_known(sheet: MarkedSheet, key: str) -> bool:
    """Tell whether the id of a column means anything in its sheet."""
    table = sheet.mark.table
    if key == NOT_DATA and not sheet.mark.is_first:
        return True
    if table == FORM:
        return offer_of_column(key) is not None
    if table == FREE:
        return key in {ANSWER, NOTE}
    if table == GRID and "@" in key:
        name, scenario = split_column_key(key)
        return name in {"amount", "note"} and bool(scenario)
    return key in _field_keys(table) or (key == LINE_ID and table in INNER)


def is_known_row(table: str, row_id: str) -> bool:
    """Tell whether the id of a row means anything in its table."""
    if table == FORM:
        return row_id in form_fields() or row_id.startswith((TERM_ROW, BUSINESS_ROW, SCENARIO_ROW))
    if table in {GRID, FREE, OPTIONS}:
        return "/" in row_id or (table == GRID and row_id == DEFAULTS)
    return table in ROW_FIELDS or table == FACTS

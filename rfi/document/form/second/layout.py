"""Which columns each sheet of the second edition has, and where its ids are hidden."""

from collections.abc import Mapping
from functools import cache

from rfi.document.form.cost_columns import DETAILS
from rfi.document.form.marks import FORM, GRID, OPTIONS, ROW_PARTS, STAGES, SheetMark
from rfi.schema.table_specs import table_specs

# The columns that are printed, from left to right; the others stand to the right of the page.
PRINTED: Mapping[str, tuple[str, ...]] = {
    GRID: (
        "frequency", "tax", "unit", "currency", "accepted_on", "start_on", "months",
        "included_in.business", "included_in.item", "note",
    ),
    "cost_lines": (
        "line_id", "scenario_id", "businesses", "item", "label", "state", "amount", "amount_low",
        "amount_high", "unit", "currency", "tax", "frequency", "accepted_on", "start_on", "months",
        "basis", "quantity", "quantity_unit", "included_in.business", "included_in.item", "note",
    ),
    "discount_lines": (
        "scenario_id", "kind", "amount", "unit", "currency", "tax", "frequency", "months",
        "applies_to_items", "applies_to_businesses", "condition", "note",
    ),
    "stated_totals": (
        "scenario_id", "kind", "business", "item", "amount", "unit", "currency", "tax", "months",
        "note",
    ),
    "fit_answers": (
        "symbol", "cause", "cost_item", "cost_once", "cost_monthly", "unit", "tax",
        "workaround_minutes", "workaround_cases", "available_on", "note",
    ),
    "benefit_lines": (
        "state", "baseline", "target", "volume", "volume_unit", "start_on", "evidence",
        "evidence_body", "cash_releasing", "note",
    ),
    "service_levels": (
        "value_number", "value_text", "value_date", "value_boolean", "zone", "exclusions", "note",
    ),
    "vendor_assumptions": ("topic", "text"),
    STAGES: ("business", "go_live_on", "note"),
    OPTIONS: (
        "state", "amount", "amount_low", "amount_high", "unit", "currency", "tax", "frequency",
        "start_on", "months", "note",
    ),
    "cost_tiers": ("from_quantity", "amount"),
    "bundle_weights": ("business", "weight"),
}  # fmt: skip
# Fields that the id of a row stands for.
ROW_FIELDS: Mapping[str, str] = {
    "fit_answers": "requirement_id",
    "service_levels": "item_id",
    "benefit_lines": "kpi_id",
    "discount_lines": "discount_id",
}
# Hidden columns, there only for an answer that says more than the visible ones hold.
ONLY_IF_GIVEN: Mapping[str, tuple[str, ...]] = {
    "fit_answers": ("fit",),
    "benefit_lines": ("benefit_id",),
}
# Rows of the sheet of offers that hold ids, and those that only a published answer has.
HIDDEN_ROWS = frozenset({
    "schema_version", "questionnaire_id", "response_id", "vendor.vendor_id", "offers.offer_id",
    "source.title", "source.publisher", "source.note", "offers.businesses",
})  # fmt: skip


@cache
def beside(table: str) -> tuple[str, ...]:
    """Return the columns of a table that stand to the right of the printed page."""
    if table == GRID:
        return tuple(key for key in DETAILS if key not in PRINTED[GRID])
    spec = next((spec for spec in table_specs() if spec.name == table), None)
    ids = (ROW_FIELDS.get(table, ""), *ROW_PARTS.get(table, ()))
    printed = {*PRINTED.get(table, ()), *ids, *ONLY_IF_GIVEN.get(table, ())}
    keys = (".".join(leaf.keys) for leaf in spec.columns) if spec else ()
    return tuple(key for key in keys if key not in printed)


def is_hidden_id(mark: SheetMark, key: str) -> bool:
    """Tell whether the form itself hides a column, or a row of the sheet of offers."""
    if mark.is_first:
        return False
    return key in HIDDEN_ROWS if mark.table == FORM else key in ONLY_IF_GIVEN.get(mark.table, ())

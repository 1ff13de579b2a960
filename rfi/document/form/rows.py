"""Sheets with one row a thing: discounts, totals, benefits, requirements, details."""

from typing import Any

from rfi.document.form.draft import Draft, Path, fields_by_key
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_values import as_written
from rfi.schema.fields import Field, load_fields
from rfi.schema.issue import pointer_of
from rfi.schema.table_specs import TableSpec, table_specs

# The field that a printed row's id stands for.
ROW_KEYS = {"fit_answers": "requirement_id", "service_levels": "item_id", "benefit_lines": "kpi_id"}
# Tables inside a cost line: their rows name the line they belong to.
INNER = {"cost_tiers": "tiers", "bundle_weights": "bundle_weights"}
LINE_ID = "line_id"


def _spec(table: str) -> TableSpec | None:
    return next((spec for spec in table_specs() if spec.name == table), None)


def _read_row(
    sheet: MarkedSheet, draft: Draft, number: int, fields: dict[str, Field], path: Path
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, key in sheet.columns.items():
        cell = sheet.cell(number, column)
        if cell is not None and key in fields:
            draft.read_into(row, cell, fields[key], path, sheet.place(number, column))
    return row


def read_rows(sheet: MarkedSheet, draft: Draft) -> None:
    """Read a sheet that holds one table of an offer."""
    spec = _spec(sheet.mark.table)
    if spec is None:
        facts = {"sheet": sheet.sheet.name}
        draft.add("sheet_not_read", "note", (), sheet.sheet.name, **facts)
        return
    fields = dict(fields_by_key(spec.columns))
    array = spec.arrays[-1]
    rows: list[dict[str, Any]] = draft.offer(sheet.mark.offer).setdefault(array, [])
    key = ROW_KEYS.get(spec.name, "")
    for number, row_id in sheet.rows():
        path: Path = ("offers", sheet.mark.offer, array, len(rows))
        row = _read_row(sheet, draft, number, fields, path)
        if not row:
            continue
        if row_id and key:
            row.setdefault(key, row_id)
            draft.origins.setdefault(pointer_of((*path, key)), sheet.place(number, sheet.column))
        if spec.name == "benefit_lines":
            row.setdefault("benefit_id", row.get("kpi_id", ""))
        draft.origins[pointer_of(path)] = sheet.place(number, sheet.column)
        rows.append(row)


def read_inner_rows(sheet: MarkedSheet, draft: Draft) -> None:
    """Read tiers and weights into the cost lines that they name."""
    table = sheet.mark.table
    spec = _spec(table)
    if spec is None:
        return
    fields = dict(fields_by_key(spec.columns))
    lines = draft.offer(sheet.mark.offer).get("cost_lines", [])
    index_of = {line.get(LINE_ID): index for index, line in enumerate(lines)}
    named = next((column for column, key in sheet.columns.items() if key == LINE_ID), 0)
    for number, _ in sheet.rows():
        cell = sheet.cell(number, named)
        owner = as_written(cell).strip() if cell else ""
        place = sheet.place(number, named or sheet.column)
        if owner not in index_of:
            if owner or _read_row(sheet, Draft(), number, fields, ()):
                draft.add("row_without_line", "error", (), place, given=owner)
            continue
        inner = lines[index_of[owner]].setdefault(INNER[table], [])
        path: Path = (
            "offers",
            sheet.mark.offer,
            "cost_lines",
            index_of[owner],
            INNER[table],
            len(inner),
        )
        inner.append(_read_row(sheet, draft, number, fields, path))
        draft.origins[pointer_of(path)] = place


def form_fields() -> dict[str, tuple[Field, bool]]:
    """Return row id → (field, whether it belongs to an offer) of the form sheet."""
    found: dict[str, tuple[Field, bool]] = {}
    for leaf in load_fields("rfi_response"):
        if not leaf.table:
            found[".".join(leaf.keys)] = (leaf, False)
        elif leaf.table == "offers":
            found["offers." + ".".join(leaf.keys)] = (leaf, True)
    return found


def read_form(sheet: MarkedSheet, draft: Draft) -> None:
    """Read the sheet of vendor and offers: a row a field, a column an offer."""
    fields = form_fields()
    columns = {
        int(key.partition("@")[2]): column
        for column, key in sheet.columns.items()
        if key.startswith("value@")
    }
    for number, row_id in sheet.rows():
        if row_id not in fields:
            continue
        leaf, is_offer = fields[row_id]
        for index, column in columns.items():
            if index and not is_offer:
                continue
            cell = sheet.cell(number, column)
            origin = sheet.place(number, column)
            path: Path = ("offers", index) if is_offer else ()
            # An empty cell has its place too: there is where something is missing.
            draft.origins.setdefault(pointer_of((*path, *leaf.keys)), origin)
            if cell is None:
                continue
            home = draft.offer(index) if is_offer else draft.value
            draft.read_into(home, cell, leaf, path, origin)

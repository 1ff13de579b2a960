"""Sheets with one row a thing: discounts, totals, benefits, requirements, details."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rfi.document.form.amounts import read_amount_cell
from rfi.document.form.draft import Draft, Path, fields_by_key
from rfi.document.form.marks import NOT_DATA, OPTIONS, PRICES, ROW_PARTS
from rfi.document.form.second.ids import give_row_id
from rfi.document.form.second.layout import ROW_FIELDS
from rfi.document.form.second.row_units import in_units_of_row, shown_share, unit_column
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_values import MONEY_UNIT, as_written
from rfi.document.grid.grid import SheetCell
from rfi.schema.fields import Field
from rfi.schema.issue import Severity, pointer_of
from rfi.schema.table_specs import TableSpec, table_specs

# The field that a printed row's id stands for.
ROW_KEYS = {"fit_answers": "requirement_id", "service_levels": "item_id", "benefit_lines": "kpi_id"}
# Tables inside a cost line: their rows name the line they belong to.
INNER = {"cost_tiers": "tiers", "bundle_weights": "bundle_weights"}
LINE_ID = "line_id"
# Columns of the sheet of free questions: one answer, whatever its kind.
ANSWER, NOTE = "answer", "note"
# Ids of rows that no other answer needs to be given: where one lacks, it is made.
_OWN_IDS = {"cost_lines": "line_id", "discount_lines": "discount_id"}
_DISCOUNTS = "discount_lines"
# Tables in which an id stands for one answer; a KPI may have several lines.
_ONCE = frozenset({"fit_answers", "service_levels"})


def _spec(table: str) -> TableSpec | None:
    return next((spec for spec in table_specs() if spec.name == table), None)


def _read_row(
    sheet: MarkedSheet,
    draft: Draft,
    number: int,
    fields: dict[str, Field],
    path: Path,
    terms: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Read one row; money is read last, in the unit and the currency that the row declares.

    ``terms`` are unit and currency of the row's owner, for rows that declare none themselves.
    """
    row: dict[str, Any] = {}
    money: list[tuple[SheetCell, Field]] = []
    for column, key in sheet.columns.items():
        cell = sheet.cell(number, column)
        if cell is None or key not in fields:
            continue
        if fields[key].unit == MONEY_UNIT:
            money.append((cell, fields[key]))
            continue
        is_read = draft.read_into(row, cell, fields[key], path, sheet.place(number, column))
        (sheet.read if is_read else sheet.named).add((cell.row, cell.column))
    for cell, leaf in money:
        place = sheet.place(cell.row, cell.column)
        where = (*path, *leaf.keys)
        if leaf.table == _DISCOUNTS and (share := shown_share(cell)):
            draft.add("discount_percent", "error", where, place, given=share)
            sheet.named.add((cell.row, cell.column))
            continue
        found = read_amount_cell(cell, terms or row)
        if found is None or "amount" not in found.values or found.is_from:
            if found is None or found.values:
                is_read = draft.read_into(row, cell, leaf, path, place)
            else:
                draft.add(found.code, found.severity, where, place, **found.facts)
                is_read = False
                _leave_out(row, cell, leaf)
        else:
            is_read = True
            row[leaf.keys[-1]] = found.values["amount"]
            row.update({"unit": found.unit} if found.unit else {})
            draft.origins[pointer_of(where)] = place
            if found.code:
                draft.add(found.code, found.severity, where, place, **found.facts)
            if found.values["amount"] < 0 and leaf.table in {*PRICES, _DISCOUNTS}:
                code = "discount_minus" if leaf.table == _DISCOUNTS else "amount_minus"
                draft.add(code, "error", where, place, given=as_written(cell))
        (sheet.read if is_read else sheet.named).add((cell.row, cell.column))
    return row


def _leave_out(row: dict[str, Any], cell: SheetCell, leaf: Field) -> None:
    """Keep what was written of a price that could not be read; its line is unanswered."""
    if leaf.table in PRICES and leaf.name == "amount":
        row["amount_as_written"] = as_written(cell)
        row.pop("state", None)


def read_rows(sheet: MarkedSheet, draft: Draft) -> None:
    """Read a sheet that holds one table of an offer."""
    spec = _spec(sheet.mark.table)
    if spec is None:
        return
    fields = dict(fields_by_key(spec.columns))
    array = spec.arrays[-1]
    rows: list[dict[str, Any]] = draft.offer(sheet.mark.offer).setdefault(array, [])
    key = (ROW_KEYS if sheet.mark.is_first else ROW_FIELDS).get(spec.name, "")
    own_id = "" if sheet.mark.is_first else _OWN_IDS.get(spec.name, "")
    twice = rows_twice(sheet, draft) if spec.name in _ONCE else frozenset()
    units_at = unit_column(sheet)
    for number, row_id in sheet.rows():
        if row_id in twice:
            continue
        path: Path = ("offers", sheet.mark.offer, array, len(rows))
        own_fields = in_units_of_row(sheet, number, fields, units_at)
        row = _read_row(sheet, draft, number, own_fields, path)
        if not row:
            continue
        if row.keys() == {own_id}:
            # The number of a line that nobody wrote: the form put it there.
            printed = {at for at in sheet.read if at[0] == number}
            sheet.own.update(printed)
            sheet.read.difference_update(printed)
            continue
        row.update(zip(ROW_PARTS.get(spec.name, ()), row_id.split("/"), strict=False))
        if spec.name == OPTIONS and row.get("amount"):
            # As on the sheet of costs an amount says that there is a price; a bare 0 says nothing.
            row.setdefault("state", "priced")
        if row_id and key:
            row.setdefault(key, row_id)
            draft.origins.setdefault(pointer_of((*path, key)), sheet.place(number, sheet.column))
        if spec.name == "benefit_lines":
            row.setdefault("benefit_id", row.get("kpi_id", ""))
        if own_id:
            give_row_id(sheet, draft, row, own_id, number, path)
        draft.origins[pointer_of(path)] = _row_place(sheet, number)
        _place_fields(sheet, draft, number, fields, path)
        rows.append(row)


def _place_fields(
    sheet: MarkedSheet, draft: Draft, number: int, fields: Mapping[str, Field], path: Path
) -> None:
    """Keep the places of a row's empty cells too: there is where something is missing."""
    for column, name in sheet.columns.items():
        if name in fields:
            where = pointer_of((*path, *fields[name].keys))
            draft.origins.setdefault(where, sheet.place(number, column))


def _row_place(sheet: MarkedSheet, number: int) -> str:
    """Return the place of a row: its first answer; its mark stands where nobody sees it."""
    answers = (column for column, key in sheet.columns.items() if key != NOT_DATA)
    filled = [column for column in answers if sheet.cell(number, column)]
    return sheet.place(number, min(filled, default=sheet.column + 1))


def rows_twice(
    sheet: MarkedSheet,
    draft: Draft,
    severity: Severity = "warning",
    pointers: Mapping[str, tuple[Field, bool]] = MappingProxyType({}),
) -> frozenset[str]:
    """Return the row ids that stand in several rows, each told once with all its places.

    ``pointers`` are the fields of rows that hold one each, and whether an offer has them.
    """
    numbers: dict[str, list[int]] = {}
    for number, row_id in sheet.rows():
        if row_id:
            numbers.setdefault(row_id, []).append(number)
    twice = {row_id: found for row_id, found in numbers.items() if len(found) > 1}
    for row_id, found in twice.items():
        places = tuple(map(sheet.first_cell, found))
        facts = {
            "sheet": sheet.sheet.name, "cells": places, "rows": tuple(map(str, found))
        }  # fmt: skip
        leaf, is_offer = pointers.get(row_id, (None, False))
        home: Path = ("offers", 0) if is_offer else ()
        path: Path = (*home, *leaf.keys) if leaf else ()
        draft.add("row_twice", severity, path, places[-1], **facts)
        sheet.named.update(
            at for at in sheet.sheet.cells if at[0] in found and at[1] in sheet.columns
        )
    return frozenset(twice)


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
        owner = as_written(cell).strip() if cell and not cell.struck else ""
        place = sheet.place(number, named) if owner else _row_place(sheet, number)
        if owner not in index_of:
            if owner or _read_row(sheet, Draft(), number, fields, ()):
                draft.add("row_without_line", "error", (), place, given=owner)
                sheet.named.update(at for at in sheet.sheet.cells if at[0] == number)
            continue
        line = lines[index_of[owner]]
        inner = line.setdefault(INNER[table], [])
        home = ("offers", sheet.mark.offer, "cost_lines", index_of[owner])
        path: Path = (*home, INNER[table], len(inner))
        inner.append(_read_row(sheet, draft, number, fields, path, line))
        draft.origins[pointer_of(path)] = place
        if cell is not None:
            sheet.read.add((cell.row, cell.column))

"""The cost sheet: a row a business and item, a column a scenario; what a cell says is its state."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rfi.document.form.amounts import read_amount_cell
from rfi.document.form.cost_columns import (
    OF_THE_CELL,
    TERMS,
    Attributes,
    blank_cell,
    cost_fields,
    read_attributes,
)
from rfi.document.form.draft import Draft, Path
from rfi.document.form.marks import DEFAULTS, split_column_key
from rfi.document.form.sheets import At, MarkedSheet
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import SheetCell
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Severity, pointer_of
from rfi.text.wording import LANGS

ROW_ID_MARK = "/"
_AMOUNT, _NOTE = "amount", "note"
# Of a row's columns these hold for every cell of the row; the others only where there is a price.
_FOR_ALL = frozenset({"label", "disclosure", "note"})
_PRICE = ("amount", "amount_low", "amount_high", "state")
_PRINTED_FREQUENCY = "once"


class CostSheetReader:
    """Reads one cost sheet into a draft."""

    def __init__(self, sheet: MarkedSheet, draft: Draft, terms: Attributes | None = None) -> None:
        """Take the sheet to read and the draft to read it into.

        ``terms`` hold for every price that says nothing else; in a form of the first edition they
        stand on the sheet itself.
        """
        self._sheet, self._draft = sheet, draft
        self._fields = cost_fields()
        self._lines: list[dict[str, Any]] = draft.offer(sheet.mark.offer).setdefault(
            "cost_lines", []
        )
        self._defaults: dict[str, Any] = terms.values if terms else {}
        self._default_origins: dict[str, str] = terms.origins if terms else {}
        self._default_cells: dict[str, set[At]] = {}
        self._scenarios: dict[str, dict[str, int]] = {}
        self._columns: dict[str, int] = {}
        for column, key in sheet.columns.items():
            name, scenario = split_column_key(key)
            if scenario:
                self._scenarios.setdefault(scenario, {})[name] = column
            elif name in self._fields and name not in OF_THE_CELL:
                self._columns[name] = column

    def read(self) -> None:
        """Read every row; a row whose id stands twice is told once and not read."""
        rows = list(self._sheet.rows())
        ids = Counter(row_id for _, row_id in rows if row_id)
        for number, row_id in rows:
            if row_id == DEFAULTS and ids[DEFAULTS] == 1:
                self._read_defaults(number)
        for number, row_id in rows:
            if ROW_ID_MARK in row_id and ids[row_id] == 1:
                self._read_row(number, row_id)
        for row_id in (row_id for row_id, count in ids.items() if count > 1):
            self._tell_twice(row_id, [number for number, found in rows if found == row_id])

    def _tell_twice(self, row_id: str, numbers: list[int]) -> None:
        """Say that nobody can tell which of the rows is meant; what stands in them is named."""
        places = tuple(map(self._sheet.first_cell, numbers))
        business, _, item = row_id.partition(ROW_ID_MARK)
        facts = {
            "sheet": self._sheet.sheet.name, "cells": places, "rows": tuple(map(str, numbers)),
            "lost": tuple(
                blank_cell(self._sheet.mark.offer, scenario, business, item)
                for scenario in self._scenarios
            ),
        }  # fmt: skip
        # Without its defaults a sheet says nothing about the terms of its prices.
        severity: Severity = "error" if row_id == DEFAULTS else "warning"
        self._draft.add("row_twice", severity, (), places[-1], **facts)
        columns = self._sheet.columns
        self._sheet.named.update(
            at for at in self._sheet.sheet.cells if at[0] in numbers and at[1] in columns
        )

    def _read_defaults(self, number: int) -> None:
        terms = {name: column for name, column in self._columns.items() if name in TERMS}
        found = read_attributes(self._sheet, self._draft, terms, number, ("offers",))
        self._defaults, self._default_origins = found.values, found.origins
        for name, value in found.values.items():
            # Whatever is no term is read only where a row takes it, and is told there.
            if value in self._fields[name].codes:
                self._sheet.read.update(found.cells[name])
        self._default_cells = found.cells

    def _path(self) -> Path:
        return ("offers", self._sheet.mark.offer, "cost_lines", len(self._lines))

    def _read_row(self, number: int, row_id: str) -> None:
        business, item = row_id.split(ROW_ID_MARK, 1)
        offer = self._sheet.mark.offer
        row = read_attributes(self._sheet, self._draft, self._columns, number, self._path())
        is_answered = False
        for scenario, columns in self._scenarios.items():
            column = columns.get(_AMOUNT)
            if column is None:
                continue  # a price column that was taken away: nothing is quoted there
            cell = self._sheet.sheet.cells.get((number, column))
            place = self._sheet.place(number, column)
            area = self._sheet.merged_at(number, column)
            if area is not None and (area[0], area[1]) != (area[2], area[3]):
                # Whether a price over several cells is each one's or all of theirs, only the
                # vendor knows.
                held = self._sheet.cell(number, column) if cell is None else cell
                if held is not None:
                    lost = (blank_cell(offer, scenario, business, item),)
                    self._draft.add("cell_merged_amount", "warning", (), place, lost=lost)
                    self._sheet.named.add((held.row, held.column))
                    is_answered = True
                continue
            if cell is None:
                self._draft.origins[blank_cell(offer, scenario, business, item)] = place
                continue
            is_answered = True
            line = self._line(scenario, business, item)
            self._read_amount(cell, line, row, place)
            self._add_attributes(line, row)
            self._read_note(line, number, columns.get(_NOTE, 0))
            self._draft.origins[pointer_of(self._path())] = place
            self._lines.append(line)
        if not self._sheet.mark.is_first and row.values.get("frequency") == _PRINTED_FREQUENCY:
            # Printed for one-time items; of a row without a price nobody wrote it.
            self._sheet.own.update(row.cells["frequency"])
        told = {name for name in row.values if name in _FOR_ALL}
        if not is_answered and told:
            where = self._sheet.first_cell(number)
            self._draft.add(
                "row_without_amount", "warning", (), where, item=item, business=business
            )
            for name in told:
                self._sheet.named.update(row.cells[name])

    def _read_note(self, line: dict[str, Any], number: int, column: int) -> None:
        note = self._sheet.sheet.cells.get((number, column))
        if note is None:
            return
        where = self._sheet.place(number, column)
        is_read = self._draft.read_into(line, note, self._fields[_NOTE], self._path(), where)
        (self._sheet.read if is_read else self._sheet.named).add((number, column))

    @staticmethod
    def _line(scenario: str, business: str, item: str) -> dict[str, Any]:
        return {
            "line_id": f"{scenario}.{business}.{item}",
            "scenario_id": scenario,
            "businesses": [business],
            "item": item,
        }

    def _terms(self, row: Attributes) -> dict[str, Any]:
        return {
            **{key: self._defaults[key] for key in TERMS if key in self._defaults},
            **row.values,
        }

    def _add_attributes(self, line: dict[str, Any], row: Attributes) -> None:
        has_price = "amount" in line or "amount_low" in line
        is_included = line.get("state") == "included"
        if has_price and row.unusable - _FOR_ALL - {"included_in"}:
            # A term that was struck out, or a date that is none: the price cannot be compared.
            given = [str(line[key]) for key in _PRICE if key in line and key != "state"]
            for key in _PRICE:
                line.pop(key, None)
            line.setdefault("amount_as_written", "〜".join(given))
            has_price = False
            where = (*self._path(), _AMOUNT)
            place = self._draft.origins.get(pointer_of(where), "")
            facts = {"item": line["item"], "given": line["amount_as_written"]}
            self._draft.add("price_without_terms", "warning", where, place, **facts)
            self._sheet.named.update(*row.cells.values())
        home = pointer_of(self._path())
        for name, value in self._terms(row).items():
            wanted = name in _FOR_ALL or (is_included if name == "included_in" else has_price)
            if wanted and name not in line:
                line[name] = value
                origin = row.origins.get(name) or self._default_origins.get(name)
                if origin:
                    self._draft.origins[f"{home}/{name}"] = origin
                cells = row.cells if name in row.cells else self._default_cells
                self._sheet.read.update(cells.get(name, ()))
        for name, origin in self._default_origins.items() if has_price else ():
            # What neither says is told where it is said once for all.
            self._draft.origins.setdefault(f"{home}/{name}", origin)

    def _read_amount(
        self, cell: SheetCell, line: dict[str, Any], row: Attributes, place: str
    ) -> None:
        path = (*self._path(), _AMOUNT)
        given = as_written(cell)
        self._draft.origins[pointer_of(path)] = place
        at = (cell.row, cell.column)
        state = code_of(given, "cell_states") if cell.kind == "text" and not cell.struck else None
        if state is not None:
            self._sheet.read.add(at)
            line["state"] = state
            titles = [load_codelist("cell_states").title(state, lang) for lang in LANGS]
            if given.strip() not in titles:
                title = titles[0]
                self._draft.add("cell_reinterpreted", "note", path, place, given=given, read=title)
            return
        found = read_amount_cell(cell, self._terms(row))
        if found is None or not found.values:
            line["amount_as_written"] = "=" + cell.formula if cell.formula else given
            if found is None:
                self._sheet.read.add(at)
                return
            self._draft.add(found.code, found.severity, path, place, **found.facts)
            # What is told of the amount goes for the terms beside it too.
            self._sheet.named.update({at}, *row.cells.values())
            return
        self._sheet.read.add(at)
        if found.code:
            self._draft.add(found.code, found.severity, path, place, **found.facts)
        self._take(found.values, line, is_from=found.is_from)
        if found.unit:
            line["unit"] = found.unit
        if any(value < 0 for value in found.values.values()):
            self._draft.add("amount_minus", "error", path, place, given=given)

    @staticmethod
    def _take(values: Mapping[str, float], line: dict[str, Any], *, is_from: bool) -> None:
        line.update(values)
        if any(value != 0 for value in values.values()):
            line["state"] = "priced_from" if is_from else "priced"

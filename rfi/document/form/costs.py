"""The cost sheet: a row a business and item, a column a scenario; what a cell says is its state."""

from fractions import Fraction
from typing import Any

from rfi.document.form.draft import Draft, Path, fields_by_key
from rfi.document.form.marks import DEFAULTS, split_column_key
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import TypedAmount, read_amount, write_range
from rfi.document.grid.cell_values import as_written, code_of, read_value
from rfi.document.grid.grid import SheetCell
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field
from rfi.schema.issue import pointer_of
from rfi.schema.table_specs import table_specs

ROW_ID_MARK = "/"
# Columns that say how a price is meant; the sheet's own default stands in for an empty one.
TERMS = ("unit", "currency", "tax", "frequency")
_AMOUNT, _NOTE = "amount", "note"
# Of a row's columns these hold for every cell of the row; the others only where there is a price.
_FOR_ALL = frozenset({"label", "disclosure", "note"})


def cost_fields() -> dict[str, Field]:
    """Return the fields of a cost line by column id."""
    spec = next(spec for spec in table_specs() if spec.name == "cost_lines")
    return dict(fields_by_key(spec.columns))


def blank_cell(offer: int, scenario: str, business: str, item: str) -> str:
    """Return the key under which the place of an empty asked cell is kept: it has no pointer."""
    return f"blank:{offer}/{scenario}/{business}/{item}"


class CostSheetReader:
    """Reads one cost sheet into a draft."""

    def __init__(self, sheet: MarkedSheet, draft: Draft) -> None:
        """Take the sheet to read and the draft to read it into."""
        self._sheet, self._draft = sheet, draft
        self._fields = cost_fields()
        self._lines: list[dict[str, Any]] = draft.offer(sheet.mark.offer).setdefault(
            "cost_lines", []
        )
        self._defaults: dict[str, Any] = {}
        self._scenarios: dict[str, dict[str, int]] = {}
        self._attributes: dict[str, int] = {}
        for column, key in sheet.columns.items():
            name, scenario = split_column_key(key)
            if scenario:
                self._scenarios.setdefault(scenario, {})[name] = column
            elif name in self._fields:
                self._attributes[name] = column

    def read(self) -> None:
        """Read every row."""
        rows = list(self._sheet.rows())
        for number, row_id in rows:
            if row_id == DEFAULTS:
                self._defaults, _ = self._attributes_of(number, ("offers",))
        for number, row_id in rows:
            if ROW_ID_MARK in row_id:
                self._read_row(number, row_id)

    def _path(self) -> Path:
        return ("offers", self._sheet.mark.offer, "cost_lines", len(self._lines))

    def _attributes_of(self, number: int, path: Path) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the row's own columns, and the cells they came from."""
        found: dict[str, Any] = {}
        origins: dict[str, str] = {}
        for name, column in self._attributes.items():
            cell = self._sheet.cell(number, column)
            if cell is None:
                continue
            origin = self._sheet.place(number, column)
            if (number, column) not in self._sheet.sheet.cells:
                facts = {"given": as_written(cell)}
                self._draft.add("cell_merged_filled", "note", path, origin, **facts)
            self._draft.read_into(found, cell, self._fields[name], path, origin)
            origins[name] = origin
        return found, origins

    def _read_row(self, number: int, row_id: str) -> None:
        business, item = row_id.split(ROW_ID_MARK, 1)
        offer = self._sheet.mark.offer
        attributes, origins = self._attributes_of(number, self._path())
        is_answered = False
        for scenario, columns in self._scenarios.items():
            column = columns[_AMOUNT]
            cell = self._sheet.sheet.cells.get((number, column))
            place = self._sheet.place(number, column)
            area = self._sheet.merged_at(number, column)
            if area is not None and (area[0], area[1]) != (area[2], area[3]):
                # Whether a price over several cells is each one's or all of theirs, only the
                # vendor knows.
                if cell is not None or self._sheet.cell(number, column) is not None:
                    self._draft.add("cell_merged_amount", "warning", self._path(), place)
                    is_answered = True
                continue
            if cell is None:
                self._draft.origins[blank_cell(offer, scenario, business, item)] = place
                continue
            is_answered = True
            line = self._line(scenario, business, item)
            self._read_amount(cell, line, attributes, place)
            self._add_attributes(line, attributes, origins)
            note = self._sheet.sheet.cells.get((number, columns.get(_NOTE, 0)))
            if note is not None:
                where = self._sheet.place(number, columns[_NOTE])
                self._draft.read_into(line, note, self._fields[_NOTE], self._path(), where)
            self._draft.origins[pointer_of(self._path())] = place
            self._lines.append(line)
        if not is_answered and set(attributes) & _FOR_ALL:
            where = self._sheet.place(number, self._sheet.column)
            self._draft.add(
                "row_without_amount", "warning", (), where, item=item, business=business
            )

    @staticmethod
    def _line(scenario: str, business: str, item: str) -> dict[str, Any]:
        return {
            "line_id": f"{scenario}.{business}.{item}",
            "scenario_id": scenario,
            "businesses": [business],
            "item": item,
        }

    def _add_attributes(
        self, line: dict[str, Any], attributes: dict[str, Any], origins: dict[str, str]
    ) -> None:
        has_price = "amount" in line or "amount_low" in line
        is_included = line.get("state") == "included"
        terms = {
            **{key: self._defaults[key] for key in TERMS if key in self._defaults},
            **attributes,
        }
        for name, value in terms.items():
            wanted = name in _FOR_ALL or (is_included if name == "included_in" else has_price)
            if wanted and name not in line:
                line[name] = value
                if name in origins:
                    self._draft.origins[pointer_of((*self._path(), name))] = origins[name]

    def _read_amount(
        self, cell: SheetCell, line: dict[str, Any], attributes: dict[str, Any], place: str
    ) -> None:
        path = (*self._path(), _AMOUNT)
        given = as_written(cell)
        self._draft.origins[pointer_of(path)] = place
        if cell.kind in {"error", "formula_without_value"}:
            read_value(cell, self._fields[_AMOUNT])
            code = "cell_error" if cell.kind == "error" else "cell_formula_without_value"
            self._draft.add(code, "warning", path, place, given=given)
            line["amount_as_written"] = given
            return
        if cell.kind == "number" and cell.formula and cell.value == 0:
            # What a program writes before a formula was ever calculated.
            self._draft.add("cell_formula_zero", "warning", path, place, given="=" + cell.formula)
            line["amount_as_written"] = "=" + cell.formula
            return
        if cell.kind == "number":
            line["amount"] = cell.value
            if cell.value != 0:
                line["state"] = "priced"
            return
        state = code_of(given, "cell_states")
        if state is not None:
            line["state"] = state
            if given.strip() != load_codelist("cell_states").title(state, "ja"):
                title = load_codelist("cell_states").title(state, "ja")
                self._draft.add("cell_reinterpreted", "note", path, place, given=given, read=title)
            return
        typed = read_amount(given)
        if typed is None:
            line["amount_as_written"] = given
            return
        self._take_typed(typed, line, attributes)
        self._draft.add(
            "cell_reinterpreted", "note", path, place, given=given, read=self._said(line)
        )

    def _take_typed(
        self, typed: TypedAmount, line: dict[str, Any], attributes: dict[str, Any]
    ) -> None:
        """Put a typed amount into the row's unit, or take the unit that the cell itself names."""
        unit = attributes.get("unit", self._defaults.get("unit"))
        low, high = typed.low, typed.high
        if typed.unit and unit in load_codelist("money_units").codes:
            own = int(load_codelist("money_units").rows[unit]["factor"])
            low, high = (_scaled(value, typed.factor, own) for value in (low, high))
        elif typed.unit:
            line["unit"] = typed.unit
        if low == high:
            line["amount"] = low
        else:
            line["amount_low"], line["amount_high"] = low, high
        if low != 0 or high != 0:
            line["state"] = "priced_from" if typed.is_from else "priced"

    @staticmethod
    def _said(line: dict[str, Any]) -> str:
        parts = [line[key] for key in ("amount", "amount_low", "amount_high") if key in line]
        return write_range(parts[0], parts[-1]) if len(parts) > 1 else str(parts[0])


def _scaled(value: float, factor: int, own: int) -> float:
    exact = Fraction(str(value)) * factor / own
    return int(exact) if exact.denominator == 1 else float(exact)

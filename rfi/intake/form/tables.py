"""The sheets with a row a thing: details, discounts, totals, requirements, effects, service."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rfi.document.form.marks import (
    FORM_VERSION,
    OPTIONS,
    ROW_PARTS,
    SHEET_TITLES,
    SheetMark,
    column_key,
)
from rfi.document.form.rows import INNER, LINE_ID
from rfi.document.form.second.layout import ONLY_IF_GIVEN, PRINTED, ROW_FIELDS, beside
from rfi.intake.form.asked_rows import asked_rows
from rfi.intake.form.book import FIRST, first_column, last, sheet_reference
from rfi.intake.form.choices import CellData, ChoiceList, Choices
from rfi.intake.form.cost_state import JOINED, joined_formula
from rfi.intake.form.plan import Column, Row, SheetPlan, WorkedOut, value_at
from rfi.intake.form.table_rules import colours_of, must_rules, rule_of
from rfi.schema.fields import Field
from rfi.schema.table_specs import table_specs
from rfi.text.wording import Lang

Rows = Sequence[Mapping[str, Any]]
_LABEL_WIDTHS = {
    "fit_answers": (12, 13, 11, 11, 52),
    "service_levels": (7, 24, 7, 8, 46),
    "benefit_lines": (6, 26, 11, 10, 42),
    OPTIONS: (13, 28, 7, 17, 30),
}
_WIDTHS: Mapping[str, float] = {
    "line_id": 7, "scenario_id": 17, "businesses": 18, "item": 20, "label": 13, "state": 11,
    "amount": 11, "amount_low": 9, "amount_high": 9, "unit": 8, "currency": 7, "tax": 8,
    "frequency": 10, "accepted_on": 11, "start_on": 11, "months": 6, "basis": 10, "quantity": 8,
    "quantity_unit": 8, "note": 16, "kind": 14, "business": 16, "condition": 18,
    "applies_to_items": 26, "applies_to_businesses": 22, "symbol": 20, "cause": 14,
    "cost_item": 16, "cost_once": 10, "cost_monthly": 10, "workaround_minutes": 11,
    "workaround_cases": 11, "available_on": 11, "baseline": 9, "target": 9, "volume": 9,
    "volume_unit": 8, "evidence": 10, "evidence_body": 20, "cash_releasing": 8,
    "value_number": 10, "value_text": 30, "value_date": 11, "value_boolean": 8, "zone": 12,
    "exclusions": 24, "topic": 30, "text": 96, "from_quantity": 14, "weight": 12,
    "go_live_on": 12, "included_in.business": 9, "included_in.item": 12,
}  # fmt: skip
_BESIDE_WIDTH = 14.0
_SPARE = 30
_SPARE_IDS = {"cost_lines": "M{:02d}", "discount_lines": "D{:02d}"}
# Tables whose rows are those of the questionnaire.
_ASKED = frozenset({"fit_answers", "service_levels", "benefit_lines", OPTIONS})
# The one cell of an answer that is open, by the kind of the item.
_VALUES = {"number": "value_number", "date": "value_date", "boolean": "value_boolean"}


def _fields(table: str) -> Mapping[str, Field]:
    spec = next(spec for spec in table_specs() if spec.name == table)
    return {".".join(leaf.keys): leaf for leaf in spec.columns}


def _row_keys(table: str) -> tuple[str, ...]:
    """Return the fields that the id of a row stands for."""
    return ROW_PARTS.get(table) or ((ROW_FIELDS[table],) if table in ROW_FIELDS else ())


class TablePlanner:
    """Lays out the sheets of one offer that hold a table each."""

    def __init__(self, choices: Choices, offer: int) -> None:
        """Take the titles of the form, and which offer it is of."""
        self._choices, self._offer = choices, offer

    def plan(self, table: str, rows: Rows) -> SheetPlan:
        """Return the sheet of a table: rows that are asked, then rows to add."""
        fields, keys = _fields(table), _row_keys(table)
        label_keys, printed = asked_rows(table, self._choices)
        given = [name for name in ONLY_IF_GIVEN.get(table, ()) if _has(table, name, rows)]
        labels = tuple(
            Column(title=title, width=width)
            for title, width in zip(label_keys, _LABEL_WIDTHS.get(table, ()), strict=True)
        )
        columns = (
            *labels,
            *(self._column(table, name, fields[name]) for name in PRINTED[table]),
            *(self._column(table, name, fields[name], is_beside=True) for name in beside(table)),
            *(Column(name, fields[name], width=8, is_hidden=True) for name in given),
        )
        by_id: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            by_id.setdefault("/".join(str(row.get(key, "")) for key in keys), []).append(row)
        planned: list[Row] = []
        musts = must_rules(table, self._choices)
        for one in printed:
            closed = self._closed(table, one.row_id)
            for row in by_id.pop(one.row_id, [{}]):
                cells = (*one.labels, *self._cells(table, row, columns[len(labels) :]))
                planned.append(Row(one.row_id, cells, musts.get(one.row_id), closed))
        blank: tuple[CellData, ...] = (None,) * len(labels)
        for row_id, left in by_id.items():
            planned += [
                Row(row_id, (*blank, *self._cells(table, row, columns[len(labels) :])))
                for row in left
            ]
        is_asked = table in _ASKED
        return SheetPlan(
            title=SHEET_TITLES[table],
            mark=SheetMark(FORM_VERSION, table, self._offer),
            columns=columns,
            rows=tuple(planned),
            frozen=min(len(labels), 5),
            spare=0 if is_asked else _SPARE,
            spare_id=_SPARE_IDS.get(table, ""),
            rule=rule_of(table, self._choices),
            colours=colours_of(table, self._choices),
            is_must=is_asked and (table != OPTIONS or bool(musts)),
            is_open=table == "cost_lines",
            count=len(planned),
            worked_out=_WORKED_OUT.get(table, ()),
        )

    def inner(self, table: str, lines: Rows, numbers: str) -> SheetPlan:
        """Return the sheet of tiers or weights: each row names its cost line.

        ``numbers`` are the cells that hold the numbers of the lines, for the dropdown.
        """
        fields = _fields(table)
        columns = (
            Column(LINE_ID, title="book.line_id", width=16, options=numbers, is_strict=False),
            *(self._column(table, name, fields[name]) for name in PRINTED[table]),
        )
        rows = [
            Row("", (line[LINE_ID], *self._cells(table, inner, columns[1:])))
            for line in lines
            for inner in line.get(INNER[table], ())
        ]
        return SheetPlan(
            title=SHEET_TITLES[table],
            mark=SheetMark(FORM_VERSION, table, self._offer),
            columns=columns,
            rows=tuple(rows),
            frozen=1,
            spare=_SPARE,
            rule=rule_of(table, self._choices),
            colours=colours_of(table, self._choices),
        )

    def _column(self, table: str, name: str, leaf: Field, *, is_beside: bool = False) -> Column:
        is_answer = table == "fit_answers" and name == "symbol"
        options: ChoiceList | None = self._choices.of_field(leaf)
        if is_answer:
            options = self._choices.answers
        elif name == "state" and table == "benefit_lines":
            options = self._choices.no_answer
        elif name == "state" and table == OPTIONS:
            options = self._choices.states
        return Column(
            key=column_key(name),
            field=leaf,
            title="form.answer" if is_answer else "",
            width=_BESIDE_WIDTH if is_beside else _WIDTHS[name],
            options=options,
            is_strict=bool(leaf.codes) and name != "state",
            is_beside=is_beside,
        )

    def _cells(
        self, table: str, row: Mapping[str, Any], columns: Sequence[Column]
    ) -> tuple[CellData, ...]:
        if table == "fit_answers":
            given = {**row, "symbol": self._choices.answer(row)}
            # The visible column says the fit where there is no symbol.
            row = given if "symbol" in row else {k: v for k, v in given.items() if k != "fit"}
        return tuple(
            self._choices.cell(value_at(row, column.field.keys), column.field)
            if column.field
            else None
            for column in columns
        )

    def _closed(self, table: str, row_id: str) -> frozenset[str]:
        """Return the cells of a row that its kind of answer leaves out."""
        if table != "service_levels":
            return frozenset()
        items = self._choices.asked.value.get("service_level_items", ())
        kind = next(row["value_type"] for row in items if row["item_id"] == row_id)
        values = {*_VALUES.values(), "value_text"}
        return frozenset(values - {_VALUES.get(kind, "value_text")})


_WORKED_OUT = {
    "cost_lines": (WorkedOut(JOINED, lambda where: joined_formula(where.at("businesses"))),)
}


def line_numbers(plan: SheetPlan, lang: Lang) -> str:
    """Return the formula of the cells that hold the numbers of the detail lines."""
    letter = xl_col_to_name(first_column(plan), col_abs=True)
    end = last(plan)
    return f"={sheet_reference(plan.name(lang))}{letter}${FIRST + 1}:{letter}${end}"


def _has(table: str, name: str, rows: Rows) -> bool:
    """Tell whether an answer says more than the visible columns hold."""
    if table == "fit_answers":
        return any("fit" in row and "symbol" in row for row in rows)
    return any(name in row and row[name] != row.get(ROW_FIELDS[table]) for row in rows)

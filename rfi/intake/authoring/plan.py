"""The sheets of an authoring workbook as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.authoring.layout import (
    ASKED_IN,
    CIRCLE,
    DEFAULT_SCENARIO,
    HEADED_BY,
    ID_KEYS,
    ITEMS,
    PROCEDURES,
    SCENARIOS,
    USE,
    AskedColumn,
    AskedTable,
    cover_rows,
    tables,
)
from rfi.document.authoring.names import Names
from rfi.intake.form.choices import CellData
from rfi.intake.form.plan import cell_of, value_at
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field
from rfi.text.wording import Lang, text

# Empty rows and columns to write into, by table. [ours]
SPARE_ROWS: Mapping[str, int] = {"symbols": 6}
_SPARE_ROWS = 20
_SPARE_HEADS = {ITEMS: 2, PROCEDURES: 2}


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """One sheet.

    Attributes:
        table: What it holds.
        heads: Headings of the further columns at the right; "" of spare ones.
        rows: A value for each column, then for each of the further ones.
        example: The same of the row that shows how to write.
        spare: Empty rows below.
    """

    table: AskedTable
    heads: tuple[str, ...]
    rows: tuple[tuple[CellData, ...], ...]
    example: tuple[CellData, ...]
    spare: int


def _value_of(row: Mapping[str, Any], column: AskedColumn, lang: Lang) -> CellData:
    leaf = column.field
    if leaf is None:
        return None
    if "null" in leaf.types and column.key in row and row[column.key] is None:
        return text("author.unknown", lang)
    return _cell_of(value_at(row, leaf.keys), leaf)


def _cell_of(value: Any, leaf: Field) -> CellData:  # noqa: ANN401 - a JSON value
    """Return a value as it stands in a cell; a code whose list is closed by its title."""
    if leaf.codes and value is not None:
        return load_codelist(leaf.codelist).title(value, "ja")
    return cell_of(value, leaf)


def choices_of(leaf: Field | None) -> tuple[str, ...]:
    """Return the titles of a field's closed code list, nothing where it has none."""
    if leaf is None:
        return ()
    return tuple(load_codelist(leaf.codelist).title(code, "ja") for code in leaf.codes)


class AskedPlans:
    """Lays a questionnaire out."""

    def __init__(self, value: Mapping[str, Any], lang: Lang) -> None:
        """Take the questionnaire, or the lists that a new one starts from."""
        self._value, self._lang = value, lang
        self._names = {
            table: Names(table, [(row[key], row["title"]) for row in value.get(table, ())])
            for table, key in ID_KEYS.items()
            if table in {*HEADED_BY, *HEADED_BY.values()}
        }

    def plans(self) -> tuple[AskedPlan, ...]:
        """Return every sheet behind the cover."""
        return tuple(self._plan(table) for table in tables().values())

    def cover(self) -> dict[str, CellData]:
        """Return row id → value on the cover."""
        found: dict[str, CellData] = {}
        for key, asked in cover_rows().items():
            if asked.field is None:
                continue
            value = value_at(self._value, asked.field.keys)
            is_named = key == DEFAULT_SCENARIO and value is not None
            found[key] = self._names[SCENARIOS].shown(value) if is_named else value
        return found

    def _plan(self, table: AskedTable) -> AskedPlan:
        codes = [row[ID_KEYS[table.headed_by]] for row in self._value[table.headed_by]] if (
            table.headed_by
        ) else []  # fmt: skip
        heads = tuple(self._names[table.headed_by].shown(code) for code in codes)
        rows = [
            (*(self._cell(row, column, question) for column in table.columns), *beside)
            for row, question, beside in self._rows(table, codes)
        ]
        spare_heads = ("",) * _SPARE_HEADS.get(table.name, 0)
        return AskedPlan(
            table,
            (*heads, *spare_heads),
            tuple((*row, *(None for _ in spare_heads)) for row in rows),
            self._example(table, len(heads)),
            SPARE_ROWS.get(table.name, _SPARE_ROWS),
        )

    def _rows(
        self, table: AskedTable, codes: list[str]
    ) -> list[tuple[Mapping[str, Any], Mapping[str, Any], tuple[CellData, ...]]]:
        """Return (row, its question, cells at the right) of every row of a sheet."""
        rows = self._value.get(table.name, ())
        if table.name == ITEMS:
            return [
                (row, question, tuple(
                    CIRCLE if code in question.get("businesses", ()) else None for code in codes
                ))
                for row in rows
                for question in self._questions(row["item"])
            ]  # fmt: skip
        if table.name == PROCEDURES:
            cases = [
                {one["procedure_id"]: one["annual_cases"] for one in scenario.get("volumes", ())}
                for scenario in self._value[SCENARIOS]
            ]
            return [(row, {}, tuple(of.get(row["procedure_id"]) for of in cases)) for row in rows]
        return [(row, {}, ()) for row in rows]

    def _questions(self, item: str) -> list[Mapping[str, Any]]:
        found = [one for one in self._value["cost_questions"] if one["item"] == item]
        return found or [{}]

    def _cell(
        self, row: Mapping[str, Any], column: AskedColumn, question: Mapping[str, Any]
    ) -> CellData:
        if column.key == USE:
            return CIRCLE
        if column.key == ASKED_IN:
            asked_in = question.get("scenarios")
            if asked_in == []:
                return text("author.nowhere", self._lang)
            return self._names[SCENARIOS].shown_together(asked_in) if asked_in else None
        if column.refers_to:
            return self._names[column.refers_to].shown(row[column.key])
        return _value_of(row, column, self._lang)

    def _example(self, table: AskedTable, heads: int) -> tuple[CellData, ...]:
        cells: list[CellData] = []
        for column in table.columns:
            leaf = column.field
            if column.key == USE:
                cells.append(text("author.example", self._lang))
            elif leaf is None:
                cells.append(None)
            elif column.refers_to:
                cells.append(text("author.example.business", self._lang))
            else:
                example = list(leaf.examples) if leaf.is_list else leaf.examples[0]
                cells.append(_cell_of(example, leaf))
        field = table.cell_field
        beside: CellData = _cell_of(field.examples[0], field) if field else CIRCLE
        return (*cells, *([beside] if heads else []))

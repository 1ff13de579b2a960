"""The answer workbook laid out as plain values: sheets, columns with their ids, rows with theirs.

The same plan makes the blank form and the filled one. What a column is comes from the schema;
what is asked comes from the questionnaire.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.form.marks import FORM, FORM_VERSION, SheetMark, column_key
from rfi.document.form.rows import INNER, ROW_KEYS, form_fields
from rfi.document.form.titles import choice_of
from rfi.document.grid.cell_text import write_boolean, write_numbers
from rfi.intake.form.asked_rows import asked_rows
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field
from rfi.schema.table_specs import table_specs
from rfi.schema.upgrade import current_version
from rfi.text.wording import Lang, text

CellData = str | float | int | bool | None
# Code lists whose codes are written as they are: the questionnaire may have others.
OPEN_LISTS = frozenset({"businesses", "cost_items"})
BUNDLE_MARK = "+"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: Id for the marker row; "" for a column that only explains.
        field: The schema's leaf; None for a column that only explains.
        title: Wording key of a column without a field.
        scenario: Title of the scenario the column stands for.
        width: Characters.
        options: Titles of a dropdown; free text stays possible where ``is_strict`` is false.
    """

    key: str = ""
    field: Field | None = None
    title: str = ""
    scenario: str = ""
    width: int = 12
    options: tuple[str, ...] = ()
    is_strict: bool = True
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id, and a value for each column (None is an empty cell)."""

    row_id: str
    cells: tuple[CellData, ...]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet.

    Attributes:
        title: Wording key of the sheet's name.
        mark: Its first mark.
        columns: From left to right, after the hidden column of row ids.
        rows: From top to bottom.
        frozen: Columns that stay when scrolling.
        spare: Empty rows to type into below.
        has_siblings: Whether there is such a sheet for every offer.
    """

    title: str
    mark: SheetMark
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0
    spare: int = 0
    has_siblings: bool = False

    def name(self, lang: Lang) -> str:
        """Return the sheet's name; of several offers each sheet carries its number."""
        suffix = f" {self.mark.offer + 1}" if self.has_siblings else ""
        return text(self.title, lang) + suffix


def options_of(field: Field) -> tuple[str, ...]:
    """Return the dropdown of a field: Japanese titles of its code list, yes and no, or nothing."""
    if field.is_list or field.codelist in OPEN_LISTS:
        return ()
    if field.codelist:
        rows = load_codelist(field.codelist).rows
        return tuple(row["ja"] for row in rows.values())
    return (
        tuple(write_boolean(value=value) for value in (True, False))
        if "boolean" in field.types
        else ()
    )


def cell_of(value: Any, field: Field) -> CellData:  # noqa: ANN401 - a JSON value
    """Return a value as it stands in a cell: codes by their title, lists joined."""
    if value is None:
        return None
    if field.is_list:
        if field.is_number:
            return write_numbers(value)
        return (BUNDLE_MARK if field.codelist else "\n").join(value)
    if isinstance(value, bool):
        return write_boolean(value=value)
    if field.codelist and field.codelist not in OPEN_LISTS:
        return load_codelist(field.codelist).title(value, "ja")
    cell: CellData = value
    return cell


def value_at(row: Mapping[str, Any], keys: Sequence[str]) -> Any:  # noqa: ANN401 - a JSON value
    """Return the value below nested keys, None when there is none."""
    found: Any = row
    for key in keys:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


_LONG_TEXT = 400


def _width(field: Field) -> int:
    longest = field.bounds.get("maxLength", 0)
    if isinstance(longest, int) and longest > _LONG_TEXT:
        return 40
    return 14 if field.is_number or field.codelist else 18


def column_of(field: Field, scenario: str = "", scenario_title: str = "") -> Column:
    """Return the column of a field."""
    return Column(
        key=column_key(".".join(field.keys), scenario),
        field=field,
        scenario=scenario_title,
        width=_width(field),
        options=options_of(field),
        is_strict=field.codelist not in OPEN_LISTS,
    )


_LABEL_WIDTHS = {"book.text": 60, "book.description": 40, "book.title": 28}
_SPARE_ROWS = 30


def table_plan(
    table: str, title: str, offer: int, rows: Sequence[Mapping[str, Any]], asked: Questionnaire
) -> SheetPlan:
    """Return the sheet of one table: rows that are asked, then rows to add."""
    spec = next(spec for spec in table_specs() if spec.name == table)
    key = ROW_KEYS.get(table, "")
    label_keys, printed = asked_rows(table, asked)
    fields = [leaf for leaf in spec.columns if ".".join(leaf.keys) != key or not printed]
    labels = tuple(Column(title=name, width=_LABEL_WIDTHS.get(name, 14)) for name in label_keys)
    columns = (*labels, *(with_procedures(column_of(leaf), asked) for leaf in fields))
    if table == "fit_answers":
        columns = tuple(_with_symbols(column, asked) for column in columns)
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_id.setdefault(str(row.get(key, "")) if printed else "", []).append(row)
    planned: list[Row] = []
    for one in printed:
        found = by_id.pop(one.row_id, [{}])
        planned += [Row(one.row_id, (*one.labels, *_cells(row, fields))) for row in found]
    for row_id, left in by_id.items():
        blank = tuple(None for _ in labels)
        planned += [Row(row_id, (*blank, *_cells(row, fields))) for row in left]
    return SheetPlan(
        title=title,
        mark=SheetMark(FORM_VERSION, table, offer),
        columns=columns,
        rows=tuple(planned),
        frozen=min(len(labels), 5),
        spare=0 if printed and table != "benefit_lines" else _SPARE_ROWS,
    )


def with_procedures(column: Column, asked: Questionnaire) -> Column:
    """Return a column; one for the code of a procedure offers those of the questionnaire."""
    if column.field is None or column.field.path[-1] != "procedure_id":
        return column
    choices = tuple(choice_of(code, title) for code, title in asked.procedures.items())
    return replace(column, options=choices, is_strict=False)


def _with_symbols(column: Column, asked: Questionnaire) -> Column:
    if column.key != "symbol":
        return column
    return Column(key=column.key, field=column.field, width=8, options=tuple(asked.fit_of_symbol))


def _cells(row: Mapping[str, Any], fields: Sequence[Field]) -> tuple[CellData, ...]:
    return tuple(cell_of(value_at(row, leaf.keys), leaf) for leaf in fields)


def inner_plan(table: str, title: str, offer: int, lines: Sequence[Mapping[str, Any]]) -> SheetPlan:
    """Return the sheet of tiers or weights: each row names its cost line."""
    spec = next(spec for spec in table_specs() if spec.name == table)
    columns = (Column(key="line_id", title="book.line_id", width=24), *map(column_of, spec.columns))
    rows = [
        Row("", (line["line_id"], *_cells(inner, spec.columns)))
        for line in lines
        for inner in line.get(INNER[table], ())
    ]
    mark = SheetMark(FORM_VERSION, table, offer)
    return SheetPlan(title, mark, columns, tuple(rows), 1, _SPARE_ROWS)


def form_plan(answer: Mapping[str, Any] | None, asked: Questionnaire, offers: int) -> SheetPlan:
    """Return the sheet of vendor and offers: a row a field, a column an offer."""
    value: Mapping[str, Any] = answer or {
        "schema_version": current_version("rfi_response"),
        "questionnaire_id": asked.questionnaire_id,
        "version": 1,
    }
    given = list(value.get("offers", ({} for _ in range(offers))))
    columns = (
        Column(title="book.field", width=28),
        Column(title="book.guide", width=50),
        *(
            Column(key=f"value@{index}", title="book.value", width=40)
            for index in range(len(given))
        ),
    )
    rows: list[Row] = []
    for row_id, (leaf, is_offer) in form_fields().items():
        homes = given if is_offer else [value, *({} for _ in given[1:])]
        cells = tuple(cell_of(value_at(home, leaf.keys), leaf) for home in homes)
        rows.append(Row(row_id, (leaf.title["ja"], leaf.description["ja"], *cells)))
    mark = SheetMark(FORM_VERSION, FORM, 0)
    return SheetPlan("book.sheet.form", mark, columns, tuple(rows), 1)

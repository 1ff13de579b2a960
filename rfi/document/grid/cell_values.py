"""One cell → the value of one field, with what was reinterpreted or could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rfi.document.grid.cell_text import LIST_MARKS, NO, YES, fold, read_date, read_number
from rfi.document.grid.grid import SheetCell
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field

# Amounts of an answer point to the sibling that holds their money unit.
MONEY_UNIT = "unit"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell as read.

    Attributes:
        value: The value for the field; None when the cell says nothing that can be used.
        code: Code of the issue to raise about it; "" for none.
        given: The cell as it stood, for the issue.
    """

    value: Any
    code: str = ""
    given: str = ""


@cache
def codes_by_title(name: str) -> Mapping[str, str]:
    """Return folded title (both languages), code and typed synonym → code."""
    found: dict[str, str] = {}
    for code, row in load_codelist(name).rows.items():
        for text in (code, row["ja"], row["en"], *row.get("typed", "").split("|")):
            if text:
                found.setdefault(fold(text).lower(), code)
    return found


def as_written(cell: SheetCell) -> str:
    """Return a cell as a person sees it."""
    if cell.kind == "formula_without_value":
        return "=" + cell.formula
    return str(cell.value)


def code_of(text: str, codelist: str) -> str | None:
    """Return the code that a title, code or synonym stands for; None when there is none."""
    return codes_by_title(codelist).get(fold(text).lower())


def _number(cell: SheetCell, field: Field) -> CellValue:
    if cell.kind == "number":
        return CellValue(cell.value)
    given = as_written(cell)
    is_money = field.unit == MONEY_UNIT
    number = read_number(given, is_money=is_money) if cell.kind == "text" else None
    if number is None:
        return CellValue(given, "cell_not_number", given)
    return CellValue(number, "cell_reinterpreted", given)


def _date(cell: SheetCell) -> CellValue:
    given = as_written(cell)
    if cell.kind == "date":
        return CellValue(given)
    found = read_date(given) if cell.kind == "text" else None
    if found is None:
        return CellValue(given, "cell_not_date", given)
    return CellValue(found, "" if found == given else "cell_reinterpreted", given)


def _boolean(cell: SheetCell) -> CellValue:
    if cell.kind == "boolean":
        return CellValue(cell.value)
    given = as_written(cell)
    folded = fold(given).lower()
    if folded in YES or folded in NO:
        return CellValue(folded in YES)
    return CellValue(given, "cell_not_boolean", given)


def _coded(text: str, field: Field) -> str:
    """Return the code of a title; other text stays, so that the schema names it."""
    return code_of(text, field.codelist) or text if field.codelist else text


def _list(cell: SheetCell, field: Field) -> CellValue:
    text = as_written(cell)
    for mark in LIST_MARKS[1:]:
        text = text.replace(mark, LIST_MARKS[0])
    parts = [part.strip() for part in text.split(LIST_MARKS[0]) if part.strip()]
    if field.is_number:
        numbers = [read_number(part) for part in parts]
        if any(number is None for number in numbers):
            return CellValue(parts, "cell_not_number", as_written(cell))
        return CellValue(numbers)
    return CellValue([_coded(part, field) for part in parts])


def _text(text: str, field: Field) -> CellValue:
    """Read a text, or a code by its title; a synonym is taken with a note."""
    code = code_of(text, field.codelist) if field.codelist and text else None
    if code is None:
        return CellValue(text or None)
    row = load_codelist(field.codelist).rows[code]
    is_title = fold(text).lower() in {fold(row[key]).lower() for key in ("code", "ja", "en")}
    return CellValue(code, "" if is_title else "cell_reinterpreted", text)


def read_value(cell: SheetCell, field: Field) -> CellValue:
    """Return what one cell says for one field.

    An Excel error, and a formula that was never calculated, is no value. What cannot be read is
    kept as text, so that the schema's own fault names the same place.
    """
    if cell.kind in {"error", "formula_without_value"}:
        code = "cell_error" if cell.kind == "error" else "cell_formula_without_value"
        return CellValue(None, code, as_written(cell))
    if field.is_list:
        return _list(cell, field)
    if field.is_number:
        return _number(cell, field)
    if "boolean" in field.types:
        return _boolean(cell)
    if field.bounds.get("format") == "date":
        return _date(cell)
    return _text(as_written(cell).strip(), field)

"""One cell → the value of one field, with what was reinterpreted or could not be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rfi.document.grid.cell_text import LIST_MARKS, NO, YES, fold, read_number
from rfi.document.grid.date_text import names_no_year, read_date, read_month, read_month_end
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.number_cells import read_number_cell, read_number_text
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field

# Amounts of an answer point to the sibling that holds their money unit.
MONEY_UNIT = "unit"
# A number of 1900 to 2100 in a cell that shows days is a year typed alone: Excel shows 1905.
_TYPED_YEARS = ("1905-03-14", "1905-10-01")
# Between the texts of a list that stands in one line.
COMMAS = ("、", ",", "，", "；", ";")
_CORPORATE_NUMBER = "^[1-9][0-9]{12}$"
# Blanks, and what people put between digits: hyphens, dashes, the long vowel mark.
_NOT_IN_NUMBERS = re.compile(r"[\s\-\u2010-\u2015\u30fc]")


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
    return str(cell.value).upper() if isinstance(cell.value, bool) else str(cell.value)


def code_of(text: str, codelist: str) -> str | None:
    """Return the code that a title, code or synonym stands for; None when there is none."""
    return codes_by_title(codelist).get(fold(text).lower())


def _number(cell: SheetCell, field: Field) -> CellValue:
    if cell.kind == "number":
        found, code, given = read_number_cell(cell, field.unit)
        return CellValue(found, code, given)
    given = as_written(cell)
    is_money = field.unit == MONEY_UNIT
    number = read_number(given, is_money=is_money) if cell.kind == "text" else None
    if number is None and cell.kind == "text":
        number = read_number_text(given, field.unit)
    if number is None:
        return CellValue(given, "cell_not_number", given)
    return CellValue(number, "cell_reinterpreted", given)


def _date(cell: SheetCell) -> CellValue:
    given = as_written(cell)
    if cell.kind == "date":
        is_year = _TYPED_YEARS[0] <= given < _TYPED_YEARS[1]
        return CellValue(None, "date_is_year", given) if is_year else CellValue(given)
    # Prices are laid out by months: where the day is left out, the first one is read, with a note;
    # the end of a month or of a fiscal year is its last day.
    readers = (read_date, read_month, read_month_end) if cell.kind == "text" else ()
    found = next((day for read in readers if (day := read(given))), None)
    if found is None and cell.kind == "text" and names_no_year(given):
        return CellValue(None, "date_of_no_year", given)
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
    if not (field.codelist or field.is_number):
        return CellValue(list(parts_of_list(text)) or None)
    parts = _between_marks(text)
    if field.is_number:
        numbers = [read_number(part) for part in parts]
        if any(number is None for number in numbers):
            return CellValue(parts, "cell_not_number", as_written(cell))
        return CellValue(numbers)
    return CellValue([_coded(part, field) for part in parts])


def _between_marks(text: str) -> list[str]:
    for mark in LIST_MARKS[1:]:
        text = text.replace(mark, LIST_MARKS[0])
    return [part.strip() for part in text.split(LIST_MARKS[0]) if part.strip()]


def parts_of_list(text: str) -> tuple[str, ...]:
    r"""Return the texts that one cell lists: a line each, or between commas where it is one line.

    >>> parts_of_list("クラウド、庁内設置"), parts_of_list("クラウド\n庁内（自庁、他庁）")
    (('クラウド', '庁内設置'), ('クラウド', '庁内（自庁、他庁）'))
    """
    if "\n" not in text:
        for mark in COMMAS:
            text = text.replace(mark, "\n")
    return tuple(part.strip() for part in text.split("\n") if part.strip())


def _text(text: str, field: Field) -> CellValue:
    """Read a text, or a code by its title; a synonym is taken with a note."""
    code = code_of(text, field.codelist) if field.codelist and text else None
    if code is None:
        return CellValue(text or None)
    row = load_codelist(field.codelist).rows[code]
    is_title = fold(text).lower() in {fold(row[key]).lower() for key in ("code", "ja", "en")}
    return CellValue(code, "" if is_title else "cell_reinterpreted", text)


def _corporate_number(text: str) -> CellValue:
    """Read 法人番号 in full width, with hyphens or behind the T of an invoice number."""
    bare = _NOT_IN_NUMBERS.sub("", fold(text)).upper().removeprefix("T")
    is_read = bare != text and re.fullmatch(_CORPORATE_NUMBER, bare) is not None
    return CellValue(bare, "cell_reinterpreted", text) if is_read else CellValue(text or None)


def _struck(cell: SheetCell, field: Field) -> CellValue:
    """Return what is said of a struck cell: its value is withdrawn; a text half struck stays."""
    given = as_written(cell)
    if cell.struck == "whole":
        return CellValue(None, "cell_struck", given)
    is_words = not (field.codelist or field.is_number or field.is_list or "format" in field.bounds)
    return CellValue(given if is_words else None, "cell_half_struck", given)


def read_value(cell: SheetCell, field: Field) -> CellValue:
    """Return what one cell says for one field.

    An Excel error, and a formula that was never calculated, is no value. What cannot be read is
    kept as text, so that the schema's own fault names the same place.
    """
    if cell.kind in {"error", "formula_without_value"}:
        code = "cell_error" if cell.kind == "error" else "cell_formula_without_value"
        return CellValue(None, code, as_written(cell))
    if cell.struck:
        return _struck(cell, field)
    return _of_kind(cell, field)


def read_titles(cell: SheetCell, field: Field) -> CellValue:
    """Return what one cell says for a field whose titles stay: only a questionnaire knows them."""
    plain = replace(field, codelist="")
    is_broken = cell.struck or cell.kind in {"error", "formula_without_value"}
    if is_broken or not field.is_list:
        return read_value(cell, plain)
    return CellValue(_between_marks(as_written(cell)))


def _of_kind(cell: SheetCell, field: Field) -> CellValue:
    if field.is_list:
        return _list(cell, field)
    if field.is_number:
        return _number(cell, field)
    if "boolean" in field.types:
        return _boolean(cell)
    if field.bounds.get("format") == "date":
        return _date(cell)
    return _words(cell, field)


def _words(cell: SheetCell, field: Field) -> CellValue:
    if field.bounds.get("pattern") == _CORPORATE_NUMBER:
        return _corporate_number(as_written(cell).strip())
    found = _text(as_written(cell).strip(), field)
    if cell.kind == "number" and not found.code and not field.codelist:
        return CellValue(found.value, "figure_in_text", as_written(cell))
    return found

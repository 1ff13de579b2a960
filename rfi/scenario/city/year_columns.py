"""Columns headed by a fiscal year, as tables of accounts have them: amounts of that year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell, cell_name
from rfi.document.grid.headed_sheet import HeadedSheet, Heading, bare_and_remarks
from rfi.document.grid.table_words import AMOUNT_WORDS, year_and_rest


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A column of amounts: its fiscal year, and the sheet with that column as the amount's."""

    year: int
    sheet: HeadedSheet
    place: str
    given: str

    @property
    def column(self) -> int:
        """Number of the column."""
        return self.sheet.headings["amount"].column


def _is_amount(word: str) -> bool:
    return not word or word in AMOUNT_WORDS or code_of(word, "city_columns") == "amount"


def _fits(word: str, year: int) -> bool:
    """Tell whether words in brackets leave a column the amount of ``year``."""
    is_term = any(code_of(word, codelist) for codelist in ("money_units", "tax_kinds"))
    return is_term or _is_amount(word) or read_fiscal_year(word) == year


def _year_of(cell: SheetCell) -> tuple[int, Heading] | None:
    """Return the year of a heading, None when it says anything else beside one."""
    if cell.kind not in {"number", "text"}:
        return None
    given = as_written(cell).strip()
    bare, remarks = bare_and_remarks(given)
    found = year_and_rest(bare)
    if found is None or not _is_amount(found[1]):
        return None
    year = found[0]
    is_plain = all(_fits(word, year) for word in remarks)
    return (year, Heading(cell.column, given, remarks)) if is_plain else None


def year_columns(sheet: HeadedSheet) -> Iterator[YearColumn]:
    """Yield the columns headed by a year; none where the table says its year otherwise.

    A table of years names the item or the business of each row: other figures by year (residents)
    are no costs.
    """
    known = sheet.headings.keys()
    if known & {"fiscal_year", "before", "after", "amount"} or not known & {"item", "business"}:
        return
    for (row, column), cell in sorted(sheet.sheet.cells.items()):
        found = _year_of(cell) if row == sheet.row else None
        if found:
            year, heading = found
            headed = replace(sheet, headings={**sheet.headings, "amount": heading})
            place = cell_name(sheet.sheet.name, row, column)
            yield YearColumn(year, headed, place, heading.given)

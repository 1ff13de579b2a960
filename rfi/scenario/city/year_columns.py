"""Columns headed by a fiscal year, as tables of accounts have them: amounts of that year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell, cell_name
from rfi.document.grid.headed_sheet import HeadedSheet, Heading, bare_and_remarks

_YEAR = re.compile(
    r"(?P<year>(?:令和|平成|[RH]\.?)\s*(?:[0-9]{1,2}|元)\s*(?:年度|年)?"
    r"|(?:FY\s*)?[0-9]{4}\s*(?:年度|年)?)\s*の?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
# Words beside a year that leave its column an amount of that year.
_WORDS = frozenset(
    {"決算", "決算見込", "決算見込額", "実績", "実績額", "予算", "予算額", "当初予算", "当初予算額"}
)
_YEARS = range(1989, 2101)


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
    return not word or word in _WORDS or code_of(word, "city_columns") == "amount"


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
    match = _YEAR.fullmatch(fold(bare))
    year = read_fiscal_year(match["year"]) if match else None
    if match is None or year is None or year not in _YEARS or not _is_amount(match["rest"]):
        return None
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

"""Columns that say once more what others of their table say: with tax, by year, for the whole term.

Read beside them they would count a price twice, and every column would still add up to its total.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from rfi.document.grid.grid import Sheet, SheetCell
from rfi.document.grid.table_words import is_total
from rfi.intake.layout.headings import FREQUENCIES, GuessedColumn, columns_of, guessed_column
from rfi.intake.layout.layout import TableLayout
from rfi.intake.layout.lines import unit_factor
from rfi.intake.layout.rows import number_in

# Rates that a column with tax was added by, per cent.
_TAX_PERCENT = (10, 8)
# Terms that offers are quoted for, months.
_TERMS = (12, 24, 36, 48, 60, 72, 84, 96, 108, 120)
_YEAR = 12
# How often in a year what recurs is paid.
_PER_YEAR = {"monthly": _YEAR, "yearly": 1}
# So many columns are one scenario's parts (once, monthly, yearly) among those of others.
_FEW = (2, 3)
_MOST_COLUMNS = 10
# One row alone may come to the same by chance.
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one column.

    Attributes:
        column: From 1.
        frequency: As ``AmountColumn``; "" where the heading does not say it.
        tax: Likewise.
        says_total: Whether its heading says that it adds up others, or a term.
        item: Of all its rows; "" where the rows say it.
        yen: Row → amount.
        grain: How many yen one of its unit is: so much may be lost by rounding.
    """

    column: int
    frequency: str
    tax: str
    says_total: bool
    item: str
    yen: Mapping[int, Fraction]
    grain: int


Made = Mapping[int, Fraction]


def _figures(sheet: Sheet, below: int, column: int, grain: int) -> Made:
    """Return row → yen of the numbers of a column, those of totals among them."""
    numbers = (
        (row, number_in(cell))
        for (row, of), cell in sheet.cells.items()
        if of == column and row > below
    )
    return {row: number * grain for row, number in numbers if number is not None}


def _says_total(one: GuessedColumn) -> bool:
    words = (one.heading, one.heading.rpartition(" ")[2])
    return one.role == "term_total" or any(is_total(SheetCell(1, 1, "text", to)) for to in words)


def series_of(sheet: Sheet, heading_row: int, one: GuessedColumn, unit: str) -> Series:
    """Return the figures below a heading.

    Args:
        sheet: The sheet.
        heading_row: Where the headings end.
        one: The column.
        unit: Of its amounts.
    """
    grain = unit_factor(unit)
    frequency = one.role if one.role in FREQUENCIES else ""
    yen = _figures(sheet, heading_row, one.column, grain)
    return Series(one.column, frequency, one.tax, _says_total(one), "", yen, grain)


def read_series(sheet: Sheet, table: TableLayout) -> tuple[Series, ...]:
    """Return the columns of whole amounts that a layout reads; a unit price is no amount."""
    return tuple(
        Series(
            one.column,
            "" if one.fiscal_year is not None else one.frequency,
            one.tax,
            _says_total(guessed_column(sheet, table.heading_row, one.column)),
            one.item,
            _figures(sheet, table.heading_row, one.column, unit_factor(one.unit)),
            unit_factor(one.unit),
        )
        for one in table.amounts
        if one.quantity_column is None
    )


def repeated_cells(sheet: Sheet, table: TableLayout) -> Iterator[tuple[int, int]]:
    """Yield (row, column) of figures in columns not read that say what those read say."""
    read = read_series(sheet, table)
    if not read:
        return
    unit = table.amounts[0].unit
    known = {*table.label_columns, *(one.column for one in table.amounts)}
    for one in columns_of(sheet, table.heading_row):
        if one.column not in known:
            mine = series_of(sheet, table.heading_row, one, one.unit or unit)
            yield from ((row, one.column) for row in repeated_rows(mine, read))


def _sum(others: Sequence[Series], months: int) -> Made:
    """Return row → what others come to over so many months, yen."""
    found: dict[int, Fraction] = {}
    for one in others:
        times = Fraction(months * _PER_YEAR.get(one.frequency, 0), _YEAR) or Fraction(1)
        for row, amount in one.yen.items():
            found[row] = found.get(row, Fraction(0)) + amount * times
    return found


def _added_up(others: Sequence[Series]) -> Iterator[Sequence[Series]]:
    """Yield the columns that a total may add up: all, or those of one scenario among several."""
    if len(others) > 1:
        yield others
    for count in _FEW if len(others) <= _MOST_COLUMNS else ():
        yield from (some for some in combinations(others, count) if count < len(others))


def _ways(one: Series, others: Sequence[Series]) -> Iterator[Made]:
    """Yield row → amount of each way in which a column may repeat others."""
    if one.tax == "included":
        bare = [other for other in others if other.tax != "included"]
        for other in bare:
            for percent in _TAX_PERCENT:
                yield {row: amount * (100 + percent) / 100 for row, amount in other.yen.items()}
    recurring = [other for other in others if other.frequency in _PER_YEAR]
    if one.frequency == "yearly":
        yield from (_sum([other], _YEAR) for other in recurring if other.frequency == "monthly")
    if one.says_total:
        yield from (_sum([other], months) for other in recurring for months in _TERMS)
        for some in _added_up(others):
            has_recurring = any(other.frequency in _PER_YEAR for other in some)
            yield from (_sum(some, months) for months in (_TERMS if has_recurring else _TERMS[:1]))


def same_rows(one: Series, made: Made) -> frozenset[int]:
    """Return the rows in which a column says what it is made of, to one of its unit."""
    return frozenset(
        row for row, amount in one.yen.items() if abs(amount - made.get(row, 0)) <= one.grain
    )


def repeated_rows(one: Series, others: Sequence[Series]) -> frozenset[int]:
    """Return the rows in which a column repeats others; none where it says something of its own.

    Most rows must agree, so that one wrong figure does not make the column another price.

    Args:
        one: The column.
        others: Those that are read beside it.
    """
    most: frozenset[int] = frozenset()
    others = [other for other in others if one.item in {"", other.item}]
    filled = {row for row, amount in one.yen.items() if amount}
    for made in _ways(one, others):
        same = same_rows(one, made)
        agreed = len(same & filled)
        if agreed >= _LEAST_ROWS and agreed * 2 > len(filled) and len(same) > len(most):
            most = same
    return most


def without_repeats(every: Sequence[Series]) -> tuple[int, ...]:
    """Return the columns that say something of their own, from the left."""
    left = list(every)
    for one in reversed(every):
        if repeated_rows(one, [other for other in left if other is not one]):
            left.remove(one)
    return tuple(one.column for one in left)

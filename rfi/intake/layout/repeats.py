"""Columns that say once more what others of their table say: with tax, by year, for the whole term.

Read beside them they would count a price twice, and every column would still add up to its total.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from rfi.document.grid.grid import Sheet
from rfi.document.grid.table_words import is_numbering
from rfi.intake.layout.headings import columns_of
from rfi.intake.layout.layout import TableLayout
from rfi.intake.layout.series import Series, read_series, series_of

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
# More of an amount is not lost by rounding.
_ROUNDED = Fraction(1, 20)
# Years that a mean is taken over.
_MEANS = range(2, 11)


Made = Mapping[int, Fraction]


def repeated_cells(sheet: Sheet, table: TableLayout) -> Iterator[tuple[int, int]]:
    """Yield (row, column) of figures in columns not read that say what those read say."""
    read = read_series(sheet, table)
    if not read:
        return
    unit = table.amounts[0].unit
    known = {*table.label_columns, *(one.column for one in table.amounts)}
    months = table.months_column
    for one in columns_of(sheet, table.heading_row):
        if is_numbering(one.heading):
            yield from ((row, of) for row, of in sheet.cells if of == one.column)
        elif one.column not in known:
            mine = series_of(sheet, table.heading_row, one, one.unit or unit, months)
            yield from ((row, one.column) for row in repeated_rows(mine, read))


def _sum(others: Sequence[Series], months: int) -> Made:
    """Return row → what others come to over so many months, yen."""
    found: dict[int, Fraction] = {}
    for one in others:
        per_year = _PER_YEAR.get(one.frequency, 0)
        for row, amount in one.yen.items():
            times = Fraction(one.months.get(row, months) * per_year, _YEAR) or Fraction(1)
            found[row] = found.get(row, Fraction(0)) + amount * times
    return found


def _times(one: Series, factor: Fraction) -> Made:
    return {row: amount * factor for row, amount in one.yen.items()}


def _divided(made: Made, by: int) -> Made:
    return {row: amount / by for row, amount in made.items()}


def _parts_of_terms(one: Series, terms: Sequence[Series]) -> Iterator[Made]:
    """Yield what a month or a year of columns of whole terms comes to, row → yen."""
    per_year = _PER_YEAR[one.frequency]
    for other in terms:
        for months in _TERMS:
            yield {
                row: amount * _YEAR / (one.months.get(row, months) * per_year)
                for row, amount in other.yen.items()
            }


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
            yield from (_times(other, Fraction(100 + per, 100)) for per in _TAX_PERCENT)
    recurring = [other for other in others if other.frequency in _PER_YEAR]
    if one.says == "tax":
        yield from (_times(other, Fraction(per, 100)) for other in others for per in _TAX_PERCENT)
    if one.says == "mean":
        yield from (_divided(_sum(others, 0), years) for years in _MEANS)
    if one.frequency == "yearly":
        yield from (_sum([other], _YEAR) for other in recurring if other.frequency == "monthly")
    if one.frequency in _PER_YEAR:
        yield from _parts_of_terms(one, [other for other in others if other not in recurring])
    elif one.months:
        yield from (_sum([other], 0) for other in recurring)
    if one.says == "total":
        yield from (_sum([other], months) for other in recurring for months in _TERMS)
        for some in _added_up(others):
            has_recurring = any(other.frequency in _PER_YEAR for other in some)
            yield from (_sum(some, months) for months in (_TERMS if has_recurring else _TERMS[:1]))


def same_rows(one: Series, made: Made) -> frozenset[int]:
    """Return the rows in which a column says what it is made of, to one of its unit.

    Of small figures one of the unit is no rounding.
    """
    return frozenset(
        row
        for row, amount in one.yen.items()
        if abs(amount - made.get(row, 0)) <= min(Fraction(one.grain), abs(amount) * _ROUNDED)
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
    filled = one.filled
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
        others = [other for other in left if other is not one]
        same = repeated_rows(one, others) if one in left else frozenset()
        own = one.filled - same - frozenset().union(*(other.filled for other in others))
        if same and own and all(repeated_rows(other, [one]) >= other.filled for other in others):
            # It says all that they say, and more: what is paid once, a discount.
            left = [one]
        elif same:
            left.remove(one)
    return tuple(one.column for one in left)

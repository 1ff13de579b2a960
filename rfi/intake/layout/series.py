"""The figures of one column of a foreign table, as they are held against those of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rfi.document.grid.grid import Sheet, SheetCell
from rfi.document.grid.table_words import is_tax, is_total, months_in, says_mean
from rfi.intake.layout.headings import FREQUENCIES, GuessedColumn, guessed_column
from rfi.intake.layout.layout import TableLayout
from rfi.intake.layout.lines import unit_factor
from rfi.intake.layout.rows import number_in, words_at


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one column.

    Attributes:
        column: From 1.
        frequency: As ``AmountColumn``; "" where the heading does not say it.
        tax: Likewise.
        says: What its heading says that it does with others: ``total`` (a term too), ``tax`` alone,
            ``mean``; "" for nothing.
        item: Of all its rows; "" where the rows say it.
        yen: Row → amount.
        grain: How many yen one of its unit is: so much may be lost by rounding.
        months: Row → how long it is paid, where a column of the table says so.
    """

    column: int
    frequency: str
    tax: str
    says: str
    item: str
    yen: Mapping[int, Fraction]
    grain: int
    months: Mapping[int, int] = field(default_factory=dict)

    @property
    def filled(self) -> frozenset[int]:
        """Rows with an amount."""
        return frozenset(row for row, amount in self.yen.items() if amount)


def _figures(sheet: Sheet, below: int, column: int, grain: int) -> Mapping[int, Fraction]:
    """Return row → yen of the numbers of a column, those of totals among them."""
    numbers = (
        (row, number_in(cell))
        for (row, of), cell in sheet.cells.items()
        if of == column and row > below
    )
    return {row: number * grain for row, number in numbers if number is not None}


def _says(one: GuessedColumn) -> str:
    words = [SheetCell(1, 1, "text", to) for to in (one.heading, one.heading.rpartition(" ")[2])]
    if one.role == "term_total" or any(map(is_total, words)):
        return "total"
    if any(map(is_tax, words)):
        return "tax"
    return "mean" if says_mean(one.heading) else ""


def _months(sheet: Sheet, below: int, column: int | None) -> Mapping[int, int]:
    """Return row → months of a column of them; nothing without one."""
    said = {
        row: months_in(words_at(sheet, row, column))
        for row, of in sheet.cells
        if column is not None and of == column and row > below
    }
    return {row: months for row, months in said.items() if months}


def series_of(
    sheet: Sheet, heading_row: int, one: GuessedColumn, unit: str, months: int | None = None
) -> Series:
    """Return the figures below a heading.

    Args:
        sheet: The sheet.
        heading_row: Where the headings end.
        one: The column.
        unit: Of its amounts.
        months: Column of the months that they are paid.
    """
    grain = unit_factor(unit)
    frequency = one.role if one.role in FREQUENCIES else ""
    yen = _figures(sheet, heading_row, one.column, grain)
    paid = _months(sheet, heading_row, months)
    return Series(one.column, frequency, one.tax, _says(one), "", yen, grain, paid)


def read_series(sheet: Sheet, table: TableLayout) -> tuple[Series, ...]:
    """Return the columns of whole amounts that a layout reads; of unit prices what they come to."""
    paid = _months(sheet, table.heading_row, table.months_column)
    found = []
    for one in table.amounts:
        whole = one.column if one.quantity_column is None else one.check_column
        if whole is not None:
            grain = unit_factor(one.unit)
            found.append(
                Series(
                    whole,
                    "" if one.fiscal_year is not None else one.frequency,
                    one.tax,
                    _says(guessed_column(sheet, table.heading_row, whole)),
                    one.item,
                    _figures(sheet, table.heading_row, whole, grain),
                    grain,
                    paid,
                )
            )
    return tuple(found)

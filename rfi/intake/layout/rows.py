"""The rows of a foreign table: the words that name each, and the figures in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rfi.document.grid.cell_text import fold, is_dash, read_amount, read_number
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import Sheet, SheetCell, cell_name
from rfi.document.grid.number_shown import shown_as
from rfi.document.grid.table_words import begins_with_money, is_tax, is_total, months_in
from rfi.intake.layout.layout import AmountColumn, Labels, TableLayout

# As in the schema of an answer.
_MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands in one cell of amounts, as the table shows it.

    Attributes:
        place: The cell.
        written: As it stands.
        low, high: The amount in the unit of the column; the same where it is no range, None where
            there is none.
        state: A code of ``cell_states`` where words stand in place of an amount.
        unit: Unit that the cell itself says, "" when it says none.
        fault: Code of what is wrong with it, "" for nothing.
        is_whole: Whether it is what a row comes to, in a table of quantities and unit prices.
    """

    place: str
    written: str
    low: Fraction | None = None
    high: Fraction | None = None
    state: str = ""
    unit: str = ""
    fault: str = ""
    is_whole: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two amounts are given."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with anything in it.

    Attributes:
        row: Its number.
        labels: The words that name it, group headings first.
        says_total: Whether its own words say that it adds up others, or is their tax.
        amounts: Column → what is quoted.
        quantities: Column → quantity.
        remark: The remark, "" for none.
        business: As the row names it, or the last row above that does; "" where none does.
        months: How long its amounts are paid, None where it does not say.
    """

    row: int
    labels: Labels
    says_total: bool
    amounts: dict[int, Quoted]
    quantities: dict[int, Fraction]
    remark: str
    business: str
    months: int | None = None


def cell_at(sheet: Sheet, row: int, column: int) -> SheetCell | None:
    """Return a cell, or the one whose merged area covers it."""
    found = sheet.cells.get((row, column))
    if found is not None:
        return found
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return sheet.cells.get((top, left))
    return None


def words_at(sheet: Sheet, row: int, column: int) -> str:
    """Return the words of a cell, folded; "" for none."""
    found = cell_at(sheet, row, column)
    return fold(as_written(found)) if found is not None else ""


def number_in(cell: SheetCell) -> Fraction | None:
    """Return the number of a cell as it is seen, a typed one of a CSV too; None for none."""
    value = cell.value
    if cell.kind == "text":
        typed = read_number(as_written(cell), is_money=True)
        return None if typed is None else Fraction(str(typed))
    if cell.kind != "number" or isinstance(value, bool | str):
        return None
    shown = shown_as(cell.number_format, value)
    if shown.is_percent or (shown.is_blank and value):
        return None
    # What the format scales away is not seen: the unit of the table is that of what is seen.
    return Fraction(str(value)) / shown.divisor


def quoted(cell: SheetCell, sheet: str) -> Quoted:
    """Return what a cell of amounts quotes."""
    place, written = cell_name(sheet, cell.row, cell.column), as_written(cell)
    if cell.struck == "whole":
        return Quoted(place, written, fault="layout_amount_unread")
    number = number_in(cell)
    if number is not None:
        return Quoted(place, written, number, number)
    if cell.kind == "text":
        typed = read_amount(written)
        is_plain = typed is not None and not typed.is_from and not typed.is_doubtful
        if typed is not None and is_plain and typed.currency in {"", "JPY"}:
            low, high = Fraction(str(typed.low)), Fraction(str(typed.high))
            return Quoted(place, written, low, high, unit=typed.unit)
        state = code_of(written, "cell_states")
        if state is not None:
            return Quoted(place, written, state=state)
        if is_dash(written):
            return Quoted(place, written, state="unanswered")
    return Quoted(place, written, fault="layout_amount_unread")


def is_figure(cell: SheetCell) -> bool:
    """Tell whether a cell is an amount, as a number or as words (35万円/月, △500)."""
    if number_in(cell) is not None:
        return True
    words = as_written(cell) if cell.kind == "text" else ""
    return bool(words) and (read_amount(words) is not None or begins_with_money(words))


def is_quoted(cell: SheetCell) -> bool:
    """Tell whether a cell may stand in a column of amounts: an amount, or words in place of one."""
    return is_figure(cell) or not quoted(cell, "").fault


def _labels(sheet: Sheet, table: TableLayout, row: int, carried: list[str]) -> Labels:
    """Return the words of the label columns; an outer one goes on until the next is written."""
    found = []
    for index, column in enumerate(table.label_columns):
        words = words_at(sheet, row, column)
        if words:
            carried[index] = words
            carried[index + 1 :] = [""] * (len(carried) - index - 1)
        found.append(words)
    last = max((index for index, words in enumerate(found) if words), default=-1)
    return tuple(word for word in carried[: last + 1] if word)


def _own_words(sheet: Sheet, table: TableLayout, row: int) -> SheetCell | None:
    """Return the cell that names a row: in a column that does, else anywhere before the amounts."""
    first = min((one.column for one in table.amounts), default=1)
    naming = (*table.label_columns, table.business_column or 0, *range(1, first))
    cells = (sheet.cells.get((row, column)) for column in naming)
    return next((cell for cell in cells if cell is not None and cell.kind == "text"), None)


def _months(sheet: Sheet, table: TableLayout, row: int) -> int | None:
    """Return how many months a row says; nothing of what is no whole number of them."""
    if table.months_column is None:
        return None
    found = months_in(words_at(sheet, row, table.months_column))
    return found if found is not None and found <= _MOST_MONTHS else None


def _given(sheet: Sheet, row: int, column: AmountColumn) -> Quoted | None:
    """Return what a row quotes in a column; without a unit price what it says that it comes to.

    Discounts, and work priced as one, stand so between quantities and unit prices.
    """
    cell = sheet.cells.get((row, column.column))
    if cell is not None or column.check_column is None:
        return None if cell is None else quoted(cell, sheet.name)
    whole = sheet.cells.get((row, column.check_column))
    if whole is None or not is_figure(whole):
        return None
    return replace(quoted(whole, sheet.name), is_whole=True)


def table_rows(sheet: Sheet, table: TableLayout) -> Iterator[TableRow]:
    """Yield the rows of a table; one with words alone is the heading of those below it."""
    last = table.last_row or max((row for row, _ in sheet.cells), default=0)
    carried = [""] * len(table.label_columns)
    section = named = ""
    for row in range(table.heading_row + 1, last + 1):
        if row in table.skipped:
            continue
        labels = _labels(sheet, table, row, carried)
        amounts, quantities = {}, {}
        for column in table.amounts:
            given = _given(sheet, row, column)
            if given is not None:
                amounts[column.column] = given
            if column.quantity_column is not None:
                count = sheet.cells.get((row, column.quantity_column))
                number = number_in(count) if count is not None else None
                if number is not None:
                    quantities[column.quantity_column] = number
        own = _own_words(sheet, table, row)
        if not amounts:
            if own is not None and not quantities:
                section = fold(as_written(own))
            continue
        remark = words_at(sheet, row, table.remark_column) if table.remark_column else ""
        if table.business_column:
            named = words_at(sheet, row, table.business_column) or named
        says_total = own is not None and (is_total(own) or is_tax(own))
        prefix = (section,) if section and section not in labels else ()
        yield TableRow(
            row,
            (*prefix, *labels),
            says_total,
            amounts,
            quantities,
            remark,
            named,
            _months(sheet, table, row),
        )


def totals_of(
    sheet: Sheet, table: TableLayout, rows: Iterable[TableRow]
) -> tuple[tuple[int, ...], int | None]:
    """Return the rows that add up others, and the first that is the tax of those above it.

    By their own words, or as a person has said. A row of a total may hold nothing in the columns
    that are read.
    """
    said = {
        row.row
        for row in rows
        if (found := table.targets.get(row.labels)) is not None and found.kind == "total"
    }
    last = table.last_row or max((row for row, _ in sheet.cells), default=0)
    taxed = None
    for row in range(table.heading_row + 1, last + 1):
        own = _own_words(sheet, table, row)
        if own is not None and is_tax(own):
            taxed = taxed or row
            said.discard(row)
        elif own is not None and is_total(own):
            said.add(row)
    return tuple(sorted(said)), taxed

"""Headings of a foreign table, and what its columns look like they hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import Sheet
from rfi.document.grid.headed_sheet import bare_and_remarks
from rfi.document.grid.table_words import (
    first_part,
    is_numbering,
    money_word_in,
    months_said,
    year_and_rest,
)
from rfi.intake.layout.rows import cell_at, is_figure, words_at
from rfi.schema.codelists import load_codelist

# Rows above the data in which headings and what holds for the whole table are looked for.
SEARCH = 30
_HEADING_ROWS = 3
# A title stands so near above its table.
_TITLE_ROWS = 2
# Roles of amounts by how often they are paid, and those that do not say it.
FREQUENCIES = ("monthly", "yearly", "once", "term_total")
_OF_AMOUNTS = {"", "amount", "included"}


@dataclass(frozen=True, slots=True)
class GuessedColumn:
    """One column.

    Attributes:
        column: From 1.
        heading: Its words, those of rows above joined.
        role: A code of ``layout_columns``; "" when it is not known.
        unit, tax: As the heading says them; "" where it does not.
        fiscal_year: Of its amounts; None where none is named.
    """

    column: int
    heading: str
    role: str
    unit: str = ""
    tax: str = ""
    fiscal_year: int | None = None


def heading_at(sheet: Sheet, row: int, column: int) -> str:
    """Return the words of a heading: of every heading row above it, outermost first.

    Headings stand in up to three rows on end; a merged one counts for each column under it.
    """
    found: list[str] = []
    for at in range(row, max(row - _HEADING_ROWS, 0), -1):
        if at < row and not _is_heading_row(sheet, at):
            break
        words = words_at(sheet, at, column)
        if words and words not in found:
            found.insert(0, words)
    return " ".join(found)


def _is_heading_row(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is words alone, more than one cell of them."""
    cells = [cell for (at, _), cell in sheet.cells.items() if at == row]
    return len(cells) > 1 and not any(cell.kind != "text" or is_figure(cell) for cell in cells)


def _role(heading: str) -> str:
    """Return the code of what a heading says: whole, without its brackets, or by its last word.

    How often an amount is paid may stand in any word of it: 月額費用 above 税抜, 利用料（年額）.
    """
    bare, remarks = bare_and_remarks(heading)
    found = ""
    for words in (heading, bare, bare.rpartition(" ")[2]):
        found = found or code_of(words, "layout_columns") or ""
    if found not in _OF_AMOUNTS:
        return found
    parts = [*bare.split(" ")[::-1], *remarks]
    coded = [code_of(part, "layout_columns") for part in parts]
    said = next((code for code in coded if code in FREQUENCIES), "")
    # 5年間 is a term, though 年間 is a year.
    said = said or ("term_total" if months_said(heading) else "")
    return said or _contained(bare) or found or _contained(" ".join(remarks), FREQUENCIES)


def _contained(words: str, among: Collection[str] | None = None) -> str:
    """Return the code of which a word stands anywhere in a heading; "" for none."""
    folded = fold(words).lower()
    for code, row in load_codelist("layout_columns").rows.items():
        if among is not None and code not in among:
            continue
        if any(part and part in folded for part in row["contained"].lower().split("|")):
            return code
    return ""


def _tax_words() -> Iterator[tuple[str, str]]:
    """Yield (words, kind of tax), as headings say them."""
    for code, row in load_codelist("tax_kinds").rows.items():
        yield from ((word, code) for word in (row["ja"], *row["typed"].split("|")) if len(word) > 1)


def bare_of_tax(heading: str) -> str:
    """Return a heading without what it says of tax: two that differ by it alone are the same.

    >>> bare_of_tax("初期費用 税込"), bare_of_tax("初期費用（税抜）")
    ('初期費用', '初期費用')
    """
    folded = fold(heading)
    for word in sorted({word for word, _ in _tax_words()}, key=len, reverse=True):
        folded = folded.replace(word, "")
    return bare_and_remarks(folded)[0].strip()


def terms_in(words: str) -> tuple[str, str]:
    """Return (unit, tax) that words say anywhere in them; "" for what they do not.

    >>> terms_in("（金額は千円、消費税抜き）"), terms_in("令和10年度"), terms_in("単価（円・税込）")
    (('thousand', 'excluded'), ('', ''), ('one', 'included'))
    """
    folded = fold(words)
    unit = code_of(money_word_in(words), "money_units") or ""
    taxes = {code for word, code in _tax_words() if word in folded}
    return unit, next(iter(taxes)) if len(taxes) == 1 else ""


def guessed_column(sheet: Sheet, row: int, column: int) -> GuessedColumn:
    """Return what a column looks like it holds."""
    heading = heading_at(sheet, row, column)
    bare, _ = bare_and_remarks(heading)
    year = year_and_rest(heading.rpartition(" ")[2]) or year_and_rest(bare)
    role = "amount" if year else "number" if is_numbering(heading) else _role(heading)
    unit, tax = terms_in(heading)
    return GuessedColumn(column, heading, role, unit, tax, year[0] if year else None)


def business_in(words: str, businesses: Mapping[str, str]) -> str:
    """Return the business that words name: by its title, or by the beginning of it."""
    folded = fold(words)
    for code, title in sorted(businesses.items(), key=lambda pair: -len(pair[1])):
        first = first_part(title)
        if first and first in folded:
            return code
    return ""


def _candidates(sheet: Sheet, businesses: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield (number of known headings, row) of the rows that may hold headings."""
    for row in sorted({at for at, _ in sheet.cells})[:SEARCH]:
        if not _is_heading_row(sheet, row):
            continue
        columns = {column for at, column in sheet.cells if at == row}
        known = sum(
            bool(guessed_column(sheet, row, column).role)
            or bool(business_in(words_at(sheet, row, column), businesses))
            for column in columns
        )
        yield known, -row


def find_heading_row(sheet: Sheet, businesses: Mapping[str, str]) -> int | None:
    """Return the row in which the most headings are known, of equals the lowest of a block.

    Args:
        sheet: The sheet.
        businesses: Code → title: a column may be headed by one.
    """
    found = [(known, row) for known, row in _candidates(sheet, businesses) if known > 1]
    if not found:
        return None
    row = -max(found)[1]
    below = {-at for known, at in found}
    while row + 1 in below:
        row += 1
    return row


def find_heading_rows(sheet: Sheet, businesses: Mapping[str, str]) -> tuple[int, ...]:
    """Return the rows where the headings of each table of a sheet end, from the top.

    A further table begins below rows of figures with headings of its own, of amounts among them.
    """
    first = find_heading_row(sheet, businesses)
    if first is None:
        return ()
    found = [first]
    for row in sorted({at for at, _ in sheet.cells}):
        if row > first and _begins_table(sheet, row, found[-1], businesses):
            found.append(row)
    return tuple(found)


def _begins_table(sheet: Sheet, row: int, above: int, businesses: Mapping[str, str]) -> bool:
    if not _is_heading_row(sheet, row):
        return False
    if not any(above < at < row and is_figure(cell) for (at, _), cell in sheet.cells.items()):
        return False
    columns = [column for at, column in sheet.cells if at == row]
    roles = [_role(words_at(sheet, row, column)) for column in columns]
    is_of_amounts = bool({*roles} & {"amount", "unit_price", "included", *FREQUENCIES})
    named = sum(
        bool(role) or bool(business_in(words_at(sheet, row, column), businesses))
        for role, column in zip(roles, columns, strict=True)
    )
    return is_of_amounts and named > 1


def title_terms_above(sheet: Sheet, row: int) -> tuple[str, str]:
    """Return (unit, tax) that cells above the headings say for the whole table."""
    unit = tax = ""
    for (at, _), cell in sorted(sheet.cells.items()):
        if at > row or cell.kind != "text":
            continue
        found = terms_in(as_written(cell))
        unit, tax = unit or found[0], tax or found[1]
    return unit, tax


def business_above(sheet: Sheet, row: int, businesses: Mapping[str, str]) -> str:
    """Return the one business that the words right above a heading name; "" for none or several."""
    words = [
        as_written(cell)
        for (at, _), cell in sorted(sheet.cells.items())
        if row - _TITLE_ROWS <= at < row and cell.kind == "text" and not is_figure(cell)
    ]
    said = fold(" ".join(words))
    named = {code for code, title in businesses.items() if first_part(title) in said}
    return named.pop() if len(named) == 1 else ""


def months_above(sheet: Sheet, row: int) -> int | None:
    """Return the term that cells above the headings say; None where none or several do."""
    said = {
        months_said(as_written(cell))
        for (at, _), cell in sheet.cells.items()
        if at < row and cell.kind == "text"
    } - {None}
    return said.pop() if len(said) == 1 else None


def columns_of(sheet: Sheet, row: int) -> tuple[GuessedColumn, ...]:
    """Return the columns that have a heading, merged ones included."""
    last = max((column for _, column in sheet.cells), default=0)
    columns = (column for column in range(1, last + 1) if cell_at(sheet, row, column))
    return tuple(guessed_column(sheet, row, column) for column in columns)

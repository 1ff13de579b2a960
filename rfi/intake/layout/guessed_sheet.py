"""One sheet of a foreign file: the table that it seems to hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import code_of
from rfi.document.grid.grid import Sheet
from rfi.document.grid.table_words import is_total, months_said, parts_of
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.headings import (
    FREQUENCIES,
    GuessedColumn,
    bare_of_tax,
    business_above,
    business_in,
    columns_of,
    months_above,
    title_terms_above,
)
from rfi.intake.layout.layout import AmountColumn, TableLayout
from rfi.intake.layout.matching import LEAST, match_of
from rfi.intake.layout.repeats import without_repeats
from rfi.intake.layout.rows import is_quoted, words_at
from rfi.intake.layout.series import Series, series_of

_LABELS = ("group", "item")
_AMOUNTS = ("amount", "monthly", "yearly", "once", "term_total", "unit_price")
_USUAL_MONTHS = 60
# Where nothing names a business its amounts are taken as common to all, to be confirmed.
_COMMON = "COM"


def _scenario(heading: str, asked: Asked) -> str:
    """Return the scenario that a heading names, else the default one.

    By id or title, or by a part of the title that no other one has (単独, 3市共同).
    """
    for code, title in asked.scenarios.items():
        if code in heading or (title and fold(title) in heading):
            return code
    parts = {code: parts_of(title) for code, title in asked.scenarios.items()}
    named = [
        code
        for code, mine in parts.items()
        if any(part in heading and sum(part in of for of in parts.values()) == 1 for part in mine)
    ]
    return named[0] if len(named) == 1 else asked.default_scenario_id


def businesses_below(sheet: Sheet, row: int, column: int, asked: Asked) -> dict[str, str]:
    """Return words of a column → the business that they name; words that name none are left out."""
    every = {words_at(sheet, at, of) for at, of in sheet.cells if of == column and at > row}
    found = {words: business_in(words, asked.businesses) for words in sorted(every - {""})}
    return {words: code for words, code in found.items() if code}


def _untaxed(every: Sequence[GuessedColumn]) -> list[GuessedColumn]:
    """Return the columns, of two that differ by the tax alone the one without it."""

    def of(one: GuessedColumn) -> tuple[str, int | None, str]:
        return one.role, one.fiscal_year, bare_of_tax(one.heading)

    bare = {of(one) for one in every if one.tax != "included"}
    return [one for one in every if one.tax != "included" or of(one) not in bare]


class GuessedSheet:
    """One sheet being guessed at."""

    def __init__(self, sheet: Sheet, row: int, asked: Asked) -> None:
        """Take a sheet and the row where its headings end."""
        self.sheet, self.row, self.asked = sheet, row, asked
        self.columns = columns_of(sheet, row)
        self.unit, self.tax = title_terms_above(sheet, row)
        self.months = months_above(sheet, row)
        self.doubts: list[str] = []

    def _is_figures(self, one: GuessedColumn) -> bool:
        """Tell whether most cells of a column below its heading are amounts, or words for one."""
        cells = [
            cell
            for (row, column), cell in self.sheet.cells.items()
            if column == one.column and row > self.row
        ]
        return sum(is_quoted(cell) for cell in cells) * 2 > len(cells)

    def of_role(self, *roles: str) -> list[GuessedColumn]:
        """Return the columns of some roles."""
        return [one for one in self.columns if one.role in roles]

    def labels(self) -> list[GuessedColumn]:
        """Return the columns that name a row: known ones, else columns of words on the left."""
        found = self.of_role(*_LABELS)
        if found:
            return found
        first = min((one.column for one in self.amounts()), default=0)
        return [one for one in self.columns if one.column < first and not self._is_figures(one)]

    def amounts(self) -> list[GuessedColumn]:
        """Return the columns of amounts: with a unit price and a quantity, those of unit prices."""
        priced = self.of_role("unit_price")
        if priced and self.of_role("quantity"):
            return priced
        found = [one for one in self.of_role(*_AMOUNTS) if one.role != "unit_price"]
        found = found or [replace(one, tax="included") for one in self.of_role("included")]
        named = [
            one
            for one in self.columns
            if not one.role
            and business_in(one.heading, self.asked.businesses)
            and self._is_figures(one)
        ]
        every = [one for one in (*found, *named) if self._is_figures(one)]
        # Where no heading is known, columns of figures are what there is.
        every = every or [one for one in self.columns if not one.role and self._is_figures(one)]
        own = without_repeats([self._series(one) for one in _untaxed(every)])
        return sorted((one for one in every if one.column in own), key=lambda one: one.column)

    def _series(self, one: GuessedColumn) -> Series:
        months = next((column.column for column in self.of_role("months")), None)
        return series_of(self.sheet, self.row, one, one.unit or self.unit or "one", months)

    def _amount(self, one: GuessedColumn, amounts: Sequence[GuessedColumn]) -> AmountColumn:
        unit, tax = one.unit or self.unit, one.tax or self.tax
        if not unit:
            self.doubts.append("unit")
        if not tax:
            self.doubts.append("tax")
        frequency = one.role if one.role in FREQUENCIES else ""
        if not frequency and one.fiscal_year is None:
            self.doubts.append("frequency")
            frequency = "term_total"
        quantity = self.of_role("quantity") if one.role == "unit_price" else []
        counted, whole = self.of_role("quantity_unit"), self.of_role("amount")
        term = months_said(one.heading) or self.months or _USUAL_MONTHS
        months = term if frequency == "term_total" and one.fiscal_year is None else None
        return AmountColumn(
            column=one.column,
            heading=one.heading,
            scenario_id=_scenario(one.heading, self.asked),
            unit=unit or "one",
            tax=tax or "excluded",
            frequency=frequency or "yearly",
            business=business_in(one.heading, self.asked.businesses) if len(amounts) > 1 else "",
            months=months,
            fiscal_year=one.fiscal_year,
            quantity_column=quantity[0].column if quantity else None,
            check_column=whole[0].column if quantity and whole else None,
            quantity_unit_column=counted[0].column if quantity and counted else None,
        )

    def _items(self) -> Mapping[int, str]:
        """Return column → item of headings that name items; nothing where fewer than two do."""
        found = {}
        for one in self.columns:
            is_plain = code_of(bare_of_tax(one.heading), "layout_columns") is None
            if is_plain and one.fiscal_year is None and self._is_figures(one):
                match = match_of((bare_of_tax(one.heading),), self.asked)
                if match.target is not None and match.target.item and match.score >= LEAST:
                    found[one.column] = match.target.item
        return found if len(found) > 1 else {}

    def _names_businesses(self, one: GuessedColumn) -> bool:
        """Tell whether most rows of a column of words name a business."""
        cells = [
            cell
            for (at, of), cell in self.sheet.cells.items()
            if of == one.column and at > self.row and not is_total(cell)
        ]
        named = self._named(one.column)
        return len(named) > 1 and len(named) * 2 > len(cells)

    def _crossed(self) -> TableLayout | None:
        """Return a table of businesses × items; None where the rows say the items."""
        items = self._items()
        first = min(items, default=0)
        words = (one for one in self.columns if one.column < first)
        of = next((one for one in words if self._names_businesses(one)), None)
        if of is None or any(one != of for one in self.of_role(*_LABELS)):
            return None
        read = set(
            without_repeats(
                [
                    self._series(one)
                    for one in self.columns
                    if one.column in items or one.role in {"amount", "term_total"}
                ]
            )
        )
        columns = [one for one in self.columns if one.column in read]
        self.doubts.append("item")
        remarks = self.of_role("remark")
        return TableLayout(
            sheet=self.sheet.name,
            heading_row=self.row,
            label_columns=(),
            label_headings=(),
            amounts=tuple(
                replace(self._amount(one, columns), item=items.get(one.column, ""))
                for one in columns
            ),
            targets={},
            remark_column=remarks[0].column if remarks else None,
            business_column=of.column,
            businesses=self._named(of.column),
        )

    def table(self) -> TableLayout | None:
        """Return the table; None where nothing of it is known."""
        crossed = self._crossed()
        if crossed is not None:
            return crossed
        labels, amounts = self.labels(), self.amounts()
        if not labels or not amounts:
            return None
        remarks, businesses = self.of_role("remark"), self.of_role("business")
        months = self.of_role("months")
        every = self.asked.businesses
        only = _COMMON if _COMMON in every else next(iter(every), "")
        titled = business_in(self.sheet.name, every) or business_above(self.sheet, self.row, every)
        columns = tuple(self._amount(one, amounts) for one in amounts)
        is_said = titled or businesses or all(one.business for one in columns)
        if not is_said and len(every) > 1:
            self.doubts.append("business")
        return TableLayout(
            sheet=self.sheet.name,
            heading_row=self.row,
            label_columns=tuple(one.column for one in labels),
            label_headings=tuple(one.heading for one in labels),
            amounts=columns,
            targets={},
            business=titled or only,
            remark_column=remarks[0].column if remarks else None,
            business_column=businesses[0].column if businesses else None,
            businesses=self._named(businesses[0].column) if businesses else {},
            months_column=months[0].column if months else None,
        )

    def _named(self, column: int) -> dict[str, str]:
        return businesses_below(self.sheet, self.row, column, self.asked)

"""A foreign file → the layout that it seems to have, to be looked at and confirmed by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import Grid, Sheet
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.headings import (
    GuessedColumn,
    business_in,
    columns_of,
    find_heading_row,
    title_terms_above,
)
from rfi.intake.layout.layout import AmountColumn, Layout, TableLayout
from rfi.intake.layout.matching import Match, match_of
from rfi.intake.layout.rows import number_in, table_rows, words_at

_LABELS = ("group", "item")
_AMOUNTS = ("amount", "monthly", "yearly", "once", "term_total", "unit_price")
_FREQUENCIES = {code: code for code in ("monthly", "yearly", "once", "term_total")}
_USUAL_MONTHS = 60
# Where nothing names a business its amounts are taken as common to all, to be confirmed.
_COMMON = "COM"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file seems to be.

    Attributes:
        layout: The columns; its targets are those of ``matches`` that a layout of before confirms.
        matches: Every row that is no total, with what it may be, table by table.
        doubts: What could not be told and is only taken so: codes of ``layout_doubts``.
    """

    layout: Layout
    matches: tuple[tuple[Match, ...], ...]
    doubts: tuple[str, ...]


def _is_figures(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether most cells of a column below its heading are numbers."""
    cells = [cell for (at, of), cell in sheet.cells.items() if of == column and at > row]
    return sum(number_in(cell) is not None for cell in cells) * 2 > len(cells)


def _scenario(heading: str, asked: Asked) -> str:
    """Return the scenario that a heading names by id or title, else the default one."""
    for code, title in asked.scenarios.items():
        if code in heading or (title and fold(title) in heading):
            return code
    return asked.default_scenario_id


def businesses_below(sheet: Sheet, row: int, column: int, asked: Asked) -> dict[str, str]:
    """Return words of a column → the business that they name; words that name none are left out."""
    every = {words_at(sheet, at, of) for at, of in sheet.cells if of == column and at > row}
    found = {words: business_in(words, asked.businesses) for words in sorted(every - {""})}
    return {words: code for words, code in found.items() if code}


class _Sheet:
    """One sheet being guessed at."""

    def __init__(self, sheet: Sheet, row: int, asked: Asked) -> None:
        self.sheet, self.row, self.asked = sheet, row, asked
        self.columns = columns_of(sheet, row)
        self.unit, self.tax = title_terms_above(sheet, row)
        self.doubts: list[str] = []

    def of_role(self, *roles: str) -> list[GuessedColumn]:
        return [one for one in self.columns if one.role in roles]

    def labels(self) -> list[GuessedColumn]:
        """Return the columns that name a row: known ones, else columns of words on the left."""
        found = self.of_role(*_LABELS)
        if found:
            return found
        first = min((one.column for one in self.amounts()), default=0)
        return [
            one
            for one in self.columns
            if one.column < first and not _is_figures(self.sheet, self.row, one.column)
        ]

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
            and _is_figures(self.sheet, self.row, one.column)
        ]
        every = [one for one in (*found, *named) if _is_figures(self.sheet, self.row, one.column)]
        # Where no heading is known, columns of figures are what there is.
        every = every or [
            one
            for one in self.columns
            if not one.role and _is_figures(self.sheet, self.row, one.column)
        ]
        # Of two columns that differ by the tax alone the one without it is read.
        return sorted(every, key=lambda one: one.column)

    def amount(self, one: GuessedColumn, amounts: Sequence[GuessedColumn]) -> AmountColumn:
        unit, tax = one.unit or self.unit, one.tax or self.tax
        if not unit:
            self.doubts.append("unit")
        if not tax:
            self.doubts.append("tax")
        frequency = _FREQUENCIES.get(one.role, "")
        if not frequency and one.fiscal_year is None:
            self.doubts.append("frequency")
            frequency = "term_total"
        quantity = self.of_role("quantity") if one.role == "unit_price" else []
        counted, whole = self.of_role("quantity_unit"), self.of_role("amount")
        months = _USUAL_MONTHS if frequency == "term_total" and one.fiscal_year is None else None
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

    def table(self) -> TableLayout | None:
        labels, amounts = self.labels(), self.amounts()
        if not labels or not amounts:
            return None
        remarks, businesses = self.of_role("remark"), self.of_role("business")
        months = self.of_role("months")
        every = self.asked.businesses
        only = _COMMON if _COMMON in every else next(iter(every), "")
        titled = business_in(self.sheet.name, self.asked.businesses)
        columns = tuple(self.amount(one, amounts) for one in amounts)
        is_said = titled or businesses or all(one.business for one in columns)
        if not is_said and len(self.asked.businesses) > 1:
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


def guess_table(sheet: Sheet, asked: Asked, row: int | None = None) -> TableLayout:
    """Return the table that a sheet seems to hold, to be mended where nothing of it is known.

    Args:
        sheet: The sheet.
        asked: Whose items.
        row: Where a person says that the headings end; None where it is to be found.
    """
    found = row or find_heading_row(sheet, asked.businesses)
    guessed = _Sheet(sheet, found, asked) if found is not None else None
    table = guessed.table() if guessed is not None else None
    return table or TableLayout(sheet.name, found or 1, (), (), (), {})


def _matches(
    sheet: Sheet, table: TableLayout, asked: Asked, before: Sequence[Layout]
) -> tuple[Match, ...]:
    named = dict.fromkeys(row.labels for row in table_rows(sheet, table) if not row.says_total)
    return tuple(match_of(labels, asked, before) for labels in named if labels)


def guess_layout(grid: Grid, name: str, asked: Asked, before: Iterable[Layout] = ()) -> Guess:
    """Return the layout that a file seems to have.

    Args:
        grid: The file.
        name: As the layout shall be called.
        asked: Whose items.
        before: Layouts that a person confirmed earlier: what they say of the same words stands.
    """
    known, tables, matches = tuple(before), [], []
    doubts: list[str] = []
    for sheet in grid.sheets:
        row = find_heading_row(sheet, asked.businesses)
        guessed = _Sheet(sheet, row, asked) if row is not None else None
        table = guessed.table() if guessed is not None else None
        if guessed is None or table is None:
            continue
        found = _matches(sheet, table, asked, known)
        confirmed = {
            one.labels: one.target for one in found if one.is_known and one.target is not None
        }
        tables.append(replace(table, targets=confirmed))
        matches.append(found)
        doubts += guessed.doubts
    layout = Layout("layout-1", name, asked.questionnaire_id, tuple(tables))
    return Guess(layout, tuple(matches), tuple(dict.fromkeys(doubts)))


def confirmed(guess: Guess, least: float = 0.0) -> Layout:
    """Return the layout with the matches of at least a score taken: the person has looked at them.

    Args:
        guess: What was shown.
        least: Matches below are left to be mapped by hand.
    """
    tables = []
    for table, found in zip(guess.layout.tables, guess.matches, strict=True):
        taken = {
            one.labels: one.target for one in found if one.target is not None and one.score >= least
        }
        tables.append(replace(table, targets={**taken, **table.targets}))
    return replace(guess.layout, tables=tuple(tables))

"""A table of cities in CSV or Excel → what it says of each city, and of each reported pair.

Columns are found by their headings. One row may hold figures, yearly cases and a current cost at
once; a column that is not there says nothing. What cannot be read is left out and told at its
cell, and the city's costs of that year then count as incomplete.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.accounting import facts_of
from rfi.document.form.sheets import At
from rfi.document.formula.doubtful import formulas_of
from rfi.document.grid.grid import Grid
from rfi.document.grid.headed_sheet import HeadedSheet, find_headings
from rfi.document.grid.table_words import is_total, is_total_alone
from rfi.scenario.city.cells import COLUMNS, Findings, RowReader
from rfi.scenario.city.city_rows import CityRows, ReportedCosts
from rfi.scenario.city.title_terms import title_terms
from rfi.scenario.city.unread import (
    NAMING,
    figures_of,
    remarks_of,
    tell_columns,
    tell_figures,
    tell_hidden,
    tell_sheet,
    tell_wrong_totals,
)
from rfi.scenario.city.year_columns import YearColumn, year_columns
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, text

# Columns of free words, which may speak of a total.
_FREE = frozenset({"note", "source"})


@dataclass(frozen=True, slots=True)
class CityTable:
    """What a file says.

    Attributes:
        profiles: One a city, by code: a profile as the schema has it, but for figures, which may
            be none.
        unread_years: Municipality code → fiscal years of costs that could not be read (0: any).
        pairs: Reported costs before and after, in the order of the rows.
        issues: Everything found.
        is_known: Whether any sheet was one of cities.
    """

    profiles: tuple[Mapping[str, Any], ...]
    unread_years: Mapping[str, tuple[int, ...]]
    pairs: tuple[ReportedCosts, ...]
    issues: tuple[Issue, ...]
    is_known: bool


class _TableReader:
    """Reads the sheets of one file."""

    def __init__(self, source: str) -> None:
        self.findings = Findings()
        self.rows = CityRows(source, self.findings)
        self.used: dict[str, set[At]] = {}
        self._examples = {text("city.example", lang) for lang in LANGS}

    def read_sheet(self, sheet: HeadedSheet) -> None:
        """Read every row of a sheet, and name what of it was not read."""
        taken = {at for at in sheet.sheet.cells if at[0] == sheet.row}
        if "municipality" not in sheet.headings:
            place = sheet.place(sheet.row, "municipality")
            self.findings.tell("city_no_code_column", "error", place)
            tell_figures(sheet.sheet, figures_of(sheet.sheet) - taken, self.findings)
            return
        years, twice = self._years(sheet)
        terms = title_terms(sheet)
        by_row: dict[int, set[At]] = {}
        for at in sheet.sheet.cells:
            by_row.setdefault(at[0], set()).add(at)
        used = self.used.setdefault(sheet.sheet.name, set())
        totals: list[int] = []
        read: list[int] = []
        for number in sheet.rows(year.column for year in years):
            row = RowReader(sheet, number, self.findings, terms, used)
            cells = by_row[number]
            if self._is_total(sheet, cells):
                totals.append(number)
                taken |= cells
            elif row.text("note") in self._examples:
                place = row.place("municipality")
                self.findings.tell("city_example_row", "note", place, **row.figures())
                taken |= cells
            elif not self.rows.read_row(row, years, twice):
                taken |= cells
            else:
                read.append(number)
        self._tell_totals(sheet, totals)
        tell_wrong_totals(sheet, [year.column for year in years], totals, read, self.findings)
        tell_hidden(sheet.sheet, used, self.findings)
        taken |= used
        taken |= tell_columns(sheet, years, taken, self.findings)
        tell_figures(sheet.sheet, figures_of(sheet.sheet) - taken, self.findings)

    def _years(self, sheet: HeadedSheet) -> tuple[tuple[YearColumn, ...], frozenset[int]]:
        """Return the columns of years, and the years that head two, which are told and not read."""
        found = tuple(year_columns(sheet))
        count = Counter(column.year for column in found)
        for column in found:
            facts = {"given": column.given, "year": column.year}
            if count[column.year] > 1:
                self.findings.tell("city_year_column_twice", "error", column.place, **facts)
            else:
                self.findings.tell("city_year_column", "note", column.place, **facts)
        twice = frozenset(year for year in count if count[year] > 1)
        return tuple(column for column in found if column.year not in twice), twice

    def _is_total(self, sheet: HeadedSheet, cells: set[At]) -> bool:
        """Tell whether a row adds up others: some cell that names it says so."""
        words = {heading.column: key for key, heading in sheet.headings.items()}
        for at in cells:
            key = words.get(at[1], "")
            says = is_total if key in NAMING else is_total_alone
            if key not in _FREE and says(sheet.sheet.cells[at]):
                return True
        return False

    def _tell_totals(self, sheet: HeadedSheet, rows: list[int]) -> None:
        """Tell of totals; where nothing else was read they are all that the sheet says."""
        if not rows:
            return
        figures = [at for at in sorted(figures_of(sheet.sheet)) if at[0] in set(rows)]
        facts = {**facts_of(sheet.sheet, figures), "rows": tuple(map(str, rows))}
        place = sheet.place(rows[0], "municipality")
        if any(city.costs for city in self.rows.cities.values()):
            self.findings.tell("city_total_row", "note", place, **facts)
        else:
            self.findings.tell("city_total_alone", "warning", place, **facts)

    def end(self, *, is_known: bool) -> CityTable:
        """Return what was read."""
        profiles = [
            city.profile(code, self.findings) for code, city in sorted(self.rows.cities.items())
        ]
        pairs = []
        for found in self.rows.pairs.values():
            for _, place in found[1:]:
                self.findings.tell("city_pair_twice", "error", place, other=found[0][1])
            if len(found) == 1:
                pairs.append(found[0][0])
        years = {
            code: tuple(sorted(set(city.unread_years)))
            for code, city in sorted(self.rows.cities.items())
            if city.unread_years
        }
        return CityTable(tuple(profiles), years, tuple(pairs), self.findings.end(), is_known)


def read_city_grid(grid: Grid, source: str) -> CityTable:
    """Read every sheet with headings of cities.

    Args:
        grid: The cells.
        source: Owner of the figures whose row names no source, such as the name of the file.
    """
    reader = _TableReader(source)
    others = []
    is_known = False
    for sheet in grid.sheets:
        headed, issues = (None, ()) if sheet.is_hidden else find_headings(sheet, COLUMNS)
        reader.findings.issues.extend(issues)
        is_known = is_known or headed is not None or bool(issues)
        if headed is not None:
            reader.read_sheet(headed)
        else:
            others.append(sheet)
    # A file without any table of cities is told as a whole.
    for sheet in others:
        if is_known or sheet.is_hidden:
            tell_sheet(sheet, reader.findings)
    reader.findings.issues.extend(remarks_of(grid))
    reader.findings.issues.extend(formulas_of(grid, reader.used, {}))
    return reader.end(is_known=is_known)

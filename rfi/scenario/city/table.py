"""A table of cities in CSV or Excel → what it says of each city, and of each reported pair.

Columns are found by their headings. One row may hold figures, yearly cases and a current cost at
once; a column that is not there says nothing. What cannot be read is left out and told at its
cell, and the city's costs of that year then count as incomplete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.grid.grid import Grid
from rfi.document.grid.headed_sheet import HeadedSheet, find_headings
from rfi.scenario.city.cells import COLUMNS, Findings, Money, RowReader
from rfi.scenario.city.city_draft import TO_CONFIRM, CityDraft
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, text


@dataclass(frozen=True, slots=True)
class ReportedCosts:
    """What one city reported before and after, as entered; on one unit and tax basis."""

    code: str
    name: str
    before: Money
    after: Money


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
        self.source = source
        self.findings = Findings()
        self.cities: dict[str, CityDraft] = {}
        self.pairs: dict[str, list[tuple[ReportedCosts, str]]] = {}
        self._examples = {text("city.example", lang) for lang in LANGS}
        self._figures = load_codelist("city_figure_keys").rows

    def read_sheet(self, sheet: HeadedSheet) -> None:
        """Read every row of a sheet."""
        for heading in sheet.unknown:
            place = HeadedSheet(sheet.sheet, sheet.row, {"": heading}, ()).place(sheet.row, "")
            self.findings.tell("heading_unknown", "note", place, given=heading.given)
        if "municipality" not in sheet.headings:
            place = sheet.place(sheet.row, "municipality")
            self.findings.tell("city_no_code_column", "error", place)
            return
        for number in sheet.rows():
            row = RowReader(sheet, number, self.findings)
            if row.text("note") in self._examples:
                self.findings.tell("city_example_row", "note", row.place("municipality"))
                continue
            self._read_row(row, sheet)

    def _read_row(self, row: RowReader, sheet: HeadedSheet) -> None:
        code = row.municipality()
        if code is None:
            return
        if "before" in sheet.headings or "after" in sheet.headings:
            self._read_pair(row, code)
            return
        city = self.cities.setdefault(code, CityDraft())
        if name := row.text("name"):
            city.names.append(name)
        if prefecture := row.text("prefecture"):
            city.prefectures.append(prefecture)
        self._read_figures(row, city)
        if "annual_cases" in sheet.headings:
            self._read_volume(row, city)
        if "amount" in sheet.headings or "item" in sheet.headings:
            self._read_cost(row, city)

    def _owner(self, row: RowReader) -> dict[str, str]:
        status = row.coded("status", "figure_statuses") or TO_CONFIRM
        return {"source": row.text("source") or self.source, "status": status}

    def _keep(
        self,
        home: dict[str, tuple[dict[str, Any], str]],
        key: str,
        made: tuple[dict[str, Any], str],
        city: CityDraft,
    ) -> None:
        """Keep a figure or volume; another value for the same key takes both out."""
        if key not in home:
            home[key] = made
        elif home[key][0] != made[0] and key not in city.twice:
            city.twice.add(key)
            self.findings.tell("city_row_twice", "error", made[1], other=home[key][1])

    def _read_figures(self, row: RowReader, city: CityDraft) -> None:
        for key, listed in self._figures.items():
            if key not in row.sheet.headings:
                continue
            value = row.number(key)
            if value is None:
                continue
            made = {"key": key, "value": value, "unit": listed["unit"], **self._owner(row)}
            if as_of := row.text("as_of"):
                made["as_of"] = as_of
            self._keep(city.figures, key, (made, row.place(key)), city)

    def _read_volume(self, row: RowReader, city: CityDraft) -> None:
        procedure = row.text("procedure")
        cases = row.number("annual_cases")
        if not procedure:
            if cases is not None:
                self.findings.tell("city_procedure_missing", "error", row.place("procedure"))
            return
        if cases is None:
            self.findings.tell("city_cases_blank", "warning", row.place("annual_cases"))
            return
        made = {"procedure_id": procedure, "annual_cases": cases, **self._owner(row)}
        rate = row.number("online_rate")
        if rate is not None:
            made["online_rate"] = rate
        self._keep(city.volumes, procedure, (made, row.place("annual_cases")), city)

    def _read_cost(self, row: RowReader, city: CityDraft) -> None:
        if not any(row.text(key) for key in ("item", "amount", "fiscal_year")):
            return
        year, business = row.fiscal_year(), row.business()
        item = row.coded("item", "cost_items")
        if not row.text("item"):
            self.findings.tell("city_item_missing", "error", row.place("item"))
        money = row.money("amount")
        if year is None or business is None or item is None:
            city.unread_years.append(year or 0)
            return
        made: dict[str, Any] = {"business": business, "item": item, "fiscal_year": year}
        if money.amount is not None and money.tax:
            made |= {"amount": money.amount, "unit": money.unit, "tax": money.tax}
        made |= self._owner(row)
        if note := row.text("note"):
            made["note"] = note
        city.costs.setdefault((business, item, year), []).append((made, row.place("amount")))

    def _read_pair(self, row: RowReader, code: str) -> None:
        before, after = row.money("before"), row.money("after")
        made = ReportedCosts(code, row.text("name") or code, before, after)
        self.pairs.setdefault(code, []).append((made, row.place("before")))

    def end(self, *, is_known: bool) -> CityTable:
        """Return what was read."""
        profiles = [city.profile(code, self.findings) for code, city in sorted(self.cities.items())]
        pairs = []
        for found in self.pairs.values():
            for _, place in found[1:]:
                self.findings.tell("city_pair_twice", "error", place, other=found[0][1])
            if len(found) == 1:
                pairs.append(found[0][0])
        years = {
            code: tuple(sorted(set(city.unread_years)))
            for code, city in sorted(self.cities.items())
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
    is_known = False
    for sheet in grid.sheets:
        headed, issues = find_headings(sheet, COLUMNS)
        reader.findings.issues.extend(issues)
        if headed is None:
            if not issues and sheet.cells and sheet.name and not sheet.is_hidden:
                facts = {"sheet": sheet.name}
                reader.findings.tell("city_sheet_not_read", "note", sheet.name, **facts)
            is_known = is_known or bool(issues)
            continue
        is_known = True
        reader.read_sheet(headed)
    return reader.end(is_known=is_known)

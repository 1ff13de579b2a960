"""The rows of tables of cities → a draft of each city, and the pairs of costs that it reported."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.number_cells import RATIO_UNIT
from rfi.document.grid.table_words import CASES
from rfi.scenario.city.cells import Findings, RowReader
from rfi.scenario.city.city_draft import TO_CONFIRM, CityDraft
from rfi.scenario.city.money import Money, read_money
from rfi.scenario.city.municipality_code import completed_code
from rfi.scenario.city.year_columns import YearColumn
from rfi.schema.codelists import load_codelist


@dataclass(frozen=True, slots=True)
class ReportedCosts:
    """What one city reported before and after, as entered; on one unit and tax basis."""

    code: str
    name: str
    before: Money
    after: Money


class CityRows:
    """What the rows of one file say, as far as they were read."""

    def __init__(self, source: str, findings: Findings) -> None:
        """Start without a row; ``source`` owns the figures whose row names none."""
        self.source, self.findings = source, findings
        self.cities: dict[str, CityDraft] = {}
        self.pairs: dict[str, list[tuple[ReportedCosts, str]]] = {}
        self._figures = load_codelist("city_figure_keys").rows

    def read_row(
        self, row: RowReader, years: tuple[YearColumn, ...], twice: AbstractSet[int]
    ) -> bool:
        """Read a row; False when the whole of it is told and left out.

        Args:
            row: The row.
            years: Columns that are the amount of a year.
            twice: Years that head two columns, which are not read.
        """
        sheet = row.sheet
        if row.is_withdrawn():
            return self._withdrawn(row)
        code = row.municipality()
        if code is None:
            return False
        if "before" in sheet.headings or "after" in sheet.headings:
            self._read_pair(row, code)
            return True
        city = self.cities.setdefault(code, CityDraft())
        if name := row.text("name"):
            city.names.append((name, row.place("name")))
        if prefecture := row.text("prefecture"):
            city.prefectures.append(prefecture)
        self._read_figures(row, city)
        if "annual_cases" in sheet.headings:
            self._read_volume(row, city)
        city.unread_years.extend(twice)
        for year in years:
            self._read_cost(replace(row, sheet=year.sheet), city, year.year)
        if not years and not twice and ("amount" in sheet.headings or "item" in sheet.headings):
            self._read_cost(row, city)
        return True

    def _withdrawn(self, row: RowReader) -> bool:
        """Tell of a row that is struck through; its year is then incomplete."""
        place = row.place("municipality")
        self.findings.tell("city_row_struck", "warning", place, **row.figures())
        given, year = (row.sheet.cell(row.row, key)[0] for key in ("municipality", "fiscal_year"))
        code = completed_code(fold(as_written(given))) if given else None
        if code:
            found = read_fiscal_year(as_written(year)) if year else None
            self.cities.setdefault(code, CityDraft()).unread_years.append(found or 0)
        return False

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
            value = row.number(key, listed["unit"])
            if value is None:
                continue
            made = {"key": key, "value": value, "unit": listed["unit"], **self._owner(row)}
            if as_of := row.text("as_of"):
                made["as_of"] = as_of
            self._keep(city.figures, key, (made, row.place(key)), city)

    def _read_volume(self, row: RowReader, city: CityDraft) -> None:
        procedure = row.text("procedure")
        cases = row.number("annual_cases", CASES)
        if not procedure:
            if cases is not None:
                self.findings.tell("city_procedure_missing", "error", row.place("procedure"))
            return
        if cases is None:
            self.findings.tell("city_cases_blank", "warning", row.place("annual_cases"))
            return
        made = {"procedure_id": procedure, "annual_cases": cases, **self._owner(row)}
        rate = row.number("online_rate", RATIO_UNIT)
        if rate is not None:
            made["online_rate"] = rate
        self._keep(city.volumes, procedure, (made, row.place("annual_cases")), city)

    def _read_cost(self, row: RowReader, city: CityDraft, year: int | None = None) -> None:
        """Read a cost; ``year`` is that of its column, None where the row says it."""
        if not any(row.is_filled(key) for key in ("item", "amount", "fiscal_year")):
            return
        year = year or row.fiscal_year()
        business = row.business()
        item = row.coded("item", "cost_items")
        if not row.is_filled("item"):
            self.findings.tell("city_item_missing", "error", row.place("item"))
        money = read_money(row, "amount")
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
        before, after = read_money(row, "before"), read_money(row, "after")
        made = ReportedCosts(code, row.text("name") or code, before, after)
        self.pairs.setdefault(code, []).append((made, row.place("before")))

"""A table of cities in CSV or Excel → what it says of each city, and of each reported pair.

Columns are found by their headings. One row may hold figures, yearly cases and a current cost at
once; a column that is not there says nothing. What cannot be read is left out and told at its
cell, and the city's costs of that year then count as incomplete.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rfi.document.grid.grid import Grid
from rfi.document.grid.headed_sheet import HeadedSheet, find_headings
from rfi.scenario.city.cells import COLUMNS, Findings, Money, RowReader
from rfi.schema.check import check_schema
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, text

SCHEMA_VERSION = "1.0.0"
_TO_CONFIRM = "to_confirm"
# A profile needs a figure; a table of costs alone has none, so one stands in while it is checked.
_STAND_IN = {"key": "population", "value": 1, "unit": "-", "source": "-", "status": _TO_CONFIRM}
_DATA = ("figures", "volumes", "current_costs")


@dataclass(frozen=True, slots=True)
class ReportedCosts:
    """What one city reported before and after, as entered; on one unit and tax basis."""

    code: str
    name: str
    before: Money
    after: Money


@dataclass(slots=True)
class _CityDraft:
    """One city while its rows are read; ``origins`` names the cell of each row of each list."""

    names: list[str] = field(default_factory=list)
    prefectures: list[str] = field(default_factory=list)
    figures: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    volumes: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    costs: dict[tuple[str, str, int], list[tuple[dict[str, Any], str]]] = field(
        default_factory=dict
    )
    unread_years: list[int] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)


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
        self.cities: dict[str, _CityDraft] = {}
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
        city = self.cities.setdefault(code, _CityDraft())
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
        status = row.coded("status", "figure_statuses") or _TO_CONFIRM
        return {"source": row.text("source") or self.source, "status": status}

    def _keep(
        self,
        home: dict[str, tuple[dict[str, Any], str]],
        key: str,
        made: tuple[dict[str, Any], str],
        city: _CityDraft,
    ) -> None:
        """Keep a figure or volume; another value for the same key takes both out."""
        if key not in home:
            home[key] = made
        elif home[key][0] != made[0] and key not in city.twice:
            city.twice.add(key)
            self.findings.tell("city_row_twice", "error", made[1], other=home[key][1])

    def _read_figures(self, row: RowReader, city: _CityDraft) -> None:
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

    def _read_volume(self, row: RowReader, city: _CityDraft) -> None:
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

    def _read_cost(self, row: RowReader, city: _CityDraft) -> None:
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

    def _costs(self, city: _CityDraft) -> list[tuple[dict[str, Any], str]]:
        """Return one row a cell and year; a key that stands twice is a cost of unknown amount."""
        kept = []
        for rows in city.costs.values():
            made, origin = rows[0]
            for _, other in rows[1:]:
                self.findings.tell("city_cost_twice", "error", other, other=origin)
            if len(rows) > 1:
                made = {key: made[key] for key in made if key not in {"amount", "unit", "tax"}}
            kept.append((made, origin))
        return kept

    def _profile(self, code: str, city: _CityDraft) -> dict[str, Any]:
        names = sorted(set(city.names), key=lambda name: (-city.names.count(name), name))
        if len(names) > 1:
            facts = {"code": code, "names": tuple(names)}
            self.findings.tell("city_names_differ", "warning", "", **facts)
        lists = {
            "figures": [made for key, made in city.figures.items() if key not in city.twice],
            "volumes": [made for key, made in city.volumes.items() if key not in city.twice],
            "current_costs": self._costs(city),
        }
        value: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "code": code,
            "name": names[0] if names else code,
        }
        if city.prefectures:
            value["prefecture"] = city.prefectures[0]
        return self._checked(value, lists, city)

    def _checked(
        self,
        value: dict[str, Any],
        lists: Mapping[str, list[tuple[dict[str, Any], str]]],
        city: _CityDraft,
    ) -> dict[str, Any]:
        """Hold a profile against its schema; rows that do not fit are left out and told."""
        rows = {name: [made for made, _ in found] for name, found in lists.items()}
        tried = {**value, **rows, "figures": rows["figures"] or [_STAND_IN]}
        wrong: dict[str, set[int]] = {name: set() for name in _DATA}
        for fault in check_schema(tried, "city_profile"):
            parts = fault.pointer.split("/")
            home, place = parts[1], parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - /list/row
            origin = ""
            if home in wrong and place.isdigit():
                wrong[home].add(int(place))
                origin = lists[home][int(place)][1]
            elif home in value:
                value = {**value, home: value["code"]}
            # A place in the file says more than one in a profile that nobody wrote.
            self.findings.tell(fault.code, fault.severity, origin, **fault.params)
        city.unread_years.extend(
            rows["current_costs"][place]["fiscal_year"] for place in wrong["current_costs"]
        )
        kept = {
            name: [row for place, row in enumerate(found) if place not in wrong[name]]
            for name, found in rows.items()
        }
        return {
            **value,
            **{name: found for name, found in kept.items() if found or name == "figures"},
        }

    def end(self, *, is_known: bool) -> CityTable:
        """Return what was read."""
        profiles = [self._profile(code, city) for code, city in sorted(self.cities.items())]
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

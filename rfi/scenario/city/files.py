"""One file of cities, JSON, CSV or Excel → what it says of each city."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.child.process import ReadingEndedError, shared_child
from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.read import WORKBOOK_STARTS, Document, parse_document, refused
from rfi.document.xlsx.workbook import read_grid
from rfi.scenario.city.city import (
    CityFigure,
    CityVolume,
    CurrentCost,
    current_costs_of,
    figures_of,
    volumes_of,
)
from rfi.scenario.city.city_draft import Placed, known_costs
from rfi.scenario.city.city_rows import ReportedCosts
from rfi.scenario.city.table import CityTable, read_city_grid
from rfi.schema.issue import Issue, Severity

CSV_NAMES = (".csv", ".tsv", ".txt")
CITY_TYPES = ("csv", "xlsx", "xlsm", "json")
# What the reader of answers says of a file that may be a table of cities.
NO_ANSWER = frozenset({"workbook_no_marks", "workbook_is_text"})


@dataclass(frozen=True, slots=True)
class CityPart:
    """What one file says of one city; any of it may be missing.

    Attributes:
        document: Name of the file.
        code, name, prefecture: Of the city.
        figures, volumes, current_costs, unread_years: As in ``City``.
    """

    document: str
    code: str
    name: str
    prefecture: str
    figures: Mapping[str, CityFigure]
    volumes: Mapping[str, CityVolume]
    current_costs: tuple[CurrentCost, ...]
    unread_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CityFile:
    """One file as read.

    Attributes:
        name, sha256: Of the file.
        parts: What it says of each city.
        pairs: Costs before and after that cities reported.
        issues: Everything found, with the file's name.
    """

    name: str
    sha256: str
    parts: tuple[CityPart, ...]
    pairs: tuple[ReportedCosts, ...]
    issues: tuple[Issue, ...]


def _part(value: Mapping[str, object], document: str, unread: tuple[int, ...]) -> CityPart:
    return CityPart(
        document=document,
        code=str(value["code"]),
        name=str(value["name"]),
        prefecture=str(value.get("prefecture", "")),
        figures=figures_of(value),
        volumes=volumes_of(value),
        current_costs=current_costs_of(value),
        unread_years=unread,
    )


def city_file_of_table(
    name: str, sha256: str, table: CityTable, issues: Iterable[Issue]
) -> CityFile:
    """Return what a table says as a file of cities, with what reading its cells told."""
    found = list(issues)
    if not table.is_known:
        found.append(Issue("city_no_headings", "error"))
    return CityFile(
        name=name,
        sha256=sha256,
        parts=tuple(
            _part(value, name, table.unread_years.get(str(value["code"]), ()))
            for value in table.profiles
        ),
        pairs=table.pairs,
        issues=tuple(replace(issue, document=name) for issue in (*found, *table.issues)),
    )


def _held_costs(document: Document) -> tuple[Mapping[str, Any], tuple[Issue, ...]]:
    """Return a valid profile with its contracts told as those of a table are."""
    value = dict(document.value or {})
    contracts: dict[tuple[object, ...], Placed] = {}
    for index, row in enumerate(value.get("current_costs", ())):
        cell = (row["business"], row["item"], row["fiscal_year"])
        contracts.setdefault(cell, []).append((row, f"/current_costs/{index}"))
    issues: list[Issue] = []

    def tell(code: str, severity: Severity, origin: str, /, **facts: object) -> None:
        issues.append(document.located(Issue(code, severity, origin, params=facts)))

    if contracts:
        value["current_costs"] = [row for row, _ in known_costs(contracts.values(), tell)]
    return value, tuple(issues)


def city_file_of(document: Document) -> CityFile:
    """Return a valid or held profile document as a file of one city."""
    if document.kind != "city_profile" or not document.value:
        return CityFile(document.name, document.sha256, (), (), document.issues)
    value, issues = _held_costs(document)
    part = _part(value, document.name, ())
    return CityFile(document.name, document.sha256, (part,), (), (*document.issues, *issues))


def parse_city_file(name: str, data: bytes) -> CityFile:
    """Read one file of cities in this process: what the reading child runs.

    Args:
        name: File name, for the issues and as the source of figures that name none.
        data: The bytes as they came.
    """
    if data.startswith(WORKBOOK_STARTS) or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        grid, issues = read_grid(data)
    elif name.lower().endswith(CSV_NAMES):
        grid, issues = read_csv_grid(data)
    else:
        return city_file_of(parse_document(name, data, "city_profile"))
    sha256 = hashlib.sha256(data).hexdigest()
    if grid is None:
        held = Document(name, sha256, None, None, (), size=len(data))
        return CityFile(name, sha256, (), (), tuple(map(held.located, issues)))
    return city_file_of_table(name, sha256, read_city_grid(grid, name), issues)


def read_city_file(name: str, data: bytes) -> CityFile:
    """Read one file of cities: a profile in JSON, or a table in CSV or Excel.

    Args:
        name: File name, for the issues and as the source of figures that name none.
        data: The bytes as they came.
    """
    try:
        return shared_child().call(parse_city_file, name, data)
    except ReadingEndedError as ended:
        return city_file_of(refused(name, data, None, ended.code))

"""Files of cities, JSON, CSV or Excel → cities: what several files say of one city is joined."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.read import WORKBOOK_STARTS, Document, read_document
from rfi.document.xlsx.workbook import read_grid
from rfi.scenario.city.city import (
    City,
    CityFigure,
    CityVolume,
    CurrentCost,
    current_costs_of,
    figures_of,
    volumes_of,
)
from rfi.scenario.city.table import CityTable, ReportedCosts, read_city_grid
from rfi.schema.issue import Issue

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


@dataclass(frozen=True, slots=True)
class CityList:
    """Cities of several files, by code, and what is to be said about them together."""

    cities: tuple[City, ...]
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


def _of_table(name: str, sha256: str, table: CityTable, issues: Iterable[Issue]) -> CityFile:
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


def city_file_of(document: Document) -> CityFile:
    """Return a valid or held profile document as a file of one city."""
    is_profile = document.kind == "city_profile"
    parts = (_part(document.value, document.name, ()),) if is_profile and document.value else ()
    return CityFile(document.name, document.sha256, parts, (), document.issues)


def read_city_file(name: str, data: bytes) -> CityFile:
    """Read one file of cities: a profile in JSON, or a table in CSV or Excel.

    Args:
        name: File name, for the issues and as the source of figures that name none.
        data: The bytes as they came.
    """
    if data.startswith(WORKBOOK_STARTS) or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        grid, issues = read_grid(data)
    elif name.lower().endswith(CSV_NAMES):
        grid, issues = read_csv_grid(data)
    else:
        return city_file_of(read_document(name, data, "city_profile"))
    sha256 = hashlib.sha256(data).hexdigest()
    if grid is None:
        found = tuple(replace(issue, document=name) for issue in issues)
        return CityFile(name, sha256, (), (), found)
    return _of_table(name, sha256, read_city_grid(grid, name), issues)


def _joined_costs(parts: Sequence[CityPart], issues: list[Issue]) -> tuple[CurrentCost, ...]:
    """Return today's costs of all parts; cells that files contradict are of unknown amount."""
    by_cell: dict[tuple[str, str, int], dict[str, list[CurrentCost]]] = {}
    for part in parts:
        for row in part.current_costs:
            cell = (row.business, row.item, row.fiscal_year)
            by_cell.setdefault(cell, {}).setdefault(part.document, []).append(row)
    joined: list[CurrentCost] = []
    for cell in sorted(by_cell):
        said = {
            document: tuple(sorted((row.amount or 0, row.unit, row.tax) for row in rows))
            for document, rows in by_cell[cell].items()
        }
        first = min(by_cell[cell])
        rows = by_cell[cell][first]
        if len(set(said.values())) > 1:
            facts = {"code": parts[0].code, "business": cell[0], "item": cell[1], "year": cell[2]}
            others = tuple(sorted(set(said) - {first}))
            issues.append(
                Issue(
                    "city_files_contradict",
                    "error",
                    params={**facts, "files": (first, *others)},
                    document=first,
                )
            )
            rows = [replace(rows[0], amount=None, unit="", tax="")]
        joined.extend(rows)
    return tuple(joined)


def _joined_figures(parts: Sequence[CityPart], issues: list[Issue]) -> dict[str, CityFigure]:
    """Return the figures of all parts; where they differ that of the last file by name counts."""
    figures: dict[str, CityFigure] = {}
    for part in parts:
        for key, figure in part.figures.items():
            if key in figures and figures[key].value != figure.value:
                facts = {"code": part.code, "key": key, "used": part.document}
                issues.append(
                    Issue("city_figures_differ", "warning", params=facts, document=part.document)
                )
            figures[key] = figure
    return figures


def join_cities(files: Iterable[CityFile], known: Iterable[City] = ()) -> CityList:
    """Return one city a code from all files; their order changes nothing.

    Args:
        files: As read.
        known: Cities whose population and prefecture complete those of the files, such as the
            published list; they are not returned unless a file speaks of them.
    """
    ordered = sorted(files, key=lambda file: (file.name, file.sha256))
    by_code: dict[str, list[CityPart]] = {}
    for file in ordered:
        for part in file.parts:
            by_code.setdefault(part.code, []).append(part)
    listed = {city.code: city for city in known}
    issues: list[Issue] = []
    cities = []
    for code in sorted(by_code):
        parts = by_code[code]
        figures = _joined_figures(parts, issues)
        published = listed.get(code)
        if "population" not in figures and published:
            figures["population"] = published.figures["population"]
        costs = _joined_costs(parts, issues)
        if "population" not in figures:
            issues.append(
                Issue(
                    "city_without_population",
                    "warning",
                    params={"code": code, "name": parts[0].name},
                    document=parts[0].document,
                )
            )
            continue
        names = [part.name for part in parts if part.name != code]
        home = published.prefecture if published else ""
        cities.append(
            City(
                code=code,
                name=names[0] if names else (published.name if published else code),
                prefecture=next((part.prefecture for part in parts if part.prefecture), home),
                figures=figures,
                volumes={key: one for part in parts for key, one in part.volumes.items()},
                current_costs=costs,
                unread_years=tuple(sorted({year for part in parts for year in part.unread_years})),
            )
        )
    return CityList(tuple(cities), _joined_pairs(ordered, issues), tuple(issues))


def _joined_pairs(files: Iterable[CityFile], issues: list[Issue]) -> tuple[ReportedCosts, ...]:
    """Return one reported pair a city, by code; one that files contradict is left out."""
    found: dict[str, ReportedCosts] = {}
    contradicted: set[str] = set()
    for file in files:
        for pair in file.pairs:
            other = found.setdefault(pair.code, pair)
            if (other.before, other.after) != (pair.before, pair.after):
                contradicted.add(pair.code)
                facts = {"code": pair.code, "name": pair.name}
                issues.append(
                    Issue("city_pairs_contradict", "error", params=facts, document=file.name)
                )
    return tuple(found[code] for code in sorted(found) if code not in contradicted)

"""What several files say of one city, joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rfi.scenario.city.city import City, CityFigure, CurrentCost
from rfi.scenario.city.city_rows import ReportedCosts
from rfi.scenario.city.files import CityFile, CityPart
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class CityList:
    """Cities of several files, by code, and what is to be said about them together."""

    cities: tuple[City, ...]
    pairs: tuple[ReportedCosts, ...]
    issues: tuple[Issue, ...]


def _order(row: CurrentCost) -> tuple[float, str, str, str]:
    return row.amount or 0, row.unit, row.tax, row.note


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
        rows = sorted(by_cell[cell][first], key=_order)
        if len(set(said.values())) > 1:
            business, item = Coded("businesses", cell[0]), Coded("cost_items", cell[1])
            facts = {"code": parts[0].code, "business": business, "item": item, "year": cell[2]}
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
                facts = {
                    "code": part.code,
                    "key": Coded("city_figure_keys", key),
                    "used": part.document,
                }
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
        _tell_names(parts, names, issues)
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


def _tell_names(parts: Sequence[CityPart], names: Sequence[str], issues: list[Issue]) -> None:
    """Tell of a code that files give to different names; the first by file name is shown."""
    other = next((part for part in parts if part.name in names and part.name != names[0]), None)
    if other is not None:
        files = tuple(dict.fromkeys(part.document for part in parts if part.name in names))
        facts = {"code": other.code, "names": tuple(dict.fromkeys(names)), "cells": files}
        issues.append(Issue("city_names_differ", "warning", params=facts, document=other.document))


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

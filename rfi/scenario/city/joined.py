"""What several files say of one city, joined."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rfi.document.grid.cell_text import fold
from rfi.scenario.city.city import City, CityFigure, CurrentCost
from rfi.scenario.city.city_rows import ReportedCosts
from rfi.scenario.city.files import CityFile, CityPart
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue

# A census is at most some years old: more than this many times is a slip of a digit or a unit.
_FAR_TIMES = 1.25


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
        published = listed.get(code)
        parts = _without_parts_of_others(by_code[code], published, listed.values(), issues)
        if not parts:
            continue
        figures = _joined_figures(parts, issues)
        if published:
            _tell_far_population(parts[-1], figures, published, issues)
            figures.setdefault("population", published.figures["population"])
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


def _is_named(given: str, city: City) -> bool:
    """Tell whether a name is that of a city: 高松, 高松市, 香川県高松市 and 高松市（本庁）.

    The short form, without the last letter, counts whole alone: 岡 within 岡山 is nobody's name.
    """
    name = fold(city.name)
    return bool(given) and (name in given or given == name[:-1])


def _without_parts_of_others(
    parts: Sequence[CityPart],
    published: City | None,
    listed: Iterable[City],
    issues: list[Issue],
) -> list[CityPart]:
    """Return the parts of a code without those that bear the name of another city of the list.

    Whose costs and figures those are nobody can say: of the city of the code or of the name.
    """
    if published is None:
        return list(parts)
    kept: list[CityPart] = []
    others = [city for city in listed if city.code != published.code]
    for part in parts:
        given = fold(part.name)
        other = None
        if not _is_named(given, published):
            other = next((city for city in others if _is_named(given, city)), None)
        if other is None:
            kept.append(part)
            continue
        facts = {
            "code": part.code, "listed": published.name, "name": part.name, "other": other.code,
        }  # fmt: skip
        issues.append(Issue("city_name_of_other", "error", params=facts, document=part.document))
    return kept


def _tell_far_population(
    part: CityPart, figures: Mapping[str, CityFigure], published: City, issues: list[Issue]
) -> None:
    """Tell of residents that are far from the published ones; they are used as given."""
    given, listed = figures.get("population"), published.figures["population"]
    if given is None or listed.value <= 0:
        return
    low, high = sorted((given.value, listed.value))
    if high > low * _FAR_TIMES:
        facts = {
            "code": part.code, "name": published.name,
            "given": given.value, "listed": listed.value,
        }  # fmt: skip
        issues.append(Issue("city_population_far", "warning", params=facts, document=part.document))


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

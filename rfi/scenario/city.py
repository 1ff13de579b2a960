"""Cities: the published list of core cities, and profiles with figures of their own."""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class CityFigures:
    """Figures of one city that prices are multiplied by.

    Attributes:
        code: Municipality code, six digits as text.
        name, prefecture: In Japanese.
        population: Residents.
        population_status: ``confirmed``, ``to_confirm`` or ``invented``.
        staff: Staff who use the systems; None when not published.
        volumes: Procedure → yearly cases; empty when not published.
    """

    code: str
    name: str
    prefecture: str
    population: int
    population_status: str
    staff: float | None
    volumes: Mapping[str, float]


def read_core_cities(data: bytes) -> tuple[CityFigures, ...]:
    """Return the core cities of the published CSV, in its order."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return tuple(
        CityFigures(
            code=row["code"],
            name=row["name_ja"],
            prefecture=row["prefecture_ja"],
            population=int(row["population_2020"]),
            population_status=row["population_status"],
            staff=None,
            volumes={},
        )
        for row in rows
    )


def city_of_profile(value: Mapping[str, Any]) -> CityFigures:
    """Return the figures of a valid city profile.

    Raises:
        KeyError: the profile has no population; callers look first.
    """
    figures = {row["key"]: row for row in value["figures"]}
    population = figures["population"]
    return CityFigures(
        code=value["code"],
        name=value["name"],
        prefecture=value.get("prefecture", ""),
        population=int(population["value"]),
        population_status=population["status"],
        staff=figures["staff"]["value"] if "staff" in figures else None,
        volumes={row["procedure_id"]: row["annual_cases"] for row in value.get("volumes", ())},
    )


def nearest_scenario(questionnaire: Questionnaire, population: int) -> str:
    """Return the single-city scenario nearest in size (ln of population; ties to the lower one).

    Falls back to the default scenario when no single-city scenario states a population.
    """
    alone = [
        (abs(math.log(scenario.population / population)), scenario.population, scenario.scenario_id)
        for scenario in questionnaire.scenarios.values()
        if scenario.population and scenario.cities == 1
    ]
    return min(alone)[-1] if alone else questionnaire.default_scenario_id

"""Cities: the published list of core cities, and profiles with figures of their own."""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist

# Populations of the list are those of the census of 2020.
_CENSUS_DAY = "2020-10-01"

# More residents than any city has: what is typed beyond is a slip.
MAX_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class CityFigure:
    """One figure of a city: its value with unit, owner and status (``figure_statuses``)."""

    value: float
    unit: str
    source: str
    status: str
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class CityVolume:
    """Yearly cases of one procedure, and the share of them made online (0–1; None unknown)."""

    annual_cases: float
    online_rate: float | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class CurrentCost:
    """Today's cost of one business and item in one fiscal year, as entered.

    Attributes:
        business, item: Codes.
        fiscal_year: Named by the year it starts in.
        amount: In ``unit`` (``money_units``); None where there is a cost of unknown amount.
        unit: Code of ``money_units``; "" without an amount.
        tax: Code of ``tax_kinds``; "" for not said, and then the amount cannot be compared.
        source, status, note: Where it comes from, and how sure it is.
    """

    business: str
    item: str
    fiscal_year: int
    amount: float | None
    unit: str
    tax: str
    source: str
    status: str
    note: str = ""


@dataclass(frozen=True)
class City:
    """One city.

    Attributes:
        code: Municipality code, six digits as text; a typed-in city has any other name.
        name, prefecture: In Japanese.
        figures: Key of ``city_figure_keys`` → figure; the population is always there.
        volumes: Procedure → yearly cases.
        current_costs: What the city pays today; empty when not known.
        unread_years: Fiscal years of current costs that a file held and that could not be read
            (0: not even the year), so that no sum of them is complete.
    """

    code: str
    name: str
    prefecture: str
    figures: Mapping[str, CityFigure]
    volumes: Mapping[str, CityVolume]
    current_costs: tuple[CurrentCost, ...] = ()
    unread_years: tuple[int, ...] = ()

    @property
    def population(self) -> float:
        """Residents."""
        return self.figures["population"].value

    @property
    def population_status(self) -> str:
        """How sure the population is."""
        return self.figures["population"].status

    def number(self, key: str) -> float | None:
        """Return a figure, None when it is not known."""
        figure = self.figures.get(key)
        return figure.value if figure else None


def _figure(value: float, key: str, source: str, status: str, as_of: str = "") -> CityFigure:
    return CityFigure(
        value, load_codelist("city_figure_keys").rows[key]["unit"], source, status, as_of
    )


def typed_city(name: str, population: float, source: str) -> City:
    """Return a city of which only name and population were typed in."""
    return City(
        code=name,
        name=name,
        prefecture="",
        figures={"population": _figure(population, "population", source, "to_confirm")},
        volumes={},
    )


def read_core_cities(data: bytes, source: str) -> tuple[City, ...]:
    """Return the core cities of the published CSV, in its order; ``source`` owns the figures."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return tuple(
        City(
            code=row["code"],
            name=row["name_ja"],
            prefecture=row["prefecture_ja"],
            figures={
                "population": _figure(
                    int(row["population_2020"]),
                    "population",
                    source,
                    row["population_status"],
                    _CENSUS_DAY,
                )
            },
            volumes={},
        )
        for row in rows
    )


def figures_of(value: Mapping[str, Any]) -> Mapping[str, CityFigure]:
    """Return key → figure of a profile."""
    return {
        row["key"]: CityFigure(
            row["value"], row["unit"], row["source"], row["status"], row.get("as_of", "")
        )
        for row in value["figures"]
    }


def volumes_of(value: Mapping[str, Any]) -> Mapping[str, CityVolume]:
    """Return procedure → yearly cases of a profile."""
    return {
        row["procedure_id"]: CityVolume(
            row["annual_cases"], row.get("online_rate"), row["source"], row["status"]
        )
        for row in value.get("volumes", ())
    }


def current_costs_of(value: Mapping[str, Any]) -> tuple[CurrentCost, ...]:
    """Return today's costs of a profile, as entered."""
    return tuple(
        CurrentCost(
            row["business"],
            row["item"],
            row["fiscal_year"],
            row.get("amount"),
            row.get("unit", ""),
            row.get("tax", ""),
            row["source"],
            row["status"],
            row.get("note", ""),
        )
        for row in value.get("current_costs", ())
    )


def nearest_scenario(questionnaire: Questionnaire, population: float) -> str:
    """Return the single-city scenario nearest in size (ln of population; ties to the lower one).

    Falls back to the default scenario when no single-city scenario states a population.
    """
    alone = [
        (abs(math.log(scenario.population / population)), scenario.population, scenario.scenario_id)
        for scenario in questionnaire.scenarios.values()
        if scenario.population and scenario.cities == 1
    ]
    return min(alone)[-1] if alone else questionnaire.default_scenario_id

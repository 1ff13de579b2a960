"""What a city's profile lacks, estimated from the sizes of the questionnaire and marked so."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from rfi.scenario.city import City, CityFigure, CityVolume
from rfi.scenario.questionnaire import Questionnaire, Scenario
from rfi.scenario.size_curve import curve_at
from rfi.schema.codelists import load_codelist

ESTIMATED = "estimated"


def _at(population: float, points: Iterable[tuple[float, float]]) -> float | None:
    """Return the value at ``population`` of the curve through (population, value) points."""
    given = sorted(points)
    if not given:
        return None
    sizes, values = (np.array(column, dtype=np.float64) for column in zip(*given, strict=True))
    return float(curve_at(sizes, values, np.array([population], dtype=np.float64))[0])


def _points(
    scenarios: Iterable[Scenario], value_of: Callable[[Scenario], float | None]
) -> list[tuple[float, float]]:
    return [
        (scenario.population, value)
        for scenario in scenarios
        if scenario.population and (value := value_of(scenario)) is not None
    ]


def _cases_of(procedure: str) -> Callable[[Scenario], float | None]:
    return lambda scenario: scenario.volumes.get(procedure)


def complete_city(city: City, questionnaire: Questionnaire, source: str) -> City:
    """Return the city with households, staff and yearly cases filled where they are missing.

    The missing figures are read off the curve through the questionnaire's single-city scenarios
    at the city's population; each is marked ``estimated`` and owned by ``source``. What the
    profile gives stays as it is.
    """
    alone = [one for one in questionnaire.scenarios.values() if one.cities == 1]
    units = load_codelist("city_figure_keys").rows
    figures = dict(city.figures)
    readers: dict[str, Callable[[Scenario], float | None]] = {
        "households": lambda scenario: scenario.households,
        "staff": lambda scenario: scenario.staff,
    }
    for key, read in readers.items():
        value = _at(city.population, _points(alone, read))
        if key not in figures and value is not None:
            figures[key] = CityFigure(value, units[key]["unit"], source, ESTIMATED)
    volumes = dict(city.volumes)
    for procedure in dict.fromkeys(name for one in alone for name in one.volumes):
        cases = _at(city.population, _points(alone, _cases_of(procedure)))
        if procedure not in volumes and cases is not None:
            volumes[procedure] = CityVolume(cases, None, source, ESTIMATED)
    return replace(city, figures=figures, volumes=volumes)

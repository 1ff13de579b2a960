"""What a city's profile lacks, estimated from the sizes of the questionnaire and marked so."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from rfi.scenario.city.city import City, CityFigure, CityVolume
from rfi.scenario.questionnaire import Questionnaire, Scenario
from rfi.scenario.size_curve import curve_at
from rfi.schema.codelists import load_codelist

ESTIMATED = "estimated"
Points = tuple[tuple[float, float], ...]


def _points(given: Iterable[tuple[Scenario, float | None]]) -> Points:
    """Return (population, value) points, smallest first, of the scenarios that state both."""
    return tuple(
        sorted(
            (scenario.population, value)
            for scenario, value in given
            if scenario.population and value is not None
        )
    )


def _read_off(population: float, curves: Mapping[str, Points]) -> dict[str, float]:
    """Return the values at ``population`` of the curves that have any point.

    Curves through the same sizes are read at once.
    """
    by_sizes: dict[tuple[float, ...], list[str]] = {}
    for name, points in curves.items():
        by_sizes.setdefault(tuple(size for size, _ in points), []).append(name)
    wanted = np.array([population], dtype=np.float64)
    found: dict[str, float] = {}
    for sizes, names in by_sizes.items():
        if sizes:
            values = np.array([[value for _, value in curves[name]] for name in names])
            read = curve_at(np.array(sizes, dtype=np.float64), values.T.astype(np.float64), wanted)
            found.update(zip(names, read[0].tolist(), strict=True))
    return found


def complete_city(city: City, questionnaire: Questionnaire, source: str) -> City:
    """Return the city with households, staff and yearly cases filled where they are missing.

    The missing figures are read off the curve through the questionnaire's single-city scenarios
    at the city's population; each is marked ``estimated`` and owned by ``source``. What the
    profile gives stays as it is.
    """
    alone = [one for one in questionnaire.scenarios.values() if one.cities == 1]
    units = load_codelist("city_figure_keys").rows
    stated = {
        "households": _points((one, one.households) for one in alone),
        "staff": _points((one, one.staff) for one in alone),
    }
    cases = {
        name: _points((one, one.volumes.get(name)) for one in alone)
        for name in dict.fromkeys(name for one in alone for name in one.volumes)
    }
    figures, volumes = dict(city.figures), dict(city.volumes)
    for key, value in _read_off(city.population, stated).items():
        figures.setdefault(key, CityFigure(value, units[key]["unit"], source, ESTIMATED))
    for name, value in _read_off(city.population, cases).items():
        volumes.setdefault(name, CityVolume(value, None, source, ESTIMATED))
    return replace(city, figures=figures, volumes=volumes)

"""What a city's profile lacks, estimated from the sizes of the questionnaire and marked so."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from rfi.scenario.city.city import City, CityFigure, CityVolume
from rfi.scenario.questionnaire import Questionnaire
from rfi.scenario.size_curve import QuotedCurves
from rfi.schema.codelists import load_codelist

ESTIMATED = "estimated"


def _read_off(population: float, curves: Iterable[QuotedCurves]) -> dict[str, float]:
    """Return name → value at ``population`` of every curve."""
    wanted = np.array([population], dtype=np.float64)
    found: dict[str, float] = {}
    for alike in curves:
        found.update(zip(alike.names, alike.at(wanted)[0].tolist(), strict=True))
    return found


def complete_city(city: City, questionnaire: Questionnaire, source: str) -> City:
    """Return the city with households, staff and yearly cases filled where they are missing.

    The missing figures are read off the curve through the questionnaire's single-city scenarios
    at the city's population; each is marked ``estimated`` and owned by ``source``. What the
    profile gives stays as it is.
    """
    units = load_codelist("city_figure_keys").rows
    figures, volumes = dict(city.figures), dict(city.volumes)
    for key, value in _read_off(city.population, questionnaire.figure_curves).items():
        figures.setdefault(key, CityFigure(value, units[key]["unit"], source, ESTIMATED))
    for name, value in _read_off(city.population, questionnaire.case_curves).items():
        volumes.setdefault(name, CityVolume(value, None, source, ESTIMATED))
    return replace(city, figures=figures, volumes=volumes)

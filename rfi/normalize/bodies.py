"""Cities as columns: the quantities that prices and effects of many cities are multiplied by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City
from rfi.scenario.questionnaire import Questionnaire, Scenario


@dataclass(frozen=True, slots=True)
class Bodies:
    """Quantities of many bodies, one entry (or row) a body.

    Attributes:
        codes: What names each body.
        population, households, staff: Persons, households, persons; NaN where not known.
        procedures: Names along the second axis of the next two.
        volumes: Yearly cases, body × procedure; NaN where not known.
        online_rates: Share of cases made online today, body × procedure; NaN where not known.
    """

    codes: tuple[str, ...]
    population: FloatArray
    households: FloatArray
    staff: FloatArray
    procedures: tuple[str, ...]
    volumes: FloatArray
    online_rates: FloatArray

    def __len__(self) -> int:
        """Return the number of bodies."""
        return len(self.codes)

    def at(self, indexes: npt.NDArray[np.int64]) -> "Bodies":
        """Return some of the bodies, in the order of ``indexes``."""
        return Bodies(
            tuple(self.codes[index] for index in indexes.tolist()),
            self.population[indexes],
            self.households[indexes],
            self.staff[indexes],
            self.procedures,
            self.volumes[indexes],
            self.online_rates[indexes],
        )


def _column(values: Iterable[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def bodies_of_cities(cities: Sequence[City], procedures: Sequence[str]) -> Bodies:
    """Return cities as columns; ``procedures`` names the second axis of the volumes."""
    volumes = [[city.volumes.get(name) for name in procedures] for city in cities]
    shape = (len(cities), len(procedures))
    return Bodies(
        codes=tuple(city.code for city in cities),
        population=_column(city.population for city in cities),
        households=_column(city.number("households") for city in cities),
        staff=_column(city.number("staff") for city in cities),
        procedures=tuple(procedures),
        volumes=_column(
            one.annual_cases if one else None for row in volumes for one in row
        ).reshape(shape),
        online_rates=_column(
            one.online_rate if one else None for row in volumes for one in row
        ).reshape(shape),
    )


def body_of_scenario(scenario: Scenario, procedures: Sequence[str]) -> Bodies:
    """Return the one city that a quoted scenario describes."""
    volumes = _column(scenario.volumes.get(name) for name in procedures)
    return Bodies(
        codes=(scenario.scenario_id,),
        population=_column([scenario.population]),
        households=_column([scenario.households]),
        staff=_column([scenario.staff]),
        procedures=tuple(procedures),
        volumes=volumes[np.newaxis, :],
        online_rates=np.full((1, len(procedures)), np.nan),
    )


def bodies_at(
    questionnaire: Questionnaire,
    codes: Sequence[str],
    population: FloatArray,
    procedures: Sequence[str],
) -> Bodies:
    """Return bodies of which only the population is known.

    Households, staff and cases are read off the curve through the questionnaire's single-city
    scenarios, as in ``complete_city``; NaN where no scenario states them.
    """
    wanted = (*questionnaire.figure_curves, *questionnaire.case_curves)
    read = {
        name: values
        for alike in wanted
        for name, values in zip(alike.names, alike.at(population).T, strict=True)
    }
    unknown = np.full(len(population), np.nan)
    volumes = [read.get(name, unknown) for name in procedures]
    shape = (len(population), len(procedures))
    return Bodies(
        codes=tuple(codes),
        population=population,
        households=read.get("households", unknown),
        staff=read.get("staff", unknown),
        procedures=tuple(procedures),
        volumes=np.stack(volumes, axis=1) if volumes else np.zeros(shape),
        online_rates=np.full(shape, np.nan),
    )

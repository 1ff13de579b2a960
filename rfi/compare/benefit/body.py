"""For whom effects are counted: the chosen city, the sharing group, or the quoted size."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rfi.compare.round.conditions import Conditions
from rfi.normalize.benefit.ledgers import HourRates, common_rates
from rfi.normalize.bodies import Bodies, bodies_of_cities, body_of_scenario
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.city import City
from rfi.scenario.questionnaire import Questionnaire

BodyKind = Literal["city", "group", "scenario"]
_RATES = ("staff_hour_jpy", "overtime_hour_jpy")


@dataclass(frozen=True, slots=True)
class RateUsed:
    """One hourly rate with its owner: ``city`` is empty for the common assumption."""

    key: str
    value: float
    source: str
    city: str = ""


@dataclass(frozen=True, slots=True)
class BenefitBody:
    """For whom effects are counted.

    Attributes:
        kind: A city, the sum over a group, or one city of the quoted scenario.
        names: Names of the cities, or the title of the scenario.
        bodies: Their quantities; by code, so that the order of a group is nothing.
        rates: Yen an hour of staff of each.
        rates_used: The same rates with their owners.
    """

    kind: BodyKind
    names: tuple[str, ...]
    bodies: Bodies
    rates: HourRates
    rates_used: tuple[RateUsed, ...]


def _rates_of(
    cities: tuple[City, ...], assumptions: AssumptionSet
) -> tuple[HourRates, tuple[RateUsed, ...]]:
    """Return the rates: a city's own figure goes over the assumption."""
    values: dict[str, list[float]] = {key: [] for key in _RATES}
    used: dict[tuple[str, str], RateUsed] = {}
    for key in _RATES:
        common = assumptions.values[key]
        for city in cities:
            own = city.figures.get(key)
            values[key].append(own.value if own else assumptions.number(key))
            found = (
                RateUsed(key, own.value, own.source, city.name)
                if own
                else RateUsed(key, assumptions.number(key), common.source)
            )
            used[key, found.city] = found
    arrays = {key: np.array(found, dtype=np.float64) for key, found in values.items()}
    return HourRates(**arrays), tuple(used.values())


def benefit_body(
    questionnaire: Questionnaire, conditions: Conditions, procedures: tuple[str, ...]
) -> BenefitBody:
    """Return the chosen city, else the members of the group, else one city as quoted."""
    cities = (conditions.city,) if conditions.city else conditions.group
    if cities:
        members = tuple(sorted(cities, key=lambda city: city.code))
        rates, used = _rates_of(members, conditions.assumptions)
        kind: BodyKind = "city" if conditions.city else "group"
        names = tuple(city.name for city in members)
        return BenefitBody(kind, names, bodies_of_cities(members, procedures), rates, used)
    scenario = questionnaire.scenarios[conditions.scenario_id]
    common = tuple(
        RateUsed(
            key,
            conditions.assumptions.number(key),
            conditions.assumptions.values[key].source,
        )
        for key in _RATES
    )
    return BenefitBody(
        kind="scenario",
        names=(scenario.title,),
        bodies=body_of_scenario(scenario, procedures),
        rates=common_rates(conditions.assumptions, 1),
        rates_used=common,
    )

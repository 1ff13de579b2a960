"""Rounds with several quoted sizes and groups, small enough to work by hand."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.joint.joiners import Joiners
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.scope import Scope
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, typed_city
from tests.answers import Line, answer, collect, line, questionnaire
from tests.evaluations import CityChoice, evaluated

# Sizes and groups of the method's own example.
ALONE = {"S250": 250_000, "S350": 350_000, "S450": 450_000}
JOINT = {"J3": (350_000, 3)}
ALL = Scope()


def asked(
    items: Sequence[str] = ("I03",),
    businesses: Sequence[str] = ("B01",),
    *,
    alone: Mapping[str, int] = ALONE,
    joint: Mapping[str, tuple[int, int]] = JOINT,
    volumes: Mapping[str, float] | None = None,
    staff: float | None = None,
) -> dict[str, Any]:
    """Return a questionnaire of sizes and groups; volumes and staff are per resident."""
    base = questionnaire(items, businesses)
    sizes = [(name, size, 1) for name, size in alone.items()]
    sizes += [(name, size, cities) for name, (size, cities) in joint.items()]
    base["scenarios"] = [
        {
            "scenario_id": name,
            "title": name,
            "population": size,
            "cities": cities,
            **({"staff": round(size * staff)} if staff else {}),
            "volumes": [
                {"procedure_id": procedure, "annual_cases": size * share}
                for procedure, share in (volumes or {}).items()
            ],
        }
        for name, size, cities in sizes
    ]
    base["default_scenario_id"] = sizes[0][0]
    if volumes:
        base["procedures"] = [
            {"procedure_id": name, "business": "B01", "title": name} for name in volumes
        ]
    return base


def priced(prices: Mapping[str, float], item: str = "I03", **fields: Any) -> list[Line]:
    """Return one line a scenario."""
    return [line(item, price, scenario_id=name, **fields) for name, price in prices.items()]


def asked_of_every_kind() -> dict[str, Any]:
    """Return a questionnaire over two businesses, four sizes and two groups, with cases."""
    return asked(
        ("I03", "I10", "R01", "R02", "R04", "R13"),
        ("B01", "B02"),
        alone={"S50": 50_000, **ALONE},
        joint={"J2": (350_000, 2), **JOINT},
        volumes={"P01": 0.1},
    )


def lines_of_every_kind(chance: Random) -> list[Line]:
    """Return prices by sum, city, resident and case, of bundles, with holes, drawn at random."""
    found: list[Line] = []
    is_bundling, is_sharing = chance.random() < 0.5, chance.random() < 0.8
    quoted = {"S50": 50_000, **ALONE}
    if is_sharing:
        quoted |= {"J2": 600_000, "J3": 800_000}
    for name, size in quoted.items():
        both = [["B01", "B02"]] if is_bundling else [["B01"], ["B02"]]
        entries = [(item, one) for item in ("I03", "R01") for one in both]
        entries += [(item, [one]) for item in ("I10", "R02") for one in ("B01", "B02")]
        for item, businesses in (*entries, ("R04", ["B01"]), ("R13", ["B01"])):
            fields: dict[str, Any] = {"scenario_id": name, "businesses": businesses}
            if chance.random() < 0.1:
                hole = chance.choice(("separate", "free", "out_of_scope"))
                found.append({"item": item, "state": hole, **fields})
                continue
            amount = size * chance.randint(80, 120)
            if item == "I10":
                fields["basis"] = "per_city"
            elif item == "R13":
                fields |= {"basis": "per_resident", "frequency": "yearly"}
                amount = chance.randint(10, 900)
            elif item == "R04":
                fields |= {"basis": "per_case", "procedure_id": "P01"}
                amount = chance.randint(10, 900)
            if item.startswith("R"):
                fields |= {"start_on": "2027-04-01", "months": 60}
            found.append(line(item, amount, **fields))
    return found


def city(code: str, population: float) -> City:
    return typed_city(code, population, "試験")


def round_of(questions: Mapping[str, Any], *offers: Iterable[Line]) -> AnswerSet:
    """Return a round in which vendor a, b, c … answer these lines."""
    answers = [
        answer(list(lines), response_id=chr(ord("a") + index)) for index, lines in enumerate(offers)
    ]
    return collect(questions, *answers)


def compare_for(
    answers: AnswerSet,
    population: float | None = None,
    group: Sequence[City] = (),
    scope: Scope = ALL,
    **changes: AssumptionValue,
) -> Comparison:
    """Compare for a city of a size, alone or the first of a group."""
    shown = city("c", population) if population else None
    chosen = CityChoice(shown, tuple(group))
    return evaluated(answers, changes=changes, scope=scope, cities=chosen).costs


def figures_for(answers: AnswerSet, population: float, **changes: AssumptionValue) -> OfferFigures:
    """Return the first offer's figures for a city going alone."""
    return compare_for(answers, population, (), ALL, **changes).offers[0]


def nominal(offer: OfferFigures) -> float:
    """Return a total that is there."""
    assert offer.totals.nominal_jpy is not None
    return offer.totals.nominal_jpy


def share_among(
    answers: AnswerSet,
    group: Sequence[City],
    own_weights: Mapping[str, float] | None = None,
    **changes: AssumptionValue,
) -> JointUse:
    """Return the shares of a group."""
    chosen = CityChoice(None, tuple(group), tuple(sorted((own_weights or {}).items())))
    found = evaluated(answers, changes=changes, cities=chosen).joint_use
    assert found is not None
    return found


def joiners_among(answers: AnswerSet, group: Sequence[City], **changes: AssumptionValue) -> Joiners:
    """Return what each member adds to the price of a group."""
    chosen = CityChoice(None, tuple(group))
    found = evaluated(answers, changes=changes, cities=chosen).joiners
    assert found is not None
    return found

"""Small cities with today's costs, and comparisons for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rfi.compare.round.scope import Scope
from rfi.compare.today.before_after import TodayComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, CityFigure, CurrentCost
from tests.answers import answer, collect, questionnaire
from tests.evaluations import CityChoice, evaluated


def cost(item: str, amount: float | None, **fields: Any) -> CurrentCost:
    """Return a current cost: yen of the fiscal year 2025, tax-included, of B01."""
    made: dict[str, Any] = {
        "business": "B01",
        "item": item,
        "fiscal_year": 2025,
        "amount": amount,
        "unit": "one",
        "tax": "included",
        "source": "試験",
        "status": "invented",
        **fields,
    }
    return CurrentCost(**made)


def city(
    costs: Sequence[CurrentCost], code: str = "992011", population: float = 350_000, **fields: Any
) -> City:
    """Return a city with these costs."""
    return City(
        code=code,
        name=f"架空{code}",
        prefecture="架空県",
        figures={"population": CityFigure(population, "人", "試験", "invented")},
        volumes={},
        current_costs=tuple(costs),
        **fields,
    )


def evaluate(
    home: City | None,
    *answers: Mapping[str, Any],
    asked: Mapping[str, Any] | None = None,
    scope: Scope | None = None,
    own: Sequence[City] = (),
    **assumptions: AssumptionValue,
) -> Evaluation:
    """Return the evaluation of answers for one city, beside the cities of the round's files."""
    found = collect(asked or questionnaire(), *answers)
    found = replace(found, cities=replace(found.cities, own=tuple(own)))
    return evaluated(found, changes=assumptions, scope=scope, cities=CityChoice(home))


def against(
    home: City,
    lines: Sequence[Mapping[str, Any]],
    *,
    asked: Mapping[str, Any] | None = None,
    offer: Mapping[str, Any] | None = None,
    scope: Scope | None = None,
    **assumptions: AssumptionValue,
) -> TodayComparison:
    """Return today's cost of a city against one offer made of ``lines``."""
    found = evaluate(
        home,
        answer([dict(each) for each in lines], **(offer or {})),
        asked=asked,
        scope=scope,
        own=(),
        **assumptions,
    ).today
    assert found is not None
    return found

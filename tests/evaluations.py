"""Evaluations of the tests: cities as values, conditions as keywords, the door of the product."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.scope import Scope
from rfi.evaluation.cost_parts import BASIS
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.chosen import Chosen, ChosenCity
from rfi.scenario.city.city import City
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice


@dataclass(frozen=True, slots=True)
class CityChoice:
    """Whose cost is shown, and with whom it is shared."""

    city: City | None = None
    group: tuple[City, ...] = ()
    own_weights: tuple[tuple[str, float], ...] = ()


NO_CITY = CityChoice()


def evaluated(
    answers: AnswerSet,
    *,
    scenario_id: str | None = None,
    changes: Mapping[str, AssumptionValue] | None = None,
    scope: Scope | None = None,
    cities: CityChoice = NO_CITY,
) -> Evaluation:
    """Return the evaluation of a round for cities that the test brings itself."""
    brought: dict[str, City] = {}
    for city in (*cities.group, *([cities.city] if cities.city else ())):
        if brought.setdefault(city.code, city) != city:
            message = f"two cities of one code: {city.code}"
            raise ValueError(message)
    cells = None if scope is None else scope.cells
    chosen = Chosen(
        scenario_id=scenario_id,
        city=ChosenCity(cities.city.code) if cities.city else None,
        group=tuple(sorted(city.code for city in cities.group)),
        own_weights=cities.own_weights,
        scope=EVERYTHING if cells is None else ScopeChoice(cells=tuple(sorted(cells))),
    )
    chosen = chosen.with_values(answers.assumptions, changes or {}, "試験")
    if all(answers.cities.known.get(code) == city for code, city in brought.items()):
        return evaluate(answers, chosen)
    known = {**answers.cities.known, **brought}
    found = evaluate(replace(answers, cities=replace(answers.cities, known=known)), chosen)
    # No city touches the prices laid out: they are not laid out again for each.
    alone = replace(chosen, city=None, group=(), own_weights=(), scenario_id=None)
    found._found[BASIS.name] = evaluate(answers, alone).basis
    return found

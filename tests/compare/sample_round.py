"""The sample round under any city, group, scope and levelling."""

from collections.abc import Iterable
from functools import cache

from rfi.compare.round.answers import AnswerSet, conditions_of
from rfi.compare.round.conditions import CityChoice
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, read_core_cities
from tests.views.rounds import SAMPLES, basis_of, round_of

KURASHIKI, TAKAMATSU, MATSUYAMA = "332020", "372013", "382019"
GROUP = (KURASHIKI, TAKAMATSU, MATSUYAMA)


@cache
def core_cities() -> dict[str, City]:
    """Return the 62 core cities by code."""
    listed = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    return {city.code: city for city in listed}


def sample_answers() -> AnswerSet:
    return round_of("responses")


def sample_for(
    city: str | None = None,
    group: Iterable[str] = (),
    scope: Scope = FULL_SCOPE,
    answers: AnswerSet | None = None,
    **changes: AssumptionValue,
) -> Evaluation:
    """Return the sample round, or other answers, for core cities named by their codes."""
    found, known = answers or sample_answers(), core_cities()
    choice = CityChoice(known[city] if city else None, tuple(known[code] for code in group))
    conditions = conditions_of(
        found, changes=changes, changed_by="試験", scope=scope, cities=choice
    )
    return Evaluation(found, basis_of(found, conditions), conditions)


def scope_of(*businesses: str) -> Scope:
    """Return the scope of every cell of these businesses."""
    asked = sample_answers().questionnaire
    return Scope(frozenset((one, item) for one in businesses for item in asked.items))

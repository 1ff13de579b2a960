"""The sample round under any city, group, scope and levelling."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from rfi.cli.gather import sample_cities
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, read_core_cities
from rfi.scenario.city.known_cities import known_cities
from tests.evaluations import CityChoice, evaluated
from tests.views.rounds import SAMPLES, round_of

KURASHIKI, TAKAMATSU, MATSUYAMA = "332020", "372013", "382019"
GROUP = (KURASHIKI, TAKAMATSU, MATSUYAMA)


@cache
def core_cities() -> dict[str, City]:
    """Return the 62 core cities by code."""
    listed = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    return {city.code: city for city in listed}


@cache
def sample_answers() -> AnswerSet:
    """Return the sample round in which core cities and the invented ones can be chosen."""
    known = known_cities(core_cities().values(), (), sample_cities())
    return replace(round_of("responses"), cities=known)


def sample_for(
    city: str | None = None,
    group: Iterable[str] = (),
    scope: Scope = FULL_SCOPE,
    answers: AnswerSet | None = None,
    **changes: AssumptionValue,
) -> Evaluation:
    """Return the sample round, or other answers, for cities named by their codes."""
    found, known = answers or sample_answers(), sample_answers().cities.known
    choice = CityChoice(known[city] if city else None, tuple(known[code] for code in group))
    return evaluated(found, changes=changes, scope=scope, cities=choice)


def scope_of(*businesses: str) -> Scope:
    """Return the scope of every cell of these businesses."""
    asked = sample_answers().questionnaire
    return Scope(frozenset((one, item) for one in businesses for item in asked.items))

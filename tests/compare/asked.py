"""Questionnaires that ask requirements and service levels, and answers to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.compare.round.scope import Scope
from rfi.compare.service.levels import ServiceComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, CityFigure
from tests.answers import answer, collect, questionnaire
from tests.evaluations import CityChoice, evaluated

Json = dict[str, Any]
CIRCLES = {"◎": "standard", "○": "parameter", "△": "customize", "×": "not_possible"}


def requirement(number: str, kind: str = "required", business: str = "B01", **more: Any) -> Json:
    return {
        "requirement_id": number,
        "business": business,
        "class": kind,
        "text": f"要件{number}",
        **more,
    }


def asking(
    requirements: Sequence[Json] = (),
    items: Sequence[Json] = (),
    symbols: Mapping[str, str] = CIRCLES,
    **more: Any,
) -> Json:
    """Return a questionnaire over two businesses with these requirements and service items."""
    asked = questionnaire(("I03", "I04", "I05"), ("B01", "B02"), **more)
    return {
        **asked,
        "requirements": list(requirements),
        "service_level_items": list(items),
        "symbols": [{"symbol": symbol, "fit": fit} for symbol, fit in symbols.items()],
    }


def fits(given: Mapping[str, str | Json]) -> list[Json]:
    """Return fit answers: a code, or the fields of an answer, by requirement."""
    return [
        {"requirement_id": number, **({"fit": said} if isinstance(said, str) else said)}
        for number, said in given.items()
    ]


def fit_evaluated(
    asked: Json,
    *answers: Json,
    scope: Scope | None = None,
    city: City | None = None,
    **assumptions: AssumptionValue,
) -> Evaluation:
    found = collect(asked, *answers)
    assert not any(response.is_held for response in found.responses)
    return evaluated(found, changes=assumptions, scope=scope, cities=CityChoice(city))


def fit_of(asked: Json, *answers: Json, **choices: Any) -> FitComparison:
    return fit_evaluated(asked, *answers, **choices).fit


def gaps_of(asked: Json, *answers: Json, **choices: Any) -> GapComparison:
    return fit_evaluated(asked, *answers, **choices).gaps


def services_of(asked: Json, *answers: Json, **assumptions: AssumptionValue) -> ServiceComparison:
    found = collect(asked, *answers)
    assert not any(response.is_held for response in found.responses)
    return evaluated(found, changes=assumptions).service_levels


def answered(given: Mapping[str, str | Json], **more: Any) -> Json:
    """Return an answer whose one offer says this of the requirements."""
    return answer([], fit_answers=fits(given), **more)


def city_of(population: float, staff_hour_jpy: float | None = None) -> City:
    figures = {"population": CityFigure(population, "人", "試験", "confirmed")}
    if staff_hour_jpy is not None:
        figures["staff_hour_jpy"] = CityFigure(staff_hour_jpy, "円/時間", "試験", "confirmed")
    return City("999999", "試験市", "", figures, {})

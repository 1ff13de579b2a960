"""Small questionnaires and answers about effects, read and compared by the real path."""

from collections.abc import Mapping, Sequence
from typing import Any

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.scope import Scope
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City, CityFigure, CityVolume
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import NO_CITY, CityChoice, evaluated

KPIS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("minutes", "B01", "resident", "min_per_case", "decrease", ""),
    ("key", "B01", "staff", "min_per_case", "decrease", ""),
    ("travel", "COM", "resident", "hours_per_year", "decrease", ""),
    ("setup", "COM", "resident", "hours_per_year", "decrease", ""),
    ("overtime", "B01", "staff", "hours_per_year", "decrease", ""),
    ("learn", "COM", "staff", "hours_per_year", "decrease", ""),
    ("posts", "COM", "staff", "fte", "decrease", ""),
    ("visits", "B01", "resident", "count_per_year", "decrease", "visits"),
    ("redo", "COM", "resident", "count_per_year", "decrease", ""),
    ("pay", "COM", "city_budget", "jpy_per_year", "decrease", "overtime_pay"),
    ("print", "COM", "city_budget", "jpy_per_year", "decrease", "printing_cost"),
    ("sheets", "COM", "city_budget", "sheets_per_year", "decrease", ""),
    ("online", "COM", "staff", "percent", "increase", ""),
    ("liked", "COM", "resident", "point", "increase", ""),
)


def asked(population: int | None = 350_000, **scenario: Any) -> dict[str, Any]:
    """Return a questionnaire with the KPIs above, procedure P01 of B01 and P02 of COM."""
    made = questionnaire(("R01",), ("B01", "COM"), population=population, **scenario)
    made["kpis"] = [
        {
            "kpi_id": kpi,
            "business": business,
            "beneficiary": who,
            "title": kpi,
            "unit": unit,
            "direction": direction,
            **({"measure": measure} if measure else {}),
        }
        for kpi, business, who, unit, direction, measure in KPIS
    ]
    made["procedures"] = [
        {"procedure_id": "P01", "business": "B01", "title": "転入届"},
        {"procedure_id": "P02", "business": "COM", "title": "共通の申請"},
    ]
    return made


def cases(number: float = 100_000) -> list[dict[str, Any]]:
    """Return yearly cases of P01 for a scenario."""
    return [{"procedure_id": "P01", "annual_cases": number}]


def claim(kpi: str, before: float, after: float, **fields: Any) -> dict[str, Any]:
    """Return a simple claim, measured, of scenario S."""
    return {
        "benefit_id": kpi,
        "kpi_id": kpi,
        "scenario_id": "S",
        "baseline": before,
        "target": after,
        "evidence": "measured",
        **fields,
    }


# N 100,000, r 0.1→0.5, 40 + 20 + 10 minutes, online 15/15, wait shorter by 10 (method §5).
EXAMPLE: Mapping[str, float] = {
    "online_rate_before": 0.1,
    "online_rate_after": 0.5,
    "travel_minutes": 40,
    "wait_minutes_before": 20,
    "wait_minutes_after": 10,
    "form_minutes_before": 10,
    "form_minutes_after": 10,
    "online_minutes_before": 15,
    "online_minutes_after": 15,
    "setup_minutes_per_person": 0,
}


def procedure(
    given: Mapping[str, float] = EXAMPLE,
    *,
    kpi: str = "minutes",
    procedure_id: str = "P01",
    without: Sequence[str] = (),
    **fields: Any,
) -> dict[str, Any]:
    """Return a line answered by procedure, measured."""
    said = {name: value for name, value in given.items() if name not in without}
    return {
        "benefit_id": f"{kpi}-{procedure_id}",
        "kpi_id": kpi,
        "procedure": {"procedure_id": procedure_id, **said},
        "evidence": "measured",
        **fields,
    }


def offer(*lines: Mapping[str, Any], response_id: str = "vendor", **fields: Any) -> dict[str, Any]:
    """Return an answer with these benefit lines."""
    return answer([line("R01", 1)], response_id=response_id, benefit_lines=list(lines), **fields)


def city(
    population: float = 350_000,
    *,
    code: str = "市",
    volume: float | None = 100_000,
    online_rate: float | None = None,
    **figures: float,
) -> City:
    """Return a city with its own figures."""
    values = {"population": population, **figures}
    return City(
        code=code,
        name=code,
        prefecture="",
        figures={
            key: CityFigure(value, "－", f"{code}の調べ", "confirmed")
            for key, value in values.items()
        },
        volumes={}
        if volume is None
        else {"P01": CityVolume(volume, online_rate, "試験", "confirmed")},
    )


def compare(
    answers: AnswerSet,
    *,
    scope: Scope | None = None,
    cities: CityChoice = NO_CITY,
    **assumptions: AssumptionValue,
) -> BenefitComparison:
    """Compare under a window of one year unless another is given."""
    changes = {"horizon_months": 12, **assumptions}
    return evaluated(answers, changes=changes, scope=scope, cities=cities).benefits


def benefits(
    *lines: Mapping[str, Any],
    question: Mapping[str, Any] | None = None,
    cities: CityChoice = NO_CITY,
    **assumptions: AssumptionValue,
) -> OfferBenefits:
    """Return the effects of one offer made of ``lines``, in a city of 100,000 cases a year."""
    found = collect(question or asked(volumes=cases()), offer(*lines))
    return compare(found, scope=None, cities=cities, **assumptions).offers[0]


def claimed(found: OfferBenefits, measure: str) -> float:
    """Return a measure as claimed that must be known."""
    value = found.measures[measure].claimed
    assert value is not None
    return value

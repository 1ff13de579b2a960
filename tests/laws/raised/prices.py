"""Issues of prices that are possible and not plausible."""

from collections.abc import Mapping
from typing import Any

from rfi.schema.issue import Issue
from tests.analysis.plausibility.test_plausibility import (
    ALL,
    ONE,
    THREE,
    everywhere,
    total,
    unit,
    yearly,
)
from tests.analysis.prices import findings, found_in
from tests.answers import Line, answer, collect, line, questionnaire
from tests.laws.raised.files import Raiser


def among(asked: Mapping[str, Any], *offers: list[Line]) -> Raiser:
    return lambda: found_in(dict(asked), *offers).values()


def of_period() -> tuple[Issue, ...]:
    wrong = [line("R01", 1000, unit="thousand", frequency="monthly")]
    others = [answer(yearly(amount), response_id=f"o{amount}") for amount in (1000, 1100)]
    first = answer(wrong, response_id="v", stated_totals=total(5000))
    return findings(collect(questionnaire(items=("R01",)), first, *others))


def of_tax() -> tuple[Issue, ...]:
    one = answer([line("I03", 100_000, unit="thousand")], stated_totals=total(110_000))
    return findings(collect(ONE, one))


def of_group() -> tuple[Issue, ...]:
    asked = questionnaire(items=("I03",))
    asked["scenarios"].append({**asked["scenarios"][0], "scenario_id": "S3", "cities": 3})
    lines = [line("I03", 100, unit="million", scenario_id=scenario) for scenario in ("S", "S3")]
    return tuple(found_in(asked, lines).values())


def three(*amounts: float) -> list[Line]:
    items = ("I03", "I07", "I09")
    return [line(item, each, unit="million") for item, each in zip(items, amounts, strict=False)]


RAISED: Mapping[str, Raiser] = {
    "group_price": of_group,
    "items_lacking": among(THREE, three(4), three(4, 5, 6), three(4, 5, 6)),
    "months_missing": among(questionnaire(("R01",)), [line("R01", 1, months=12)]),
    "per_resident": among(ALL, everywhere(1)),
    "period_slip": of_period,
    "price_high": among(ONE, unit(3.1), unit(1), unit(1)),
    "price_low": among(ONE, unit(0.3), unit(1), unit(1)),
    "recurring_share": among(questionnaire(), [*unit(100), line("R01", 0.1, unit="million")]),
    "same_amounts": among(THREE, three(5, 5, 5), three(4, 5, 6)),
    "tax_slip": of_tax,
    "unit_slip": among(ONE, unit(1300), unit(1.2), unit(1.4)),
    "unit_slip_either": among(ONE, unit(1300), unit(1.2)),
}

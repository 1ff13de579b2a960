"""The two options of the fictional round, and what each vendor asks for them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samples.make.dates import first_day
from samples.make.rounding import plain, rounded
from samples.make.scenarios import SCENARIOS
from samples.make.vendors import Vendor

_ONCE, _RUNNING = "Z01", "Z02"
# Typical price of one city of 350,000 residents: once, and a year.
_TYPICAL_JPY: Mapping[str, int] = {_ONCE: 24_000_000, _RUNNING: 9_600_000}
_TYPICAL_PEOPLE = 350_000
# Vendor → percent of the typical price, or the state that is given in its place.
_ANSWERS: Mapping[str, Mapping[str, int | str]] = {
    "A": {_ONCE: 105, _RUNNING: 100},
    "B": {_ONCE: 90, _RUNNING: "separate"},
    "C": {_ONCE: 70, _RUNNING: 125},
    "D": {_ONCE: 110, _RUNNING: "free"},
    "E": {_ONCE: 95},
    "F": {_ONCE: "out_of_scope", _RUNNING: 80},
}
_YEARS = 5


def options() -> list[dict[str, Any]]:
    """Return the options as asked."""
    return [
        {
            "option_id": _ONCE,
            "business": "B18",
            "title": "コンビニ交付サービスとの連携",
            "standard_item": "I05",
            "need": "may",
            "description": "証明書の交付に必要な連携の構築と試験。運用費は本体に含める。",
        },
        {
            "option_id": _RUNNING,
            "business": "COM",
            "title": "夜間・休日のヘルプデスク",
            "standard_item": "R04",
            "need": "may",
            "description": "平日の夜間（22時まで）と休日の電話受付。",
        },
    ]


def _price(vendor: Vendor, option: str, percent: int, population: int, cities: int) -> Any:  # noqa: ANN401 - a JSON number
    """Return the price of all cities of a scenario, in the unit of the vendor."""
    style = vendor.style
    saved = Fraction(100 - vendor.savings.get(cities, 0), 100)
    yen = Fraction(_TYPICAL_JPY[option] * percent, 100) * population / _TYPICAL_PEOPLE
    yen *= cities * saved
    if style.tax == "included":
        yen *= Fraction(110, 100)
    if option == _RUNNING and style.frequency == "monthly":
        yen /= 12
    elif option == _RUNNING and style.frequency == "term_total":
        yen *= _YEARS
    return plain(rounded(yen / style.unit_jpy, style.step))


def option_lines(vendor: Vendor) -> list[dict[str, Any]]:
    """Return what a vendor asks, in each scenario that it quotes."""
    made = []
    for option, given in _ANSWERS[vendor.key].items():
        for scenario in SCENARIOS:
            if scenario.scenario_id not in vendor.scenario_ids:
                continue
            row: dict[str, Any] = {"option_id": option, "scenario_id": scenario.scenario_id}
            if isinstance(given, str):
                made.append({**row, "state": given})
                continue
            amount = _price(vendor, option, given, scenario.population, scenario.cities)
            price = {
                "state": "priced",
                "amount": amount,
                "unit": vendor.style.unit,
                "currency": "JPY",
                "tax": vendor.style.tax,
                "frequency": "once" if option == _ONCE else vendor.style.frequency,
            }
            if option == _ONCE:
                price["accepted_on"] = first_day(vendor).isoformat()
            made.append({**row, **price})
    return made

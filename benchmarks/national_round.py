"""A generated round of national scale: twenty answers, and all 1,741 municipalities in groups."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

BODIES = 1741
OFFERS = 20
LARGEST_GROUP = 8
ALONE = (5_000, 20_000, 50_000, 180_000, 350_000, 650_000)
SHARED = (2, 3, 5)
SHARED_POPULATION = 350_000
SMALLEST_BODY, LARGEST_BODY = 350, 3_700_000
MEDIAN_BODY, SPREAD = 24_000, 1.45
UNITS: tuple[tuple[str, int], ...] = (
    ("one", 1),
    ("thousand", 1_000),
    ("ten_thousand", 10_000),
    ("million", 1_000_000),
)
BUNDLE = ("B03", "B04", "B05", "B06")
BUNDLED_ITEMS = ("I03", "R01", "R02")
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "responses" / "questionnaire.json"

Json = dict[str, Any]
Scenario = tuple[str, int, int]


def scenarios() -> list[Scenario]:
    """Return (id, residents of a city, sharing cities) of every quoted scenario."""
    alone = [(f"S{size // 1000}K-1", size, 1) for size in ALONE]
    joint = [(f"S{SHARED_POPULATION // 1000}K-{n}", SHARED_POPULATION, n) for n in SHARED]
    return alone + joint


def questionnaire() -> Json:
    """Return the sample's cells, procedures and KPIs, asked at six sizes and of three groups."""
    asked: Json = json.loads(SAMPLE.read_text("utf-8"))
    model = next(one for one in asked["scenarios"] if one["scenario_id"] == "S350K-1")

    def scaled(number: int, size: int) -> int:
        return max(number * size // int(model["population"]), 1)

    asked |= {
        "questionnaire_id": "national",
        "default_scenario_id": "S350K-1",
        "scenarios": [
            {
                "scenario_id": name,
                "title": name,
                "population": size,
                "cities": cities,
                "households": scaled(model["households"], size),
                "staff": scaled(model["staff"], size),
                "volumes": [
                    {**one, "annual_cases": scaled(one["annual_cases"], size)}
                    for one in model["volumes"]
                ],
            }
            for name, size, cities in scenarios()
        ],
        "requirements": [],
        "service_level_items": [],
    }
    return asked


class _Answer:
    """One vendor's habits: its units, its tax, its level and how its prices grow with size."""

    def __init__(self, seed: int, asked: Json) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.asked = asked
        self.unit, self.unit_yen = UNITS[seed % len(UNITS)]
        self.tax = ("excluded", "included")[seed % 2]
        self.growth = self.chance.uniform(0.45, 0.75)
        self.sharing = self.chance.uniform(0.7, 0.9)
        self.level = self.chance.uniform(0.7, 1.4)
        self.is_bundling = seed % 4 == 3
        self.procedure = f"P{seed % 9 + 1:02d}"
        # One in seven quotes no small towns, one in ten no groups.
        self.quoted = [
            one
            for one in scenarios()
            if not (seed % 7 == 5 and one[1] < 20_000) and not (seed % 10 == 9 and one[2] > 1)
        ]
        self.bases = {
            row["item"]: {
                business: self.level * self.chance.uniform(2e6, 3e7)
                for business in row["businesses"]
            }
            for row in asked["cost_questions"]
        }

    def _money(self, yen: float) -> Json:
        return {
            "amount": max(round(yen / self.unit_yen, 2), 0.01),
            "unit": self.unit,
            "currency": "JPY",
            "tax": self.tax,
        }

    def _price(self, item: str, yen: float, one: Scenario) -> Json:
        """Return how this vendor quotes ``yen`` (once, or a year): by sum, case or resident."""
        _, size, cities = one
        per_unit: dict[str, Json] = {
            "R13": {"amount": 76.6, "basis": "per_resident"},
            **{
                0: {"R04": {"amount": 35.5, "basis": "per_case", "procedure_id": self.procedure}},
                1: {"R03": {"amount": 21_000, "basis": "per_staff"}},
            }.get(self.seed % 3, {}),
        }
        if item in per_unit:
            return {**self._money(0), "unit": "one", **per_unit[item]}
        if item == "I10" and cities > 1:
            return {**self._money(yen / cities), "basis": "per_city"}
        if item == "R07":
            made = {**self._money(0), "amount": round(yen / 148), "unit": "one"}
            return {**made, "currency": "USD", "vendor_fx_rate": 148}
        if item == "I13":
            return {
                **self._money(200_000),
                "basis": "per_unit",
                "quantity": max(size * cities // 2500, 1),
                "quantity_unit": "台",
            }
        made = self._money(yen)
        if item == "R01" and self.seed % 5 == 0:
            made |= {"fx_share": 0.35, "vendor_fx_rate": 155}
        return made

    def _line(self, item: str, businesses: Sequence[str], one: Scenario) -> Json:
        name, size, cities = one
        made: Json = {
            "line_id": f"{name}.{'-'.join(businesses[:: max(len(businesses) - 1, 1)])}.{item}",
            "scenario_id": name,
            "businesses": list(businesses),
            "item": item,
        }
        if self.seed % 2 and self.chance.random() < 0.01:
            hole = ("separate", "out_of_scope", "unanswered", "free")
            return {**made, "state": self.chance.choice(hole)}
        if item == "I09" and self.seed % 6 == 2 and businesses[0] != "COM":
            home = {"business": businesses[0], "item": "I07"}
            return {**made, "state": "included", "included_in": home}
        grown = (size / SHARED_POPULATION) ** self.growth * cities**self.sharing
        base = sum(self.bases[item][business] for business in businesses)
        yen = base * grown * self.chance.uniform(0.95, 1.05)
        is_from = self.seed % 2 == 1 and self.chance.random() < 0.003
        made |= {"state": "priced_from" if is_from else "priced", **self._price(item, yen, one)}
        if not item.startswith("R"):
            return {**made, "frequency": "once", "accepted_on": "2028-02-29"}
        if item == "R16":
            return {**made, "frequency": "term_total", "start_on": "2028-01-01", "months": 3}
        if made.get("basis") in {None, "lump_sum"} and self.seed % 2 and item != "R07":
            made["amount"] = max(round(made["amount"] / 12, 2), 0.01)
            return {**made, "frequency": "monthly", "months": 60 + self.seed % 3 // 2}
        return {**made, "frequency": "yearly"}

    def lines(self) -> Iterator[Json]:
        for one in self.quoted:
            for row in self.asked["cost_questions"]:
                left = list(row["businesses"])
                if self.is_bundling and row["item"] in BUNDLED_ITEMS:
                    left = [business for business in left if business not in BUNDLE]
                    yield self._line(row["item"], BUNDLE, one)
                for business in left:
                    yield self._line(row["item"], (business,), one)

    def discounts(self) -> list[Json]:
        if self.seed % 3:
            return []
        return [
            {
                "discount_id": f"{name}.N1",
                "scenario_id": name,
                "kind": "volume_adoption" if self.seed % 2 else "special",
                **self._money(self.level * 5e7 * (size / SHARED_POPULATION) ** self.growth),
                "frequency": "once",
                "condition": "whole_scope" if self.seed % 2 else "unconditional",
            }
            for name, size, _ in self.quoted
        ]

    def _procedure(self, index: int) -> Json:
        before = self.chance.uniform(0, 0.5)
        later = {"wait": 0.5, "form": 0.4, "online": 0.8, "staff": 0.7}
        minutes = {name: self.chance.randint(9, 30) for name in later}
        return {
            "procedure_id": f"P{index:02d}",
            "online_rate_before": round(before, 2),
            "online_rate_after": round(before + self.chance.uniform(0.1, 0.4), 2),
            "travel_minutes": self.chance.randint(30, 60),
            **{f"{name}_minutes_before": minutes[name] for name in later},
            **{
                f"{name}_minutes_after": round(minutes[name] * part) for name, part in later.items()
            },
            "setup_minutes_per_person": 15,
        }

    def _claim(self, kpi: Mapping[str, Any]) -> Json:
        typical = {"min_per_case": 40, "minutes": 40, "fte": 12, "percent": 40, "point": 60}
        typical |= {"jpy_per_year": 60_000_000, "sheets_per_year": 900_000}
        before = typical.get(kpi["unit"], 8000) * self.chance.uniform(0.5, 1.5)
        # One claim in ten makes it worse.
        part = 1.2 if self.chance.random() < 0.1 else self.chance.uniform(0.4, 0.9)
        after = before / part if kpi["direction"] == "increase" else before * part
        made: Json = {
            "scenario_id": "S350K-1",
            "baseline": round(before, 1),
            "target": round(after, 1),
            "cash_releasing": kpi["beneficiary"] == "city_budget",
        }
        if kpi["unit"] in {"min_per_case", "minutes"}:
            made |= {"volume": self.chance.randint(1000, 60_000), "volume_unit": "件"}
        return made

    def benefits(self) -> Iterator[Json]:
        for index, kpi in enumerate(self.asked["kpis"]):
            made: Json = {
                "benefit_id": f"{self.seed}-{kpi['kpi_id']}",
                "kpi_id": kpi["kpi_id"],
                "business": kpi["business"],
                "start_on": self.chance.choice(("2028-04-01", "2028-07-01", "2029-01-01")),
                "uptake": self.chance.choice(([1], [0.5, 0.8, 1], [0.2, 0.5, 0.8, 0.9, 1])),
                "capacity": self.chance.choice(("normal", "overtime", "outsourcing")),
                "evidence": self.chance.choice(("measured", "trial", "estimated", "assumed")),
            }
            if self.chance.random() < 0.1:
                continue
            if kpi["unit"] == "min_per_case" or index % 5 == 0:
                yield {**made, "procedure": self._procedure(1 + (index + self.seed) % 40)}
            else:
                yield {**made, **self._claim(kpi)}


def answer(seed: int, asked: Json) -> bytes:
    """Return the answer of one vendor as JSON bytes."""
    made = _Answer(seed, asked)
    offer = {
        "offer_id": f"O{seed}",
        "title": "計測用の提案",
        "go_live_on": ("2028-04-01", "2028-10-01")[seed % 2],
        "contract_months": 60,
        "cost_lines": list(made.lines()),
        "discount_lines": made.discounts(),
        "benefit_lines": list(made.benefits()),
    }
    value = {
        "schema_version": "1.0.0",
        "questionnaire_id": asked["questionnaire_id"],
        "response_id": f"national-{seed:02d}",
        "version": 1,
        "vendor": {"vendor_id": f"national-{seed:02d}", "name": f"架空計測{seed}"},
        "offers": [offer],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def populations(seed: int = 1) -> npt.NDArray[np.float64]:
    """Return the residents of 1,741 bodies, spread like Japan's municipalities.

    The logarithms are normal: half the bodies lie below 24,000 residents, some 120 million live in
    all, from a few hundred in the smallest village to 3.7 million in the largest city.
    """
    drawn = np.random.default_rng(seed).lognormal(np.log(MEDIAN_BODY), SPREAD, BODIES)
    drawn = np.clip(drawn, SMALLEST_BODY, LARGEST_BODY)
    drawn[[drawn.argmin(), drawn.argmax()]] = SMALLEST_BODY, LARGEST_BODY
    return np.round(drawn)


def groups(seed: int = 1) -> npt.NDArray[np.int64]:
    """Return the group of each body: one to eight cities that share, drawn from all of them."""
    chance = np.random.default_rng(seed)
    sizes = chance.integers(1, LARGEST_GROUP + 1, BODIES)
    drawn = np.repeat(np.arange(BODIES), sizes)[:BODIES]
    return chance.permutation(drawn)

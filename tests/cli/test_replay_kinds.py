"""Cells of every kind of price and condition, computed again from what ``describe`` prints."""

from random import Random
from typing import Any

import numpy as np
import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import Line, answer, collect, discount, line
from tests.cli.replayed import HALF_A_YEN, parts_of, replay
from tests.compare.sized_rounds import asked, asked_of_every_kind, city, lines_of_every_kind
from tests.evaluations import CityChoice, evaluated

SIZES = {"S250": 250_000, "S350": 350_000, "S450": 450_000}
GROUP = tuple(city(f"c{size}", size) for size in (210_000, 345_000, 620_000))
TIERS = [{"from_quantity": 0, "amount": 30}, {"from_quantity": 200_000, "amount": 20}]
YEARLY = {"frequency": "yearly", "start_on": "2027-04-01", "months": 60}
RATES: dict[str, AssumptionValue] = {"discount_rate": 0.04, "price_growth_rate": 0.01}
CONDITIONS: dict[str, tuple[CityChoice, dict[str, AssumptionValue]]] = {
    "a quoted scenario": (CityChoice(), RATES),
    "real, at mid-year, from another base": (
        CityChoice(),
        {
            **RATES,
            "deflator_rate": 0.02,
            "present_value_basis": "real",
            "discount_timing": "mid",
            "base_fiscal_year": 2025,
            "horizon_months": 42,
        },
    ),
    "a city between two sizes": (CityChoice(city("c", 318_000)), RATES),
    "a city beyond the sizes, the vendor's own rate": (
        CityChoice(city("c", 900_000)),
        {"fx_basis": "as_quoted", "term_extension": "last_month", "horizon_months": 84},
    ),
    "a city of a quoted size": (CityChoice(city("c", 350_000)), RATES),
    "a group by HARP": (CityChoice(GROUP[1], GROUP), {**RATES, "sharing_method": "harp"}),
    "a group by weights": (
        CityChoice(GROUP[0], GROUP, (("c210000", 1), ("c345000", 2), ("c620000", 4))),
        {"sharing_method": "own", "levelling": "max", "levelling_donors": 1},
    ),
    "a larger group than any quoted": (
        CityChoice(GROUP[2], (*GROUP, city("c500000", 500_000))),
        {**RATES, "sharing_equal_ratio": 0.3, "escalation": "off"},
    ),
}


def special_prices() -> list[Line]:
    """Return prices of every rule of the ledger, in three sizes and a group."""
    found: list[Line] = []
    for name, size in {**SIZES, "J3": 800_000}.items():
        rows: list[tuple[str, float | None, dict[str, Any]]] = [
            ("I03", 3 * size, {"tax": "included", "accepted_on": "2026-10-31"}),
            ("I04", size / 100, {"currency": "USD"}),
            ("I05", 2 * size, {"fx_share": 0.4, "vendor_fx_rate": 140}),
            ("I06", None, {"amount_low": size, "amount_high": 2 * size}),
            ("I10", 70_000, {"basis": "per_city"}),
            ("R01", 60 * size, {"frequency": "term_total"}),
            ("R02", size, {"escalation_percent": 3, "start_on": "2026-12-01"}),
            ("R03", None, {**YEARLY, "basis": "per_resident", "tiers": TIERS}),
            ("R04", None, {**YEARLY, "basis": "per_resident", "tiers": TIERS}),
            ("R05", 900 - size / 1_000, {**YEARLY, "basis": "per_staff"}),
            ("R06", 50, {"basis": "per_case", "procedure_id": "P01", "minimum_charge": 10**6}),
            ("R07", 120 - size / 10_000, {"basis": "per_case", "procedure_id": "P01"}),
            ("R13", 0.4, {"basis": "per_case", "quantity": 30, "quantity_unit": "千件"}),
        ]
        for item, amount, fields in rows:
            if item == "R04":
                fields["tier_method"] = "volume"
            found.append(line(item, amount, scenario_id=name, **fields))
    mixed = [("S250", {}), ("S350", {"basis": "per_resident"}), ("S450", {})]
    prices = {"S250": 9_000_000, "S350": 30, "S450": 12_000_000}
    found += [
        line("R08", prices[name], scenario_id=name, **YEARLY, **fields) for name, fields in mixed
    ]
    found.append(line("R09", state="free", scenario_id="S250"))
    found += [line("R09", 2 * size, scenario_id=n) for n, size in SIZES.items() if n != "S250"]
    return found


def special_round() -> Any:
    items = tuple(dict.fromkeys(found["item"] for found in special_prices()))
    questions = asked(items, volumes={"P01": 0.1}, staff=0.01)
    discounts = [
        discount(amount, f"{name}.{kind}", name, **fields)
        for name in (*SIZES, "J3")
        for kind, amount, fields in (
            ("once", 110_000, {"tax": "included"}),
            ("monthly", 5_000, {"frequency": "monthly", "months": 72}),
            ("usd", 300, {"currency": "USD", "applies_to_items": ["I04", "R02"]}),
        )
    ]
    other = [found for found in special_prices() if found["item"] not in {"I05", "R07"}]
    return collect(
        questions,
        answer(special_prices(), response_id="a", discount_lines=discounts),
        answer([{**found, "note": "他"} for found in other], response_id="b"),
        answer([*special_prices()[:40]], response_id="c", go_live="2028-01-01"),
    )


def check_every_cell(evaluation: Evaluation) -> int:
    flows = evaluation.costs.flows
    cells = {
        (offer, member, flows.axes.items[item])
        for offer, row, item in np.argwhere(flows.values["nominal_jpy"].any(axis=-1)).tolist()
        for member in flows.axes.members(row)
    }
    for cell in sorted(cells):
        shown, again, _ = replay(parts_of(evaluation, *cell))
        assert abs(shown - again) <= HALF_A_YEN, cell
    return len(cells)


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_rule_of_the_ledger_replays_to_the_yen(name: str) -> None:
    cities, changes = CONDITIONS[name]
    evaluation = evaluated(special_round(), cities=cities, changes=changes)
    assert check_every_cell(evaluation) > 20


@pytest.mark.parametrize("seed", range(4))
def test_random_rounds_replay_to_the_yen(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    offers = [answer(lines_of_every_kind(chance), response_id=name) for name in ("a", "b", "c")]
    answers = collect(asked_of_every_kind(), *offers)
    choices = (CityChoice(city("c", 290_000)), CityChoice(GROUP[1], GROUP))
    for cities in choices:
        changes: dict[str, AssumptionValue] = {
            **RATES,
            "levelling": chance.choice(("off", "median")),
        }
        assert check_every_cell(evaluated(answers, cities=cities, changes=changes)) > 3


def test_a_hole_that_a_bundle_leaves_is_levelled_business_by_business_in_the_trace() -> None:
    questions = asked(("I03", "R01"), ("B01", "B02"), alone={"S350": 350_000}, joint={})

    def once(amount: int, business: str) -> Line:
        return line("I03", amount, scenario_id="S350", businesses=[business])

    bundle = line("I03", state="separate", scenario_id="S350", businesses=["B01", "B02"])
    running = line("R01", 1_000, scenario_id="S350")
    answers = collect(
        questions,
        answer([bundle, running], response_id="a"),
        *(
            answer([once(price, "B01"), once(10 * price, "B02")], response_id=name)
            for name, price in (("b", 700), ("c", 900))
        ),
    )
    evaluation = evaluated(answers, changes={"levelling": "median"})
    for business, level in (("B01", 800), ("B02", 8_000)):
        shown, again, met = replay(parts_of(evaluation, 0, business, "I03"))
        assert (shown, again, met["levelled"]) == (level, level, 1)

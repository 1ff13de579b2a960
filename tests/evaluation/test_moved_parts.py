"""Totals under moved settings are those that the whole comparison has there."""

from random import Random
from typing import Any

import numpy as np
import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.quoted_flows import RATE
from rfi.evaluation.cost_parts import exact_under
from rfi.evaluation.evaluation import Evaluation
from rfi.evaluation.moved_parts import AT_RATES
from rfi.evaluation.robust_parts import SWINGS
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import MILLION, Line, answer, collect, discount, line, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for, scope_of
from tests.compare.sized_rounds import asked_of_every_kind, city, lines_of_every_kind, round_of
from tests.evaluations import CityChoice, evaluated

YEN = 1e-3


def assert_each_setting_is_a_comparison_of_its_own(found: Evaluation) -> int:
    """Hold every swing and rate against the whole way; return how many values there are."""
    conditions, known = SWINGS.declared(found.conditions), 0
    for swing in found.swings.by_assumption:
        for setting, values in zip(swing.settings.tolist(), swing.values, strict=True):
            if swing.key == "members":
                moved = conditions.without_group() if setting == 1 else conditions
            else:
                moved = conditions.moved(swing.key, setting)
            fresh = exact_under(found.answers, moved, found.basis)["present_value_jpy"]
            np.testing.assert_allclose(values, fresh, rtol=1e-12, atol=YEN)
            known += int((~np.isnan(values)).sum())
    at = found._of(AT_RATES)
    for rate in (100.0, 137.45, found.conditions.assumptions.number(RATE)):
        fresh_at = exact_under(found.answers, conditions.moved(RATE, rate), found.basis)
        for amount, values in at(rate).items():
            np.testing.assert_allclose(values, fresh_at[amount], rtol=1e-12, atol=YEN)
    return known


@pytest.mark.parametrize("fx_usd_jpy", [117.3, 163.9])
@pytest.mark.parametrize("levelling", ["off", "median"])
def test_of_the_sample_round(levelling: str, fx_usd_jpy: float) -> None:
    changes: dict[str, Any] = {"levelling": levelling, RATE: fx_usd_jpy, "discount_rate": 0.013}
    assert assert_each_setting_is_a_comparison_of_its_own(sample_for(TAKAMATSU, GROUP, **changes))


def test_of_a_scope_that_cuts_bundles_and_of_a_group_without_a_city() -> None:
    scope = scope_of("B01", "B03")
    assert_each_setting_is_a_comparison_of_its_own(sample_for(TAKAMATSU, GROUP, scope))
    assert_each_setting_is_a_comparison_of_its_own(sample_for(None, GROUP))
    assert_each_setting_is_a_comparison_of_its_own(sample_for())


def without_holes(lines: list[Line]) -> list[Line]:
    """Return lines of which none keeps a total from being exact."""
    found = [one if one["state"] == "priced" else {**one, "state": "free"} for one in lines]
    for scenario in dict.fromkeys(one["scenario_id"] for one in lines):
        fields = {"scenario_id": scenario, "businesses": ["B02"], "state": "free"}
        found += [{"item": item, **fields} for item in ("R04", "R13")]
    return found


def in_dollars(lines: list[Line], chance: Random) -> list[Line]:
    """Return lines of which about half are dollar prices or yen prices that follow the rate."""
    ranges = chance.choice((0.0, 0.05))
    found = []
    for one in lines:
        made = dict(one)
        if one.get("amount") and chance.random() < 0.3:
            made |= {"currency": "USD", "amount": one["amount"] / 150}
        elif one.get("amount") and chance.random() < 0.3:
            made |= {"fx_share": 0.4, "vendor_fx_rate": 140}
        elif one.get("amount") and chance.random() < ranges:
            middle = made.pop("amount")
            made |= {"amount_low": middle * 0.9, "amount_high": middle * 1.2}
        found.append(made)
    return found


def round_at_random(chance: Random) -> AnswerSet:
    """Return three offers of every kind of price, some of which follow the exchange rate."""
    offers = [lines_of_every_kind(chance) for _ in range(3)]
    offers = [lines if chance.random() < 0.3 else without_holes(lines) for lines in offers]
    follows = [chance.random() < 0.6 for _ in offers]
    return round_of(
        asked_of_every_kind(),
        *(
            in_dollars(lines, chance) if moves else lines
            for lines, moves in zip(offers, follows, strict=True)
        ),
    )


def conditions_at_random(chance: Random) -> dict[str, AssumptionValue]:
    return {
        RATE: round(chance.uniform(95, 185), 2),
        "levelling": chance.choice(("off", "min", "median", "max")),
        "levelling_donors": chance.choice((1, 2)),
        "discount_rate": chance.choice((0.0, 0.01, 0.047)),
        "discount_timing": chance.choice(("start", "mid", "end")),
        "present_value_basis": chance.choice(("nominal", "real")),
        "deflator_rate": chance.choice((0.0, 0.011)),
        "price_growth_rate": chance.choice((0.0, 0.013, 0.031)),
        "sharing_equal_ratio": chance.choice((0.0, 0.3, 1.0)),
        "sharing_method": chance.choice(("mixed", "mixed", "harp")),
        "fx_basis": chance.choice(("common", "as_quoted")),
    }


@pytest.mark.parametrize("seed", range(12))
def test_of_rounds_and_conditions_at_random(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    group = tuple(city(code, chance.randint(40_000, 600_000)) for code in "abc")
    whose = chance.choice(
        (CityChoice(), CityChoice(group[0]), CityChoice(group[1], group), CityChoice(None, group))
    )
    changes = conditions_at_random(chance)
    found = evaluated(round_at_random(chance), changes=changes, cities=whose)
    assert assert_each_setting_is_a_comparison_of_its_own(found)


def levelled(donors: int, **changes: Any) -> Evaluation:
    """Return two dollar prices for a hole of the third offer, equal at the reference rate."""
    hole = {"item": "I10", "scenario_id": "S", "businesses": ["B01"], "state": "unanswered"}
    lines = [line("I03", 10 * MILLION), line("I10", 20_000, currency="USD")]
    rival = [line("I03", 9 * MILLION), line("I10", 3 * MILLION)]
    open_one = [line("I03", 8 * MILLION), hole]
    each = [lines, rival, open_one] if donors == 2 else [lines, open_one]
    answers = [answer(one, response_id=chr(ord("a") + at)) for at, one in enumerate(each)]
    found = collect(questionnaire(("I03", "I10")), *answers)
    return evaluated(found, changes={"levelling": "median", "levelling_donors": donors, **changes})


@pytest.mark.parametrize("fx_usd_jpy", [150.0, 163.0])
@pytest.mark.parametrize("donors", [1, 2])
def test_a_hole_that_others_fill_with_one_price_is_exact_where_the_comparison_says_so(
    donors: int, fx_usd_jpy: float
) -> None:
    found = levelled(donors, fx_usd_jpy=fx_usd_jpy)
    assert_each_setting_is_a_comparison_of_its_own(found)
    is_one_price = donors == 1 or fx_usd_jpy == 150
    assert bool(np.isnan(found.swings.now[-1])) is not is_one_price


def test_discounts_and_a_round_without_any_price_in_dollars() -> None:
    both = [line("I03", 10 * MILLION), line("R01", MILLION / 2)]
    answers = [
        answer(both, response_id="a", discounts=[discount(-MILLION)]),
        answer(both[:1], response_id="b"),
    ]
    assert_each_setting_is_a_comparison_of_its_own(
        evaluated(collect(questionnaire(), *answers), changes={"price_growth_rate": 0.004})
    )


def test_what_does_not_follow_the_rate_is_kept_while_it_moves() -> None:
    first, second = (sample_for(TAKAMATSU, GROUP, fx_usd_jpy=rate) for rate in (131.0, 132.0))
    assert first.swings is not second.swings
    assert first._of(AT_RATES) is second._of(AT_RATES)

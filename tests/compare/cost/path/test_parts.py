"""Each part of a path follows from the numbers that stand beside it, whatever it grows with."""

from functools import cache
from typing import Any

import pytest

from rfi.compare.cost.path.chain import PhasePath, PooledQuantity
from rfi.compare.cost.path.sized import SizedAmount
from rfi.compare.round.answers import AnswerSet
from rfi.evaluation.evaluation import Evaluation
from tests.answers import line
from tests.compare.sized_rounds import asked, city, priced, round_of
from tests.evaluations import CityChoice, evaluated

YEN = pytest.approx
HEAD: dict[str, Any] = {"frequency": "yearly", "basis": "per_resident"}
TIERS = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 300_000, "amount": 1}]
# Item → what it grows with, and the rules by which its parts may follow from the quotes.
RULES = {
    "I03": ("", "power"),
    "I04": ("", "straight"),
    "I10": ("", "power"),
    "R01": ("per_resident", "power"),
    "R02": ("per_resident", "by_quantity"),
    "R03": ("per_resident", "by_quantity"),
    # By resident at one end and free at the other: only the sums can be compared.
    "R04": ("", "straight"),
}
# Near the smaller quoted size, near the larger one, beyond it; with two others.
CITIES = {name: city(name, size) for name, size in (("a", 260e3), ("b", 340e3), ("c", 400e3))}


@cache
def path_round(shown: str, group: str = "") -> Evaluation:
    """Return an offer that prices by sum, city, resident, tier and minimum, for one city."""
    chosen = CityChoice(CITIES[shown], tuple(CITIES[name] for name in group))
    return evaluated(answers_of_every_rule(), cities=chosen)


@cache
def answers_of_every_rule() -> AnswerSet:
    lines = [
        *priced({"S250": 80e6, "S350": 100e6, "J3": 210e6}),
        line("I04", state="free", scenario_id="S250"),
        *priced({"S350": 10e6, "J3": 24e6}, "I04"),
        *priced({"S250": 5e6, "S350": 6e6, "J3": 18e6}, "I10", basis="per_city"),
        *priced({"S250": 100, "S350": 90, "J3": 80}, "R01", **HEAD),
        *(line("R02", scenario_id=name, tiers=TIERS, **HEAD) for name in ("S250", "S350", "J3")),
        *priced({"S250": 1, "S350": 1, "J3": 1}, "R03", minimum_charge=300_000, **HEAD),
        line("R04", state="free", scenario_id="S250"),
        *priced({"S350": 30, "J3": 20}, "R04", **HEAD),
    ]
    questions = asked(tuple(RULES), alone={"S250": 250_000, "S350": 350_000})
    return round_of(questions, lines)


def charged(item: str, quantity: float) -> float:
    """Return what a quantity costs a year: 2 yen to 300,000 and 1 beyond, or 300,000 at least."""
    if item == "R02":
        return 2 * min(quantity, 300_000) + max(quantity - 300_000, 0)
    return max(quantity, 300_000)


def followed(part: SizedAmount, population: float) -> float:
    """Return the amount of a part from what the path shows of it alone."""
    lower, upper = part.lower, part.upper
    if part.rule == "by_quantity":
        near = lower if part.profile == lower.scenario_id else upper
        assert part.charge is not None
        assert near.charge is not None
        return near.amount_jpy * part.charge / near.charge
    quantity = 1.0 if part.quantity is None else part.quantity
    if part.exponent is not None:
        power: float = (population / lower.population) ** part.exponent
        return lower.value * power * quantity
    along = (population - lower.population) / (upper.population - lower.population)
    return (lower.value + (upper.value - lower.value) * along) * quantity


def phases(evaluation: Evaluation, item: str) -> tuple[PhasePath, ...]:
    return evaluation.cell_paths(0, [("B01", item)])[0].phases


@pytest.mark.parametrize("item", RULES)
@pytest.mark.parametrize("shown", CITIES)
def test_a_part_of_a_path_is_worked_out_from_what_stands_beside_it(shown: str, item: str) -> None:
    (phase,) = phases(path_round(shown), item)
    (member,) = phase.members
    (part,) = member.parts
    population = CITIES[shown].population
    assert (part.basis, part.rule) == RULES[item]
    assert part.amount_jpy == YEN(followed(part, population))
    assert part.amount_jpy == YEN(part.multiple * sum(part.course_jpy))
    assert member.alone_jpy == phase.borne_jpy == YEN(part.amount_jpy)
    ends = {"S250": part.lower, "S350": part.upper}
    assert [end.scenario_id for end in (part.lower, part.upper)] == list(ends)
    assert [end.population for end in ends.values()] == [250_000, 350_000]
    # The course is that of the nearer size, or of the one that has a price.
    near = "S250" if shown == "a" and "straight" not in RULES[item] else "S350"
    assert part.profile == near
    assert sum(part.course_jpy) == YEN(ends[near].amount_jpy)
    if part.basis:
        assert part.quantity == population
    if part.rule == "by_quantity":
        assert part.tariff is not None
        assert part.charge == charged(item, population)
        assert [end.charge for end in ends.values()] == [charged(item, x) for x in (25e4, 35e4)]
    else:
        assert (part.tariff, part.charge) == (None, None)


def test_a_group_goes_through_a_schedule_with_what_it_has_together_and_through_nothing_else() -> (
    None
):
    evaluation = path_round("a", "abc")
    for item in RULES:
        (phase,) = phases(evaluation, item)
        group = phase.group
        assert group is not None
        alone = sum(member.alone_jpy for member in phase.members)
        assert group.ratio == YEN(phase.joint_jpy / alone)
        tiered = (PooledQuantity("per_resident", "", 1e6, charged(item, 1e6)),)
        is_tiered = RULES[item][1] == "by_quantity"
        assert (group.pooled, group.is_pooled) == (tiered if is_tiered else (), is_tiered)
        if is_tiered:
            assert phase.joint_jpy == YEN(5 * charged(item, 1e6))
        else:
            assert group.ratio == YEN(group.ratio_of(group.upper))
        for quote in (group.single, group.upper):
            assert quote.own_quantity_jpy == (quote.amount_jpy if item.startswith("R") else 0)
            assert quote.individual_jpy == (quote.amount_jpy if item == "I10" else 0)
        assert phase.individual_share == (1 if item == "I10" else 0)

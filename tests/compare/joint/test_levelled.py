"""What levelling puts into other groups is what it puts in where they are chosen themselves."""

import itertools
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from rfi.compare.joint.levelled import levelled_groups, levelled_sums, open_offers
from rfi.compare.round.answers import AnswerSet
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.city import City
from tests.answers import line
from tests.compare.sample_round import sample_answers
from tests.compare.sized_rounds import (
    asked,
    asked_of_every_kind,
    city,
    joiners_among,
    lines_of_every_kind,
    priced,
    round_of,
    share_among,
)
from tests.evaluations import CityChoice, evaluated

YEN = pytest.approx
SAMPLED = ("322016", "332020", "372013", "382019")
WAYS: dict[str, dict[str, AssumptionValue]] = {
    "off": {"levelling": "off"},
    "median": {"levelling": "median"},
    "dearest of two": {"levelling": "max", "levelling_donors": 2},
    "holes stay": {"levelling": "min", "levelling_donors": 5},
}


def expect_as_if_chosen(
    answers: AnswerSet, cities: Sequence[City], changes: dict[str, AssumptionValue]
) -> set[bool]:
    """Hold that every part of a group is levelled as if it were chosen; say who stays open."""
    whole = evaluated(answers, changes=changes, cities=CityChoice(None, tuple(cities)))
    assert whole.outlay.estimate is not None
    every = range(len(cities))
    groups = [one for count in (1, 2, len(cities)) for one in itertools.combinations(every, count)]
    found = levelled_groups(whole.basis, whole.conditions, whole.outlay.estimate.totals, groups)
    opened: set[bool] = set()
    for indexes, one in zip(groups, found, strict=True):
        mine = tuple(cities[index] for index in indexes)
        chosen = CityChoice(None, mine) if mine[1:] else CityChoice(mine[0])
        outlay = evaluated(answers, changes=changes, cities=chosen).outlay
        assert one.levelled_jpy == YEN(levelled_sums(outlay.levels), rel=1e-9, abs=1e-3)
        is_open = open_offers(outlay.coverages, outlay.levels)
        assert one.is_open.tolist() == is_open.tolist()
        opened |= set(is_open.tolist())
    return opened


@pytest.mark.parametrize("way", WAYS)
def test_a_part_of_a_group_is_levelled_as_if_it_were_chosen(way: str) -> None:
    cities = [sample_answers().cities.known[code] for code in SAMPLED]
    opened = expect_as_if_chosen(sample_answers(), cities, WAYS[way])
    assert True in opened
    assert False in opened


@pytest.mark.parametrize("seed", range(12))
def test_so_it_is_where_quantities_are_not_known_and_sizes_and_groups_lack_prices(
    seed: int,
) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    answers = round_of(asked_of_every_kind(), *(lines_of_every_kind(chance) for _ in range(4)))
    sizes = [chance.choice((60_000, 280_000, 290_000, 350_000, 500_000)) for _ in range(3)]
    cities = [city(f"c{index}", size) for index, size in enumerate(sizes)]
    expect_as_if_chosen(answers, cities, {"levelling": "median", "levelling_donors": 1})


def test_of_two_each_adds_what_both_pay_beyond_the_other_alone() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}))
    pair = [city("a", 250_000), city("b", 350_000)]
    found = joiners_among(answers, pair)
    both = share_among(answers, pair)
    assert found.marginal_jpy[:, 0] == YEN(both.group_jpy[0] - both.alone_jpy[::-1, 0])


def test_without_a_group_nobody_joins() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}))
    for chosen in (CityChoice(), CityChoice(city("a", 300_000))):
        assert evaluated(answers, cities=chosen).joiners is None


def test_an_increment_is_levelled_where_the_group_without_the_member_is() -> None:
    """The third offer prices one size more with a hole: a member of that size brings it in."""
    sizes = {"S250": 80, "S350": 100, "S450": 118, "J3": 210}
    donor = [*priced(sizes), *priced(sizes, "I04")]
    some = {"S350": 100, "S450": 118, "J3": 210}
    holey = [
        *priced(sizes),
        *priced(some, "I04"),
        line("I04", state="separate", scenario_id="S250"),
    ]
    answers = round_of(asked(("I03", "I04")), donor, donor, holey)
    group = [city("a", 250_000), city("b", 350_000), city("c", 450_000)]
    found = joiners_among(answers, group, levelling="max", levelling_donors=1)
    assert found.is_levelled[:, 2].all()
    assert not found.is_levelled[:, :2].any()
    whole = evaluated(
        answers,
        changes={"levelling": "max", "levelling_donors": 1},
        cities=CityChoice(None, tuple(group)),
    )
    assert whole.outlay.estimate is not None
    without = levelled_groups(whole.basis, whole.conditions, whole.outlay.estimate.totals, [[1, 2]])
    # Without the member of that size nothing is missing, and nothing is put in.
    assert np.flatnonzero(without[0].levelled_jpy).tolist() == []

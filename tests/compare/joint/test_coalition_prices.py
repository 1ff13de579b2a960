"""c(S) of thousands of coalitions at once is what the group S pays when it is chosen."""

import math
from itertools import combinations

import numpy as np
import pytest

from rfi.compare.joint.coalition_prices import CoalitionPrices, coalition_prices
from rfi.evaluation.evaluation import Evaluation
from tests.compare.joint.test_joint_use import tiered_round
from tests.compare.sample_round import GROUP, KURASHIKI, TAKAMATSU, core_cities, sample_for
from tests.compare.sized_rounds import asked, city, priced, round_of
from tests.evaluations import CityChoice, evaluated

FIVE = (*GROUP, "022039", "472018")


def prices_of(found: Evaluation) -> CoalitionPrices:
    return coalition_prices(found.basis, found.conditions, found.conditions.group)


def rows_of(count: int, *members: tuple[int, ...]) -> np.ndarray:
    rows = np.zeros((len(members), count), dtype=np.bool_)
    for row, chosen in enumerate(members):
        rows[row, list(chosen)] = True
    return rows


@pytest.mark.parametrize("size", [2, 3, 4])
def test_every_coalition_of_five_cities_costs_what_it_costs_as_the_chosen_group(size: int) -> None:
    whole = sample_for(TAKAMATSU, FIVE)
    prices = prices_of(whole)
    for chosen in combinations(range(5), size):
        codes = [prices.cities[index].code for index in chosen]
        joint = sample_for(codes[0], codes).joint_use
        assert joint is not None
        for offer in range(len(whole.costs.offers)):
            found = float(prices.cost_of(rows_of(5, chosen), offer)[0])
            is_exact = not joint.is_open[offer] and joint.is_estimable[offer]
            if is_exact:
                assert found == pytest.approx(float(joint.group_jpy[offer]), abs=0.01)
            else:
                assert math.isnan(found)


def test_the_group_of_all_has_the_price_and_the_individual_part_of_joint_use() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    prices, joint = prices_of(whole), whole.joint_use
    assert joint is not None
    assert prices.total_jpy == pytest.approx(joint.group_jpy, abs=0.01)
    assert prices.individual_jpy.sum(axis=0) == pytest.approx(joint.individual_jpy, abs=0.01)
    alone = np.where(joint.alone_jpy == 0, 0.0, joint.alone_jpy)
    assert prices.alone_jpy == pytest.approx(alone, abs=0.01)


def test_80_100_118_alone_and_210_for_three_of_350k_make_208_6_together() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}))
    group = (city("a", 250_000), city("b", 350_000), city("c", 450_000))
    prices = prices_of(evaluated(answers, cities=CityChoice(group=group)))
    assert prices.total_jpy[0] == pytest.approx(208.6)
    # ρ of two lies between: ln 2 / ln 3 of the way from 1 to 0.7.
    pair = float(prices.cost_of(rows_of(3, (0, 1)), 0)[0])
    assert pair == pytest.approx(180 * 0.7 ** (math.log(2) / math.log(3)))


def test_beyond_the_largest_quoted_number_what_sharing_saves_stays() -> None:
    questions = asked(alone={"S350": 350_000}, joint={"J5": (350_000, 5)})
    answers = round_of(questions, priced({"S350": 100, "J5": 300}))
    group = tuple(city(f"c{number}", 350_000) for number in range(10))
    prices = prices_of(evaluated(answers, cities=CityChoice(group=group)))
    found = prices.cost_of(rows_of(10, tuple(range(5)), tuple(range(6)), tuple(range(10))), 0)
    assert found == pytest.approx([300, 360, 600])


# Members of a, b, c and d → ρ of their number at the quoted size nearest to their mean: it is
# 100,000 to a mean of 200,000, 400,000 to one of 800,000, and 1,600,000 beyond.
NEAREST = {
    (0, 1): 0.9,
    (0, 2): 0.8,
    (2, 3): 0.6,
    (0, 1, 2): 0.6,
    (0, 1, 3): 0.6,
    (1, 2, 3): 0.4,
    (0, 1, 2, 3): 0.6,
}


def test_coalitions_of_small_and_of_large_cities_go_by_the_group_quoted_nearest_to_their_mean() -> (
    None
):
    sizes = {"S": 100, "M": 400, "L": 1600}
    saved = {"S": (0.9, 0.8), "M": (0.8, 0.6), "L": (0.6, 0.4)}
    groups = {f"{name}{n}": (1000 * size, n) for name, size in sizes.items() for n in (2, 3)}
    questions = asked(alone={name: 1000 * size for name, size in sizes.items()}, joint=groups)
    quotes = {
        f"{name}{n}": n * size * saved[name][n - 2] for name, size in sizes.items() for n in (2, 3)
    }
    answers = round_of(questions, priced({**sizes, **quotes}))
    residents = (100_000, 150_000, 500_000, 2_000_000)
    group = tuple(city(name, size) for name, size in zip("abcd", residents, strict=True))
    prices = prices_of(evaluated(answers, cities=CityChoice(group=group)))
    # A city alone costs a yen for a thousand residents.
    expected = [
        ratio * sum(residents[one] / 1000 for one in members) for members, ratio in NEAREST.items()
    ]
    assert prices.cost_of(rows_of(4, *NEAREST), 0) == pytest.approx(expected)


def test_tiers_are_gone_through_with_what_a_coalition_has_together() -> None:
    answers = tiered_round()
    group = (city("a", 300_000), city("b", 300_000), city("c", 200_000))
    prices = prices_of(evaluated(answers, cities=CityChoice(group=group)))
    for chosen in [(0,), (0, 1), (1, 2), (0, 1, 2)]:
        members = tuple(group[index] for index in chosen)
        shown = CityChoice(group=members) if members[1:] else CityChoice(city=members[0])
        found_for = evaluated(answers, cities=shown).costs
        expected = found_for.offers[0].totals.nominal_jpy
        found = float(prices.cost_of(rows_of(3, chosen), 0)[0])
        assert found == pytest.approx(expected)


def test_a_coalition_with_a_city_whose_price_is_open_is_not_known() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    prices = prices_of(whole)
    assert np.isnan(prices.cost_of(rows_of(3, (0,), (0, 1), (0, 1, 2)), 4)).all()


def test_a_group_that_an_offer_does_not_price_is_not_known_though_its_members_are() -> None:
    prices = prices_of(sample_for(TAKAMATSU, GROUP))
    found = prices.cost_of(rows_of(3, (0,), (0, 1), (0, 1, 2)), 5)
    assert np.isnan(found).tolist() == [False, True, True]


def test_all_62_cities_can_be_asked_for() -> None:
    codes = tuple(core_cities())
    whole = sample_for(KURASHIKI, codes)
    prices = prices_of(whole)
    joint = whole.joint_use
    assert joint is not None
    assert len(prices.cities) == 62
    assert prices.cost_of(rows_of(62, tuple(range(62))), 0) == pytest.approx(joint.group_jpy[:1])

"""n cities that share (method §3 and §4): the group's price, keys, whole yen, each one's share."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.joint.number_effect import has_number_effect
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.sharing import SharingKey, shares_of, whole_yen
from tests.answers import line
from tests.compare.sized_rounds import (
    asked,
    city,
    compare_for,
    joiners_among,
    nominal,
    priced,
    round_of,
    share_among,
)
from tests.evaluations import CityChoice, evaluated

YEN = pytest.approx
# 倉敷, 高松 and 松山 (census of 2020), the example of domain §11.
NAMES = ("332020", "372013", "382019")
RESIDENTS = np.array([474_592, 417_496, 511_192], dtype=np.float64)
KEYS = st.one_of(
    st.builds(SharingKey, st.just("mixed"), st.floats(0, 1), st.just({})),
    st.just(SharingKey("harp", 0.5, {})),
    st.builds(
        lambda weights: SharingKey("own", 0.5, dict(enumerate_codes(weights))),
        st.lists(st.integers(1, 99), min_size=12, max_size=12),
    ),
)


def enumerate_codes(values: list[int]) -> list[tuple[str, int]]:
    return [(f"c{index:02d}", value) for index, value in enumerate(values)]


def test_80_100_118_alone_and_210_for_three_of_350k_make_208_6_together() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}))
    group = [city("a", 250_000), city("b", 350_000), city("c", 450_000)]
    assert nominal(compare_for(answers, group=group).offers[0]) == YEN(208.6)


def test_ten_cities_of_which_five_cost_300_and_one_100_cost_600() -> None:
    questions = asked(alone={"S350": 350_000}, joint={"J5": (350_000, 5)})
    answers = round_of(questions, priced({"S350": 100, "J5": 300}))
    group = [city(f"c{number}", 350_000) for number in range(10)]
    found = compare_for(answers, group=group).offers[0]
    assert nominal(found) == YEN(600)
    assert found.size.group == "beyond"


def tiered_round() -> AnswerSet:
    """Return 2 yen a resident and year to 400,000, 1 yen beyond, quoted for one and for three."""
    tiers = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 400_000, "amount": 1}]
    questions = asked(("R01",), alone={"S350": 350_000}, joint={"J3": (350_000, 3)})
    lines = [
        line("R01", scenario_id=name, tiers=tiers, basis="per_resident", frequency="yearly")
        for name in ("S350", "J3")
    ]
    return round_of(questions, lines)


def test_tiers_of_a_shared_line_are_gone_through_once_with_what_the_group_has_together() -> None:
    group = [city("a", 350_000), city("b", 500_000), city("c", 200_000)]
    together = 2 * 400_000 + 1 * 650_000
    found = share_among(tiered_round(), group)
    assert found.group_jpy[0] == YEN(5 * together)
    alone = [700_000, 800_000 + 100_000, 400_000]
    assert found.alone_jpy[:, 0] == YEN([5 * amount for amount in alone])
    # Without a member the others pay for what they have together.
    without = [2 * 400_000 + 300_000, 2 * 400_000 + 150_000, 2 * 400_000 + 450_000]
    joiners = joiners_among(tiered_round(), group)
    assert joiners.marginal_jpy[:, 0] == YEN([5 * (together - rest) for rest in without])


def test_a_minimum_charge_of_a_shared_line_is_paid_once() -> None:
    questions = asked(("R01",), alone={"S350": 350_000}, joint={"J3": (350_000, 3)})
    lines = [
        line(
            "R01",
            1,
            scenario_id=name,
            basis="per_resident",
            frequency="yearly",
            minimum_charge=600_000,
        )
        for name in ("S350", "J3")
    ]
    answers = round_of(questions, lines)
    group = [city("a", 100_000), city("b", 150_000), city("c", 200_000)]
    assert share_among(answers, group).group_jpy[0] == YEN(5 * 600_000)
    large = [city("a", 300_000), city("b", 350_000), city("c", 400_000)]
    assert share_among(answers, large).group_jpy[0] == YEN(5 * 1_050_000)


@given(st.lists(st.integers(50_000, 900_000), min_size=2, max_size=6))
def test_what_the_members_add_through_tiers_sums_to_the_groups_price(sizes: list[int]) -> None:
    group = [city(f"c{number}", size) for number, size in enumerate(sizes)]
    found = share_among(tiered_round(), group)
    together = sum(sizes)
    price = 2 * min(together, 400_000) + max(together - 400_000, 0)
    assert found.group_jpy[0] == YEN(5 * price)
    assert found.share_jpy[:, 0].sum() == YEN(5 * price)


def test_between_quoted_numbers_of_cities_the_ratio_is_a_power_of_n() -> None:
    questions = asked(alone={"S350": 350_000}, joint={"J2": (350_000, 2), "J8": (350_000, 8)})
    answers = round_of(questions, priced({"S350": 100, "J2": 160, "J8": 320}))
    group = [city(f"c{number}", 350_000) for number in range(4)]
    found = compare_for(answers, group=group).offers[0]
    assert nominal(found) == YEN(4 * 100 * math.sqrt(0.8 * 0.4))
    assert found.size.group == "interpolated"


def test_an_offer_without_a_group_price_has_no_estimate_for_a_group() -> None:
    answers = round_of(asked(), priced({"S350": 100}), priced({"S350": 90, "J3": 200}))
    group = [city("a", 350_000), city("b", 350_000), city("c", 350_000)]
    found = compare_for(answers, group=group).offers
    assert found[0].totals.nominal_jpy is None
    assert found[0].size.group == "not_quoted"
    assert nominal(found[1]) == YEN(200)


def test_a_cell_without_a_group_price_is_left_out_and_the_total_is_at_least() -> None:
    lines = [*priced({"S350": 100, "J3": 210}), *priced({"S350": 40}, "I04")]
    answers = round_of(asked(("I03", "I04")), lines)
    group = [city(name, 350_000) for name in "abc"]
    found = compare_for(answers, group=group).offers[0]
    assert nominal(found) == YEN(210)
    assert found.coverage.holes == {"group_gap": (("B01", "I04"),)}
    assert found.is_lower_bound


def test_shared_100_and_10_a_city_for_three_cities_sum_to_130() -> None:
    lines = [
        *priced({"S350": 50, "J3": 100}),
        *priced({"S350": 10, "J3": 10}, "I04", basis="per_city"),
    ]
    answers = round_of(asked(("I03", "I04")), lines)
    found = share_among(answers, [city(name, 350_000) for name in "abc"])
    assert found.group_jpy[0] == YEN(130)
    assert found.individual_jpy[0] == YEN(30)
    assert found.share_jpy[:, 0] == YEN([130 / 3] * 3)


def test_what_each_city_bears_itself_is_not_divided_by_the_key() -> None:
    lines = [
        *priced({"S350": 50, "J3": 100}),
        *priced({"S350": 10, "J3": 10}, "I04", basis="per_city"),
    ]
    answers = round_of(asked(("I03", "I04")), lines)
    group = [city(name, 350_000) for name in "abc"]
    weights = {"a": 1.0, "b": 1.0, "c": 2.0}
    found = share_among(answers, group, weights, sharing_method="own")
    assert found.share_jpy[:, 0] == YEN([25 + 10, 25 + 10, 50 + 10])


@pytest.mark.parametrize(
    ("alpha", "expected"),
    [
        (0, (33_820.2, 29_751.4, 36_428.4)),
        (0.5, (33_576.8, 31_542.4, 34_880.9)),
        (1, (33_333.3, 33_333.3, 33_333.3)),
    ],
)
def test_100_000_thousand_among_kurashiki_takamatsu_and_matsuyama(
    alpha: float, expected: tuple[float, ...]
) -> None:
    parts = shares_of(SharingKey("mixed", alpha, {}), NAMES, RESIDENTS)
    assert [round(float(part) * 100_000, 1) for part in parts] == list(expected)


@pytest.mark.parametrize("alpha", [0, 0.06, 0.2, 0.5, 1])
def test_whole_yen_of_100_000_thousand_sum_to_it_at_the_keys_in_use(alpha: float) -> None:
    # 渋川 6/94, 御殿場・小山 20/80 (equal part / by residents), and the ends.
    parts = shares_of(SharingKey("mixed", alpha, {}), NAMES, RESIDENTS)
    paid = whole_yen((parts * 100_000_000)[:, np.newaxis], RESIDENTS, NAMES)
    assert paid.sum() == 100_000_000
    assert np.abs(paid[:, 0] - parts * 100_000_000).max() < 1


def test_harp_bears_1_5_times_for_twice_the_population() -> None:
    parts = shares_of(SharingKey("harp", 0, {}), ("a", "b"), np.array([150_000.0, 300_000.0]))
    assert parts[1] / parts[0] == YEN(1.5)


def test_harp_divides_1000_by_100k_200k_400k_as_published() -> None:
    key = SharingKey("harp", 0, {})
    parts = shares_of(key, ("a", "b", "c"), np.array([100_000.0, 200_000.0, 400_000.0]))
    assert [round(float(part) * 1000, 4) for part in parts] == [210.5263, 315.7895, 473.6842]


def test_100_a_year_for_five_years_among_three_equal_cities_is_170_165_165() -> None:
    exact = np.full((3, 5), 100 / 3)
    same = np.array([350_000.0, 350_000.0, 350_000.0])
    assert whole_yen(exact, same, ("a", "b", "c")).sum(axis=1).tolist() == [170, 165, 165]
    larger_last = np.array([350_000.0, 350_000.0, 350_001.0])
    assert whole_yen(exact, larger_last, ("a", "b", "c")).sum(axis=1).tolist() == [165, 165, 170]


@given(
    key=KEYS,
    total=st.integers(0, 10**12),
    residents=st.lists(st.integers(1, 4_000_000), min_size=2, max_size=12),
)
def test_shares_sum_to_the_total_to_the_yen_for_any_group_and_key(
    key: SharingKey, total: int, residents: list[int]
) -> None:
    codes = [f"c{index:02d}" for index in range(len(residents))]
    population = np.array(residents, dtype=np.float64)
    parts = shares_of(key, codes, population)
    assert math.fsum(parts) == YEN(1, abs=1e-12)
    paid = whole_yen((parts * total)[:, np.newaxis], population, codes)
    assert int(paid.sum()) == total
    assert np.abs(paid[:, 0] - parts * total).max() < 1


@given(
    total=st.integers(0, 10**9),
    residents=st.lists(st.integers(1, 2_000_000), min_size=2, max_size=8),
)
def test_whole_yen_equal_the_largest_remainders_of_exact_fractions(
    total: int, residents: list[int]
) -> None:
    codes = [f"c{index}" for index in range(len(residents))]
    population = np.array(residents, dtype=np.float64)
    parts = shares_of(SharingKey("mixed", 0.25, {}), codes, population)
    found = whole_yen((parts * total)[:, np.newaxis], population, codes)[:, 0]
    count, people = len(residents), sum(residents)
    exact = [
        total * (Fraction(1, 4) / count + Fraction(3, 4) * Fraction(one, people))
        for one in residents
    ]
    down = [math.floor(one) for one in exact]
    order = sorted(
        range(count), key=lambda i: (-round(exact[i] - down[i], 6), -residents[i], codes[i])
    )
    for index in order[: total - sum(down)]:
        down[index] += 1
    assert found.tolist() == down


def test_two_groups_in_one_call_share_apart() -> None:
    exact = np.array([[50.5], [50.5], [33.4], [33.3], [33.3]])
    group = np.array([0, 0, 1, 1, 1])
    found = whole_yen(exact, np.ones(5), ("a", "b", "c", "d", "e"), group)
    assert found[:, 0].tolist() == [51, 50, 34, 33, 33]


def test_the_shown_city_bears_its_share_and_all_shares_make_the_group() -> None:
    lines = [
        *priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}),
        *priced({"S250": 7, "S350": 8, "S450": 9, "J3": 6}, "I04", basis="per_city"),
    ]
    answers = round_of(asked(("I03", "I04")), lines)
    # The city that is shown is "c"; in each turn another size is.
    turns = ((250_000, 350_000, 450_000), (350_000, 250_000, 450_000), (450_000, 350_000, 250_000))
    groups = [[city(code, size) for code, size in zip("cba", turn, strict=True)] for turn in turns]
    group = groups[0]
    whole = nominal(compare_for(answers, group=group).offers[0])
    shares = [nominal(compare_for(answers, one[0].population, one).offers[0]) for one in groups]
    assert sum(shares) == YEN(whole)
    found = share_among(answers, group)
    # A group stands in the order of its codes: a, b, c.
    assert found.share_jpy[:, 0] == YEN(shares[::-1])
    assert found.group_jpy[0] == YEN(whole)


def test_what_is_paid_sums_to_the_groups_tax_included_amount_in_every_year() -> None:
    lines = [
        *priced({"S350": 999_999_001, "J3": 2_100_000_007}),
        *priced({"S350": 1_234_567, "J3": 3_000_001}, "R01"),
    ]
    answers = round_of(asked(("I03", "R01")), lines)
    group = [city("a", 300_000), city("b", 350_000), city("c", 400_001)]
    found = share_among(answers, group)
    offer = compare_for(answers, group=group).offers[0]
    for index, year in enumerate(found.fiscal_years):
        due = offer.cash.by_fiscal_year.get(year, 0)
        assert int(found.paid[:, 0, index].sum()) == math.floor(due + 0.5)


def test_the_last_to_join_adds_less_than_it_pays_alone() -> None:
    answers = round_of(asked(), priced({"S350": 100, "J3": 210}))
    found = share_among(answers, [city(name, 350_000) for name in "abc"])
    two = 2 * 100 * 0.7 ** (math.log(2) / math.log(3))
    joiners = joiners_among(answers, [city(name, 350_000) for name in "abc"])
    assert joiners.marginal_jpy[:, 0] == YEN([210 - two] * 3)
    assert found.alone_jpy[:, 0] == YEN([100] * 3)
    assert found.difference_jpy[:, 0] == YEN([-30] * 3)


def test_levelled_shares_stand_against_going_alone_and_without_each_member_levelled_too() -> None:
    sizes = {"S250": 80, "S350": 100, "S450": 118, "J3": 210}
    offers = [
        [*priced(sizes), *priced({name: price * part for name, price in sizes.items()}, "I04")]
        for part in (0.5, 0.25)
    ]
    hole = [line("I04", state="separate", scenario_id=name) for name in sizes]
    answers = round_of(asked(("I03", "I04")), *offers, [*priced(sizes), *hole])
    group = [city("a", 250_000), city("b", 350_000), city("c", 450_000)]
    found, plain = share_among(answers, group, levelling="max"), share_among(answers, group)
    joiners = joiners_among(answers, group, levelling="max")
    for index, member in enumerate(group):
        single = compare_for(answers, group=(), levelling="max", population=member.population)
        assert found.alone_jpy[index] == YEN([nominal(one) for one in single.offers])
        rest = [one for one in group if one != member]
        without = share_among(answers, rest, levelling="max").group_jpy
        assert joiners.marginal_jpy[index] == YEN(found.group_jpy - without)
    # What the dearer donor asks is half of what the third offer has quoted.
    assert found.levelled_jpy == YEN(np.array([0, 0, plain.group_jpy[2] / 2]))
    assert found.group_jpy - found.levelled_jpy == YEN(plain.group_jpy)
    assert found.share_jpy.sum(axis=0) == YEN(found.group_jpy)
    assert found.alone_jpy - found.alone_levelled_jpy == YEN(plain.alone_jpy)
    assert found.alone_levelled_jpy[:, 2] == YEN(plain.alone_jpy[:, 2] / 2)
    levelled = [False, False, True]
    assert joiners.is_levelled.tolist() == [levelled] * 3
    assert found.is_levelled_year.any(axis=1).tolist() == levelled
    assert not found.is_open.any()
    assert not found.is_alone_open.any()
    assert (plain.is_open.tolist(), plain.is_alone_open.tolist()) == (levelled, [levelled] * 3)
    assert not joiners_among(answers, group).is_levelled.any()


def test_the_order_of_the_members_changes_no_share() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118, "J3": 210}))
    sizes = (250_000, 350_000, 450_000)
    group = [city(code, size) for code, size in zip("abc", sizes, strict=True)]
    renamed = [city(code, size) for code, size in zip("cba", sizes, strict=True)]
    forward, backward = share_among(answers, group), share_among(answers, renamed)
    assert share_among(answers, group[::-1]).paid.tolist() == forward.paid.tolist()
    assert forward.paid.tolist() == backward.paid[::-1].tolist()
    assert forward.group_jpy == YEN(backward.group_jpy)


def test_own_weights_that_sum_to_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="own weights"):
        shares_of(SharingKey("own", 0.5, {"z": 1}), ("a", "b"), np.array([1.0, 2.0]))


def test_per_city_price_falls_with_the_number_of_cities_as_quoted() -> None:
    questions = asked(alone={"S350": 350_000}, joint={"J2": (350_000, 2), "J5": (350_000, 5)})
    answers = round_of(questions, priced({"S350": 100, "J2": 160, "J5": 300}), priced({"S350": 90}))
    found = evaluated(answers).number_effect
    assert found is not None
    assert found.counts == (1, 2, 5)
    assert found.per_city_jpy[:, 0].tolist() == YEN([100, 80, 60])
    assert found.per_city_jpy[0, 1] == 90
    assert np.isnan(found.per_city_jpy[1:, 1]).all()
    assert found.is_quoted.tolist() == [[True, True], [True, False], [True, False]]


def test_the_effect_of_the_number_is_open_where_a_quote_that_is_used_lacks_a_price() -> None:
    questions = asked(
        ("I03", "I04"), alone={"S350": 350_000}, joint={"J2": (350_000, 2), "J5": (350_000, 5)}
    )
    sizes = {"S350": 100, "J2": 160, "J5": 300}
    offers = []
    for lacking in sizes:
        here = {name: price for name, price in sizes.items() if name != lacking}
        hole = line("I04", state="separate", scenario_id=lacking)
        offers.append([*priced(sizes), *priced(here, "I04"), hole])
    whole = [*priced(sizes), *priced(sizes, "I04")]
    found = evaluated(round_of(questions, *offers, whole)).number_effect
    assert found is not None
    assert found.counts == (1, 2, 5)
    # Every number goes by the single price; two and five by their own quotes.
    assert found.is_open.T.tolist() == [
        [True, True, True],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]


def test_a_quoted_scenario_a_city_alone_and_a_group_of_one_share_with_nobody() -> None:
    answers, one = round_of(asked(), priced({"S350": 100, "J3": 210})), city("a", 350_000)
    for chosen in (CityChoice(), CityChoice(one), CityChoice(group=(one,))):
        assert evaluated(answers, cities=chosen).joint_use is None


def test_whether_numbers_of_cities_have_an_effect_hangs_on_what_is_quoted_alone() -> None:
    groups = asked(alone={"S350": 350_000}, joint={"J2": (350_000, 2)})
    rounds = [
        round_of(groups, priced({"S350": 100, "J2": 160})),
        round_of(groups, priced({"S350": 100})),
        round_of(asked(alone={"S350": 350_000}, joint={}), priced({"S350": 100})),
        round_of(asked(alone={}, joint={"J2": (350_000, 2)}), priced({"J2": 160})),
    ]
    found = [evaluated(answers) for answers in rounds]
    told = [has_number_effect(one.basis) for one in found]
    assert told == [one.number_effect is not None for one in found]
    assert set(told) == {True, False}

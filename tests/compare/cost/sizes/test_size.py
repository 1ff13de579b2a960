"""One size for all (method §3): the curve, its ends, what follows a quantity instead."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.bounds import Bound
from tests.answers import answer, collect, line
from tests.compare.sized_rounds import (
    ALONE,
    asked,
    compare_for,
    figures_for,
    nominal,
    priced,
    round_of,
)

MILLION = 1_000_000
YEN = pytest.approx
HUNDREDTH = 0.005


def test_80_to_100_and_10_to_40_at_250k_to_350k_give_111_48_at_300k() -> None:
    dear = priced({"S250": 80 * MILLION, "S350": 100 * MILLION})
    steep = priced({"S250": 10 * MILLION, "S350": 40 * MILLION}, "I04")
    answers = round_of(asked(("I03", "I04")), [*dear, *steep])
    assert nominal(figures_for(answers, 300_000)) / MILLION == YEN(111.48, abs=HUNDREDTH)
    whole = priced({"S250": 90 * MILLION, "S350": 140 * MILLION})
    one_curve = nominal(figures_for(round_of(asked(), whole), 300_000)) / MILLION
    assert one_curve == YEN(114.35, abs=HUNDREDTH), "summing is not interpolating the sum"


def test_one_time_and_recurring_cost_of_one_cell_follow_curves_of_their_own() -> None:
    early = {"start_on": "2026-04-01", "months": 12}
    lines = [
        *priced({"S250": 1_000_000, "S350": 1_000_000}, "R01", **early),
        *priced({"S250": 1_000_000, "S350": 1_200_000}, "R01"),
    ]
    found = figures_for(round_of(asked(("R01",)), lines), 300_000)
    assert found.totals.initial_jpy == YEN(12 * 1_000_000)
    assert found.totals.recurring_jpy == YEN(60 * 1_103_838, rel=1e-6)


@pytest.mark.parametrize(("name", "size"), ALONE.items())
def test_at_a_quoted_size_the_figure_is_exactly_the_quote(name: str, size: int) -> None:
    quotes = {"S250": 79_999_999, "S350": 100_000_001, "S450": 118_123_457}
    answers = round_of(asked(), priced(quotes))
    found = figures_for(answers, size)
    assert nominal(found) == quotes[name]
    assert (found.size.size, found.bound.kind) == ("quoted", "exact")


@settings(max_examples=30)
@given(
    quotes=st.lists(st.integers(1, 10**10), min_size=3, max_size=3).map(sorted),
    first=st.integers(100_000, 700_000),
    second=st.integers(100_000, 700_000),
)
def test_the_curve_grows_with_the_city_where_the_quotes_grow(
    quotes: list[int], first: int, second: int
) -> None:
    small, large = sorted((first, second))
    answers = round_of(asked(), priced(dict(zip(ALONE, quotes, strict=True))))
    low, high = (nominal(figures_for(answers, size)) for size in (small, large))
    assert low <= high * (1 + 1e-12)


@settings(max_examples=30)
@given(factor=st.integers(2, 1000), size=st.integers(100_000, 700_000))
def test_all_prices_times_k_give_k_times_the_total(factor: int, size: int) -> None:
    quotes = {"S250": 80_000_003, "S350": 100_000_007, "S450": 118_000_009}
    recurring = {"S250": 1_000_003, "S350": 1_100_000, "S450": 1_500_000}
    once = [*priced(quotes), *priced(recurring, "R01")]
    times = [
        *priced({name: price * factor for name, price in quotes.items()}),
        *priced({name: price * factor for name, price in recurring.items()}, "R01"),
    ]
    plain = nominal(figures_for(round_of(asked(("I03", "R01")), once), size))
    scaled = nominal(figures_for(round_of(asked(("I03", "R01")), times), size))
    assert scaled == YEN(plain * factor, rel=1e-12)


def test_outside_the_quoted_sizes_the_end_segment_goes_on_and_is_marked() -> None:
    answers = round_of(asked(), priced({"S250": 80 * MILLION, "S350": 100 * MILLION}))
    found = figures_for(answers, 500_000)
    exponent = 0.6631  # ln(100/80) / ln(350/250)
    assert nominal(found) / MILLION == YEN(100 * (500 / 350) ** exponent, abs=HUNDREDTH)
    assert found.size.size == "extrapolated"
    assert figures_for(answers, 300_000).size.size == "interpolated"


def test_an_offer_with_one_quoted_size_is_not_scaled_and_marked() -> None:
    answers = round_of(asked(), priced({"S350": 100 * MILLION}))
    found = figures_for(answers, 420_000)
    assert nominal(found) == 100 * MILLION
    assert found.size.size == "single_point"


def test_a_zero_end_makes_the_curve_a_straight_line_and_is_marked() -> None:
    lines = [
        line("I03", state="free", scenario_id="S250", amount=None),
        *priced({"S350": 100 * MILLION}),
        *priced({"S250": 10 * MILLION, "S350": 10 * MILLION}, "I04"),
    ]
    found = figures_for(round_of(asked(("I03", "I04")), lines), 300_000)
    assert nominal(found) == YEN((50 + 10) * MILLION)
    assert found.size.linear_cells == 1
    assert found.bound.kind == "exact"


def test_a_straight_line_continued_below_zero_stops_at_zero() -> None:
    lines = [
        line("I03", state="free", scenario_id="S250"),
        *priced({"S350": 100 * MILLION}),
        *priced({"S250": 1, "S350": 1}, "I04"),
    ]
    answers = round_of(asked(("I03", "I04")), lines)
    assert nominal(figures_for(answers, 200_000)) == YEN(1)


def test_a_cell_priced_at_one_end_only_is_left_out_and_the_total_is_at_least() -> None:
    lines = [
        *priced({"S250": 80 * MILLION, "S350": 100 * MILLION}),
        line("I04", 30 * MILLION, scenario_id="S250"),
        line("I04", state="separate", scenario_id="S350"),
    ]
    answers = round_of(asked(("I03", "I04")), lines)
    between = figures_for(answers, 300_000)
    assert nominal(between) / MILLION == YEN(90.28, abs=HUNDREDTH)
    assert between.coverage.holes == {"size_gap": (("B01", "I04"),)}
    assert between.bound == Bound.at_least(nominal(between))
    assert nominal(figures_for(answers, 250_000)) == 110 * MILLION


def test_a_cell_included_at_one_end_and_priced_at_the_other_is_not_interpolated() -> None:
    lines = [
        *priced({"S250": 80 * MILLION, "S350": 100 * MILLION}),
        line("I04", 30 * MILLION, scenario_id="S250"),
        line(
            "I04",
            state="included",
            scenario_id="S350",
            included_in={"business": "B01", "item": "I03"},
        ),
    ]
    found = figures_for(round_of(asked(("I03", "I04")), lines), 300_000)
    assert found.coverage.holes == {"size_gap": (("B01", "I04"),)}
    assert found.is_lower_bound


def test_a_bundle_at_one_end_and_single_prices_at_the_other_are_left_out_together() -> None:
    questions = asked(("R01",), ("B01", "B18"))
    lines = [
        line("R01", 10, scenario_id="S250", businesses=["B01", "B18"]),
        line("R01", 6, scenario_id="S350", businesses=["B01"]),
        line("R01", 6, scenario_id="S350", businesses=["B18"]),
    ]
    found = figures_for(round_of(questions, lines), 300_000)
    assert set(found.coverage.holes["size_gap"]) == {("B01", "R01"), ("B18", "R01")}


PER_HEAD: dict[str, Any] = {"frequency": "yearly", "basis": "per_resident"}


def price_at(size: float, first: float, second: float) -> float:
    """Return the unit price between 250 and 350 thousand residents, worked out apart."""
    power = math.log(second / first) / math.log(350 / 250)
    return float(first * (size / 250_000) ** power)


@pytest.mark.parametrize("size", [180_000, 250_000, 260_000, 295_803, 295_804, 310_000, 420_000])
def test_a_price_per_resident_follows_the_size_as_a_price(size: int) -> None:
    lines = priced({"S250": 100, "S350": 90}, "R01", **PER_HEAD)
    found = figures_for(round_of(asked(("R01",)), lines), size)
    assert found.totals.equivalent_annual_jpy == YEN(price_at(size, 100, 90) * size)


def test_a_price_per_staff_member_takes_the_citys_own_staff() -> None:
    questions = asked(("R01",), staff=0.01)
    fields = {**PER_HEAD, "basis": "per_staff"}
    lines = priced({"S250": 5000, "S350": 4000}, "R01", **fields)
    found = figures_for(round_of(questions, lines), 300_000)
    assert found.totals.equivalent_annual_jpy == YEN(price_at(300_000, 5000, 4000) * 3000)


def test_69_1_yen_at_350k_and_65_4_at_500k_are_67_225_and_67_224() -> None:
    questions = asked(("R01",), alone={"S350": 350_000, "S500": 500_000})
    answers = round_of(questions, priced({"S350": 69.1, "S500": 65.4}, "R01", **PER_HEAD))
    for size, price in ((418_300, 67.225), (418_350, 67.224)):
        found = figures_for(answers, size).totals.equivalent_annual_jpy
        assert found is not None
        assert found / size == pytest.approx(price, abs=0.0005)


@given(st.integers(180_000, 420_000), st.integers(1, 500), st.integers(1, 500))
@settings(max_examples=20)
def test_a_price_per_resident_jumps_nowhere(size: int, first: int, second: int) -> None:
    lines = priced({"S250": first, "S350": second}, "R01", **PER_HEAD)
    answers = round_of(asked(("R01",)), lines)
    here, beside = (
        figures_for(answers, one).totals.equivalent_annual_jpy for one in (size, size + 1)
    )
    assert here is not None
    assert here == YEN(price_at(size, first, second) * size)
    assert beside == pytest.approx(here, rel=2e-4)


@pytest.mark.parametrize("size", [175_000, 350_000, 700_000])
def test_with_one_quoted_size_staff_and_cases_go_with_the_residents(size: int) -> None:
    questions = asked(("R01", "R02"), alone={"S350": 350_000}, volumes={"P01": 0.1}, staff=0.01)
    lines = [
        line("R01", 5000, scenario_id="S350", **{**PER_HEAD, "basis": "per_staff"}),
        line("R02", 50, scenario_id="S350", basis="per_case", procedure_id="P01"),
    ]
    found = figures_for(round_of(questions, lines), size)
    assert found.totals.equivalent_annual_jpy == YEN(5000 * size * 0.01 + 50 * size * 0.1)


def test_per_resident_at_one_size_and_per_staff_at_the_other_fade_into_one_another() -> None:
    questions = asked(("R01",), staff=0.01)
    lines = [
        line("R01", 100, scenario_id="S250", **PER_HEAD),
        line("R01", 9000, scenario_id="S350", **{**PER_HEAD, "basis": "per_staff"}),
    ]
    answers = round_of(questions, lines)
    for size, share in ((250_000, 0), (275_000, 0.25), (300_000, 0.5), (325_000, 0.75)):
        found = figures_for(answers, size).totals.equivalent_annual_jpy
        assert found == YEN(100 * (1 - share) * size + 9000 * share * size * 0.01)


def test_the_same_tiers_at_both_sizes_take_the_citys_own_quantity() -> None:
    tiers = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 280_000, "amount": 1}]
    lines = [line("R01", scenario_id=name, tiers=tiers, **PER_HEAD) for name in ("S250", "S350")]
    answers = round_of(asked(("R01",)), lines)
    for size, amount in ((260_000, 520_000), (300_000, 580_000), (340_000, 620_000)):
        assert figures_for(answers, size).totals.equivalent_annual_jpy == YEN(amount)


def test_a_price_per_case_takes_the_cases_read_off_the_questionnaires_sizes() -> None:
    questions = asked(("R01",), volumes={"P01": 0.1})
    lines = priced({"S250": 50, "S350": 50}, "R01", basis="per_case", procedure_id="P01")
    found = figures_for(round_of(questions, lines), 300_000)
    assert found.totals.equivalent_annual_jpy == YEN(50 * 30_000)


def test_a_minimum_charge_is_held_against_the_citys_own_quantity() -> None:
    questions = asked(("R01",), volumes={"P01": 0.1})
    lines = priced(
        {"S250": 50, "S350": 50},
        "R01",
        basis="per_case",
        procedure_id="P01",
        minimum_charge=1_000_000,
    )
    answers = round_of(questions, lines)
    found = figures_for(answers, 150_000)
    assert found.totals.equivalent_annual_jpy == YEN(1_000_000)
    assert figures_for(answers, 450_000).totals.equivalent_annual_jpy == YEN(50 * 45_000)


def test_a_sum_at_one_size_and_a_price_per_resident_at_the_other_meet_on_one_curve() -> None:
    lines = [
        line("R01", 30 * MILLION, frequency="yearly", scenario_id="S250"),
        line("R01", 100, frequency="yearly", basis="per_resident", scenario_id="S350"),
    ]
    found = figures_for(round_of(asked(("R01",)), lines), 300_000)
    low, high = 30 * MILLION, 35 * MILLION
    assert found.totals.equivalent_annual_jpy is not None
    assert low < found.totals.equivalent_annual_jpy < high


def test_the_years_are_those_of_the_nearer_size_and_ties_go_to_the_lower() -> None:
    def paid(day: str, name: str, amount: int) -> dict[str, object]:
        return line("I03", amount, scenario_id=name, accepted_on=day)

    lines = [paid("2026-05-01", "S250", 80), paid("2027-05-01", "S350", 100)]
    answers = round_of(asked(), lines)
    assert list(figures_for(answers, 290_000).by_fiscal_year) == [2026]
    assert list(figures_for(answers, 300_000).by_fiscal_year) == [2027]
    tie = (250_000 * 350_000) ** 0.5
    assert list(figures_for(answers, tie).by_fiscal_year) == [2026]


@settings(max_examples=30)
@given(size=st.integers(150_000, 600_000), cut=st.integers(2, 50))
def test_adding_an_offer_never_changes_another(size: int, cut: int) -> None:
    first = answer(priced({"S250": 80, "S350": 100, "S450": 130}), response_id="a")
    second = answer(priced({"S250": 80 * cut, "S450": 90 * cut}), response_id="b")
    alone = compare_for(collect(asked(), first), size).offers[0]
    beside = compare_for(collect(asked(), second, first), size).offer("a:A")
    assert alone == beside


def test_an_offer_without_any_single_city_price_has_no_figure_for_a_city() -> None:
    answers = round_of(asked(), priced({"J3": 210}), priced({"S350": 100}))
    found = compare_for(answers, 300_000).offers
    assert found[0].totals.nominal_jpy is None
    assert found[0].size.size == "not_quoted"
    assert found[0].bound.order(found[1].bound) == "unknown"
    assert nominal(found[1]) == 100

"""Where two totals meet (method §8): the published pilot table (domain §10), and by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.plausibility.reference_figures import reference_value
from rfi.analysis.robust.flip_points import TotalsOf, linear_flip, scanned_flips
from rfi.analysis.robust.robustness import exact_totals
from rfi.compare.round.answers import AnswerSet
from rfi.normalize.step import FloatArray
from tests.answers import MILLION, answer, collect, line, questionnaire
from tests.views.rounds import compared, round_of

PILOT = ("pilot:A", "pilot:B")
# Range of the slider of the exchange rate (domain §9).
SLIDER = (100.0, 180.0)


def pilot_totals(at: float) -> tuple[float, float]:
    """Return A and B of the published table at a rate."""
    found = compared(round_of("published"), fx_usd_jpy=at)
    first, second = (found.offer(key).totals.nominal_jpy for key in PILOT)
    assert first is not None
    assert second is not None
    return first, second


def over(answers: AnswerSet, key: str, offers: tuple[str, str]) -> TotalsOf:
    def totals(values: FloatArray) -> FloatArray:
        rows = []
        for value in values.tolist():
            found = compared(answers, **{key: value})
            keys = [offer.offer_key for offer in found.offers]
            rows.append(exact_totals(found)[[keys.index(name) for name in offers]])
        return np.array(rows)

    return totals


def test_the_pilot_table_turns_at_137_45_yen_a_dollar_from_two_rates() -> None:
    (a1, b1), (a2, b2) = pilot_totals(115), pilot_totals(160)
    found = linear_flip((115, 160), (a1, a2), (b1, b2), SLIDER)
    assert found is not None
    assert round(found.value, 2) == reference_value("pilot_flip") == 137.45
    assert (found.method, found.is_inside, found.low, found.high) == ("linear", True, 100, 180)
    assert found.cheaper_below == 1, "below it B, the government cloud, is the cheaper"


@pytest.mark.parametrize(
    ("rate", "expected"), [(115, -198_282_529), (139, 13_675_993), (160, 199_139_700)]
)
def test_the_pilot_difference_is_minus_198m_at_115_plus_13_7m_at_139_and_plus_199m_at_160(
    rate: float, expected: int
) -> None:
    first, second = pilot_totals(rate)
    assert second - first == pytest.approx(expected, abs=10)


def test_at_the_turn_both_totals_of_the_pilot_table_are_equal_within_its_rounding() -> None:
    totals = pilot_totals(137.45)
    assert totals[0] == pytest.approx(totals[1], abs=100_000), "of 4,789 million"


def test_scanning_finds_the_turn_of_the_pilot_table_that_the_straight_line_gives() -> None:
    totals = over(round_of("published"), "fx_usd_jpy", PILOT)
    # The comparison itself is worked out at each value, so the range is kept short.
    (found,) = scanned_flips(totals, (137.0, 138.0))
    at = totals(np.array([100.0, 180.0]))
    exact = linear_flip((100, 180), (at[0, 0], at[1, 0]), (at[0, 1], at[1, 1]), SLIDER)
    assert exact is not None
    assert found.value == pytest.approx(exact.value, abs=1e-6)
    assert (found.cheaper_below, found.method) == (exact.cheaper_below, "bisection")


def test_parallel_and_equal_totals_turn_nowhere() -> None:
    assert linear_flip((1, 2), (10, 20), (11, 21), (0, 9)) is None
    assert linear_flip((1, 2), (10, 20), (10, 20), (0, 9)) is None


def test_a_turn_outside_the_range_is_told_as_such() -> None:
    # −10 at 115 and −5 at 139 reach 0 at 163; −10 and −8 reach it at 235 only.
    inside = linear_flip((115, 139), (0, 0), (-10, -5), SLIDER)
    outside = linear_flip((115, 139), (0, 0), (-10, -8), SLIDER)
    assert inside is not None
    assert outside is not None
    assert (inside.value, outside.value) == pytest.approx((163, 235))
    assert (inside.is_inside, outside.is_inside) == (True, False)


def test_a_total_that_is_only_known_from_below_claims_no_turn() -> None:
    asked = questionnaire(("I03", "R01"))
    dollars = line("I03", 1, currency="USD", unit="million")
    whole = answer([line("I03", 140 * MILLION), line("R01", 1)], response_id="b")
    for second, expected in (([line("R01", 1)], 1), ([], 0)):
        answers = collect(asked, answer([dollars, *second], response_id="a"), whole)
        totals = over(answers, "fx_usd_jpy", ("a:A", "b:A"))
        assert np.isnan(totals(np.array([150.0]))).any() == (expected == 0)
        assert len(scanned_flips(totals, (139.0, 141.0))) == expected
    assert linear_flip((1, 2), (10, math.nan), (11, 5), (0, 9)) is None


def test_every_turn_of_a_curve_is_listed_in_order() -> None:
    def totals(values: FloatArray) -> FloatArray:
        return np.stack([np.cos(values), np.zeros(len(values))], axis=1)

    found = scanned_flips(totals, (0.0, 7.0))
    assert [each.value for each in found] == pytest.approx([math.pi / 2, 3 * math.pi / 2])
    assert [each.cheaper_below for each in found] == [1, 0]


def test_totals_that_only_touch_do_not_turn_and_a_turn_on_a_looked_at_value_counts_once() -> None:
    def touching(values: FloatArray) -> FloatArray:
        return np.stack([(values - 1) ** 2, np.zeros(len(values))], axis=1)

    def crossing(values: FloatArray) -> FloatArray:
        return np.stack([values - 1, np.zeros(len(values))], axis=1)

    assert scanned_flips(touching, (0.0, 2.0)) == ()
    (found,) = scanned_flips(crossing, (0.0, 2.0))
    assert found.value == pytest.approx(1)


@pytest.mark.parametrize(("turn", "width"), [(1.0, 0.1), (1.005, 0.001)])
def test_no_turn_is_claimed_over_a_stretch_that_is_not_known(turn: float, width: float) -> None:
    # The second hole lies between two looked-at values, 1.00 and 1.01.
    def holed(values: FloatArray) -> FloatArray:
        first = np.where(np.abs(values - turn) < width, np.nan, values - turn)
        return np.stack([first, np.zeros(len(values))], axis=1)

    assert scanned_flips(holed, (0.0, 2.0)) == ()


AMOUNT = st.integers(-(10**9), 10**9)


@given(AMOUNT, AMOUNT, st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_at_a_linear_turn_both_totals_are_equal_and_both_ways_agree(
    fixed: int, other_fixed: int, slope: int, other_slope: int
) -> None:
    def totals(values: FloatArray) -> FloatArray:
        return np.stack([fixed + slope * values, other_fixed + other_slope * values], axis=1)

    at = totals(np.array([100.0, 180.0]))
    found = linear_flip((100, 180), (at[0, 0], at[1, 0]), (at[0, 1], at[1, 1]), SLIDER)
    if found is None:
        assert slope == other_slope
        return
    here = totals(np.array([found.value]))[0]
    assert here[0] == pytest.approx(here[1], rel=1e-9, abs=1e-3 * (1 + abs(found.value)))
    if 101 < found.value < 179:
        (scanned,) = scanned_flips(totals, SLIDER)
        assert scanned.value == pytest.approx(found.value, abs=1e-6)
        assert scanned.cheaper_below == found.cheaper_below

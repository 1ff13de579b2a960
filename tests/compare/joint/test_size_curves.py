"""Totals over the size of a city, and where two offers cross."""

import math

import pytest

from rfi.compare.joint.size_curves import SizeCurves
from rfi.compare.round.answers import AnswerSet
from tests.answers import line
from tests.compare.sized_rounds import asked, compare_for, nominal, priced, round_of
from tests.evaluations import evaluated

MILLION = 1_000_000


def curves(answers: AnswerSet) -> SizeCurves:
    found = evaluated(answers).size_curves
    assert found is not None
    return found


def root(size: float) -> float:
    return round(100.05 * MILLION * math.sqrt(size / 300_000), 3)


def test_50_and_50_p_over_300k_cross_100_05_root_p_at_281_6k_and_319_6k() -> None:
    sizes = {"S200": 200_000, "S400": 400_000}
    fixed = priced(dict.fromkeys(sizes, 50 * MILLION))
    growing = priced(
        {name: round(50 * MILLION * p / 300_000, 3) for name, p in sizes.items()}, "I04"
    )
    rival = priced({name: root(p) for name, p in sizes.items()})
    answers = round_of(
        asked(("I03", "I04"), alone=sizes, joint={}),
        [*fixed, *growing],
        [*rival, *(line("I04", state="free", scenario_id=name) for name in sizes)],
    )
    found = curves(answers).crossovers
    assert [round(each.population / 1000, 1) for each in found] == [281.6, 319.6]
    assert [each.cheaper_below for each in found] == [1, 0]
    assert all(each.is_certain for each in found)
    for each in found:
        totals = [nominal(offer) for offer in compare_for(answers, each.population).offers]
        assert totals == pytest.approx([each.total_jpy] * 2)


@pytest.mark.parametrize("turned", [False, True])
def test_offers_that_are_equal_at_a_quoted_size_cross_there_once(*, turned: bool) -> None:
    steep = priced({"S250": 80, "S350": 100, "S450": 130})
    flat = priced({"S250": 90, "S350": 100, "S450": 110})
    offers = (flat, steep) if turned else (steep, flat)
    (found,) = curves(round_of(asked(), *offers)).crossovers
    assert (found.population, found.total_jpy) == pytest.approx((350_000, 100))
    assert found.cheaper_below == (1 if turned else 0)


def test_a_crossing_of_small_amounts_is_read_off_the_chord_within_the_last_resident() -> None:
    # A yen for 2,500 residents against 113.3333 yen.
    growing = priced({"S250": 100, "S350": 140})
    fixed = priced(dict.fromkeys(("S250", "S350"), 113.3333))
    questions = asked(alone={"S250": 250_000, "S350": 350_000}, joint={})
    (found,) = curves(round_of(questions, growing, fixed)).crossovers
    assert found.population == pytest.approx(283_333.25, abs=0.01)


def test_offers_that_touch_at_a_quoted_size_and_part_again_do_not_cross() -> None:
    cheap = priced({"S250": 80, "S350": 100, "S450": 118})
    dear = priced({"S250": 90, "S350": 100, "S450": 120})
    assert curves(round_of(asked(), cheap, dear)).crossovers == ()


def test_offers_that_never_cross_have_no_crossing() -> None:
    cheap = priced({"S250": 80, "S350": 100, "S450": 118})
    dear = priced({"S250": 81, "S350": 101, "S450": 119})
    assert curves(round_of(asked(), cheap, dear)).crossovers == ()


def test_a_crossing_beside_a_hole_is_not_certain() -> None:
    questions = asked(("I03", "I04"), alone={"S250": 250_000, "S350": 350_000}, joint={})
    first = [
        *priced({"S250": 80, "S350": 120}),
        *(line("I04", state="separate", scenario_id=name) for name in ("S250", "S350")),
    ]
    second = [*priced({"S250": 90, "S350": 100}), *priced({"S250": 1, "S350": 1}, "I04")]
    found = curves(round_of(questions, first, second)).crossovers
    assert [each.is_certain for each in found] == [False]


def test_the_curve_passes_through_every_quote_and_is_dashed_outside() -> None:
    answers = round_of(asked(), priced({"S250": 80, "S350": 100, "S450": 118}))
    found = curves(answers)
    assert list(found.quoted[0]) == [(250_000, 80), (350_000, 100), (450_000, 118)]
    outside = dict(zip(found.population.tolist(), found.is_outside[:, 0].tolist(), strict=True))
    inside = {size for size, flag in outside.items() if not flag}
    assert (min(inside), max(inside)) == (250_000, 450_000)
    totals = dict(zip(found.population.tolist(), found.totals_jpy[:, 0].tolist(), strict=True))
    assert totals[350_000] == pytest.approx(100)


def test_a_round_without_a_stated_size_has_no_curve() -> None:
    answers = round_of(asked(alone={}), priced({"J3": 80}))
    assert evaluated(answers).size_curves is None


def test_offers_alike_to_the_last_bit_do_not_cross() -> None:
    prices = {"S250": 80_000_001, "S350": 100_000_003, "S450": 118_000_007}
    split = [*priced({name: price * 0.3 for name, price in prices.items()}, "I04")]
    parts = [*priced({name: round(price * 0.7, 1) for name, price in prices.items()}), *split]
    answers = round_of(asked(("I03", "I04")), parts, parts)
    assert curves(answers).crossovers == ()

"""How sure the order of the totals is (method §8): what an evaluation says of it."""

import math

import pytest

from rfi.analysis.plausibility.reference_figures import reference_value
from tests.answers import MILLION, answer, collect, line, questionnaire
from tests.compare.sample_round import TAKAMATSU, sample_for
from tests.compare.sized_rounds import asked, city, priced, round_of
from tests.evaluations import CityChoice, evaluated
from tests.views import rounds


def test_the_pilot_table_turns_once_at_137_45_yen_a_dollar() -> None:
    found = rounds.evaluated(rounds.round_of("published")).robustness
    ((first, second, points),) = [(one.first, one.second, one.points) for one in found.turns]
    assert (first, second) == (0, 1)
    assert [round(point.value, 2) for point in points] == [reference_value("pilot_flip")]
    assert points[0].cheaper_below == 1
    assert (found.low, found.high) == (100, 180)


def test_of_a_total_that_is_not_exact_nothing_is_claimed() -> None:
    found = rounds.evaluated(rounds.holey()).robustness
    assert found.turns == ()
    assert math.isnan(found.uncertain.p50[1])
    assert found.uncertain.cheapest_share[0] == 1


def test_every_price_is_off_by_the_spread_that_is_assumed() -> None:
    lines = [line("I03", 10 * MILLION)]
    answers = collect(questionnaire(("I03",)), answer(lines))
    for spread in (0.0, 0.2):
        found = evaluated(answers, changes={"price_spread": spread}).robustness.uncertain
        # Of a triangle of ± the spread half lie below its middle, four in five below 1 − √0.4.
        reach = spread * (1 - math.sqrt(0.4))
        assert found.p50 == pytest.approx([10 * MILLION], rel=0.01 * spread + 1e-12)
        assert found.p80 / (10 * MILLION) - 1 == pytest.approx([reach], rel=0.05)


def test_the_turns_of_a_city_lie_where_its_totals_meet() -> None:
    found = sample_for(TAKAMATSU).robustness
    for turn in found.turns:
        for point in turn.points:
            at = sample_for(TAKAMATSU, fx_usd_jpy=point.value).costs.offers
            totals = [at[index].totals.nominal_jpy for index in (turn.first, turn.second)]
            assert totals[0] == pytest.approx(totals[1], rel=1e-9)


def test_a_city_between_two_sizes_turns_where_the_curves_of_both_offers_meet() -> None:
    # In dollars at one size and in yen at the other the price of a city bends over the rate.
    sizes = {"S250": 250_000, "S350": 350_000}
    dollars = [
        line("I03", 100_000, scenario_id=name, currency="USD", vendor_fx_rate=150)
        if name == "S350"
        else line("I03", 10 * MILLION, scenario_id=name)
        for name in sizes
    ]
    yen = priced({"S250": 11 * MILLION, "S350": 14 * MILLION})
    answers = round_of(asked(("I03",), alone=sizes, joint={}), dollars, yen)
    choice = CityChoice(city("c", 300_000))
    (turn,) = evaluated(answers, cities=choice).robustness.turns
    (point,) = turn.points
    offers = evaluated(answers, cities=choice, changes={"fx_usd_jpy": point.value}).costs.offers
    first, second = (offer.totals.nominal_jpy for offer in offers)
    assert first == pytest.approx(second, abs=0.01)
    assert point.method == "bisection"
    assert point.cheaper_below == 0

"""Effects of offers held against each other: what must not matter does not."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.benefit.comparison import OfferBenefits, benefit_totals, compare_benefits
from rfi.compare.benefit.figures import MeasureFigure
from rfi.compare.round.scope import Scope
from rfi.normalize.benefit.ledgers import MEASURES
from rfi.normalize.benefit.model import build_benefit_model
from rfi.normalize.bodies import Bodies, bodies_of_cities
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import collect
from tests.benefits import (
    EXAMPLE,
    asked,
    benefits,
    cases,
    city,
    claim,
    claimed,
    compare,
    offer,
    procedure,
)
from tests.evaluations import NO_CITY, CityChoice, evaluated
from tests.views.rounds import round_of

GRADES = ("measured", "trial", "estimated", "assumed")
# Claims whose amounts grow with the city, of every ledger.
MIXED: tuple[dict[str, Any], ...] = (
    claim("minutes", 15, 10, volume=9_000, evidence="trial"),
    claim("travel", 1_000, 300, uptake=[0.2, 0.7], evidence="estimated"),
    claim("setup", 0, 120, uptake=[1, 0.5]),
    claim("overtime", 900, 500, capacity="overtime", start_on="2027-09-01"),
    claim("learn", 0, 400),
    claim("posts", 10, 9, evidence="assumed"),
    claim("visits", 800, 200),
    claim("pay", 9_000, 4_000, cash_releasing=True),
    claim("print", 700, 600),
    claim("sheets", 5_000, 100, cash_releasing=True),
    procedure({**EXAMPLE, "setup_minutes_per_person": 20}, uptake=[0.3, 0.6, 1]),
    procedure({"staff_minutes_before": 12, "staff_minutes_after": 9}, kpi="key"),
)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40))
def test_a_city_k_times_as_large_gains_k_times_as_much(k: int) -> None:
    small = benefits(*MIXED, cities=CityChoice(city()), horizon_months=60)
    grown = city(350_000 * k, volume=100_000 * k)
    large = benefits(*MIXED, cities=CityChoice(grown), horizon_months=60)
    for measure in MEASURES:
        one, many = small.measures[measure], large.measures[measure]
        assert many.is_known == one.is_known
        assert many.total.gain == pytest.approx(k * one.total.gain)
        assert many.total.loss == pytest.approx(k * one.total.loss)


def _without_pointers(found: OfferBenefits) -> OfferBenefits:
    """Return the effects without where each line stands in its file."""
    return replace(found, lines=tuple(replace(line, pointer="") for line in found.lines))


@settings(max_examples=25, deadline=None)
@given(st.permutations(MIXED))
def test_the_order_of_lines_in_a_file_changes_nothing(lines: list[dict[str, Any]]) -> None:
    shuffled, plain = (benefits(*found, horizon_months=60) for found in (lines, MIXED))
    assert _without_pointers(shuffled) == _without_pointers(plain)


def test_the_order_of_files_changes_nothing() -> None:
    first = offer(*MIXED, response_id="first")
    second = offer(*MIXED[:5], response_id="second")
    question = asked(volumes=cases())
    forth = compare(collect(question, first, second), horizon_months=60)
    back = compare(collect(question, second, first), horizon_months=60)
    assert forth.offers == back.offers


def test_another_offer_changes_no_offer() -> None:
    question = asked(volumes=cases())
    alone = compare(collect(question, offer(*MIXED)), horizon_months=60).offers[0]
    late = offer(*MIXED, response_id="zz", go_live="2029-10-01")
    beside = compare(collect(question, offer(*MIXED), late), horizon_months=60).offers[0]
    assert beside == alone


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1_000, 3_000_000),
            st.none() | st.integers(0, 500_000),
            st.none() | st.floats(0, 1),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_many_bodies_at_once_equal_one_by_one(
    given_cities: list[tuple[int, int | None, float | None]],
) -> None:
    answers = collect(asked(volumes=cases()), offer(*MIXED), offer(*MIXED[3:], response_id="b"))
    assumptions = answers.assumptions
    model = build_benefit_model(answers.tables, answers.questionnaire)
    cities = [
        city(population, code=str(index), volume=volume, online_rate=rate)
        for index, (population, volume, rate) in enumerate(given_cities)
    ]
    together = benefit_totals(model, assumptions, bodies_of_cities(cities, model.procedure_ids))
    for index, one in enumerate(cities):
        alone = benefit_totals(model, assumptions, bodies_of_cities([one], model.procedure_ids))
        for measure in MEASURES:
            np.testing.assert_allclose(
                together.claimed(measure)[index], alone.claimed(measure)[0], rtol=1e-12
            )
            np.testing.assert_allclose(
                together.discounted(measure)[index], alone.discounted(measure)[0], rtol=1e-12
            )


def test_the_haircut_never_raises_a_gain_and_never_touches_a_loss() -> None:
    found = benefits(*MIXED, evidence_factor_trial=0.8, evidence_factor_assumed=0.3)
    for figure in found.measures.values():
        assert figure.total.discounted_gain <= figure.total.gain
        assert figure.total.discounted - figure.total.discounted_gain == pytest.approx(
            figure.total.loss
        )


def test_the_total_is_the_sum_of_its_lines_and_of_its_years() -> None:
    found = benefits(*MIXED, horizon_months=60)
    for measure, figure in found.measures.items():
        lines = sum(line.measures[measure].total.claimed for line in found.lines)
        years = sum(effect.claimed for effect in figure.by_year.values())
        assert lines == pytest.approx(figure.total.claimed)
        assert years == pytest.approx(figure.total.claimed)


def test_a_claim_counts_when_any_item_of_its_business_is_in_scope() -> None:
    answers = collect(
        asked(volumes=cases()), offer(claim("minutes", 15, 10, volume=12), claim("travel", 5, 4))
    )
    own = compare(answers, scope=Scope.of([("B01", "R01")])).offers[0]
    common = compare(answers, scope=Scope.of([("COM", "R01")])).offers[0]
    assert [line.benefit_id for line in own.lines] == ["minutes"]
    assert claimed(own, "resident_hours") == pytest.approx(1)
    assert [line.benefit_id for line in common.lines] == ["travel"]
    assert "minutes" not in common.coverage.statuses


def test_the_unanswered_share_counts_kpis_asked_and_not_lines() -> None:
    found = benefits(claim("travel", 5, 4), claim("travel", 5, 4, benefit_id="again"))
    share = found.coverage.unanswered_share
    assert share == pytest.approx(13 / 14)


def kinds(*lines: dict[str, Any], **assumptions: AssumptionValue) -> dict[str, Any]:
    """Return kind → (at stake, yen) of what is found among the lines of one offer."""
    answers = collect(asked(volumes=cases()), offer(*lines))
    found = compare(answers, scope=None, cities=NO_CITY, **assumptions).offers[0]
    return {one.kind: (one.at_stake, one.at_stake_jpy) for one in found.overlaps}


def test_two_lines_on_one_procedure_put_all_but_the_larger_at_stake() -> None:
    staff = {"staff_minutes_before": 12, "staff_minutes_after": 9}
    more = {"staff_minutes_before": 12, "staff_minutes_after": 6}
    found = kinds(procedure(staff), procedure(more, kpi="key"))
    assert found == {"same_procedure": (pytest.approx(5_000), pytest.approx(5_000 * 4_208))}


def test_normal_hours_and_overtime_of_one_business_put_the_smaller_at_stake() -> None:
    found = kinds(
        claim("key", 15, 10, volume=1_200), claim("overtime", 50, 20, capacity="overtime")
    )
    assert found == {"capacity_twice": (pytest.approx(30), pytest.approx(30 * 2_805))}


def test_overtime_hours_beside_overtime_pay_are_found() -> None:
    found = kinds(
        claim("overtime", 50, 20, capacity="overtime"),
        claim("pay", 900_000, 850_000, cash_releasing=True),
    )
    assert found == {"overtime_pay": (pytest.approx(30), pytest.approx(50_000))}


def test_overtime_hours_beside_another_cost_are_no_double_count() -> None:
    assert (
        kinds(
            claim("overtime", 50, 20, capacity="overtime"),
            claim("print", 900_000, 850_000, cash_releasing=True),
        )
        == {}
    )


@pytest.mark.parametrize(("price", "yen"), [(None, None), (2.0, 2_000)])
def test_sheets_beside_printing_cost_are_at_stake_in_yen_only_with_a_price(
    price: float | None, yen: float | None
) -> None:
    lines = (claim("sheets", 1_000, 0), claim("print", 900_000, 850_000))
    found = benefits(*lines, sheet_jpy=price).overlaps
    assert [(one.kind, one.at_stake, one.at_stake_jpy) for one in found] == [
        ("printing_twice", 1_000, yen)
    ]


def test_common_hours_beside_those_of_a_business_put_the_smaller_at_stake() -> None:
    found = kinds(claim("travel", 100, 0), claim("minutes", 15, 10, volume=480))
    assert found == {"common_beside_business": (pytest.approx(40), pytest.approx(40 * 2_543))}


def test_visits_as_a_kpi_beside_visits_by_procedure_are_found() -> None:
    found = kinds(claim("visits", 1_000, 200), procedure())
    assert found["visits_twice"] == (pytest.approx(800), None)


def test_setup_claimed_twice_is_an_adverse_effect_twice() -> None:
    given_setup = {**EXAMPLE, "setup_minutes_per_person": 30}
    found = kinds(claim("setup", 0, 100), procedure(given_setup))
    assert found["setup_twice"] == (pytest.approx(-100), pytest.approx(-100 * 2_543))


def test_a_double_count_is_reported_and_nothing_is_subtracted() -> None:
    found = benefits(claim("travel", 100, 0), claim("minutes", 15, 10, volume=480))
    assert found.overlaps
    assert claimed(found, "resident_hours") == pytest.approx(140)


def test_an_adverse_effect_is_no_double_count_of_capacity() -> None:
    assert (
        kinds(claim("key", 15, 10, volume=1_200), claim("overtime", 20, 50, capacity="overtime"))
        == {}
    )


def test_the_sample_round_has_plausible_effects_in_every_ledger() -> None:
    answers = round_of("responses")
    found = evaluated(answers).benefits
    assert len(found.offers) == 6
    staff = answers.questionnaire.scenarios[found.conditions.scenario_id].staff
    assert staff is not None
    for one in found.offers:
        posts = one.fte(is_discounted=False)
        assert posts is not None
        # No vendor can free more posts than a tenth of all who use the systems.
        assert 5 < posts < staff / 10
        assert 10_000 < claimed(one, "resident_hours") / one.years < 350_000
        assert claimed(one, "cash_jpy") > 0
        assert one.measures["resident_hours"].total.loss < 0
        assert all(line.status == "answered" for line in one.lines)
        assert {overlap.kind for overlap in one.overlaps} >= {"setup_twice", "printing_twice"}


def test_the_published_round_asks_no_effects_and_shows_none() -> None:
    answers = round_of("published")
    found = evaluated(answers).benefits
    assert not found.has_lines
    assert found.offers[0].coverage.unanswered_share is None
    assert all(
        figure == MeasureFigure(figure.total) for figure in found.offers[0].measures.values()
    )


def test_an_evaluation_offers_the_effects_once() -> None:
    answers = round_of("responses")
    found = evaluated(answers)
    assert found.benefits is found.benefits
    assert found.benefits.offers == compare_benefits(answers, found.conditions).offers


def test_the_whole_country_is_counted_at_once() -> None:
    answers = round_of("responses")
    model = build_benefit_model(answers.tables, answers.questionnaire)
    count = 1_741
    size = np.linspace(500, 3_700_000, count)
    cases_of_all = size[:, None] * np.linspace(0.001, 0.5, len(model.procedures))[None, :]
    bodies = Bodies(
        codes=tuple(map(str, range(count))),
        population=size,
        households=size / 2,
        staff=size / 300,
        procedures=model.procedure_ids,
        volumes=cases_of_all,
        online_rates=np.full_like(cases_of_all, np.nan),
    )
    found = benefit_totals(model, answers.assumptions, bodies)
    hours = found.claimed("resident_hours")
    assert hours.shape == (count, 6)
    assert (np.diff(hours, axis=0) > 0).all()

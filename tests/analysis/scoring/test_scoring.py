"""The offers of a round under a rule of scoring, off by default (domain §12)."""

import pytest

from rfi.analysis.scoring.scoring import Scoring
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import sample_answers, sample_for
from tests.evaluations import evaluated

M = 1_000_000


def scored(**changes: AssumptionValue) -> Scoring:
    given: dict[str, AssumptionValue] = {"scoring": "lowest", **changes}
    found = evaluated(sample_answers(), changes=given).choices.scoring
    assert found is not None
    return found


def test_scoring_is_off_until_a_formula_is_chosen() -> None:
    assert sample_for().choices.scoring is None


def test_an_offer_with_a_required_function_unmet_has_no_points_where_that_is_chosen() -> None:
    held = sample_for(scoring="lowest", score_must="on").choices.scoring
    assert held is not None
    assert {one.total.state for one in held.points} == {"disqualified"}
    assert held.order == ()
    assert [one.total.state for one in scored().points].count("scored") == 5


def test_a_total_that_is_not_exact_has_no_points() -> None:
    found = scored()
    assert found.offers[4].price is None
    assert found.points[4].total.state == "unknown"
    assert found.triangle.points[4] is None


def test_the_kyoto_example_comes_of_answers_too() -> None:
    offers = {"a": (300, 40), "b": (250, 50), "c": (270, 30)}
    made = [
        answer(
            [line("I03", build * M), line("R01", upkeep * M, frequency="once")], response_id=name
        )
        for name, (build, upkeep) in offers.items()
    ]
    changes: dict[str, AssumptionValue] = {
        "scoring": "kyoto",
        "score_cost": 100,
        "score_residents": 0,
        "score_staff": 0,
    }
    found = evaluated(collect(questionnaire(), *made), changes=changes).choices.scoring
    assert found is not None
    assert [one.total.points for one in found.points] == [81, 88, 95]


def test_above_the_ceiling_there_are_no_points() -> None:
    found = scored(score_ceiling_jpy=3_500 * M)
    assert [one.total.state for one in found.points] == [
        "scored",
        "scored",
        "scored",
        "disqualified",
        "unknown",
        "disqualified",
    ]


@pytest.mark.parametrize(
    ("points", "weights"),
    [((50, 25, 25), (0.5, 0.25, 0.25)), ((0, 0, 0), (1 / 3, 1 / 3, 1 / 3))],
)
def test_points_are_weights_of_the_triangle(
    points: tuple[int, int, int], weights: tuple[float, float, float]
) -> None:
    cost, residents, staff = points
    found = scored(score_cost=cost, score_residents=residents, score_staff=staff)
    assert found.triangle.weights == pytest.approx(weights)
    assert sum(one.area for one in found.triangle.regions) == pytest.approx(1)

from typing import Any

from rfi.compare.cost.rows.statistics import cost_statistics
from rfi.compare.round.answers import AnswerSet
from rfi.export.record.cost_records import Spreads
from tests.export.record.sections import section
from tests.views.rounds import evaluated, holey, round_of


def record(answers: AnswerSet) -> Any:
    found = evaluated(answers)
    basis, costs = found.basis, found.costs
    keys = tuple(offer.offer_key for offer in costs.offers)
    return section("item_statistics", Spreads(cost_statistics(costs, basis), keys))


def test_the_record_says_how_each_offers_figure_is_known() -> None:
    by_item = record(holey())["by_item"]
    assert by_item["I03"] == {
        "n": 1,
        "minimum_jpy": 2_000_000,
        "median_jpy": 2_000_000,
        "mean_jpy": 2_000_000,
        "maximum_jpy": 2_000_000,
        "difference_jpy": None,
        "spread_ratio": None,
        "counts": {
            "exact": 1,
            "open": 1,
            "joined": 0,
            "free": 0,
            "unpriced": 0,
            "not_asked": 0,
        },
        "offers": {
            "first:A": {"state": "exact", "nominal_jpy": 2_000_000},
            "second:A": {"state": "open", "nominal_jpy": 2_000_000},
        },
    }


def test_the_record_of_the_sample_round_has_every_item_business_and_phase() -> None:
    answers = round_of("responses")
    found = record(answers)
    assert list(found["by_item"]) == list(answers.questionnaire.items)
    assert list(found["by_business"]) == list(answers.questionnaire.businesses)
    assert list(found["by_phase"]) == ["one_time", "recurring", "exit"]

"""Today, net effect and ratios as JSON: whole yen, and how each figure is known."""

from typing import Any

import pytest

from rfi.compare.today.ratio_survey import ReportedPair, survey_of_pairs
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.records import SECTIONS
from rfi.views.look.reading import Reading
from rfi.views.today.contents import CONTENTS
from tests.answers import answer, line, questionnaire
from tests.compare.cities import city, cost, evaluate
from tests.export.record.sections import section


def ratio_survey(evaluation: Evaluation) -> Any:
    return section("ratio_survey", SECTIONS["ratio_survey"](evaluation))


def test_an_offer_of_100_against_today_105_is_5_dearer_in_the_record() -> None:
    found = evaluate(
        city([cost("R01", 105)]),
        answer([line("R01", 100, frequency="yearly")]),
        asked=questionnaire(("R01",)),
    )
    running = section("today", found.today)["offers"][0]["running_per_year"]["included"]
    assert running["difference_jpy"]["shown"] == 5
    assert running["ratio"]["shown"] == pytest.approx(110 / 105, abs=1e-6)


def test_a_bound_says_which_end_is_known() -> None:
    found = evaluate(
        city([cost("R01", 100, tax="excluded")]),
        answer([line("R01", 80, frequency="yearly"), line("R02", state="separate")]),
        asked=questionnaire(("R01", "R02")),
    )
    value = section("today", found.today)
    difference = value["offers"][0]["running_per_year"]["excluded"]["difference_jpy"]
    assert difference == {"shown": -20, "bound": "at_least", "low": -20, "high": None}
    effect = section("net_effect", found.net_effect())[0]
    assert effect["payback"]["state"] == "not_claimed"
    assert effect["net_effect_jpy"]["bound"] == "at_most"


def test_without_a_city_there_is_no_record_and_no_table() -> None:
    found = evaluate(None, answer([line("R01", 1)]))
    assert section("today", found.today) is None
    assert section("net_effect", found.net_effect()) == []
    assert [table.key for table in CONTENTS.filed(found, Reading("ja"))] == ["offers_alone"]


def test_an_offer_without_prices_has_no_net_effect_in_the_record() -> None:
    found = evaluate(city([cost("R01", 1)]), answer([line("R01", state="separate")]))
    assert section("net_effect", found.net_effect()) == [None]
    keys = [table.key for table in CONTENTS.filed(found, Reading("ja"))]
    assert keys[0] == "before_after"
    assert "net_cash" not in keys
    assert "bridge" not in keys


def test_the_fiscal_years_of_the_record_sum_to_its_total() -> None:
    found = evaluate(
        city([cost("R01", 12_345_678)]), answer([line("I03", 1_000), line("R01", 900_000)])
    )
    effect = section("net_effect", found.net_effect())[0]
    total = effect["net_effect_jpy"]["shown"]
    assert sum(effect["by_fiscal_year_jpy"]["net"].values()) == pytest.approx(total, abs=5)


def test_a_survey_holds_every_city_with_a_ratio_or_without() -> None:
    pairs = [ReportedPair("992011", "架空市", 10, 20), ReportedPair("992020", "例示市", 100, None)]
    value = section("ratio_survey", survey_of_pairs(pairs))
    assert (value["answered"], value["asked"], value["mean_of_ratios"]) == (1, 2, 2.0)
    assert value["cities"][1]["ratio"] is None
    assert value["without_ratio"] == ["992020"]


def test_the_surveys_of_the_offers_stand_on_both_bases_beside_the_published_one() -> None:
    paying, silent = city([cost("R01", 110_000)]), city([], "992020")
    found = evaluate(
        paying,
        answer([line("R01", 300_000, frequency="yearly")]),
        asked=questionnaire(("R01",)),
        own=(paying, silent),
    )
    value = ratio_survey(found)
    (only,) = value["offers"]
    assert only["offer_key"] == found.costs.offers[0].offer_key
    for tax, before, after in (("excluded", 100_000, 300_000), ("included", 110_000, 330_000)):
        (row,) = only[tax]["cities"]
        assert (row["before_jpy"], row["after_jpy"], row["ratio"]) == (before, after, 3.0)
        assert (only[tax]["answered"], only[tax]["mean_of_ratios"]) == (1, 3.0)
    assert value["published_2025_01"]["mean_ratio"] == 2.3


def test_without_a_city_that_gives_its_cost_there_is_no_survey() -> None:
    silent = city([], "992020")
    for own in ((), (silent,)):
        offer = answer([line("R01", 300_000)])
        found = evaluate(city([cost("R01", 110_000)]), offer, own=own)
        assert ratio_survey(found) is None

"""Today, net effect and ratios as JSON: whole yen, and how each figure is known."""

import json
from dataclasses import replace

import pytest

from rfi.compare.today.ratio_survey import ReportedPair, survey_of_pairs
from rfi.export.record.net_effect import net_effect_record
from rfi.export.record.today import ratio_survey_record, survey_record, today_record
from rfi.views.look.reading import Reading
from rfi.views.today.contents import CONTENTS
from tests.answers import answer, line, questionnaire
from tests.compare.cities import city, cost, evaluate


def test_today_105_against_an_offer_of_100_is_minus_5_in_the_record() -> None:
    found = evaluate(
        city([cost("R01", 105)]),
        answer([line("R01", 100, frequency="yearly")]),
        asked=questionnaire(("R01",)),
    )
    value = today_record(found.today)
    assert value is not None
    running = value["offers"][0]["running_per_year"]["included"]
    assert running["saving"]["jpy"] == -5
    assert running["ratio"]["ratio"] == pytest.approx(110 / 105, abs=1e-6)
    assert json.loads(json.dumps(value)) == value


def test_a_bound_says_which_end_is_known() -> None:
    found = evaluate(
        city([cost("R01", 100, tax="excluded")]),
        answer([line("R01", 80, frequency="yearly"), line("R02", state="separate")]),
        asked=questionnaire(("R01", "R02")),
    )
    value = today_record(found.today)
    assert value is not None
    saving = value["offers"][0]["running_per_year"]["excluded"]["saving"]
    assert saving == {"jpy": 20, "bound": "at_most", "low_jpy": None, "high_jpy": 20}
    effect = net_effect_record(found.net_effect)[0]
    assert effect is not None
    assert effect["payback"]["state"] == "not_claimed"
    assert effect["net_effect"]["bound"] == "at_most"
    assert json.dumps(effect, allow_nan=False)


def test_without_a_city_there_is_no_record_and_no_table() -> None:
    found = evaluate(None, answer([line("R01", 1)]))
    assert today_record(found.today) is None
    assert net_effect_record(found.net_effect) == []
    assert [table.key for table in CONTENTS.filed(found, Reading("ja"))] == ["offers_alone"]


def test_an_offer_without_prices_has_no_net_effect_in_the_record() -> None:
    found = evaluate(city([cost("R01", 1)]), answer([line("R01", state="separate")]))
    assert net_effect_record(found.net_effect) == [None]
    keys = [table.key for table in CONTENTS.filed(found, Reading("ja"))]
    assert keys[0] == "before_after"
    assert "net_cash" not in keys
    assert "bridge" not in keys


def test_the_fiscal_years_of_the_record_sum_to_its_total() -> None:
    found = evaluate(
        city([cost("R01", 12_345_678)]), answer([line("I03", 1_000), line("R01", 900_000)])
    )
    effect = net_effect_record(found.net_effect)[0]
    assert effect is not None
    total = effect["net_effect"]["jpy"]
    assert sum(effect["by_fiscal_year"]["net"].values()) == pytest.approx(total, abs=5)


def test_a_survey_holds_every_city_with_a_ratio_or_without() -> None:
    pairs = [ReportedPair("992011", "架空市", 10, 20), ReportedPair("992020", "例示市", 100, None)]
    value = survey_record(survey_of_pairs(pairs))
    assert (value["answered"], value["asked"], value["mean_of_ratios"]) == (1, 2, 2.0)
    assert value["cities"][1]["ratio"] is None
    assert value["without_ratio"] == ["992020"]
    assert json.dumps(value, allow_nan=False)


def test_the_surveys_of_the_offers_stand_on_both_bases_beside_the_published_one() -> None:
    paying, silent = city([cost("R01", 110_000)]), city([], "992020")
    found = evaluate(
        paying,
        answer([line("R01", 300_000, frequency="yearly")]),
        asked=questionnaire(("R01",)),
    )
    value = ratio_survey_record(replace(found, cities=(paying, silent)))
    assert value is not None
    (only,) = value["offers"]
    assert only["offer_key"] == found.costs.offers[0].offer_key
    for tax, before, after in (("excluded", 100_000, 300_000), ("included", 110_000, 330_000)):
        (row,) = only[tax]["cities"]
        assert (row["before_jpy"], row["after_jpy"], row["ratio"]) == (before, after, 3.0)
        assert (only[tax]["answered"], only[tax]["mean_of_ratios"]) == (1, 3.0)
    assert value["published_2025_01"]["mean"] == 2.3
    assert json.dumps(value, allow_nan=False)


def test_without_a_city_that_gives_its_cost_there_is_no_survey() -> None:
    silent = city([], "992020")
    found = evaluate(city([cost("R01", 110_000)]), answer([line("R01", 300_000)]))
    assert ratio_survey_record(found) is None
    assert ratio_survey_record(replace(found, cities=(silent,))) is None

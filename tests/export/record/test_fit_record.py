"""Fit and service levels as JSON: whole yen, null for what is not known."""

from typing import Any

from tests.compare.asked import answered, asking, city_of, gaps_of, requirement
from tests.export.record.sections import section
from tests.views.rounds import evaluated, round_of


def sample_fit() -> Any:
    return section("fit", evaluated(round_of("responses")).gaps)


def sample_services() -> Any:
    return section("service_levels", evaluated(round_of("responses")).service_levels)


def test_the_record_of_the_sample_holds_rates_gaps_failures_and_every_answer() -> None:
    record = sample_fit()
    first = record["offers"][0]
    assert first["rate"]["asked"] == 396
    assert first["rate"]["met"] == 297
    assert first["rate"]["rate"] == 0.75
    assert first["by_class"]["not_to_implement"]["asked"] == 35
    assert "B02-009" in first["failures"]["failed"]
    assert first["gaps"]["by_cost_item"]["I04"]["priced"] == 18
    assert first["gaps"]["total"]["is_lower_bound"]
    assert first["gaps"]["by_code"]["option"]["window_jpy"] is None
    assert len(record["requirements"]) == 431
    assert all(len(row["answers"]) == 6 for row in record["requirements"])


def test_the_parts_of_a_record_add_up() -> None:
    for offer in sample_fit()["offers"]:
        by_business = offer["by_business"].values()
        assert sum(found["counted"]["asked"] for found in by_business) == offer["rate"]["asked"]
        assert sum(found["counted"]["met"] for found in by_business) == offer["rate"]["met"]
        assert sum(offer["rate"]["counts"].values()) == offer["rate"]["asked"]


def test_what_is_not_known_is_null_and_never_zero() -> None:
    given = {"R1": {"fit": "customize", "cause": "LAW", "cost_once": 5, "unit": "one"}}
    asked = asking([requirement("R1"), requirement("R2")], population=None)
    record = section("fit", gaps_of(asked, answered(given), city=city_of(1000)))
    said = record["requirements"][0]["answers"]["vendor:A"]
    assert (said["cost_state"], said["once_jpy"], said["monthly_jpy"]) == ("no_tax", None, None)
    assert record["offers"][0]["gaps"]["total"]["once_jpy"] is None
    assert record["basis"]["workaround_size_factor"] is None
    assert record["requirements"][1]["answers"]["vendor:A"]["fit"] == "unanswered"


def test_the_service_record_holds_values_downtime_and_ismap() -> None:
    record = sample_services()
    second, fourth = record["offers"][1], record["offers"][3]
    assert second["availability"]["downtime_hours_per_year"] == 43.8
    assert second["availability"]["downtime_minutes_per_year"] == 2628
    assert fourth["ismap"]["state"] == "before_start"
    assert fourth["ismap"]["days_before_start"] == 123
    batch = next(row for row in record["items"] if row["standard_item"] == "batch_deadline")
    silent = batch["answers"][record["offers"][4]["offer_key"]]
    assert not silent["is_answered"]
    assert silent["text"] is None


def test_a_round_without_either_gives_empty_records() -> None:
    empty = evaluated(round_of("published"))
    assert section("fit", empty.gaps)["requirements"] == []
    found = section("service_levels", empty.service_levels)
    assert (found["items"], found["asked"]) == ([], 0)

"""Effects as JSON: whole yen, hours to a tenth, null for what is not known."""

from typing import Any

from rfi.compare.benefit.comparison import BenefitComparison
from tests.answers import collect
from tests.benefits import asked, cases, claim, compare, offer
from tests.export.record.sections import section
from tests.views.rounds import evaluated, round_of


def of(line: dict[str, Any]) -> BenefitComparison:
    return compare(collect(asked(volumes=cases()), offer(line)))


def test_the_record_is_rounded_once_to_a_tenth_of_an_hour_and_a_yen() -> None:
    record = section("benefits", of(claim("minutes", 15, 10, volume=1_000_000)))["offers"][0]
    hours = record["ledgers"]["residents"]["resident_hours"]
    assert hours["claimed"] == 83_333.3
    assert record["ledgers"]["residents"]["resident_jpy"]["claimed"] == 211_916_667
    assert hours["by_fiscal_year"]["2027"] == {"claimed": 83_333.3, "discounted": 83_333.3}
    assert record["coverage"]["asked"] == 14


def test_what_is_not_known_is_null_in_the_record_and_never_zero() -> None:
    record = section("benefits", of(claim("minutes", 15, 10)))["offers"][0]
    assert record["ledgers"]["residents"]["resident_hours"]["claimed"] is None
    assert record["ledgers"]["city_budget"]["cash_jpy"]["claimed"] is None
    assert record["ledgers"]["city_budget"]["cash_jpy"]["per_year"] is None
    assert record["fte"] == {"claimed": None, "discounted": None}


def test_the_record_of_the_sample_round_holds_finite_numbers_only() -> None:
    record = section("benefits", evaluated(round_of("responses")).benefits)
    assert len(record["offers"]) == 6
    assert "counts" not in str(record["offers"][0]["ledgers"])

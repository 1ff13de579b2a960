"""The whole object against its schema, and the schema against objects that break it."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rfi.export.record.evaluation import check_record, evaluation_record
from rfi.export.record.records import SECTIONS
from rfi.schema.issue import Issue
from rfi.schema.load import load_schema
from tests.answers import answer, line
from tests.compare.cities import city, cost, evaluate
from tests.printed import CITIES, SAMPLES, Record, compared, record_of
from tests.views.rounds import evaluated, lettered

CONDITIONS = (
    (),
    (*CITIES, "--city", "992011", "--group", "992011,332020,372013", "--level", "median"),
    ("--scope", str(SAMPLES / "scopes" / "tax_only.json"), "--set", "horizon_months=120"),
)
VALIDATOR = Draft202012Validator(dict(load_schema("evaluation")))


@pytest.mark.parametrize("arguments", CONDITIONS)
def test_the_sample_round_follows_the_schema_under_every_condition(
    arguments: tuple[str, ...],
) -> None:
    record = compared(*arguments)
    assert list(record) == ["kind", "schema_version", *SECTIONS, "issues"]
    assert (record["kind"], record["schema_version"]) == ("evaluation", "1.0.0")
    assert not list(VALIDATOR.iter_errors(record))


def test_the_schema_lists_the_sections_in_their_order() -> None:
    schema = load_schema("evaluation")
    # The end of the audit is there only in what the screen writes.
    always = [name for name in schema["properties"] if name != "audit"]
    assert always == ["kind", "schema_version", *SECTIONS, "issues"]
    assert schema["required"] == always


def test_every_part_gives_the_letter_that_an_offer_keeps() -> None:
    record: Record = dict(evaluation_record(evaluated(lettered()), "ja"))
    expected = [("second:A", "A"), ("first:A", "C"), ("late:A", "D")]
    for name in ("benefits", "fit", "service_levels"):
        offers = record[name]["offers"]
        assert [(one["offer_key"], one["letter"]) for one in offers] == expected
    assert [(one["offer_key"], one["letter"]) for one in record["offers"]] == expected
    assert not list(VALIDATOR.iter_errors(record))


def small() -> Record:
    """Return the record of a city that pays today, with an offer that has a hole."""
    found = evaluate(
        city([cost("R01", 110_000)]),
        answer([line("I03", 1_000), line("R01", state="separate")]),
    )
    return copy.deepcopy(dict(evaluation_record(found, "ja")))


def unknown_key(record: Record) -> None:
    record["offers"][0]["totals"]["price_jpy"] = 1


def missing_key(record: Record) -> None:
    del record["offers"][0]["coverage"]["asked"]


def fractional_yen(record: Record) -> None:
    record["offers"][0]["totals"]["nominal_jpy"] += 0.5


def fractional_yen_of_a_year(record: Record) -> None:
    record["offers"][0]["cash_view"]["by_fiscal_year_jpy"]["2027"] = 0.5


def number_as_text(record: Record) -> None:
    record["today"]["yearly_running_jpy"]["excluded"]["shown"] = "100"


def unknown_code(record: Record) -> None:
    record["offers"][0]["bound"] = "about"


def year_of_two_digits(record: Record) -> None:
    record["offers"][0]["by_fiscal_year_jpy"]["27"] = 1


def month_without_a_year(record: Record) -> None:
    next(iter(record["conditions"]["window"].values()))["first_month"] = "04"


def other_version(record: Record) -> None:
    record["schema_version"] = "0.9.0"


def other_section(record: Record) -> None:
    record["ranking"] = []


@pytest.mark.parametrize(
    ("breaks", "keyword"),
    [
        (unknown_key, "additionalProperties"),
        (missing_key, "required"),
        (fractional_yen, "type"),
        (fractional_yen_of_a_year, "type"),
        (number_as_text, "type"),
        (unknown_code, "enum"),
        (year_of_two_digits, "additionalProperties"),
        (month_without_a_year, "pattern"),
        (other_version, "const"),
        (other_section, "additionalProperties"),
    ],
)
def test_the_schema_refuses_what_the_encoder_never_writes(
    breaks: Callable[[Record], None], keyword: str
) -> None:
    record = small()
    assert VALIDATOR.is_valid(record)
    breaks(record)
    assert [error.validator for error in VALIDATOR.iter_errors(record)] == [keyword]


def test_the_record_that_tests_read_is_held_against_the_schema_of_its_kind() -> None:
    told = check_record([Issue("schema_type", "error", "/offers")], None, "ja")
    assert told["kind"] == "check"
    with pytest.raises(Exception, match="issues"):
        record_of('{"kind": "check", "schema_version": "1.0.0"}')


def lower_bounds(value: Any) -> Iterator[Any]:
    """Yield every object that says whether it is a lower bound."""
    if isinstance(value, dict):
        if "is_lower_bound" in value:
            yield value
        for part in value.values():
            yield from lower_bounds(part)
    elif isinstance(value, list):
        for part in value:
            yield from lower_bounds(part)


@pytest.mark.parametrize("arguments", CONDITIONS)
def test_a_total_is_a_lower_bound_only_where_it_is_known_from_below(
    arguments: tuple[str, ...],
) -> None:
    record = compared(*arguments)
    for offer in record["offers"]:
        assert offer["is_lower_bound"] == (offer["bound"] == "at_least"), offer["offer_key"]
        if offer["is_lower_bound"]:
            assert offer["bound_jpy"][1] is None
            assert offer["coverage"]["holes"]
        if offer["bound"] == "unknown":
            assert not any(found["is_lower_bound"] for found in lower_bounds(offer["by_item"]))

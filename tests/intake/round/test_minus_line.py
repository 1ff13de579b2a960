"""A minus among the prices becomes a discount by one suggestion, all of it or nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.intake.form.writer import write_answer_book
from rfi.intake.round.codec import applied_of, applied_record
from rfi.intake.round.deed import Deed
from rfi.intake.round.reading import ReadAnswer, read_answer
from rfi.intake.round.record import Reader
from rfi.intake.round.round import Answer, AppliedSuggestion, RoundFile
from rfi.intake.round.suggestion import Suggestion, apply_suggestions, is_applicable
from rfi.intake.round.suggestions import suggest_values
from rfi.intake.rules.checked import CheckedResponse, check_response
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.check import check_schema
from rfi.views.intake.suggestions import view_applied, view_suggestions
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, document, line, questionnaire
from tests.evaluations import evaluated
from tests.intake.rounds import file_of

PRICES = [line("I03", 1_000_000), line("R01", 10_000, start_on="2027-04-01")]
MINUS = line("I03", -300_000, note="出精値引")


def asked() -> Questionnaire:
    return questionnaire_of(document("q.json", questionnaire()))


def suggested(value: object) -> tuple[Suggestion, ...]:
    return suggest_values(value, check_schema(value, "rfi_response"), asked())


def applied_to(value: dict[str, Any]) -> tuple[ReadAnswer, CheckedResponse, AppliedSuggestion]:
    """Return an answer with its one suggestion put in, as read and as checked."""
    file = file_of("v.json", value)
    held = read_answer(Answer(file))
    response = check_response(held.document, asked())
    assert response.is_held
    (one,) = suggest_values(held.value, response.issues, asked())
    applied = AppliedSuggestion(file.sha256, "vendor", 1, one, Deed("佐藤", "2026-10-03"))
    mended = read_answer(Answer(file), [applied])
    return mended, check_response(mended.document, asked()), applied


def test_a_minus_beside_a_price_of_its_cell_becomes_a_discount_on_that_item() -> None:
    mended, response, _ = applied_to(answer([*PRICES, MINUS]))
    assert not response.is_held
    assert isinstance(mended.value, dict)
    (offer,) = mended.value["offers"]
    assert offer["discount_lines"] == [
        {
            "discount_id": "D.L2",
            "kind": "special",
            "amount": 300_000,
            "scenario_id": "S",
            "unit": "one",
            "currency": "JPY",
            "tax": "excluded",
            "frequency": "once",
            "applies_to_businesses": ["B01"],
            "applies_to_items": ["I03"],
            "condition": "unconditional",
        }
    ]
    left = offer["cost_lines"][2]
    assert (left["state"], left["note"], "amount" in left) == ("free", "出精値引", False)


def test_the_total_is_what_the_vendor_meant_and_holds_no_hole() -> None:
    mended, _, _ = applied_to(answer([*PRICES, MINUS]))
    assert isinstance(mended.value, dict)
    found = evaluated(collect(questionnaire(), mended.value)).costs.offers[0]
    assert found.totals.nominal_jpy == 1_000_000 + 600_000 - 300_000
    assert found.bound.kind == "exact"


def test_a_minus_alone_in_its_cell_takes_off_what_the_business_costs_and_leaves_a_hole() -> None:
    minus = line("R01", -1_000)
    mended, response, _ = applied_to(answer([PRICES[0], minus]))
    assert not response.is_held
    assert isinstance(mended.value, dict)
    (offer,) = mended.value["offers"]
    assert offer["discount_lines"][0]["applies_to_items"] == ["I03"]
    assert offer["discount_lines"][0]["frequency"] == "monthly"
    left = offer["cost_lines"][1]
    assert (left["amount_as_written"], "state" in left, "amount" in left) == ("-1000", False, False)
    found = evaluated(collect(questionnaire(), mended.value)).costs.offers[0]
    assert found.bound.kind == "unknown"


@pytest.mark.parametrize(
    "changes",
    [
        {"tax": ...},
        {"currency": ...},
        {"basis": "per_city"},
        {"quantity": 3},
        {"tiers": [{"from_quantity": 0, "amount": 3}]},
        {"escalation_percent": 3},
        {"start_on": "2028-04-01"},
        {"amount": -(10**16)},
        {"businesses": "B01"},
        {"scenario_id": "other"},
    ],
)
def test_a_minus_that_is_no_plain_amount_is_left_to_the_vendor(changes: dict[str, Any]) -> None:
    value = answer([*PRICES, line(**{**MINUS, **changes})])
    assert suggested(value) == ()


def test_two_minus_lines_are_two_suggestions_that_do_not_stand_in_each_others_way() -> None:
    value = answer([*PRICES, MINUS, line("I03", -5)])
    first, second = suggested(value)
    for order in ((first, second), (second, first)):
        both = apply_suggestions(value, order)
        assert isinstance(both, dict)
        rows = both["offers"][0]["discount_lines"]
        assert {row["amount"] for row in rows} == {5, 300_000}
        assert len({row["discount_id"] for row in rows}) == 2
        assert check_schema(both, "rfi_response") == ()


def test_a_discount_of_the_same_name_is_not_hidden() -> None:
    there = {**MINUS_DISCOUNT, "discount_id": "D.L2"}
    (one,) = suggested(answer([*PRICES, MINUS], discount_lines=[there]))
    (also,) = one.also
    assert isinstance(also.new, dict)
    assert also.new["discount_id"] == "D.L2.2"


MINUS_DISCOUNT = {
    "discount_id": "D1",
    "scenario_id": "S",
    "amount": 1,
    "unit": "one",
    "currency": "JPY",
    "tax": "excluded",
    "frequency": "once",
    "condition": "unconditional",
}


@given(st.integers(0, 2), st.sampled_from(["amount", "note", "unit", "state"]))
def test_nothing_is_changed_unless_all_of_it_can_be(row: int, field: str) -> None:
    value = answer([*PRICES, MINUS])
    (one,) = suggested(value)
    lines = value["offers"][0]["cost_lines"]
    lines[row] = {**lines[row], field: "別の値"}
    assert (apply_suggestions(value, [one]) == value) == (row == 2)
    value["offers"][0]["discount_lines"] = "値引"
    assert not is_applicable(value, one)
    assert apply_suggestions(value, [one]) == value


def test_what_is_not_used_any_more_is_told_once() -> None:
    value = answer([*PRICES, MINUS])
    _, _, applied = applied_to(value)
    value["offers"][0]["cost_lines"][2]["amount"] = -1
    read = read_answer(Answer(file_of("v.json", value)), [applied])
    told = [issue for issue in read.document.issues if issue.code.startswith("suggestion_")]
    assert [issue.code for issue in told] == ["suggestion_stale"]
    assert isinstance(read.value, dict)
    assert "discount_lines" not in read.value["offers"][0]


def test_before_and_after_stand_in_words_before_anybody_applies_it() -> None:
    value = answer([*PRICES, MINUS])
    response = check_response(read_answer(Answer(file_of("v.json", value))).document, asked())
    reading = Reading("ja")
    (row,) = view_suggestions(suggested(value), response, reading).rows
    _, place, before, after, why = (cell.text for cell in row.cells)
    assert place.startswith("/offers/0/cost_lines/2")
    assert "費用明細の金額：-300,000" in before.replace("△", "-").replace("−", "-")
    assert "値引明細の値引額：300,000" in after
    assert "費用明細の金額：－" in after
    assert "値引明細" not in before
    assert "B01" in after
    assert why


def test_it_is_kept_with_the_round_and_shown_as_applied() -> None:
    mended, _, applied = applied_to(answer([*PRICES, MINUS]))
    record = applied_record(applied)
    assert applied_of(Reader(record, "")) == applied
    codes = [one.code for one in mended.document.issues]
    assert codes.count("suggestion_applied") == 2
    assert all("300000" in one.message("ja") for one in mended.document.issues)
    (row,) = view_applied([applied], {applied.answer_sha256: "v.json"}, Reading("ja")).rows
    assert "値引明細の値引額：300,000" in row.cells[3].text
    older = {**record, "suggestion": {k: v for k, v in record["suggestion"].items() if k != "also"}}  # type: ignore[attr-defined]
    plain = replace(applied, suggestion=replace(applied.suggestion, also=()))
    assert applied_of(Reader(older, "")) == plain


def test_a_minus_typed_into_the_form_becomes_a_discount_too() -> None:
    value = answer([line("I03", 1_000_000), line("R01", -2_000)])
    file = RoundFile("回答.xlsx", write_answer_book(asked(), value))
    read = read_answer(Answer(file))
    response = check_response(read.document, asked())
    assert "amount_minus" in {issue.code for issue in response.issues}
    (one,) = suggest_values(read.value, response.issues, asked())
    applied = AppliedSuggestion(file.sha256, "vendor", 1, one, Deed("佐藤", "2026-10-03"))
    mended = read_answer(Answer(file), [applied]).document
    assert not check_response(mended, asked()).is_held
    assert mended.value is not None
    assert mended.value["offers"][0]["discount_lines"][0]["amount"] == 2_000

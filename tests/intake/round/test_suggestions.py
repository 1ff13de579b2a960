"""A suggestion is what was evidently meant, and nothing happens until someone applies it."""

import copy
from pathlib import Path
from typing import Any

import pytest

from rfi.document.json.json_text import read_json
from rfi.document.read import read_document
from rfi.intake.form.writer import write_answer_book
from rfi.intake.round.deed import Deed
from rfi.intake.round.reading import read_answer
from rfi.intake.round.round import Answer, AppliedSuggestion, RoundFile
from rfi.intake.round.suggestion import Suggestion, apply_suggestions
from rfi.intake.round.suggestions import like_symbol, suggest_values
from rfi.intake.rules.checked import check_response
from rfi.intake.value_paths import value_at
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.check import check_schema
from tests.answers import answer, document, line, questionnaire
from tests.intake.rounds import file_of

INVALID = Path(__file__).resolve().parents[3] / "samples" / "invalid"
LEGEND = ["◎", "○", "△", "×", "▲", "□", "☆"]


def asked() -> Questionnaire:
    value = questionnaire()
    value["requirements"] = []
    return questionnaire_of(document("q.json", value))


def suggested(*lines: dict[str, Any], **offer: Any) -> dict[str, tuple[object, object]]:
    """Return last key → (old, new) for an answer as it stands."""
    value = answer(lines, **offer)
    found = suggest_values(value, check_schema(value, "rfi_response"))
    return {one.pointer.rpartition("/")[2]: (one.old, one.new) for one in found}


@pytest.mark.parametrize(
    ("field", "given", "meant"),
    [
        ("tax", "税抜", "excluded"),
        ("tax", "税込", "included"),
        ("unit", "千円", "thousand"),
        ("unit", "百万円", "million"),
        ("unit", "円", "one"),
        ("unit", "千", "thousand"),
        ("frequency", "月額", "monthly"),
        ("state", "無料", "free"),
        ("amount", "12,000", 12000),
        ("amount", "１２，０００", 12000),
        ("amount", "12.5", 12.5),
        ("months", "６０", 60),
        ("accepted_on", "2028/03/25", "2028-03-25"),
        ("accepted_on", "令和10年3月25日", "2028-03-25"),
        ("accepted_on", "平成32年4月1日", "2020-04-01"),
        ("accepted_on", "２０２８－０３－２５", "2028-03-25"),
        ("item", "Ｉ０３", "I03"),
        ("item", "i03", "I03"),
        ("line_id", "Ｌ－1", "L-1"),
        ("line_id", 12, "12"),
        ("is_renewal", "はい", True),
        ("is_renewal", "no", False),
    ],
)
def test_what_was_evidently_meant_is_suggested(field: str, given: object, meant: object) -> None:
    row = line("I03", 10)
    row[field] = given
    assert suggested(row) == {field: (given, meant)}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("amount", "一式"),
        ("amount", "100〜140"),
        ("amount", "80から"),
        ("amount", "12億円"),
        ("amount", "△500"),
        ("accepted_on", "2028-02-30"),
        ("accepted_on", "令和10年度末"),
        ("tax", "込み？"),
        ("unit", "億円"),
        ("unit", "12円"),
        ("months", "12.5"),
        ("item", "初期費用"),
        ("amount", True),
        ("amount", None),
    ],
)
def test_what_is_not_plain_to_see_is_left_to_people(field: str, given: object) -> None:
    row = line("I03", 10)
    row[field] = given
    assert suggested(row) == {}


def test_a_unit_beside_an_amount_must_be_that_of_its_row() -> None:
    assert suggested(line("I03", unit="thousand") | {"amount": "12,000千円"}) == {
        "amount": ("12,000千円", 12000)
    }
    assert suggested(line("I03", unit="one") | {"amount": "12,000千円"}) == {}


@pytest.mark.parametrize(
    ("given", "symbol"),
    [
        ("\u3007", "○"),
        ("\u25ef", "○"),
        ("O", "○"),
        ("Ｏ", "○"),
        ("○\ufe0e", "○"),
        (" ○ ", "○"),
        ("X", "×"),
        ("✕", "×"),
        ("x", "×"),
        ("Δ", "△"),
        ("☐", "□"),
        ("?", None),
        ("", None),
        ("OO", None),
    ],
)
def test_a_symbol_is_taken_for_the_one_that_it_looks_like(given: str, symbol: str | None) -> None:
    assert like_symbol(given, LEGEND) == symbol


def test_a_symbol_that_looks_like_two_of_the_legend_is_left_to_people() -> None:
    assert like_symbol("O", ["○", "\u25ef"]) is None
    assert like_symbol("○", ["△"]) is None


def issues_and_value(name: str) -> tuple[Any, Any, Questionnaire]:
    held = read_document("questionnaire.json", (INVALID / "questionnaire.json").read_bytes())
    asked_there = questionnaire_of(held)
    data = (INVALID / name).read_bytes()
    checked = check_response(read_document(name, data), asked_there)
    return checked.issues, read_json(data)[0], asked_there


@pytest.mark.parametrize(
    "name",
    [
        "amount_without_state__no_state.json",
        "symbol_unknown__ideographic_zero.json",
        "schema_enum__unit_in_words.json",
        "schema_format__date_with_slashes.json",
        "schema_pattern__full_width_item.json",
        "schema_type__amount_as_text.json",
    ],
)
def test_an_invalid_sample_is_mended_by_its_suggestion(name: str) -> None:
    issues, value, there = issues_and_value(name)
    before = copy.deepcopy(value)
    found = suggest_values(value, issues, there)
    code = name.partition("__")[0]
    assert [one.issue_code for one in found] == [code]
    mended = apply_suggestions(value, found)
    assert value == before
    again = check_response(document(name, mended), there)  # type: ignore[arg-type]
    assert code not in {issue.code for issue in again.issues}


@pytest.mark.parametrize("name", sorted(path.name for path in INVALID.glob("*__*.json")))
def test_no_suggestion_leads_to_a_fault_of_the_schema(name: str) -> None:
    issues, value, there = issues_and_value(name)
    found = suggest_values(value, issues, there)
    before = {issue.pointer for issue in check_schema(value, "rfi_response")} if value else set()
    after = check_schema(apply_suggestions(value, found), "rfi_response") if value else ()
    assert {issue.pointer for issue in after} <= before
    assert all(value_at(value, one.pointer) == one.old for one in found)


def test_a_suggestion_is_applied_only_where_its_old_value_still_stands() -> None:
    value = {"a": {"b": [1, True]}}
    assert apply_suggestions(value, [Suggestion("/a/b/0", 2, 3, "x")]) == value
    assert apply_suggestions(value, [Suggestion("/a/b/1", 1, 3, "x")]) == value
    assert apply_suggestions(value, [Suggestion("/a/b/7", None, 3, "x")]) == value
    assert apply_suggestions(value, [Suggestion("/z/b", None, 3, "x")]) == value
    assert apply_suggestions(value, [Suggestion("/a/c", None, 3, "x")]) == {
        "a": {"b": [1, True], "c": 3}
    }


def test_a_held_workbook_is_mended_by_a_suggestion_and_keeps_its_cells() -> None:
    value = questionnaire()
    value["requirements"] = [
        {"requirement_id": "Q1", "text": "要件", "business": "B01", "class": "required"}
    ]
    value["symbols"] = [{"symbol": "○", "fit": "standard"}]
    there = questionnaire_of(document("q.json", value))
    made = answer([line("I03", 10)], fit_answers=[{"requirement_id": "Q1", "symbol": "O"}])
    file = RoundFile("回答.xlsx", write_answer_book(there, made))
    read = read_answer(Answer(file))
    checked = check_response(read.document, there)
    (suggestion,) = suggest_values(read.value, checked.issues, there)
    assert (suggestion.old, suggestion.new) == ("O", "○")
    applied = AppliedSuggestion(file.sha256, "vendor", 1, suggestion, Deed("佐藤", "2026-10-03"))
    mended = read_answer(Answer(file), [applied])
    again = check_response(mended.document, there)
    assert not again.is_held
    note = next(issue for issue in again.issues if issue.code == "suggestion_applied")
    assert "!" in note.origin


def test_an_answer_held_by_its_schema_is_accepted_once_its_suggestions_are_applied() -> None:
    there = questionnaire_of(document("q.json", questionnaire()))
    file = file_of("a.json", answer([{**line("I03", 10), "tax": "税抜", "unit": "千円"}]))
    read = read_answer(Answer(file))
    assert read.document.is_held
    found = suggest_values(read.value, read.document.issues, there)
    applied = [AppliedSuggestion(file.sha256, "vendor", 1, one, Deed("佐藤", "x")) for one in found]
    half = read_answer(Answer(file), applied[:1])
    assert half.document.is_held
    mended = check_response(read_answer(Answer(file), applied).document, there)
    assert not mended.is_held
    assert [issue.severity for issue in mended.issues if issue.code == "suggestion_applied"] == [
        "note",
        "note",
    ]

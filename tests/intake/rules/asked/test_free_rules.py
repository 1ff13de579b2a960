"""What is wrong with an answer to a free question, and which must questions have none."""

from collections.abc import Mapping
from typing import Any

import pytest

from rfi.schema.issue import Issue
from tests.answers import answer, collect, line, questionnaire

QUESTIONS = (
    {
        "question_id": "Q1",
        "title": "実績の団体数",
        "kind": "number",
        "unit": "団体",
        "need": "must",
    },
    {"question_id": "Q2", "title": "設置の場所", "kind": "one", "choices": ["クラウド", "庁内"]},
    {"question_id": "Q3", "title": "使える端末", "kind": "several", "choices": ["甲", "乙", "丙"]},
    {"question_id": "Q4", "title": "着手の日", "kind": "date"},
    {"question_id": "Q5", "title": "再委託", "kind": "boolean", "need": "must"},
    {"question_id": "Q6", "title": "体制", "kind": "text", "need": "may"},
)
SOUND: Mapping[str, dict[str, Any]] = {
    "Q1": {"value_number": 12},
    "Q2": {"value_choices": ["庁内"]},
    "Q3": {"value_choices": ["甲", "丙"]},
    "Q4": {"value_date": "2028-04-01"},
    "Q5": {"value_boolean": False},
    "Q6": {"value_text": "10名"},
}


def found(**changes: dict[str, Any] | None) -> dict[str, Issue]:
    """Return code → issue of the sound answers with some changed; None leaves one out."""
    rows = [
        {"question_id": name, **given}
        for name, given in {**SOUND, **changes}.items()
        if given is not None
    ]
    asked = {**questionnaire(("I03",)), "free_questions": [dict(one) for one in QUESTIONS]}
    issues = collect(asked, answer([line("I03", 60)], free_answers=rows)).issues
    return {one.code: one for one in issues if one.code != "once_without_date"}


def test_an_answer_to_everything_is_sound() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("question", "given", "written"),
    [
        ("Q1", {"value_text": "約10団体"}, "約10団体"),
        ("Q4", {"value_text": "来春"}, "来春"),
        ("Q5", {"value_choices": ["する"]}, ("する",)),
        ("Q6", {"value_number": 10}, "10"),
        ("Q2", {"value_text": "クラウド"}, "クラウド"),
    ],
)
def test_an_answer_of_another_kind_is_asked_about_and_stays(
    question: str, given: dict[str, Any], written: object
) -> None:
    issues = found(**{question: given})
    assert set(issues) == {"free_answer_kind"}
    issue = issues["free_answer_kind"]
    assert (issue.severity, issue.params["given"]) == ("warning", written)
    assert issue.pointer.endswith(next(iter(given)))


def test_what_is_no_choice_is_named_with_those_there_are() -> None:
    issue = found(Q3={"value_choices": ["甲", "丁"]})["free_choice_unknown"]
    assert issue.params["given"] == "丁"
    assert issue.params["choices"] == ("甲", "乙", "丙")


def test_of_one_choice_several_are_asked_about() -> None:
    assert set(found(Q2={"value_choices": ["クラウド", "庁内"]})) == {"free_choices_several"}


def test_must_questions_without_an_answer_are_named_and_others_counted() -> None:
    issues = found(Q1=None, Q5={"note": "検討中"}, Q6=None, Q3=None)
    assert issues["must_unanswered"].params["titles"] == ("実績の団体数", "再委託")
    assert issues["must_unanswered"].severity == "warning"
    assert issues["free_answers_missing"].params["count"] == 2
    assert issues["free_answers_missing"].severity == "note"


def test_of_many_must_questions_some_are_named_and_all_are_counted() -> None:
    names = [f"M{at}" for at in range(12)]
    asked = {
        **questionnaire(("I03",)),
        "free_questions": [
            {"question_id": name, "title": name, "kind": "text", "need": "must"} for name in names
        ],
    }
    issues = collect(asked, answer([line("I03", 60)])).issues
    issue = next(one for one in issues if one.code == "must_unanswered")
    assert issue.params["count"] == 12
    assert issue.params["titles"] == (*names[:8], "…")


def test_a_question_that_was_not_asked_holds_the_answer_back() -> None:
    issue = found(Q9={"value_text": "x"})["unknown_code"]
    assert (issue.severity, issue.pointer) == ("error", "/offers/0/free_answers/6/question_id")


def test_a_question_answered_twice_holds_the_answer_back() -> None:
    asked = {**questionnaire(("I03",)), "free_questions": [dict(QUESTIONS[5])]}
    rows = [{"question_id": "Q6", "value_text": one} for one in "ab"]
    issues = collect(asked, answer([line("I03", 60)], free_answers=rows)).issues
    assert "duplicate_id" in {one.code for one in issues if one.severity == "error"}

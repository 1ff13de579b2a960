"""The sheet of free questions: out with the question, back with the same answer, habits and all."""

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import Document, read_document
from rfi.intake.form.writer import write_answer_book
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import answer, document, line, questionnaire
from tests.intake.authoring.asked import IDS, free_questions, some, texts
from tests.intake.rules.asked.test_free_rules import QUESTIONS, SOUND

SHEET = "自由設問"
# Columns of the sheet as it is written, and the row of the first question.
QUESTION, ANSWER, STATE, NOTE, FIRST = 4, 10, 2, 11, 6


def asking(questions: list[dict[str, Any]]) -> Questionnaire:
    asked = {**questionnaire(("I03",)), "free_questions": questions}
    found = document("q.json", asked)
    assert found.value is not None, found.issues
    return questionnaire_of(found)


ASKED = asking([dict(one) for one in QUESTIONS])


def filled(**changes: Any) -> Document:
    """Return the form with the sound answers, some of them typed as they are given here."""
    rows = [{"question_id": name, **one} for name, one in SOUND.items()]
    data = write_answer_book(ASKED, answer([line("I03", 60)], free_answers=rows))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    assert isinstance(sheet, Worksheet)
    for name, value in changes.items():
        cell = sheet.cell(FIRST + int(name[1:]) - 1, ANSWER)
        cell.value = value
    stream = io.BytesIO()
    book.save(stream)
    return read_document("回答.xlsx", stream.getvalue())


def answers(found: Document) -> dict[str, dict[str, Any]]:
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    rows = found.value["offers"][0].get("free_answers", ())
    return {
        row["question_id"]: {k: v for k, v in row.items() if k != "question_id"} for row in rows
    }


def test_every_kind_comes_back_as_it_was() -> None:
    found = filled()
    assert answers(found) == SOUND
    checked = check_response(found, ASKED).issues
    assert {one.code for one in checked if one.severity != "note"} <= {"workbook_not_recalculated"}


@pytest.mark.parametrize(
    ("question", "typed", "read"),
    [
        ("Q1", "１２団体", {"value_number": 12}),
        ("Q1", "1,200", {"value_number": 1200}),
        ("Q1", "約10", {"value_text": "約10"}),
        ("Q2", "ｸﾗｳﾄﾞ", {"value_choices": ["クラウド"]}),
        ("Q3", "甲、乙", {"value_choices": ["甲", "乙"]}),
        ("Q3", "甲\n丙\n甲", {"value_choices": ["甲", "丙"]}),
        ("Q3", "丁", {"value_choices": ["丁"]}),
        ("Q4", "令和10年4月1日", {"value_date": "2028-04-01"}),
        ("Q4", "来春", {"value_text": "来春"}),
        ("Q5", "○", {"value_boolean": True}),
        ("Q5", "一部", {"value_text": "一部"}),
        ("Q6", "　体制は10名　", {"value_text": "体制は10名"}),
    ],
)
def test_what_people_type_is_read_or_kept_as_it_stands(
    question: str, typed: object, read: dict[str, Any]
) -> None:
    assert answers(filled(**{question: typed}))[question] == read


def test_an_answer_of_another_kind_is_told_with_its_cell() -> None:
    issues = check_response(filled(Q1="約10"), ASKED).issues
    issue = next(one for one in issues if one.code == "free_answer_kind")
    assert issue.origin == f"{SHEET}!J6"


def test_must_questions_without_an_answer_are_named_with_their_cells() -> None:
    issues = check_response(filled(Q1=None, Q5=None), ASKED).issues
    issue = next(one for one in issues if one.code == "must_unanswered")
    assert issue.params["cells"] == (f"{SHEET}!J6", f"{SHEET}!J10")
    assert issue.origin == f"{SHEET}!J6"


def test_a_question_of_another_row_is_not_read_as_this_one() -> None:
    data = write_answer_book(ASKED, answer([line("I03", 60)]))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    assert isinstance(sheet, Worksheet)
    first, second = sheet.cell(FIRST, QUESTION), sheet.cell(FIRST + 5, QUESTION)
    first.value, second.value = second.value, first.value
    sheet.cell(FIRST, ANSWER).value = 5
    stream = io.BytesIO()
    book.save(stream)
    checked = check_response(read_document("r.xlsx", stream.getvalue()), ASKED)
    assert "label_of_other_row" in {one.code for one in checked.issues}
    assert checked.value is not None
    assert checked.value["offers"][0]["free_answers"] == [{"question_id": "Q1"}]


def test_every_row_has_its_state_and_a_check_of_its_kind() -> None:
    data = write_answer_book(ASKED, answer([line("I03", 60)]))
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[SHEET]
    assert isinstance(shown, Worksheet)
    states = [shown.cell(FIRST + at, STATE).value for at in range(len(QUESTIONS))]
    assert states == ["未記入", "任意", "任意", "任意", "未記入", "任意"]
    checks = {
        str(one.sqref): one.type
        for one in shown.data_validations.dataValidation
        if str(one.sqref).startswith("J")
    }
    assert list(checks.values()) == ["decimal", "list", "list", "date", "list", "textLength"]


def test_a_form_without_free_questions_has_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asking([]))))
    assert SHEET not in book.sheetnames


def answered(draw: st.DrawFn, question: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
        "text": ("value_text", texts(60).filter(lambda found: not found.isdigit())),
        "number": ("value_number", st.integers(-(10**9), 10**9) | st.just(0.125)),
        "date": ("value_date", st.dates().map(str).filter(lambda day: day >= "1990")),
        "boolean": ("value_boolean", st.booleans()),
        "one": (
            "value_choices",
            st.sampled_from(question.get("choices", ["x"])).map(lambda x: [x]),
        ),
        "several": (
            "value_choices",
            st.lists(st.sampled_from(question.get("choices", ["x"])), min_size=1, unique=True),
        ),
    }
    key, values = kinds[question["kind"]]
    row = some(draw, {"question_id": question["question_id"]}, note=texts())
    return some(draw, row, **{key: values})


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    names = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    questions = [draw(free_questions(name)) for name in names]
    rows = [answered(draw, question) for question in questions]
    return questions, [row for row in rows if len(row) > 1]


@settings(max_examples=30, deadline=None)
@given(rounds())
def test_any_answer_to_any_questions_comes_back_equal(
    made: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    questions, rows = made
    value = answer([])
    if rows:
        value["offers"][0]["free_answers"] = rows
    found = read_document("back.xlsx", write_answer_book(asking(questions), value))
    assert [issue for issue in found.issues if issue.severity == "error"] == []
    assert found.value == value

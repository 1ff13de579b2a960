"""What a questionnaire says that cannot be answered, in JSON and in its workbook."""

from typing import Any

import pytest

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from tests.answers import document
from tests.document.authoring.books import OWN_RFI

CHOICE = {"question_id": "Q1", "title": "設置の場所", "kind": "one"}


def asking(*questions: dict[str, Any]) -> dict[str, Any]:
    return {**OWN_RFI, "free_questions": list(questions)}


@pytest.mark.parametrize("kind", ["one", "several"])
def test_a_choice_without_choices_is_an_error_at_its_place(kind: str) -> None:
    found = document("q.json", asking({**CHOICE, "kind": kind}))
    assert [(one.code, one.pointer) for one in found.issues] == [
        ("choices_missing", "/free_questions/0/choices")
    ]
    assert found.value is None


def test_in_a_workbook_it_is_told_at_its_cell() -> None:
    found = read_document("調査票.xlsx", write_authoring_book(asking(CHOICE)))
    issue = next(one for one in found.issues if one.code == "choices_missing")
    assert issue.origin.startswith("自由設問!")
    assert found.value is None


def test_other_kinds_need_no_choices() -> None:
    assert document("q.json", asking({**CHOICE, "kind": "text"})).issues == ()

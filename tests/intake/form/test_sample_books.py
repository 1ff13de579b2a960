"""The six answers as people typed them into the form read to the same figures as their JSON."""

import json
from pathlib import Path

import pytest

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import collect_answers
from rfi.document.read import Document, read_document
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import questionnaire_of
from tests.evaluations import evaluated
from tests.intake.form.test_answer_book import sorted_rows

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
RESPONSES = SAMPLES / "responses"


def read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


@pytest.mark.parametrize("key", "abcdef")
def test_the_workbook_says_what_the_json_says_and_notes_every_reinterpretation(key: str) -> None:
    found = read(RESPONSES / f"vendor_{key}.xlsx")
    value = json.loads((RESPONSES / f"vendor_{key}.json").read_bytes())
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    assert sorted_rows(found.value) == sorted_rows(value)
    notes = [issue for issue in found.issues if issue.code == "cell_reinterpreted"]
    assert len(notes) > 10
    assert all(issue.severity == "note" and issue.origin.startswith("費用!") for issue in notes)


def compared(suffix: str) -> Comparison:
    files = [read(RESPONSES / f"vendor_{key}.{suffix}") for key in "abcdef"]
    answers = collect_answers(
        read(RESPONSES / "questionnaire.json"),
        files,
        read(SAMPLES / "assumptions" / "standard.json"),
    )
    return evaluated(answers).costs


def test_the_comparison_of_workbooks_equals_the_comparison_of_json() -> None:
    books, jsons = compared("xlsx"), compared("json")
    for one, other in zip(books.offers, jsons.offers, strict=True):
        assert one.totals.nominal_jpy == pytest.approx(other.totals.nominal_jpy, abs=0.01)
        assert one.bound.kind == other.bound.kind
        assert one.coverage.states == other.coverage.states


def test_no_label_that_the_form_printed_is_told_as_changed_by_a_vendor() -> None:
    asked = questionnaire_of(read(RESPONSES / "questionnaire.json"))
    for key in "abcdef":
        found = check_response(read(RESPONSES / f"vendor_{key}.xlsx"), asked)
        codes = {issue.code for issue in found.issues}
        assert codes.isdisjoint({"label_changed", "label_of_other_row", "figure_not_read"}), key
        assert found.document.accounting is not None
        assert found.document.accounting.named == 0

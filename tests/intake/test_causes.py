"""One sentence that names the cause, not the hundreds that follow from it."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from rfi.document.grid.grid import Grid
from rfi.document.read import parse_document
from rfi.intake.causes import is_cause
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import questionnaire_of
from tests.document.form.edits import COSTS, FITS, FORM, at, checked, form, put, sheet_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ASKED = questionnaire_of(
    parse_document(
        "questionnaire.json", (SAMPLES / "responses" / "questionnaire.json").read_bytes()
    )
)


def without(*names: str) -> Grid:
    grid = form().grid
    return replace(grid, sheets=tuple(one for one in grid.sheets if one.name not in names))


def test_an_answer_for_another_round_is_told_in_one_sentence() -> None:
    data = (SAMPLES / "internal" / "vendor_five_plans.json").read_bytes()
    found = check_response(parse_document("a.json", data), ASKED)
    assert found.is_held
    assert [issue.code for issue in found.issues] == ["wrong_questionnaire"]
    assert is_cause(found.issues[0])


def test_what_the_file_itself_says_wrongly_is_still_told_of_another_round() -> None:
    value = json.loads((SAMPLES / "internal" / "vendor_five_plans.json").read_bytes())
    value["offers"][0]["cost_lines"][0]["amount"] = -5
    found = check_response(parse_document("a.json", json.dumps(value).encode()), ASKED)
    errors = [issue.code for issue in found.issues if issue.severity == "error"]
    assert errors[0] == "wrong_questionnaire"
    assert set(errors) == {"wrong_questionnaire", "amount_negative"}


def test_a_form_without_its_lists_is_told_in_one_sentence() -> None:
    found = checked(without("_lists"))
    errors = [issue.code for issue in found.issues if issue.severity == "error"]
    assert found.is_held
    assert errors == ["lists_missing"]
    assert found.issues[0].code == "lists_missing"


def test_lists_that_are_gone_and_that_nothing_needs_hold_nothing_back() -> None:
    grid = put(FITS, {place: None for place in sheet_of(form().grid, FITS).cells if place[1] > 1})
    gone = replace(grid, sheets=tuple(one for one in grid.sheets if one.name != "_lists"))
    told = [issue for issue in checked(gone).issues if issue.code == "lists_missing"]
    assert [issue.severity for issue in told] == ["note"]


def test_lists_that_somebody_unhid_are_read_all_the_same() -> None:
    grid = form().grid
    shown = tuple(replace(s, is_hidden=False) if s.name == "_lists" else s for s in grid.sheets)
    codes = Counter(issue.code for issue in checked(replace(grid, sheets=shown)).issues)
    assert codes == Counter(issue.code for issue in checked(grid).issues)


def test_a_form_without_its_page_of_the_vendor_is_told_in_one_sentence() -> None:
    found = checked(without(FORM))
    errors = [issue.code for issue in found.issues if issue.severity == "error"]
    assert errors == ["sheet_missing"]
    assert found.issues[0].code == "sheet_missing"


@pytest.mark.parametrize("gone", [("B01/I03",), ("B01/I03", "B01/R01")])
def test_rows_of_prices_that_are_gone_are_one_issue_that_asks(gone: tuple[str, ...]) -> None:
    cells = sheet_of(form().grid, COSTS).cells
    rows = {at(COSTS, row_id, "tax")[0] for row_id in gone}
    grid = put(COSTS, {place: None for place in cells if place[0] in rows})
    found = checked(grid).issues
    told = [issue for issue in found if issue.code == "rows_missing"]
    assert [(one.severity, one.params["count"]) for one in told] == [("warning", len(gone))]
    assert "cell_unanswered" not in {issue.code for issue in found}

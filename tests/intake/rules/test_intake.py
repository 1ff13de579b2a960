"""Answers before their questionnaire: versions, check digits, what is asked."""

import pytest

from rfi.intake.corporate_number import has_valid_check_digit
from rfi.intake.rules.checked import check_responses
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.issue import Titled
from tests.answers import answer, document, line, questionnaire


@pytest.mark.parametrize(
    "number", ["1020001071491", "7010401022916", "7010001008844", "5060001002844"]
)
def test_the_published_corporate_numbers_hold(number: str) -> None:
    assert has_valid_check_digit(number)


@pytest.mark.parametrize(
    "number", ["8700110005902", "1020001071492", "102000107149", "１020001071491"]
)
def test_a_wrong_corporate_number_does_not_hold(number: str) -> None:
    assert not has_valid_check_digit(number)


def test_a_slip_between_0_and_9_passes_the_check_digit() -> None:
    assert has_valid_check_digit("1020001071491".replace("0", "9", 1))


def asked() -> Questionnaire:
    return questionnaire_of(document("q.json", questionnaire()))


def test_of_two_versions_the_newer_is_compared_and_the_older_is_told() -> None:
    old = answer([line("I03", 1)])
    new = {**answer([line("I03", 2)]), "version": 2}
    for files in ([old, new], [new, old]):
        documents = [document(f"{value['version']}.json", value) for value in files]
        checked = check_responses(documents, asked())
        kept = [response for response in checked if not response.is_held]
        assert [response.document.name for response in kept] == ["2.json"]
        held = next(response for response in checked if response.is_held)
        assert (held.issues[-1].code, held.issues[-1].severity) == ("response_older", "note")


def test_the_same_version_twice_is_compared_once() -> None:
    documents = [
        document("a.json", answer([line("I03", 1)])),
        document("b.json", answer([line("I03", 2)])),
    ]
    checked = check_responses(documents, asked())
    assert sum(not response.is_held for response in checked) == 1
    assert "response_same_version" in [
        issue.code for response in checked for issue in response.issues
    ]


def test_a_scenario_left_out_as_a_whole_is_one_note_at_the_offers_lines() -> None:
    wanted = questionnaire()
    wanted["scenarios"].append({**wanted["scenarios"][0], "scenario_id": "S2", "title": "別"})
    lines = [line("I03", 1), line("R01", 1)]
    (checked,) = check_responses(
        [document("a.json", answer(lines))], questionnaire_of(document("q.json", wanted))
    )
    issue = next(one for one in checked.issues if one.code == "scenario_unanswered")
    assert (issue.severity, issue.pointer, issue.document) == (
        "note",
        "/offers/0/cost_lines",
        "a.json",
    )
    assert issue.params == {"scenario": Titled("S2", "別", is_known=False), "count": 2}


def test_a_held_answer_stays_in_the_list() -> None:
    documents = [
        document("bad.json", {"response_id": 5}),
        document("ok.json", answer([line("I03", 1)])),
    ]
    checked = check_responses(documents, asked())
    assert {response.document.name: response.is_held for response in checked} == {
        "bad.json": True,
        "ok.json": False,
    }


def test_all_faults_of_an_answer_are_found_in_one_pass() -> None:
    lines = [line("I03", 0), line("R01", 5, state="free"), line("Z99", 5, tax=...)]
    checked = check_responses([document("a.json", answer(lines))], asked())[0]
    codes = {issue.code for issue in checked.issues}
    assert {"priced_zero", "free_with_amount", "unknown_code", "tax_missing"} <= codes

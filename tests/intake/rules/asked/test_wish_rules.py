"""What is offered against what is wished: told, and never an error."""

from typing import Any

from rfi.schema.issue import Issue
from tests.answers import answer, collect, line, questionnaire

WISH = {"wished_go_live_on": "2027-04-01", "wished_months": 60}


def found(asked: dict[str, Any] | None = None, **offer: Any) -> dict[str, Issue]:
    value = {**questionnaire(("I03",)), **(WISH if asked is None else asked)}
    issues = collect(value, answer([line("I03", 60)], **offer)).issues
    return {one.code: one for one in issues if one.code != "once_without_date"}


def test_an_offer_as_wished_is_not_spoken_of() -> None:
    assert found() == {}
    assert found({}, go_live="2030-01-01", months=120) == {}


def test_a_later_go_live_and_another_term_are_notes() -> None:
    issues = found(go_live="2027-05-01", months=84)
    assert {one.severity for one in issues.values()} == {"note"}
    assert issues["go_live_after_wish"].pointer == "/offers/0/go_live_on"
    assert issues["term_not_as_wished"].params["given"] == 84


def test_a_stage_is_held_against_the_wish_of_its_business() -> None:
    stages = [{"business": "B01", "go_live_on": "2027-10-01"}]
    asked = questionnaire(("I03",))
    own = [{**asked["businesses"][0], "wished_go_live_on": "2027-10-01"}]
    assert found({**WISH, "businesses": own}, go_live_stages=stages) == {}
    issue = found(go_live_stages=stages)["go_live_after_wish"]
    assert issue.pointer == "/offers/0/go_live_stages/0/go_live_on"


def test_a_stage_of_a_business_that_was_not_asked_or_twice_holds_the_answer_back() -> None:
    unknown = found(go_live_stages=[{"business": "B77", "go_live_on": "2027-01-01"}])
    assert unknown["unknown_code"].severity == "error"
    twice = [{"business": "B01", "go_live_on": "2027-01-01"}] * 2
    assert found(go_live_stages=twice)["duplicate_id"].severity == "error"

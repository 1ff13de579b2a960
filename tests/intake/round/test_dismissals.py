"""A warning is open until its question is closed or a person says why it is right."""

from dataclasses import replace
from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.compare.round.certainty import Certainty
from rfi.document.read import read_document
from rfi.intake.query.queries import QueryDraft, QueryPlace, draft_queries
from rfi.intake.query.touched import seen_key
from rfi.intake.round.codec import record_of
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.dismissals import (
    dismiss,
    dismissed_places,
    settled_places,
    undo_dismissal,
)
from rfi.intake.round.file import read_round, write_round
from rfi.intake.round.queries import add_query, answer_query, reopen_query, withdraw_query
from rfi.intake.round.reading import read_answers
from rfi.intake.round.round import AppliedSuggestion, Round, add_answer
from rfi.intake.round.suggestion import Suggestion
from rfi.intake.value_paths import PathFinder
from rfi.schema.issue import Issue
from tests.answers import Line, answer, line
from tests.evaluations import evaluated
from tests.intake.rounds import empty_round, file_of

LINES = [line("I03", 1_000_000), line("R01", 10_000, line_id="R")]
STATED = {
    "scenario_id": "S",
    "kind": "total",
    "amount": 9_000_000,
    "unit": "one",
    "currency": "JPY",
    "tax": "excluded",
}


def answered(made: Round, lines: list[Line] = LINES, version: int = 1) -> Round:
    """Return the round with an answer whose stated total does not add up."""
    value: dict[str, Any] = answer(lines, stated_totals=[STATED])
    file = file_of(f"v{version}.json", {**value, "version": version})
    return add_answer(made, file, by="事務局", at=f"2026-1{version}-01")


def answers_of(made: Round) -> AnswerSet:
    """Return the answers of a round, with what is settled of their warnings."""
    read = read_answers(made)
    found = collect_answers(
        read_document("q.json", made.questionnaire.data),
        [reading.document for reading in read.values()],
        read_document("standard.json", made.standard.data),
    )
    return found.with_settled(settled_places(made, read))


def certainty(made: Round) -> Certainty:
    return evaluated(answers_of(made)).costs.offers[0].certainty


def warnings(made: Round) -> tuple[Issue, ...]:
    return evaluated(answers_of(made)).warnings_on(0)


def dismissed(made: Round, why: str = "表紙の額は旧版のもの") -> Round:
    (issue,) = warnings(made)
    places = dismissed_places(next(iter(read_answers(made).values())), [issue])
    what = issue.message("ja")
    return dismiss(
        made, Dismissal("vendor", issue.code, what, places, why, Deed("佐藤", "2026-11-05"))
    )


def test_a_dismissal_makes_the_total_firm_and_undoing_it_opens_the_warning_again() -> None:
    made = answered(empty_round())
    assert certainty(made) == Certainty("to_confirm", 1)
    settled = dismissed(made)
    assert certainty(settled) == Certainty("firm", 0)
    undone = undo_dismissal(settled, 0, by="鈴木", at="2026-11-06")
    assert certainty(undone) == Certainty("to_confirm", 1)
    assert [(one.deed.by, one.deed.undone_by) for one in undone.dismissals] == [("佐藤", "鈴木")]


def test_a_dismissal_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="why"):
        dismissed(answered(empty_round()), why="  ")


def test_a_dismissal_is_saved_with_the_round() -> None:
    settled = dismissed(answered(empty_round()))
    found, issues = read_round(write_round(settled))
    assert issues == ()
    assert found == settled
    assert found is not None
    assert certainty(found) == Certainty("firm", 0)


def test_a_dismissal_holds_in_a_later_version_that_says_the_same() -> None:
    settled = dismissed(answered(empty_round()))
    inserted = [line("I03", 1_000_000), line("R01", 10_000, line_id="R")]
    assert certainty(answered(settled, inserted, version=2)) == Certainty("firm", 0)


def test_a_dismissal_lapses_where_a_later_version_says_something_else() -> None:
    settled = dismissed(answered(empty_round()))
    value: dict[str, Any] = answer(LINES, stated_totals=[{**STATED, "amount": 90_000_000}])
    file = file_of("v2.json", {**value, "version": 2})
    later = add_answer(settled, file, by="事務局", at="2026-12-01")
    assert certainty(later) == Certainty("to_confirm", 1)


def asked(made: Round) -> Round:
    (draft,) = draft_queries(warnings(made), "vendor")
    return add_query(made, draft, prefix="A", at="2026-11-02")


def test_a_question_leaves_the_warning_open_until_it_is_answered_or_withdrawn() -> None:
    made = asked(answered(empty_round()))
    assert certainty(made) == Certainty("to_confirm", 1)
    assert certainty(answer_query(made, "A-001")) == Certainty("firm", 0)
    assert certainty(withdraw_query(made, "A-001")) == Certainty("firm", 0)
    again = reopen_query(answer_query(made, "A-001"), "A-001")
    assert certainty(again) == Certainty("to_confirm", 1)


def test_a_closed_question_of_ones_own_words_settles_no_warning() -> None:
    made = add_query(
        answered(empty_round()), QueryDraft("vendor", "なぜ？"), prefix="A", at="2026-11-02"
    )
    assert certainty(answer_query(made, "A-001")) == Certainty("to_confirm", 1)


def test_a_closed_question_settles_its_line_and_not_the_one_that_took_its_place() -> None:
    unsure = line("R01", 0, line_id="R", state="unanswered")
    made = answered(empty_round(), [line("I03", 1_000_000), unsure])
    drafts = draft_queries(warnings(made), "vendor")
    for draft in drafts:
        made = add_query(made, draft, prefix="A", at="2026-11-02")
    closed = made
    for query in made.queries:
        closed = answer_query(closed, query.number)
    assert not warnings(closed)
    inserted = line("R01", 0, line_id="X", state="unanswered")
    later = answered(closed, [line("I03", 1_000_000), inserted, unsure], version=2)
    assert [issue.pointer for issue in warnings(later)] == ["/offers/0/cost_lines/1/amount"]


def unread(sha256: str) -> tuple[str, str, str]:
    """Return what settles a figure that was not read in the file of a digest."""
    paths = PathFinder({})
    place = QueryPlace("", "費用!H12")
    return ("vendor", "figure_not_read", seen_key(paths, {}, place, sha256))


def test_a_question_on_what_was_not_read_holds_up_to_the_file_that_answered() -> None:
    made = answered(answered(answered(empty_round()), version=2), version=3)
    first, second, third = (one.file.sha256 for one in made.answers)
    draft = QueryDraft(
        "vendor", "H12は何ですか。", "figure_not_read", (QueryPlace("", "費用!H12"),)
    )
    made = add_query(made, draft, prefix="A", at="2026-11-15")
    made = answer_query(made, "A-001", version=2)
    found = settled_places(made, read_answers(made))
    assert unread(first) in found
    assert unread(second) in found
    assert unread(third) not in found


def test_who_did_it_and_who_took_it_back_stand_flat_in_the_file_as_they_always_did() -> None:
    deed = Deed("佐藤", "2026-11-05").undone(by="鈴木", at="2026-11-06")
    words = {
        "by": "佐藤",
        "at": "2026-11-05",
        "undone_by": "鈴木",
        "undone_at": "2026-11-06",
    }
    made = replace(
        empty_round(),
        dismissals=(Dismissal("vendor", "price_low", "低い", (), "確認した", deed),),
        applied=(AppliedSuggestion("0", "vendor", 1, Suggestion("/tax", "x", "y", "z"), deed),),
    )
    record = record_of(made)
    assert record["dismissals"] == [
        {
            "response_id": "vendor",
            "issue_code": "price_low",
            "what": "低い",
            "places": [],
            "why": "確認した",
            **words,
        }
    ]
    assert record["applied"] == [
        {
            "answer_sha256": "0",
            "response_id": "vendor",
            "version": 1,
            "suggestion": {"pointer": "/tax", "old": "x", "new": "y", "issue_code": "z"},
            **words,
        }
    ]
    assert deed.undone(by="高橋", at="2026-11-07") == deed

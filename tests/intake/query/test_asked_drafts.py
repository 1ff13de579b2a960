"""Questions go out for free questions and options as for everything else."""

from rfi.intake.query.queries import draft_queries
from tests.answers import answer, collect, line, questionnaire
from tests.intake.rules.asked.test_free_rules import QUESTIONS
from tests.intake.rules.asked.test_option_rules import OPTIONS, price


def test_open_musts_answers_of_another_kind_and_faulty_option_prices_are_asked_about() -> None:
    asked = {
        **questionnaire(("I03",)),
        "free_questions": [dict(one) for one in QUESTIONS],
        "options": [dict(one) for one in OPTIONS],
    }
    given = answer(
        [line("I03", 60)],
        free_answers=[{"question_id": "Q1", "value_text": "約10"}],
        option_lines=[price(tax=...)],
    )
    (checked,) = collect(asked, given).responses
    drafts = {draft.issue_code: draft.text for draft in draft_queries(checked.issues, "vendor")}
    assert "再委託" in drafts["must_unanswered"]
    assert "約10" in drafts["free_answer_kind"]
    assert "tax_missing" in drafts

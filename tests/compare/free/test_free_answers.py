"""What every offer answers to the free questions, by its kind."""

import pytest

from rfi.compare.free.answers import UNANSWERED, FreeAnswer, FreeComparison
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated
from tests.intake.rules.asked.test_free_rules import QUESTIONS, SOUND


def compared() -> FreeComparison:
    """Return a round in which the first answers all, the second little, the third nothing."""
    asked = {**questionnaire(("I03",)), "free_questions": [dict(one) for one in QUESTIONS]}
    prices = [line("I03", 60)]
    rows = [{"question_id": name, **given} for name, given in SOUND.items()]
    few = [
        {"question_id": "Q1", "value_text": "約10"},
        {"question_id": "Q5", "note": "検討中"},
        {"question_id": "Q6", "value_text": "20名", "note": "予定"},
    ]
    return evaluated(
        collect(
            asked,
            answer(prices, response_id="a", free_answers=rows),
            answer(prices, response_id="b", free_answers=few),
            answer(prices, response_id="c"),
        )
    ).free_answers


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Q1", FreeAnswer(number=12)),
        ("Q2", FreeAnswer(choices=("庁内",))),
        ("Q3", FreeAnswer(choices=("甲", "丙"))),
        ("Q4", FreeAnswer(date="2028-04-01")),
        ("Q5", FreeAnswer(yes=False)),
        ("Q6", FreeAnswer(words="10名")),
    ],
)
def test_an_answer_is_read_by_its_kind(question: str, expected: FreeAnswer) -> None:
    assert compared().offers[0].answer(question) == expected


def test_words_for_a_number_are_kept_and_marked() -> None:
    assert compared().offers[1].answer("Q1") == FreeAnswer(words="約10", is_other_kind=True)


def test_a_remark_alone_is_no_answer() -> None:
    found = compared().offers[1].answer("Q5")
    assert (found.has_value, found.note) == (False, "検討中")
    assert compared().offers[2].answer("Q5") == UNANSWERED


def test_no_is_an_answer() -> None:
    assert compared().offers[0].answer("Q5").has_value


def test_answered_questions_are_counted() -> None:
    assert [offer.answered for offer in compared().offers] == [6, 2, 0]

"""Free questions side by side: as answered, nothing cut, an open must marked."""

from functools import cache
from typing import Any

from rfi.compare.free.answers import FreeComparison
from rfi.export.record.evaluation import evaluation_record
from rfi.views.free.matrix import missing_free, view_free_answers
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from tests.answers import answer, collect, line, questionnaire
from tests.compare.free.test_free_answers import compared as three_offers
from tests.evaluations import evaluated
from tests.intake.rules.asked.test_free_rules import QUESTIONS
from tests.views.rounds import PLANTED, given

GROUPS = {"Q1": "実績", "Q2": "構成", "Q3": "構成"}


@cache
def compared() -> FreeComparison:
    return three_offers()


def table(**choice: Any) -> Table:
    return view_free_answers(given(free_answers=compared()), Reading("ja"), **choice)


def shown(found: Table, key: str) -> list[str]:
    row = next(row for row in found.rows if row.key == key)
    return [found.shown(row, cell) for cell in row.cells]


def test_every_kind_is_shown_in_words_and_figures() -> None:
    found = table()
    assert shown(found, "Q1") == ["12", "約10", "未回答"]
    assert shown(found, "Q2") == ["庁内", "未回答", "未回答"]
    assert shown(found, "Q3")[0] == "甲、丙"
    assert shown(found, "Q4")[0] == "2028-04-01"
    assert shown(found, "Q5") == ["いいえ", "値なし（備考のみ）", "未回答"]
    assert shown(found, "answered") == ["6／6件", "2／6件", "0／6件"]


def test_an_open_must_is_marked_and_an_open_may_is_not() -> None:
    rows = {row.key: row for row in table().rows}
    assert [cell.is_marked for cell in rows["Q1"].cells] == [False, False, True]
    assert [cell.is_marked for cell in rows["Q2"].cells] == [False, False, False]
    assert rows["Q1"].note.startswith("必須")
    assert "単位：団体" in rows["Q1"].note


def test_questions_stand_under_their_groups() -> None:
    questions = [
        {**one, **({"group": GROUPS[one["question_id"]]} if one["question_id"] in GROUPS else {})}
        for one in QUESTIONS
    ]
    asked = {**questionnaire(("I03",)), "free_questions": questions}
    rows = [{"question_id": "Q6", "value_text": PLANTED}]
    round_ = evaluated(collect(asked, answer([line("I03", 60)], free_answers=rows)))
    found = view_free_answers(round_, Reading("ja"))
    sections = [row.heading for row in found.rows if row.level == "section"]
    assert sections == ["実績", "構成", "その他の設問"]
    assert shown(found, "Q6") == [PLANTED]


def test_what_all_answer_alike_can_be_left_out() -> None:
    asked = {**questionnaire(("I03",)), "free_questions": [dict(one) for one in QUESTIONS[4:]]}
    prices = [line("I03", 60)]
    same = {"question_id": "Q5", "value_boolean": True}
    first = answer(prices, response_id="a", free_answers=[same])
    second = answer(
        prices, response_id="b", free_answers=[same, {"question_id": "Q6", "value_text": "x"}]
    )
    round_ = evaluated(collect(asked, first, second))
    found = view_free_answers(round_, Reading("ja"), differences_only=True)
    assert [row.key for row in found.rows if row.level == "plain"] == ["Q6"]


def test_it_is_said_why_there_is_nothing() -> None:
    nothing = evaluated(collect(questionnaire(("I03",)), answer([line("I03", 60)])))
    assert missing_free(nothing.free_answers) == "not_asked"
    asked = {**questionnaire(("I03",)), "free_questions": [dict(QUESTIONS[0])]}
    silent = evaluated(collect(asked, answer([line("I03", 60)])))
    assert missing_free(silent.free_answers) == "not_answered"
    assert missing_free(compared()) == ""


def test_the_json_holds_questions_and_answers() -> None:
    asked = {**questionnaire(("I03",)), "free_questions": [dict(one) for one in QUESTIONS]}
    rows = [{"question_id": "Q3", "value_choices": ["甲"]}]
    round_ = evaluated(collect(asked, answer([line("I03", 60)], free_answers=rows)))
    record: Any = evaluation_record(round_, "ja")["free_answers"]
    assert record["asked"] == 6
    third = record["questions"][2]
    assert third["choices"] == ["甲", "乙", "丙"]
    assert third["answers"]["vendor:A"] == {
        "is_answered": True, "number": None, "text": None, "date": None, "boolean": None,
        "choices": ["甲"], "note": None, "is_other_kind": False,
    }  # fmt: skip

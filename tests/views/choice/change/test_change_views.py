"""What the section 前回との差 shows: the answer in a sentence, parts that sum to the change."""

from typing import Any

import pytest

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.rounds import Side
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.change import RoundChange, change_since
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.address import Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.change.bands import picture_round_change
from rfi.views.choice.change.parts import view_round_change
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import PLANTED

M = 1_000_000
READING = Reading("ja", "one")


def two_rounds(*, is_anonymous: bool = False) -> tuple[Evaluation, RoundChange]:
    """Two vendors; the first is 2M dearer by price and 1M by scope, the second is new."""
    asked = questionnaire(("I03", "I04"))
    planted = answer([line("I03", 10 * M)], response_id="gone")
    planted["vendor"]["name"] = PLANTED
    before = collect(asked, answer([line("I03", 10 * M)], response_id="first"), planted)
    now = [line("I03", 12 * M), line("I04", M)]
    after = collect(
        asked,
        answer(now, response_id="first"),
        answer([line("I03", M)], response_id="second"),
    )
    change = change_since(Side(before, NOTHING_CHOSEN), Side(after, NOTHING_CHOSEN))
    shown = shown_answers(after, Shown("anonymous" if is_anonymous else "named"), "ja")
    return evaluate(shown, NOTHING_CHOSEN), change


def test_the_answer_counts_and_names_the_largest_change_and_its_cause() -> None:
    evaluation, change = two_rounds()
    picture = picture_round_change(evaluation, READING, change)
    assert picture is not None
    assert "比べられる1提案のうち1提案で" in picture.title
    assert "Aの＋3.0百万円で、そのうち単価・価格が＋2.0百万円" in picture.title
    assert "前回にない提案" in picture.html


def test_the_parts_of_the_table_sum_to_the_change() -> None:
    evaluation, change = two_rounds()
    table = view_round_change(evaluation, READING, change)
    assert table is not None
    rows = {row.key: row.cells[0].value for row in table.rows}
    assert rows["price"] == 2 * M
    assert rows["scope"] == M
    parts = [rows[cause] or 0.0 for cause in CAUSES]
    assert sum(parts) == rows["change"] == (rows["after"] or 0) - (rows["before"] or 0) == 3 * M
    second = {row.key: row.cells[1] for row in table.rows}
    assert second["before"].text == "前回にない提案"
    # Ends of a lower bound keep their sign: before nobody had answered I04.
    assert [row.cells[0].sign for row in table.rows if row.key == "before"] == ["≧"]


def test_without_names_nobody_is_named_who_went() -> None:
    evaluation, change = two_rounds(is_anonymous=True)
    table = view_round_change(evaluation, READING, change)
    assert table is not None
    told = " ".join(table.notes)
    assert "前回だけの提案" in told
    assert PLANTED not in told
    named, _ = two_rounds()
    of_names = view_round_change(named, READING, change)
    assert of_names is not None
    assert PLANTED in " ".join(of_names.notes)


def test_while_no_last_round_is_chosen_there_is_nothing_to_show() -> None:
    evaluation, _ = two_rounds()
    assert view_round_change(evaluation, READING, None) is None
    assert picture_round_change(evaluation, READING, None) is None


@pytest.mark.parametrize("lang", LANGS)
def test_rounds_that_are_the_same_say_so(lang: Lang) -> None:
    made: list[Any] = [answer([line("I03", M)], response_id="first")]
    side = Side(collect(questionnaire(("I03",)), *made), NOTHING_CHOSEN)
    change = change_since(side, side)
    picture = picture_round_change(evaluate(side.answers, NOTHING_CHOSEN), Reading(lang), change)
    assert picture is not None
    assert ("どれも前回と同じ" in picture.title) == (lang == "ja")

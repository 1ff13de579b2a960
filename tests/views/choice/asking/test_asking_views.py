"""What the section 次に聞くこと shows: the answer in a sentence, the cells to ask about first."""

import re
from html import unescape
from typing import Any

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.asking.cells import view_asking, view_open_cells
from rfi.views.choice.asking.drafts import draft_of
from rfi.views.choice.asking.reach import picture_asking
from rfi.views.choice.asking.words import amount_words
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.evaluations import evaluated
from tests.views.rounds import PLANTED

M = 1_000_000


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def round_of(*offers: list[Any]) -> Evaluation:
    made = [answer(lines, response_id="abcd"[at]) for at, lines in enumerate(offers)]
    made[0]["vendor"]["name"] = PLANTED
    return evaluated(collect(questionnaire(("I03", "I04")), *made))


def at_stake() -> Evaluation:
    """A 100; B 85 + h with h in (10, 20, 30): a regret of 0.2083M."""
    first = [line("I03", 20 * M), line("I04", 80 * M)]
    second = [line("I03", state="separate"), line("I04", 85 * M)]
    far = [[line("I03", price * M), line("I04", 500 * M)] for price in (10, 30)]
    return round_of(first, second, *far)


def test_the_answer_says_what_is_at_stake_and_what_the_first_reply_takes_off_it() -> None:
    picture = picture_asking(at_stake(), Reading("ja"))
    assert "平均208千円" in picture.title
    assert "Bの基本パッケージ" in picture.title or "Bの" in picture.title
    assert picture.title.endswith("208千円が減る")
    assert "<b>1" not in picture.html


def test_in_the_sample_round_no_reply_is_expected_to_change_anything_and_that_is_said() -> None:
    picture = picture_asking(sample_for(TAKAMATSU, GROUP), Reading("ja"))
    assert "変わらない見込み" in picture.title
    assert words(picture.html).count("〜円から") >= 1


def test_every_value_has_its_unit_and_no_offer_is_named_as_the_smallest() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    picture = picture_asking(whole, Reading("ja"))
    assert "聞く価値は千円未満" in picture.title
    assert "最も小さい" not in picture.title
    assert not any(offer.vendor in picture.title for offer in whole.costs.offers)
    assert words(picture.html).count("千円未満") == 10
    assert "最も小さい" not in picture_asking(at_stake(), Reading("ja")).title


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0.0, "千円未満"), (999.4, "千円未満"), (3_000.0, "3千円"), (2.5e6, "2.5百万円")],
)
def test_an_amount_at_stake_is_told_in_a_unit_that_reads(amount: float, shown: str) -> None:
    assert amount_words(amount, "ja") == shown


def test_nothing_open_is_said_and_has_no_table() -> None:
    whole = [line("I03", 20 * M), line("I04", 80 * M)]
    found = round_of(whole, whole)
    assert "空きセルも幅のある回答もない" in picture_asking(found, Reading("ja")).title
    assert view_asking(found, Reading("ja")).rows == ()


def test_cells_without_donors_say_so_in_place_of_a_figure() -> None:
    found = round_of([line("I03", state="separate"), line("I04", M)], [line("I03", M)])
    table = view_open_cells(found, Reading("ja"))
    assert {row.cells[4].text for row in table.rows} == {"他社の額が足りない"}
    assert "合計を見込める提案がない" in picture_asking(found, Reading("ja")).title
    assert any("他の提案の額が足りないセルがある" in note for note in table.notes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_open_cell_stands_in_one_of_the_two_tables(lang: Lang) -> None:
    evaluation = sample_for(TAKAMATSU, GROUP)
    tables = (view_asking(evaluation, Reading(lang)), view_open_cells(evaluation, Reading(lang)))
    assert sum(len(table.rows) for table in tables) == len(evaluation.choices.asking.cells)
    assert len(tables[0].rows) == 10


def test_a_draft_names_cell_and_state_and_no_figure_of_anybody() -> None:
    evaluation = at_stake()
    (cell,) = evaluation.choices.asking.next_questions
    draft = draft_of(evaluation.answers, evaluation.questionnaire, "b:A", cell)
    assert draft.response_id == "b"
    assert draft.places[0].pointer == "/offers/0/cost_lines/0"
    assert "別途見積" in draft.text
    assert not re.search(r"[0-9]{3}", draft.text)

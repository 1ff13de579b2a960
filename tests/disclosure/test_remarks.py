"""Remarks as they are shown: at their offers, without names where names are hidden, or not."""

from dataclasses import replace

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.remarks import shown_remarks
from rfi.evaluation.remarks import NO_REMARKS, placed_remarks
from rfi.export.condition_rows import condition_rows
from rfi.export.record.evaluation import write_record
from rfi.export.tables import tables_of
from rfi.scenario.address import EVERYTHING_SHOWN, Level, Mode, Shown
from rfi.views.look.reading import Reading
from tests.disclosure.planted import sample_round
from tests.remarks import WORDS, beside, remarked
from tests.views.rounds import lettered

NAMED = "架空電算株式会社は、見本情報システムより遅い"


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


def test_each_stands_at_the_letter_that_its_offer_keeps() -> None:
    answers = lettered()
    told = placed_remarks(
        [beside(answers, place, number=place + 1) for place in (0, 2, 3)], answers
    )
    assert [one.letter for one in told] == ["A", "C", "D"]
    assert {one.state for one in told} == {"current"}


def test_another_version_of_the_answer_is_told_and_not_taken_for_the_same() -> None:
    answers = lettered()
    (told,) = placed_remarks([beside(answers, 0, sha256="other")], answers)
    assert (told.state, told.answer_version, told.text) == ("other_version", 1, WORDS)


def test_what_was_said_of_a_withdrawn_offer_stays_at_its_letter() -> None:
    answers = lettered()
    gone = replace(beside(answers, 0), offer_key="gone:A")
    unknown = replace(gone, number=2, offer_key="never:A")
    told = placed_remarks([gone, unknown], answers)
    assert [(one.letter, one.state) for one in told] == [("B", "withdrawn"), ("", "withdrawn")]


def test_without_names_the_names_of_the_round_are_masked(sample: AnswerSet) -> None:
    remarks = [beside(sample, 0, words=NAMED)]
    (told,) = shown_remarks(remarks, sample, Shown("anonymous")).told
    assert told.text == "A社は、B社より遅い"
    (named,) = shown_remarks(remarks, sample, EVERYTHING_SHOWN).told
    assert named.text == NAMED


def test_without_names_nothing_is_said_of_a_withdrawn_offer_whose_name_nobody_knows(
    sample: AnswerSet,
) -> None:
    gone = replace(beside(sample, 0, words="幻想電算は取り下げた"), offer_key="gone:A")
    (told,) = shown_remarks([gone], sample, Shown("anonymous")).told
    assert "幻想" not in told.text
    assert told.text


@pytest.mark.parametrize("mode", ["named", "anonymous"])
def test_of_some_offers_the_others_are_counted(sample: AnswerSet, mode: Mode) -> None:
    remarks = [beside(sample, place, number=place + 1) for place in range(3)]
    found = shown_remarks(remarks, sample, Shown(mode, (1,)))
    assert ([one.number for one in found.told], found.of_others) == ([2], 2)
    assert found.withheld == 0


WITHHELD: dict[str, tuple[Mode, Level]] = {
    "statistics": ("aggregate", "secretariat"),
    "one's own answer": ("own", "secretariat"),
    "for the public": ("named", "public"),
    "for the public without names": ("anonymous", "public"),
}


@pytest.mark.parametrize("kind", WITHHELD)
def test_the_staffs_own_words_are_withheld_and_counted(sample: AnswerSet, kind: str) -> None:
    mode, level = WITHHELD[kind]
    places = (0,) if mode == "own" else ()
    found = remarked(sample, beside(sample, 0), shown=Shown(mode, places, level))
    assert (found.remarks.told, found.remarks.withheld) == ((), 1)
    reading = Reading("ja")
    filed = tables_of(found, reading)
    assert "remarks" not in {table.key for table in filed}
    assert WORDS not in repr(filed)
    (row,) = [one for one in condition_rows(found, reading) if one.name == "付記"]
    assert row.value == "0"
    assert "付記1件は、この見せ方では示しません" in row.note


def test_the_record_holds_them_as_they_may_be_shown(sample: AnswerSet) -> None:
    remarks = [beside(sample, 0, "B01", "I03", words=NAMED)]
    assert NAMED in write_record(remarked(sample, *remarks), "ja").decode()
    hidden = write_record(remarked(sample, *remarks, shown=Shown("anonymous")), "ja").decode()
    assert "架空電算" not in hidden
    assert "A社は、B社より遅い" in hidden


def test_a_round_without_remarks_says_nothing_of_them(sample: AnswerSet) -> None:
    assert shown_remarks([], sample, Shown("aggregate")) == NO_REMARKS
    rows = condition_rows(remarked(sample), Reading("ja"))
    assert not [row for row in rows if row.name == "付記"]

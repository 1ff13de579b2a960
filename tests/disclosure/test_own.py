"""自社のみ: one vendor's copy holds its own answer, and nothing that another one follows from."""

import json

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.own import own
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.record.evaluation import write_record
from rfi.scenario.address import Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.views.conditions.bar import data_digest
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.planted import planted_round, record_of, sample_round
from tests.disclosure.test_anonymous import WRITERS, chosen, figures, members

PLACE = 2


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


def copy_of(answers: AnswerSet, place: int = PLACE, level: str = "off") -> Evaluation:
    found = shown_answers(answers, Shown("own", (place,)))
    return evaluate(found, chosen(answers, "quoted", level))


@pytest.mark.parametrize("kind", list(WRITERS))
def test_a_copy_holds_the_vendor_and_no_other(sample: AnswerSet, kind: str) -> None:
    data = WRITERS[kind](copy_of(sample), "ja")
    written = b"".join(part for _, part in members(data))
    offers = sample.tables["offers"]
    for vendor, title, place in zip(
        offers["vendor"], offers["title"], offers["place"], strict=True
    ):
        assert (str(vendor).encode() in written) == (place == PLACE)
        assert (str(title).encode() in written) <= (place == PLACE)
    for response in sample.responses:
        is_own = response is sample.tables.responses[int(offers["owner"].iloc[PLACE])]
        assert (response.document.sha256.encode() in written) == is_own


def test_marks_of_one_vendor_are_in_its_copy_and_those_of_the_other_are_not() -> None:
    answers, _ = planted_round()
    own_file, other_file = (response.document.name for response in answers.responses)
    for kind, write in WRITERS.items():
        parts = b"".join(part for _, part in members(write(copy_of(answers, 0), "ja")))
        assert b"ZQ0" in parts, kind
        assert own_file.encode() in parts
        assert other_file.encode() not in parts
        # The second answer's marks begin at 200,000.
        assert b"ZQ2" not in parts, kind


def test_totals_that_need_nobody_else_are_those_of_the_round(sample: AnswerSet) -> None:
    whole = record_of(sample, NOTHING_CHOSEN)["offers"][PLACE]
    (only,) = json.loads(write_record(copy_of(sample), "ja"))["offers"]
    assert only["totals"] == whole["totals"]
    assert only["letter"] == "A"


def test_a_copy_is_the_same_whatever_the_others_say() -> None:
    """Nothing of others can be worked out of a copy that does not change with them."""
    asked = questionnaire(businesses=("B01",))
    mine = answer([line("I03", 1_000_000)], response_id="a")
    for level in ("off", "median"):
        copies = set()
        for amount in (2_000_000, 90_000_000):
            other = answer([line("I03", amount), line("R01", amount // 50)], response_id="b")
            copies.add(write_record(copy_of(collect(asked, mine, other), 0, level), "ja"))
        copies.add(write_record(copy_of(collect(asked, mine), 0, level), "ja"))
        assert len(copies) == 1


def test_all_offers_of_a_vendor_are_in_its_copy() -> None:
    asked = questionnaire(businesses=("B01",))
    given = [
        answer([line("I03", amount)], response_id=name)
        for name, amount in zip("abc", (1, 2, 3), strict=True)
    ]
    given[2]["vendor"] = given[0]["vendor"]
    answers = collect(asked, *given)
    found = own(answers, (2,))
    assert found.tables["offers"]["place"].tolist() == [0, 1]
    assert {str(name) for name in found.tables["offers"]["vendor"]} == {"架空 a"}
    assert found.round_offers == 2


def test_files_of_cities_are_not_in_a_copy(sample: AnswerSet) -> None:
    found = own(sample, (0,))
    assert found.cities.own == ()
    assert all(city.current_costs == () for city in found.cities.known.values())
    assert data_digest(evaluate(found, NOTHING_CHOSEN).conditions) != data_digest(
        evaluate(sample, NOTHING_CHOSEN).conditions
    )


def test_an_offer_that_is_not_there_and_an_empty_round_show_no_other_vendor(
    sample: AnswerSet,
) -> None:
    first = str(sample.tables["offers"]["vendor"].iloc[0])
    assert set(own(sample, (99,)).tables["offers"]["vendor"]) == {first}
    assert own(collect(questionnaire()), ()).responses == ()


def test_no_statistic_of_a_copy_is_of_more_than_its_offers(sample: AnswerSet) -> None:
    record = json.loads(write_record(copy_of(sample), "ja"))
    counts = [value for at, value in figures(record, {}) if at.endswith("/n")]
    assert counts
    assert max(counts) <= 1

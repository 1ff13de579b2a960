"""Letters put the offers in an order and name them; they change no figure of any."""

import copy
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.evaluation import evaluation_record
from rfi.views.look.offers import look_at
from tests.answers import document
from tests.compare.sample_round import GROUP, sample_answers, sample_for
from tests.views.rounds import SAMPLES

# An invented city that gives its cost of today.
PAYING = "992011"
GONE = ("gone:A", "gone:B")


def read(folder: str, name: str) -> Document:
    return read_document(name, (SAMPLES / folder / name).read_bytes())


@cache
def answer_documents() -> tuple[Document, ...]:
    """Return the sample answers; that of vendor C has become the second offer of vendor A."""
    values = {
        letter: json.loads((SAMPLES / "responses" / f"vendor_{letter}.json").read_bytes())
        for letter in "abcdef"
    }
    second = copy.deepcopy(values.pop("c")["offers"][0])
    values["a"]["offers"].append({**second, "offer_id": "A2"})
    return tuple(document(f"{value['response_id']}.json", value) for value in values.values())


def lettered(letters: tuple[str, ...]) -> AnswerSet:
    found = collect_answers(
        read("responses", "questionnaire.json"),
        answer_documents(),
        read("assumptions", "standard.json"),
        letters=letters,
    )
    assert not any(response.is_held for response in found.responses)
    return replace(found, cities=sample_answers().cities)


def evaluated(letters: tuple[str, ...], level: str, *, is_shared: bool) -> Evaluation:
    answers = lettered(letters)
    if not is_shared:
        return sample_for(answers=answers, levelling=level)
    return sample_for(PAYING, (PAYING, *GROUP), answers=answers, levelling=level)


def by_offer(part: Any) -> Any:
    """Return a part of the record without letters, and without the order of offers in it."""
    if isinstance(part, dict):
        return {key: by_offer(value) for key, value in part.items() if key != "letter"}
    if isinstance(part, list):
        return sorted((by_offer(one) for one in part), key=json.dumps)
    return part


@cache
def unlettered(level: str, is_shared: bool) -> Any:  # noqa: FBT001 - cached
    return by_offer(evaluation_record(evaluated((), level, is_shared=is_shared), "ja"))


@cache
def keys() -> tuple[str, ...]:
    return tuple(lettered(()).tables.letters)


@pytest.mark.parametrize(("level", "is_shared"), [("off", False), ("median", True)])
@settings(max_examples=4)
@given(data=st.data())
def test_no_figure_of_any_offer_changes_with_the_letters(
    data: st.DataObject,
    level: str,
    is_shared: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    # The simplest draw has a gap already and turns the order round.
    order = data.draw(st.permutations([*GONE, *reversed(keys())]))
    letters = tuple(order[: len(order) - data.draw(st.integers(0, len(order)))])
    evaluation = evaluated(letters, level, is_shared=is_shared)
    record: Any = evaluation_record(evaluation, "ja")
    assert by_offer(record) == unlettered(level, is_shared)
    places = {key: place for place, key in enumerate(letters)}
    for offer in record["offers"]:
        if offer["offer_key"] in places:
            assert offer["letter"] == look_at(places[offer["offer_key"]]).letter
    assert len({offer["letter"] for offer in record["offers"]}) == len(keys())


def test_offers_of_one_vendor_may_stand_apart() -> None:
    first, second, *others = keys()
    letters = (second, *reversed(others), first)
    evaluation = evaluated(letters, "median", is_shared=True)
    assert tuple(offer.offer_key for offer in evaluation.costs.offers) == letters
    assert by_offer(evaluation_record(evaluation, "ja")) == unlettered("median", is_shared=True)

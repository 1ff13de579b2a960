"""Some offers of a round: each costs what it costs beside all, statistics are of those shown."""

from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.picked import picked
from rfi.evaluation.evaluation import evaluate
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.views.conditions.bar import data_digest, view_conditions
from rfi.views.cost.statistics import view_statistics
from rfi.views.look.reading import Reading
from tests.disclosure.planted import record_of, sample_round
from tests.disclosure.test_anonymous import PLACES, chosen

SHOWN = {0, 3, 4}
# What is of the offers shown alone, by its section: statistics, and what weighs offers against
# each other; what is counted over offers by business (標準化の効き目) is counted of those shown.
OF_SHOWN = {"item_statistics", "crossovers", "issues"}
OF_SHOWN |= {"ask", "vendors", "scoring"}
_COUNTED = "customization/businesses/"
_OF_PAIRS = {"flips", "turns", "cheapest_share", "inputs", "window"}


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


@pytest.fixture(scope="module")
def some(sample: AnswerSet) -> AnswerSet:
    return picked(sample, SHOWN)


def differences(whole: Any, part: Any, keys: set[str], path: str = "") -> list[str]:
    """Return where the record of some offers says else than that of all about the same offer."""
    if isinstance(part, dict):
        assert part.keys() <= whole.keys()
        return [
            at
            for key in part.keys() - _OF_PAIRS
            for at in differences(whole[key], part[key], keys, f"{path}/{key}")
        ]
    if isinstance(part, list):
        if part and isinstance(part[0], dict) and "offer_key" in part[0]:
            whole = [one for one in whole if one["offer_key"] in keys]
        if len(whole) != len(part):
            return [path]
        pairs = enumerate(zip(whole, part, strict=True))
        return [
            at
            for index, (one, two) in pairs
            for at in differences(one, two, keys, f"{path}/{index}")
        ]
    return [] if whole == part else [path]


@pytest.mark.parametrize("level", ["off", "median"])
@pytest.mark.parametrize("place", list(PLACES))
def test_every_figure_of_an_offer_shown_is_the_one_beside_all(
    sample: AnswerSet, some: AnswerSet, place: str, level: str
) -> None:
    conditions = chosen(sample, place, level)
    whole, part = (record_of(answers, conditions) for answers in (sample, some))
    keys = {offer["offer_key"] for offer in part["offers"]}
    assert [offer["letter"] for offer in part["offers"]] == ["A", "D", "E"]
    for section in part.keys() - OF_SHOWN:
        found = differences(whole[section], part[section], keys, section)
        assert [at for at in found if not at.startswith(_COUNTED)] == []


def test_levelling_goes_by_the_offers_that_are_not_shown_too(some: AnswerSet) -> None:
    """Two of three offers shown could not give three prices to the hole of the third."""
    conditions = chosen(some, "quoted", "median")
    levelling = evaluate(some, conditions).costs.offers[-1].levelling
    assert levelling
    assert max(cell.donors for cell in levelling.cells) > len(SHOWN) - 1


def test_statistics_are_of_the_offers_shown_and_say_so(some: AnswerSet) -> None:
    evaluation = evaluate(some, NOTHING_CHOSEN)
    table = view_statistics(evaluation, Reading("ja"))
    assert "6提案のうち3提案を表示" in table.caption
    assert max(row.cells[-2].value or 0 for row in table.rows if row.cells) == 3
    assert "6提案のうち3提案を表示" in view_conditions(evaluation, Reading("ja")).line(
        Reading("ja")
    )


def test_a_warning_is_about_an_offer_shown_and_none_of_theirs_is_lost(
    sample: AnswerSet, some: AnswerSet
) -> None:
    files = {one.document.name for one in some.responses}
    whole, part = (evaluate(answers, NOTHING_CHOSEN).issues for answers in (sample, some))
    others = {one.document.name for one in sample.responses} - files
    assert {(one.document, one.code, one.pointer) for one in part} == {
        (one.document, one.code, one.pointer) for one in whole if one.document not in others
    }
    assert others
    assert not others & {one.document for one in part}


def test_data_digest_stays_and_files_not_shown_have_no_name(
    sample: AnswerSet, some: AnswerSet
) -> None:
    whole, part = (evaluate(answers, NOTHING_CHOSEN).conditions for answers in (sample, some))
    assert data_digest(whole) == data_digest(part)
    named = {one.name for one in part.inputs if one.kind == "rfi_response" and not one.is_withheld}
    assert named == {one.document.name for one in some.responses}
    assert all(one.told_sha256 is None for one in part.inputs if one.is_withheld)


@pytest.mark.parametrize("places", [set(), {0, 1, 2, 3, 4, 5}, {77}])
def test_all_none_or_strangers_leave_the_round_as_it_is(
    sample: AnswerSet, places: set[int]
) -> None:
    assert picked(sample, places) is sample

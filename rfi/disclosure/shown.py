"""A round as it is shown: which offers, by name or not, to whom."""

import unicodedata
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.chosen_conditions import without_names
from rfi.disclosure.anonymous import anonymous
from rfi.disclosure.levels import levelled
from rfi.disclosure.names import found_names
from rfi.disclosure.own import own
from rfi.disclosure.picked import picked
from rfi.scenario.address import Shown
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.letters import place_of
from rfi.text.masking import Masks, masked
from rfi.text.wording import Lang, text
from rfi.tidy.tables import flatten_responses


def read_letters(given: str, answers: AnswerSet) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the places that letters stand for, and what stands for no offer of the round.

    Args:
        given: Letters with commas between them, as in an address.
        answers: The whole round.
    """
    there = set(answers.tables["offers"]["place"].tolist())
    words = [
        word.strip() for word in unicodedata.normalize("NFKC", given).split(",") if word.strip()
    ]
    places = {word: place_of(word) for word in words if word}
    unknown = tuple(word for word, place in places.items() if place not in there)
    return tuple(sorted(there.intersection(places.values()))), unknown


def _chosen(answers: AnswerSet, shown: Shown, lang: Lang) -> AnswerSet:
    """Return the offers that are shown, by name or not."""
    match shown.mode:
        case "own":
            return own(answers, shown.places)
        case "aggregate":
            # Of all offers: statistics of some beside those of all would tell the rest.
            found = replace(anonymous(answers, lang), mode="aggregate")
            return levelled(found, shown.level, lang)
        case "anonymous":
            found = anonymous(answers, lang)
        case "named":
            found = answers
    return picked(levelled(found, shown.level, lang), shown.places, lang)


def _masks(answers: AnswerSet, found: AnswerSet, lang: Lang) -> Masks:
    """Return whom nothing that people typed may name: everybody, but in their own copy."""
    if found.mode != "own":
        return found_names(answers, lang)
    there = {response.document.sha256 for response in found.responses}
    left = [one for one in answers.tables.responses if one.document.sha256 not in there]
    others = replace(answers, responses=tuple(left), tables=flatten_responses(left))
    listed = text("disclosure.other", lang)
    return tuple((name, listed) for name, _ in found_names(others, lang))


def _without_typed_names(found: AnswerSet, masks: Masks) -> AnswerSet:
    """Return a round in which names of files and sources of assumptions name nobody."""
    values = found.assumptions.values
    return replace(
        found,
        assumptions=AssumptionSet({key: without_names(one, masks) for key, one in values.items()}),
        inputs=tuple(
            one if one.is_withheld else replace(one, name=masked(one.name, masks))
            for one in found.inputs
        ),
        issues=tuple(replace(one, document=masked(one.document, masks)) for one in found.issues),
        masks=masks,
    )


def shown_answers(answers: AnswerSet, shown: Shown, lang: Lang = "ja") -> AnswerSet:
    """Return a round as it is shown; every part and export of its evaluation obeys unasked.

    Args:
        answers: The whole round.
        shown: Places of offers that are no longer there count for nothing.
        lang: Of the words that stand for names.
    """
    found = _chosen(answers, shown, lang)
    if not (found.is_anonymous or found.mode == "own"):
        return found
    return _without_typed_names(found, _masks(answers, found, lang))

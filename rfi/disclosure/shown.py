"""A round as it is shown: which offers, by name or not, to whom."""

import unicodedata
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.anonymous import anonymous
from rfi.disclosure.levels import levelled
from rfi.disclosure.own import own
from rfi.disclosure.picked import picked
from rfi.scenario.address import Shown
from rfi.scenario.letters import place_of
from rfi.text.wording import Lang


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


def shown_answers(answers: AnswerSet, shown: Shown, lang: Lang = "ja") -> AnswerSet:
    """Return a round as it is shown; every part and export of its evaluation obeys unasked.

    Args:
        answers: The whole round.
        shown: Places of offers that are no longer there count for nothing.
        lang: Of the words that stand for names.
    """
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

"""What of a round is shown: which offers, and whether by name."""

import unicodedata
from dataclasses import dataclass

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.anonymous import anonymous
from rfi.disclosure.picked import picked
from rfi.scenario.letters import letter_at, place_of
from rfi.text.wording import Lang


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Attributes:
        is_anonymous: Whether 「A社」 stands for every name.
        places: Of the offers shown, rising; empty for all of them.
    """

    is_anonymous: bool = False
    places: tuple[int, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters of the offers shown; empty for all of them."""
        return tuple(map(letter_at, self.places))


EVERYTHING_SHOWN = Shown()


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
    found = anonymous(answers, lang) if shown.is_anonymous else answers
    return picked(found, shown.places, lang)

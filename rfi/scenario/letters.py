"""The letter of an offer, from its place in the round and back."""

import re

_FIRST = ord("A")
_LETTERS = 26
_LETTER = re.compile(r"([A-Z])([1-9][0-9]{0,3})?")


def letter_at(place: int) -> str:
    """Return the letter of a place.

    >>> letter_at(0), letter_at(27)
    ('A', 'B2')
    """
    turn, letter = divmod(place, _LETTERS)
    return chr(_FIRST + letter) + (str(turn + 1) if turn else "")


def place_of(letter: str) -> int | None:
    """Return the place of a letter, however it is written; None for what is no letter.

    >>> place_of("b2"), place_of("B1"), place_of("?")
    (27, None, None)
    """
    found = _LETTER.fullmatch(letter.strip().upper())
    if found is None:
        return None
    place = (int(found[2] or 1) - 1) * _LETTERS + ord(found[1]) - _FIRST
    return place if letter_at(place) == found[0] else None

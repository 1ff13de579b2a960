"""Counts of one in English, wherever the catalogue counts."""

import re

import pytest

from rfi.text.plural import for_counts
from rfi.text.wording import load_catalogue

# Nouns that a count stands before in the catalogue, as they are for many.
_COUNTED = re.compile(r"\{count\} ([a-z]+)\b")


@pytest.mark.parametrize(
    ("wording", "one"),
    [
        ("{count} offers", "{count} offer"),
        ("{count} open questions have", "{count} open question has"),
        ("in {count} of the cities", "in {count} of the cities"),
        ("{count} cities, {rows} rows", "{count} city, {rows} rows"),
        ("{count} businesses are left", "{count} business is left"),
        ("{name} offers", "{name} offers"),
    ],
)
def test_a_count_of_one_has_one_noun_and_its_verb(wording: str, one: str) -> None:
    assert for_counts(wording, {"count": 1, "rows": 2, "name": "Sample"}) == one
    assert for_counts(wording, {"count": 2, "rows": 2, "name": "Sample"}) == wording


def test_words_that_are_filled_in_are_left_as_they_are() -> None:
    given = "1 offers and {count} offers"
    assert for_counts("{count} offers", {"count": given}).format(count=given) == f"{given} offers"


def test_no_entry_speaks_of_one_thing_as_of_many() -> None:
    plural = {
        (key, noun)
        for key, entry in load_catalogue().items()
        for noun in _COUNTED.findall(for_counts(entry["en"], {"count": 1}))
        if noun.endswith("s")
        and noun not in {"as", "is", "has", "was", "business", "times", "less"}
    }
    assert plural == set()

"""Texts in CSV: no formula and no control, and what was guarded can be had back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.export.csv.inert import STARTERS, inert, released, seen

TEXTS = st.text(max_size=40) | st.builds(
    "".join, st.tuples(st.sampled_from([*STARTERS, "'", "''="]), st.text(max_size=10))
)


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", "△=", "a"]
)
def test_words_that_start_like_a_formula_are_guarded(words: str) -> None:
    assert inert(words) == (words if words[0] in "△a" else f"'{words}")


def test_the_dash_of_an_empty_cell_stays_a_dash() -> None:
    assert inert("－") == "－"


@given(TEXTS)
def test_nothing_starts_a_formula(words: str) -> None:
    found = inert(words)
    assert found == "－" or not found.startswith(STARTERS)


@given(TEXTS)
def test_what_was_guarded_can_be_had_back(words: str) -> None:
    assert released(inert(words)) == seen(words)


@given(TEXTS)
def test_no_control_character_goes_out(words: str) -> None:
    left = {sign for sign in inert(words) if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}}
    assert left <= set("\t\n\r\u200c\u200d\u00ad")


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs"))))
def test_words_without_controls_stay_as_they_are(words: str) -> None:
    assert seen(words) == words

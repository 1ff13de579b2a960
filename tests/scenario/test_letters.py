"""Letters of places, there and back."""

from hypothesis import given
from hypothesis import strategies as st

from rfi.scenario.letters import letter_at, place_of


@given(st.integers(0, 5_000))
def test_a_letter_leads_back_to_its_place(place: int) -> None:
    assert place_of(letter_at(place)) == place
    assert place_of(f" {letter_at(place).lower()} ") == place


@given(st.text(max_size=4))
def test_what_is_no_letter_has_no_place(words: str) -> None:
    place = place_of(words)
    assert place is None or letter_at(place) == words.strip().upper()

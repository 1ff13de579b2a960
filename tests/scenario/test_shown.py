"""What is shown, as codes in an address: what cannot be read shows less, never more."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.scenario.address import (
    LEVELS,
    MODES,
    Shown,
    address_of_shown,
    is_open_to,
    shown_of_address,
)


@given(
    st.sampled_from(MODES),
    st.lists(st.integers(0, 60), unique=True).map(lambda places: tuple(sorted(places))),
    st.sampled_from(LEVELS),
)
def test_what_an_address_says_is_what_was_shown(mode: str, places: object, level: str) -> None:
    shown = Shown(mode, places, level)  # type: ignore[arg-type]
    assert shown_of_address(address_of_shown(shown)) == (shown, ())


def test_nothing_chosen_stands_in_no_address() -> None:
    assert address_of_shown(Shown()) == {}
    assert shown_of_address({}) == (Shown(), ())


def test_an_address_of_before_means_what_it_meant() -> None:
    assert shown_of_address({"names": "hidden"}) == (Shown("anonymous"), ())


@pytest.mark.parametrize("words", ["Hidden", "none", "集計", "=1+1"])
def test_what_cannot_be_read_hides_names_and_is_open_to_the_most(words: str) -> None:
    found, lost = shown_of_address({"names": words, "readers": words})
    assert (found.mode, found.level) == ("anonymous", "public")
    assert lost == (words, words)


def test_what_is_public_is_never_by_name() -> None:
    for mode, level in product(MODES, LEVELS):
        is_hidden = mode in {"anonymous", "aggregate"} or (mode, level) == ("named", "public")
        assert Shown(mode, (), level).is_anonymous == is_hidden


def test_each_level_may_see_what_is_for_more_readers() -> None:
    assert [is_open_to("public", reader) for reader in LEVELS] == [True, True, True]
    assert [is_open_to("meeting", reader) for reader in LEVELS] == [True, True, False]
    assert [is_open_to("secretariat", reader) for reader in LEVELS] == [True, False, False]

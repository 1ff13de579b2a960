"""The slider of the house: what holds once it is let go, and what is refused."""

import math

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.slider.slider import steps_between
from tests.app.screens import (
    begun,
    move,
    new_screen,
    on_page,
    sample_screen,
    slider,
    tell,
    words,
    workspace_of,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
RATE = "control_fx"


@pytest.fixture(scope="module")
def screen() -> AppTest:
    return sample_screen("summary")


def rate_of(screen: AppTest) -> object:
    return workspace_of(screen).choices.chosen.value_of("fx_usd_jpy")


def test_a_grid_has_its_ends_and_the_values_of_its_own_and_each_once() -> None:
    assert steps_between(100, 103, 1, 150.5, 101) == [100, 101, 102, 103, 150.5]
    assert steps_between(0, 1, 0.01)[7] == 0.07
    assert len(steps_between(0, 1, 0.01, 0.5)) == 101


def test_it_says_its_value_and_its_ends_with_their_unit(screen: AppTest) -> None:
    shown = slider(screen, RATE)
    assert (shown.value, shown.words) == (150.0, "150円")
    assert (shown.values[0], shown.values[-1]) == (100.0, 180.0)


@pytest.mark.parametrize(
    "value",
    [99.0, 181.0, -1e308, math.nan, math.inf, "160", True, None, [160.0], {"value": 160.0}],
    ids=str,
)
def test_what_it_cannot_have_sent_is_refused_and_answered(screen: AppTest, value: object) -> None:
    before, name = rate_of(screen), 4.5
    tell(screen, RATE, {"name": name, "value": value})
    assert not screen.exception
    assert not screen.error
    assert rate_of(screen) == before
    # The browser learns that its move was heard, and goes back to the value in force.
    assert slider(screen, RATE).move == name


@pytest.mark.parametrize("sent", [None, 160.0, "160", [], {}, {"value": 160.0}], ids=str)
def test_a_message_of_another_shape_is_nothing(screen: AppTest, sent: object) -> None:
    before = rate_of(screen)
    tell(screen, RATE, sent)
    assert not screen.exception
    assert not screen.error
    assert rate_of(screen) == before


def test_it_shows_the_value_in_force_wherever_that_was_chosen() -> None:
    screen = sample_screen("meeting")
    move(screen, "meeting_fx", 160.0)
    assert slider(screen, RATE).value == 160.0
    move(screen, RATE, 170.0)
    assert slider(screen, "meeting_fx").value == slider(screen, RATE).value == 170.0


def test_back_to_standard_brings_it_back_and_the_next_move_is_heard() -> None:
    screen = sample_screen("summary")
    move(screen, RATE, 160.0)
    screen.button(key="controls_back").click().run()
    assert slider(screen, RATE).value == 150.0
    move(screen, RATE, 160.0)
    assert slider(screen, RATE).value == 160.0
    assert "160円/$" in words(screen)


def test_a_rate_off_the_grid_is_shown_as_it_is_and_reached_again() -> None:
    screen = new_screen(begun())
    screen.query_params["set"] = "fx_usd_jpy:187.25"
    on_page(screen, "summary")
    shown = slider(screen, RATE)
    assert (shown.value, shown.words, shown.values[-1]) == (187.25, "187.25円", 187.25)
    assert shown.values[-2] == 180.0
    move(screen, RATE, 150.0)
    assert workspace_of(screen).choices.chosen.assumptions == ()

"""Which offers are shown, and whether by name: on screen, in the address, after coming back."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.navigation import PAGES
from rfi.app.frame.shown import NAMED
from tests.app.screens import begun, new_screen, on_page, words, workspace_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
NAME = "架空電算"


def round_of(screen: AppTest) -> str:
    return str(screen.session_state["stored"].round_id)


def is_sent(name: str, screen: AppTest) -> bool:
    """Tell whether a text is in anything that a screen sends, charts and widgets too."""
    forms = (name.encode(), json.dumps(name).strip('"').encode())
    protos: list[Any] = [getattr(one, "proto", None) for one in screen.main]
    sent = b"".join(
        proto.SerializeToString() for proto in protos if hasattr(proto, "SerializeToString")
    )
    return any(form in sent for form in forms)


def hidden(screen: AppTest) -> AppTest:
    screen.toggle(key="shown_anonymous").set_value(True).run()
    assert not screen.exception
    return screen


def picked(screen: AppTest, places: Sequence[int]) -> AppTest:
    screen.session_state["shown_open"] = True
    screen.run()
    screen.button_group(key="shown_offers").set_value(list(places)).run()
    assert not screen.exception
    return screen


@pytest.fixture
def screen() -> AppTest:
    return on_page(new_screen(begun()), "summary")


def test_one_act_takes_the_names_from_the_page_and_says_so(screen: AppTest) -> None:
    assert is_sent(NAME, screen)
    hidden(screen)
    assert not is_sent(NAME, screen)
    assert "匿名で表示中" in words(screen)
    assert "A社" in words(screen)


@pytest.mark.parametrize("page", sorted(set(PAGES) - NAMED))
def test_no_page_of_the_comparison_shows_a_name_once_they_are_hidden(
    screen: AppTest, page: str
) -> None:
    found = on_page(hidden(screen), page)
    assert not found.exception
    assert not is_sent(NAME, found)


@pytest.mark.parametrize("page", ["intake", "queries"])
def test_pages_that_need_names_show_them_and_say_so(screen: AppTest, page: str) -> None:
    found = on_page(hidden(screen), page)
    assert is_sent(NAME, found)
    assert "このページには事業者名が出ます" in found.warning[0].value


def test_some_offers_are_shown_under_the_letters_they_have(screen: AppTest) -> None:
    picked(screen, [0, 2, 3])
    assert "6提案のうち3提案を表示" in words(screen)
    assert is_sent(NAME, screen)
    assert workspace_of(screen).choices.shown.letters == ("A", "C", "D")
    screen.session_state["shown_open"] = True
    screen.run().button(key="shown_all").click().run()
    assert "提案を表示" not in words(screen)


def test_address_and_database_hold_what_is_shown(screen: AppTest) -> None:
    picked(hidden(screen), [1, 4])
    assert screen.query_params["names"] == "hidden"
    assert screen.query_params["offers"] == "B,E"
    again = on_page(new_screen(round_of(screen)), "summary")
    assert workspace_of(again).choices.shown == workspace_of(screen).choices.shown
    assert not is_sent(NAME, again)


def test_the_address_alone_gives_the_view_and_what_it_names_wrongly_is_told() -> None:
    screen = new_screen(begun())
    screen.query_params["names"] = "hidden"
    screen.query_params["offers"] = "a,C,Z"
    screen.run()
    assert workspace_of(screen).choices.shown.letters == ("A", "C")
    assert workspace_of(screen).choices.shown.is_anonymous
    assert any("Z" in one.value and "この回にない" in one.value for one in screen.text)
    assert "この回にない" not in " ".join(one.value for one in screen.run().text)

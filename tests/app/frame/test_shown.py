"""Which offers are shown, and whether by name: on screen, in the address, after coming back."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.navigation import COMPARING, PAGES
from rfi.app.frame.shown import NAMED
from rfi.app.session.cache import answers_of, evaluation_of
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
    return shown_as(screen, "anonymous")


def shown_as(screen: AppTest, mode: str) -> AppTest:
    screen.selectbox(key="shown_mode").set_value(mode).run()
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


@pytest.fixture(scope="module")
def nameless() -> AppTest:
    """Return a session without names that goes from page to page."""
    return hidden(on_page(new_screen(begun()), "summary"))


@pytest.fixture(scope="module")
def whole_totals() -> set[str]:
    """Return the totals of the offers as a page would show them."""
    screen = on_page(new_screen(begun()), "summary")
    whole = evaluation_of(workspace_of(screen), "ja").costs.offers
    yen = [one.totals.nominal_jpy for one in whole]
    return {f"{round(amount / 1000):,}" for amount in yen if amount}


@pytest.fixture(scope="module")
def summed_up() -> AppTest:
    """Return a session under statistics only that goes from page to page."""
    return shown_as(on_page(new_screen(begun()), "summary"), "aggregate")


def test_one_act_takes_the_names_from_the_page_and_says_so(screen: AppTest) -> None:
    assert is_sent(NAME, screen)
    hidden(screen)
    assert not is_sent(NAME, screen)
    assert "匿名で表示中" in words(screen)
    assert "A社" in words(screen)


@pytest.mark.parametrize("page", sorted(set(PAGES) - NAMED))
def test_no_page_of_the_comparison_shows_a_name_once_they_are_hidden(
    nameless: AppTest, page: str
) -> None:
    found = on_page(nameless, page)
    assert not found.exception
    assert not is_sent(NAME, found)


@pytest.mark.parametrize("page", ["intake", "queries"])
def test_pages_that_need_names_show_them_and_say_so(nameless: AppTest, page: str) -> None:
    found = on_page(nameless, page)
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


def test_a_pick_leaves_the_button_of_offers_as_it_was_so_that_it_stays_open(
    screen: AppTest,
) -> None:
    picked(screen, [0])
    screen.button_group(key="shown_offers").set_value([0, 2]).run()
    screen.button_group(key="shown_offers").set_value([0, 2, 3]).run()
    assert "6提案のうち3提案を表示" in words(screen)


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


def test_a_whole_address_is_followed_whatever_another_tab_chose_meanwhile(screen: AppTest) -> None:
    whole = workspace_of(screen).choices.shown
    assert screen.query_params["offers"] == "all"
    picked(hidden(screen), [1])
    # One that names the round alone leaves what the person chose last.
    bare = on_page(new_screen(round_of(screen)), "summary")
    assert workspace_of(bare).choices.shown == workspace_of(screen).choices.shown
    again = new_screen(round_of(screen))
    again.query_params["offers"] = "all"
    assert workspace_of(again.run()).choices.shown == whole


@pytest.mark.parametrize("page", sorted(set(PAGES) - NAMED))
def test_under_statistics_only_no_page_shows_a_name_or_a_figure_of_one_offer(
    summed_up: AppTest, whole_totals: set[str], page: str
) -> None:
    found = on_page(summed_up, page)
    assert not found.exception
    assert not is_sent(NAME, found)
    assert not is_sent("C社", found)
    # Minimum, maximum and, of an odd number, median are figures of one offer; whose is not told.
    assert sum(is_sent(total, found) for total in whole_totals) <= 3
    if page == "minutes":
        assert "議事録には" in found.info[0].value


def test_every_page_of_the_comparison_shows_statistics_instead_and_says_so(
    screen: AppTest,
) -> None:
    shown_as(screen, "aggregate")
    for page in set(COMPARING) - {"export"}:
        found = on_page(screen, page)
        assert any("3社以上の統計だけ" in one.value for one in found.caption), page
        assert "中央値" in words(found), page


def test_one_vendor_sees_its_own_answer_and_no_other(screen: AppTest) -> None:
    own = shown_as(screen, "own")
    assert is_sent(NAME, own)
    others = {
        str(name)
        for name in answers_of(workspace_of(screen)).tables["offers"]["vendor"]
        if NAME not in str(name)
    }
    assert len(others) == 5
    for page in set(COMPARING) - {"export"}:
        found = on_page(own, page)
        assert not found.exception
        assert [name for name in others if is_sent(name, found)] == [], page
    assert screen.query_params["names"] == "own"


def test_whose_answer_is_shown_is_chosen_and_stands_in_the_address(screen: AppTest) -> None:
    own = shown_as(screen, "own")
    own.session_state["shown_open"] = True
    own.run().selectbox(key="shown_vendor").set_value(2).run()
    assert own.query_params["offers"] == "C"
    again = on_page(new_screen(round_of(own)), "summary")
    assert workspace_of(again).choices.shown == workspace_of(own).choices.shown
    assert not is_sent(NAME, again)


def test_for_publication_names_prices_and_the_way_of_a_figure_are_not_shown(
    screen: AppTest,
) -> None:
    screen.session_state["shown_open"] = True
    screen.run().segmented_control(key="shown_level").set_value("public").run()
    assert not screen.exception
    assert not is_sent(NAME, screen)
    assert screen.query_params["readers"] == "public"
    for page in ("costs", "trace"):
        assert "公表可の設定では示しません" in on_page(screen, page).info[0].value


def test_words_of_an_address_that_name_no_mode_hide_names_and_are_told() -> None:
    screen = new_screen(begun())
    screen.query_params["names"] = "openly"
    screen.run()
    assert any("openly" in one.value for one in screen.error)
    assert workspace_of(screen).choices.shown.mode == "anonymous"

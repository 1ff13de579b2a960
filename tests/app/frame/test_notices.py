"""What a callback has to say is shown by a page that comes to its end."""

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from rfi.app.frame.notices import forget_notices, show_notices, tell_next

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def page() -> None:
    """Show notices and come to the end; asked for, the next act breaks the page off once."""
    show_notices()
    context = get_script_run_ctx()
    assert context is not None
    assert context.script_requests is not None
    if st.session_state.pop("break", False):
        context.script_requests.request_rerun(RerunData())
    st.text("body")
    if st.session_state.pop("tell", False):
        tell_next("warning", "later")
    forget_notices()


def screen_with(**state: bool) -> AppTest:
    screen = AppTest.from_string(f"from {__name__} import page\npage()")
    for name, value in state.items():
        screen.session_state[name] = value
    screen.session_state["notices"] = [("info", "kept", "")]
    return screen


def told(screen: AppTest) -> list[str]:
    return [one.value for one in (*screen.info, *screen.warning)]


def test_a_notice_is_shown_once() -> None:
    screen = screen_with().run()
    assert told(screen) == ["kept"]
    assert told(screen.run()) == []


def test_a_notice_of_a_page_that_the_next_act_broke_off_is_shown_again() -> None:
    assert told(screen_with(**{"break": True}).run()) == ["kept"]


def test_what_a_page_keeps_for_the_next_one_is_not_lost_with_what_it_showed() -> None:
    screen = screen_with(tell=True).run()
    assert told(screen) == ["kept"]
    assert told(screen.run()) == ["later"]

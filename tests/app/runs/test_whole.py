"""Acts that follow each other at once: each is done to its end, in its order."""

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from rfi.app.runs.whole import hear_whole

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def next_act_comes() -> None:
    """Ask for another run, as the server does when the browser sends the next act."""
    context = get_script_run_ctx()
    assert context is not None
    assert context.script_requests is not None
    assert context.script_requests.request_rerun(RerunData(widget_states=WidgetStates()))


def page() -> None:
    runs = st.session_state.get("runs", 0)
    st.session_state["runs"] = runs + 1
    for name in ("first", "second"):
        st.button(name, key=name, on_click=note, args=(name,))


def note(name: str) -> None:
    """Write down that a button was pressed, in two steps; the next act comes before the first."""
    next_act_comes()
    st.session_state["begun"] = [*st.session_state.get("begun", ()), name]
    st.toast(name)
    st.session_state["done"] = [*st.session_state.get("done", ()), name]


def pressed(*names: str) -> AppTest:
    screen = AppTest.from_string(f"from {__name__} import page\npage()").run()
    for name in names:
        screen.button(key=name).click()
    return screen.run()


def test_a_press_is_done_to_its_end_though_the_next_act_came() -> None:
    hear_whole()
    screen = pressed("first")
    assert not screen.exception
    assert screen.session_state["done"] == ["first"]
    # The page was begun anew for the act that came meanwhile.
    assert screen.session_state["runs"] == 2


def test_what_is_pressed_together_is_done_one_after_the_other() -> None:
    hear_whole()
    assert pressed("first", "second").session_state["done"] == ["first", "second"]


def test_the_library_alone_would_lose_the_press(monkeypatch: pytest.MonkeyPatch) -> None:
    hear_whole()
    alone = SafeSessionState.on_script_will_rerun.__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", alone)
    screen = pressed("first")
    assert "begun" not in screen.session_state
    assert "done" not in screen.session_state

"""The keys that turn the views of a meeting, and which they are in words."""

from pathlib import Path

import streamlit as st

from rfi.app.session.current import Current

_HERE = Path(__file__)
_show = st.components.v2.component(
    "rfi_keys",
    html=_HERE.with_name("keys.html").read_text("utf-8"),
    js=_HERE.with_name("keys.js").read_text("utf-8"),
    isolate_styles=False,
)


def show_keys(here: Current) -> None:
    """Say which keys turn the views, and hear those that no button has."""
    _show(key="meeting_keys", data={"words": here.word("meeting.keys")}, width="content")

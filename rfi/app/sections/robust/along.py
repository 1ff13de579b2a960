"""The assumption that is moved: which one, and the slider that follows the finger."""

import streamlit as st

from rfi.app.sections.robust.slider import show_slider
from rfi.app.session.current import Current
from rfi.schema.codelists import load_codelist
from rfi.views.robust.along import moved_keys
from rfi.views.robust.contents import ALONG


def choose_moved(here: Current) -> str:
    """Show which assumption is moved and its slider; return the assumption."""
    keys = moved_keys(here.evaluation)
    titles = load_codelist("assumption_keys")
    chosen = st.segmented_control(
        here.word(ALONG.word),
        keys,
        format_func=lambda one: titles.title(one, here.lang),
        default=keys[0],
        required=True,
        label_visibility="collapsed",
        key=ALONG.key,
    )
    key = chosen or keys[0]
    show_slider(key, here)
    return key

"""Words of a column of businesses of which nobody has said whose they are."""

from collections.abc import Sequence

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard
from rfi.app.sections.mapping.state import PREFIX, Mapped, change
from rfi.app.session.current import Current
from rfi.intake.mapping.acts import set_business_words


def _words(at: int, words: str, key: str) -> None:
    value = heard(key)
    if value is not None:
        change(lambda draft: set_business_words(draft, at, words, value))


def show_business_words(words: Sequence[str], at: int, found: Mapped, here: Current) -> None:
    """Let words of the column of businesses be said, those that name none by themselves."""
    businesses = found.draft.asked.businesses
    with st.container(horizontal=True, key="map_business_words"):
        for number, each in enumerate(words):
            key = f"{PREFIX}words_{at}_{number}_{each}"
            st.selectbox(
                here.word("mapping.business_words", words=each),
                tuple(businesses),
                format_func=lambda code: businesses[code],
                index=None,
                placeholder=here.word("mapping.choose"),
                key=key,
                on_change=guarded(_words),
                args=(at, each, key),
                width=220,
            )

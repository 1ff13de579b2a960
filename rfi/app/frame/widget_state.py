"""Widgets that show what is in force: set before they are made, heard through a callback."""

from collections.abc import Sequence
from typing import Any

import streamlit as st


def showing(key: str, value: object) -> str:
    """Put the value in force into a widget that is about to be made; return its key.

    A widget that shows it already is left alone: the next move may be on its way from the browser.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def starting(key: str, value: object) -> str:
    """Give a widget a value when it has none of its own yet; return its key."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def fresh(name: str) -> str:
    """Return the key of a field that is another one, and so empty, after each ``begin_anew``.

    Of a field that is only emptied the browser may send the old words once more: it sends all
    fields with whatever is pressed next.
    """
    turn = st.session_state.get(f"{name}_turn", 0)
    return f"{name}_{turn}" if turn else name


def begin_anew(name: str) -> None:
    """Let a field begin anew: what was written in it is kept elsewhere by now."""
    st.session_state[f"{name}_turn"] = st.session_state.get(f"{name}_turn", 0) + 1


def heard(key: str) -> Any:  # noqa: ANN401 - whatever the widget gives
    """Return what a widget gave."""
    return st.session_state[key]


def relabel() -> None:
    """Let every list be shown anew at its value: its options have other words from now on.

    A list tells the server the words that are chosen in it, and keeps those with which it was made
    until the server sets its value: told after a change of language, words of the other language
    would be taken for a value. Called before the widgets of a run are made.
    """
    for key, value in st.session_state.items():
        if _is_plain(value) or (isinstance(value, list) and value and all(map(_is_plain, value))):
            st.session_state[key] = value


def relabelled(key: str, words: Sequence[str]) -> str:
    """Let one list be shown anew at its value where its options have other words; return its key.

    What is done to a round changes the words of a list that says how its options stand: the next
    press would send the old ones, which name no option, and the choice would be another.
    """
    known = f"{key}_words"
    if st.session_state.get(known, list(words)) != list(words) and key in st.session_state:
        st.session_state[key] = st.session_state[key]
    st.session_state[known] = list(words)
    return key


def _is_plain(value: object) -> bool:
    # What a button holds is a truth value, and may not be set.
    return isinstance(value, str | int | float | tuple) and not isinstance(value, bool)


def forget(prefix: str) -> None:
    """Let every widget whose key starts so begin anew."""
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]

"""Where files are dropped: what a file is, and how the place is emptied."""

from typing import Protocol

import streamlit as st

ANSWER_TYPES = ("xlsx", "xlsm", "xls", "json")
_TURN = "upload_turn"


class Upload(Protocol):
    """A file as the browser sends it."""

    @property
    def name(self) -> str:
        """Its name."""

    def getvalue(self) -> bytes:
        """Return its content."""


def upload_key(name: str) -> str:
    """Return the key of an uploader; after each taking it is another one and so empty."""
    return f"{name}_{st.session_state.get(_TURN, 0)}"


def empty_uploads() -> None:
    """Empty the uploaders from the next run on."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def renew_uploads() -> None:
    """Empty the uploaders and run again."""
    empty_uploads()
    st.rerun()

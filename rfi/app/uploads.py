"""Answers given on screen: added, taken away, or left for the sample round again."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Protocol

import streamlit as st

from rfi.app.cache import read_answer
from rfi.app.controls import forget_controls
from rfi.app.current import Current
from rfi.app.sample_round import sample_files
from rfi.app.session import keep_files
from rfi.compare.answers import NamedBytes

MAX_ANSWERS = 24
ANSWER_TYPES = ("xlsx", "xlsm", "xls", "json")
_TURN = "upload_turn"


class Upload(Protocol):
    """A file as the browser sends it."""

    @property
    def name(self) -> str:
        """Its name."""

    def getvalue(self) -> bytes:
        """Return its content."""


def _renew() -> None:
    """Empty the uploader: it gets another name and so starts anew."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def add_uploads(uploads: Iterable[Upload] | None, here: Current) -> None:
    """Put uploaded answers into the round; what is wrong in them is listed by the page."""
    added = [NamedBytes(PurePath(each.name).name, each.getvalue()) for each in uploads or ()]
    if not added:
        return
    files = here.workspace.files
    if len(files.responses) + len(added) > MAX_ANSWERS:
        st.error(here.word("intake.too_many", limit=MAX_ANSWERS))
        return
    progress = st.progress(0.0)
    for place, file in enumerate(added):
        progress.progress(place / len(added), here.word("intake.reading", name=file.name))
        read_answer(file)
    keep_files(files.with_answers(added))
    _renew()


def file_names(here: Current) -> tuple[str, ...]:
    """Return the names of the answers in the order in which they came."""
    return tuple(file.name for file in here.workspace.files.responses)


def remove_file(place: int, here: Current) -> None:
    """Take one answer out of the round."""
    keep_files(here.workspace.files.without(place))
    _renew()


def back_to_sample() -> None:
    """Open the sample round again."""
    keep_files(sample_files())
    forget_controls()
    _renew()

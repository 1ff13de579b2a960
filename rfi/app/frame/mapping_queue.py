"""Files that are no answer of ours: they wait here until a person says what their columns are."""

import streamlit as st

from rfi.app.session.cache import read_file
from rfi.intake.round.round import RoundFile
from rfi.scenario.city.files import CSV_NAMES, NO_ANSWER

_WAITING = "mapping_waiting"


def is_foreign(file: RoundFile) -> bool:
    """Tell whether a file is a table of somebody's own and no answer as we ask for it."""
    if file.name.lower().endswith(CSV_NAMES):
        return True
    document = read_file(file).document
    return document.is_held and any(issue.code in NO_ANSWER for issue in document.issues)


def waiting() -> tuple[RoundFile, ...]:
    """Return the files that wait, in the order in which they came."""
    found: tuple[RoundFile, ...] = st.session_state.get(_WAITING, ())
    return found


def let_wait(file: RoundFile) -> None:
    """Put a file behind those that wait."""
    st.session_state[_WAITING] = (*waiting(), file)


def take_next() -> RoundFile | None:
    """Take the first file that waits."""
    found = waiting()
    st.session_state[_WAITING] = found[1:]
    return found[0] if found else None

"""Files that are no answer of ours: they wait here until a person says what their columns are."""

from dataclasses import dataclass

import streamlit as st

from rfi.app.session.cache import read_cities, read_file
from rfi.intake.laid.heads import Purpose
from rfi.intake.round.round import RoundFile
from rfi.scenario.city.files import CSV_NAMES, NO_ANSWER

_WAITING = "mapping_waiting"
# What the reader of cities says of a table that has no heading of ours.
_NO_CITIES = frozenset({"city_no_headings", "city_no_code_column"})


def is_foreign(file: RoundFile) -> bool:
    """Tell whether a file is a table of somebody's own and no answer as we ask for it."""
    if file.name.lower().endswith(CSV_NAMES):
        return True
    document = read_file(file).document
    return document.is_held and any(issue.code in NO_ANSWER for issue in document.issues)


def is_foreign_of_cities(file: RoundFile) -> bool:
    """Tell whether a file is a table of a municipality's own, without a heading of ours."""
    found = read_cities(file)
    codes = {issue.code for issue in found.issues}
    return not found.parts and not found.pairs and bool(codes & _NO_CITIES)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, and what it shall become."""

    file: RoundFile
    purpose: Purpose


def waiting() -> tuple[Waiting, ...]:
    """Return the files that wait, in the order in which they came."""
    found: tuple[Waiting, ...] = st.session_state.get(_WAITING, ())
    return found


def let_wait(file: RoundFile, purpose: Purpose = "answer") -> None:
    """Put a file behind those that wait."""
    st.session_state[_WAITING] = (*waiting(), Waiting(file, purpose))


def take_next() -> Waiting | None:
    """Take the first file that waits."""
    found = waiting()
    st.session_state[_WAITING] = found[1:]
    return found[0] if found else None

"""The parts of a questionnaire: how many rows each has, and the one that is open."""

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard
from rfi.app.sections.asked.cover import show_cover
from rfi.app.sections.asked.draft import made
from rfi.app.sections.asked.faults import COVER, SHOWN, PlacedFault, show_rest
from rfi.app.sections.asked.rows import show_rows
from rfi.app.session.current import Current
from rfi.intake.authoring.draft import PARTS
from rfi.text.numbers import format_number

_OPEN, _FIRST = "asked_open", "businesses"


def _opened(key: str) -> None:
    st.session_state[_OPEN] = heard(key)


def choose_part(faults: tuple[PlacedFault, ...], here: Current) -> str:
    """Show the parts with how many rows each asks and what is to be mended; return the open one."""
    value = made(here).value

    def titled(part: str) -> str:
        title = here.word(f"asked.part.{part}")
        wrong = sum(one.part == part and one.is_error for one in faults)
        if part != COVER:
            count = format_number(len(value.get(part, ())))
            title = here.word("asked.counted", title=title, count=count)
        return here.word("asked.wrong", title=title, count=wrong) if wrong else title

    parts = (COVER, *PARTS)
    labels = {part: titled(part) for part in parts}
    opened = str(st.session_state.get(_OPEN, _FIRST))
    # With other counts it is another widget, which starts from what is open.
    key = f"asked_part_{hash(tuple(labels.values()))}"
    st.radio(
        here.word("asked.parts"),
        parts,
        index=parts.index(opened),
        format_func=labels.__getitem__,
        key=key,
        on_change=guarded(_opened),
        args=(key,),
        label_visibility="collapsed",
    )
    return opened


def show_part(part: str, faults: tuple[PlacedFault, ...], here: Current) -> None:
    """Show the rows of a part, or what stands on the cover, and what is to be mended there."""
    if part == COVER:
        show_cover(here)
    else:
        show_rows(part, here)
    found = [one for one in faults if one.part == part]
    for one in found[:SHOWN]:
        one.show(here.lang)
    show_rest(len(found), here)

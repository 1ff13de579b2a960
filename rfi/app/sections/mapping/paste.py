"""A table pasted as text: from a page, a mail or a sheet, with tabs or commas."""

import streamlit as st

from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_next
from rfi.app.sections.uploads.mapping_queue import let_wait
from rfi.app.session.current import Current
from rfi.intake.round.round import RoundFile

_KEY = "pasted_table"
_MOST = 200_000


def _take(here: Current) -> None:
    pasted = str(st.session_state.get(_KEY, ""))
    if not pasted.strip():
        tell_next("error", here.word("mapping.paste.empty"))
        return
    let_wait(RoundFile(here.word("mapping.paste.name"), pasted.encode()))
    st.session_state[_KEY] = ""


def show_paste(here: Current) -> None:
    """Let a table be pasted; what is pasted is mapped as a file is."""
    with st.popover(here.word("mapping.paste")):
        st.text_area(
            here.word("mapping.paste.label"),
            max_chars=_MOST,
            height=200,
            placeholder=here.word("mapping.paste.example"),
            key=_KEY,
        )
        st.button(
            here.word("mapping.paste.take"),
            on_click=acting(_take),
            args=(here,),
            key="paste_take",
        )

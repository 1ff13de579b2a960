"""Tables that wait for a person: one left halfway, and those that were held as answers."""

import streamlit as st

from rfi.app.frame.faults import acting
from rfi.app.frame.received import received_of
from rfi.app.sections.mapping.state import halfway, resume
from rfi.app.sections.uploads.mapping_queue import is_foreign, let_wait
from rfi.app.session.current import Current
from rfi.app.session.door import may


def show_held_tables(here: Current) -> None:
    """Offer to go on with a table, and to map what came in as an answer and is none of ours."""
    if not may("answers"):
        return
    held = [
        found.answer.file
        for found in received_of(here)
        if found.state == "held" and is_foreign(found.answer.file)
    ]
    with st.container(horizontal=True, key="held_tables"):
        found = halfway()
        if found is not None:
            st.button(
                here.word("mapping.resume", name=found.file.name),
                on_click=acting(resume),
                key="map_resume",
            )
        for file in held:
            st.button(
                here.word("mapping.held", name=file.name),
                on_click=acting(let_wait),
                args=(file,),
                key=f"map_held_{file.sha256}",
            )

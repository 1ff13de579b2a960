import streamlit as st

from rfi.app.sections.asked.output import check_draft, show_changes_of_year, show_output
from rfi.app.sections.asked.parts import choose_part, show_part
from rfi.app.sections.asked.source import choose_source, show_beginnings
from rfi.app.session.current import current
from rfi.app.session.session import opened

if opened() is None:
    show_beginnings()
else:
    here = current()
    choose_source(here)
    asked, faults = check_draft(here)
    show_changes_of_year(here)
    left, middle, right = st.columns([17, 60, 23], gap="medium")
    with left:
        part = choose_part(faults, here)
    with middle:
        show_part(part, faults, here)
    with right:
        show_output(asked, faults, here)

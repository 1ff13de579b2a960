import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.sections.asked.draft import SOURCE_CHOICE, SOURCES, source_name, take_source
from rfi.app.sections.asked.output import check_draft, show_changes_of_year, show_output
from rfi.app.sections.asked.parts import choose_part, show_part
from rfi.app.session.current import current

here = current()
st.segmented_control(
    here.word("asked.source"),
    SOURCES,
    format_func=lambda name: here.word(f"asked.source.{name}"),
    default=source_name(),
    required=True,
    label_visibility="collapsed",
    key=SOURCE_CHOICE,
    on_change=guarded(take_source),
)
asked, faults = check_draft(here)
show_changes_of_year(here)
left, middle, right = st.columns([17, 60, 23], gap="medium")
with left:
    part = choose_part(faults, here)
with middle:
    show_part(part, faults, here)
with right:
    show_output(asked, faults, here)

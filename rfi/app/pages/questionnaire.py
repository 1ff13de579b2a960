import streamlit as st

from rfi.app.sections.asked.draft import SOURCES, draft, source_name, source_of, start_from
from rfi.app.sections.asked.output import show_changes_of_year, show_output
from rfi.app.sections.asked.parts import choose_part, show_part
from rfi.app.session.current import current

here = current()
chosen = st.segmented_control(
    here.word("asked.source"),
    SOURCES,
    format_func=lambda name: here.word(f"asked.source.{name}"),
    default=source_name(),
    required=True,
    label_visibility="collapsed",
    key="asked_source",
)
if chosen and chosen != source_name():
    start_from(chosen)
value = draft().applied(source_of(here))
show_changes_of_year(here)
left, middle, right = st.columns([20, 54, 26], gap="medium")
with left:
    part = choose_part(value, here)
with middle:
    show_part(part, value, here)
with right:
    show_output(draft().applied(source_of(here)), here)

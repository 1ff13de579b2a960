import streamlit as st

from rfi.app.frame.navigation import show_link
from rfi.app.sections.query.drafts import show_drafts
from rfi.app.sections.query.exchange import show_exchange
from rfi.app.sections.query.list import show_query_list
from rfi.app.sections.query.overview import show_overview
from rfi.app.sections.query.vendor import SECTION_KEY, choose_asked
from rfi.app.session.current import current

SECTIONS = {"list": show_query_list, "new": show_drafts, "exchange": show_exchange}
here = current()
show_overview(here)
with st.container(horizontal=True, vertical_alignment="bottom", key="query_head"):
    asked = choose_asked(here)
    if asked is not None:
        opening = "list" if asked.queries else "new"
        section = st.segmented_control(
            here.word("queries.section"),
            tuple(SECTIONS),
            format_func=lambda name: here.word(f"queries.{name}"),
            required=True,
            label_visibility="collapsed",
            default=None if SECTION_KEY in st.session_state else opening,
            key=SECTION_KEY,
        )
if asked is None:
    st.info(here.word("queries.no_vendor"))
    show_link("intake", here.word("empty.link"))
else:
    SECTIONS[section or "list"](asked, here)

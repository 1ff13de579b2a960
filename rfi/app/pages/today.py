import streamlit as st

from rfi.app.frame.current import current
from rfi.app.sections.today.sections import (
    show_before_after,
    show_net_effect,
    show_survey,
    show_today_bridge,
)

SECTIONS = {
    "before_after": show_before_after,
    "bridge": show_today_bridge,
    "net": show_net_effect,
    "survey": show_survey,
}
here = current()
section = st.segmented_control(
    here.word("today.section"),
    tuple(SECTIONS),
    format_func=lambda name: here.word(f"today.{name}"),
    default="before_after",
    required=True,
    label_visibility="collapsed",
    key="today_section",
)
SECTIONS[section or "before_after"](here)

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.sections.conditions.assumptions import show_assumptions
from rfi.app.sections.conditions.city import show_city
from rfi.app.sections.conditions.group import show_group
from rfi.app.sections.conditions.levelling import show_levelling
from rfi.app.sections.conditions.options import show_options
from rfi.app.sections.conditions.scope import show_scope
from rfi.app.sections.conditions.sets import show_sets
from rfi.app.session.current import current
from rfi.views.conditions.contents import CONTENTS

SECTIONS = {
    "city": show_city,
    "group": show_group,
    "scope": show_scope,
    "options": show_options,
    "assumptions": show_assumptions,
    "levelling": show_levelling,
    "sets": show_sets,
}
here = current()
section = st.segmented_control(
    here.word("conditions.section"),
    tuple(SECTIONS),
    format_func=lambda name: here.word(f"conditions.{name}"),
    default="city",
    required=True,
    label_visibility="collapsed",
    key="condition_section",
    bind="query-params",
)
SECTIONS[section or "city"](here)
if here.comparison.offers:
    show_parts(CONTENTS, "windows", here)

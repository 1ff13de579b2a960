"""Conditions, levelling: whether and how holes are filled from the other offers."""

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.frame.controls import with_value
from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.conditions.expected import show_expected
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.schema.codelists import load_codelist
from rfi.views.conditions.contents import CONTENTS

_MAX_DONORS = 50


def _given(key: str, widget: str, here: Current) -> None:
    value = heard(widget)
    if value is not None:
        choose(with_value(chosen_now(), key, value, here.answers, here.word("changed_by")))


def show_levelling(here: Current) -> None:
    """Let level and donors be chosen; show how many cells it is about."""
    levels, values = load_codelist("levelling_levels"), here.evaluation.conditions.assumptions
    with st.container(horizontal=True, vertical_alignment="top", key="levelling_choice"):
        st.segmented_control(
            here.word("levelling.level"),
            levels.codes,
            format_func=lambda code: levels.title(code, here.lang),
            required=True,
            key=showing("levelling_level", values.choice("levelling")),
            on_change=guarded(_given),
            args=("levelling", "levelling_level", here),
        )
        st.number_input(
            here.word("levelling.donors"),
            1,
            _MAX_DONORS,
            step=1,
            key=showing("levelling_donors", int(values.number("levelling_donors"))),
            on_change=guarded(_given),
            args=("levelling_donors", "levelling_donors", here),
            width=190,
        )
    st.caption(here.word("levelling.help"))
    show_parts(CONTENTS, "levelling", here)
    show_expected(here)

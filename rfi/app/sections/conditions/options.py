"""Conditions, the options: those whose prices count, beside what every offer asks for them."""

from dataclasses import replace

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.scenario.options import options_of
from rfi.views.cost.contents import CONTENTS


def _take() -> None:
    choose(replace(chosen_now(), options=tuple(heard("options_chosen"))))


def show_options(here: Current) -> None:
    """Show the options, and let some be chosen."""
    titles = {one.option_id: one.title for one in options_of(here.questionnaire)}
    if titles:
        st.multiselect(
            here.word("options.chosen"),
            tuple(titles),
            format_func=lambda name: titles[name],
            key=showing("options_chosen", list(chosen_now().options)),
            on_change=guarded(_take),
            help=here.word("options.chosen.help"),
            placeholder=here.word("options.none"),
        )
    if here.comparison.offers:
        show_parts(CONTENTS, "options", here)

"""What a meeting moves on the spot: rate, term, discount rate, key of sharing."""

from functools import partial

import streamlit as st

from rfi.app.frame.controls import DISCOUNT_RATES, HORIZONS, take_assumption, take_value
from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.slider.rate import show_rate
from rfi.app.frame.widget_state import showing
from rfi.app.sections.conditions.group import show_equal_share
from rfi.app.sections.meeting.baseline import pin
from rfi.app.session.current import Current
from rfi.app.session.session import chosen_now
from rfi.compare.round.chosen_conditions import sharing_method
from rfi.text.numbers import trimmed

_PERCENT = 100


def _pin_now() -> None:
    pin(chosen_now())


def show_moves(here: Current) -> None:
    """Show the controls in one row; each acts at once."""
    values = here.evaluation.conditions.assumptions
    rate, months = values.number("fx_usd_jpy"), int(values.number("horizon_months"))
    discount = values.number("discount_rate")
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_moves"):
        standard = here.answers.assumptions.number("fx_usd_jpy")
        take = partial(take_value, "fx_usd_jpy", here)
        show_rate(rate, standard, here.lang, key="meeting_fx", take=take)
        st.segmented_control(
            here.word("control.horizon"),
            sorted({*HORIZONS, months}),
            format_func=lambda one: here.word("control.months", months=one),
            key=showing("meeting_months", months),
            on_change=guarded(take_assumption),
            args=("horizon_months", "meeting_months", here),
            required=True,
        )
        st.selectbox(
            here.word("control.discount"),
            sorted({*DISCOUNT_RATES, discount}),
            format_func=lambda one: f"{trimmed(one * _PERCENT)}%",
            key=showing("meeting_discount", discount),
            on_change=guarded(take_assumption),
            args=("discount_rate", "meeting_discount", here),
            width=110,
        )
        if here.evaluation.conditions.group and (
            sharing_method(chosen_now(), here.answers) == "mixed"
        ):
            show_equal_share("meeting_equal", here)
        st.button(here.word("meeting.pin"), on_click=acting(_pin_now), key="meeting_pin")

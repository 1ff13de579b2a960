"""The running order of a meeting: which views are shown, one after the other."""

import streamlit as st

from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.meeting.keys import show_keys
from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.views.choice.contents import CONTENTS

# What a meeting shows where nobody prepared an order.
STANDARD = ("totals", "slider", "bands", "shares", "differences", "tornado")
# The sections of 分析 are there to be taken in.
VIEWS = (*STANDARD, *CONTENTS.sections)
_ORDER, _PLACE = "running_order", "meeting_place"


def prepared_order() -> tuple[str, ...]:
    """Return the views in the order prepared; empty where none was."""
    return tuple(dict.fromkeys(view for view in aside(_ORDER).split(",") if view in VIEWS))


def running_order() -> tuple[str, ...]:
    """Return the views in the order prepared; the standard ones where none was."""
    return prepared_order() or STANDARD


def view_title(view: str, here: Current) -> str:
    """Return the name of a view; a section of 分析 has that of its page."""
    if view in CONTENTS.sections:
        return here.word(f"{CONTENTS.subject}.{view}")
    return here.word(f"meeting.view.{view}")


def _order_given() -> None:
    keep_aside(_ORDER, ",".join(heard("meeting_order")))
    keep_aside(_PLACE, "")


def _place() -> int:
    kept = aside(_PLACE)
    return int(kept) if kept.isdigit() else 0


def _turn_to(place: int) -> None:
    keep_aside(_PLACE, str(place) if place else "")


def show_order(here: Current) -> str:
    """Show where in the running order the meeting stands; return the view that is open."""
    order = running_order()
    place = min(_place(), len(order) - 1)
    view = view_title(order[place], here)
    with st.container(horizontal=True, vertical_alignment="center", key="running_order"):
        st.button(
            here.word("meeting.previous"),
            on_click=acting(_turn_to),
            args=(place - 1,),
            disabled=place == 0,
            key="meeting_previous",
            shortcut="Left",
        )
        st.button(
            here.word("meeting.next"),
            on_click=acting(_turn_to),
            args=(place + 1,),
            disabled=place + 1 == len(order),
            key="meeting_next",
            shortcut="Right",
        )
        st.text(here.word("meeting.place", view=view, number=place + 1, count=len(order)))
        with st.popover(
            here.word("meeting.order"), key="meeting_order_open", on_change="rerun"
        ) as box:
            if box.open:
                st.multiselect(
                    here.word("meeting.order"),
                    VIEWS,
                    format_func=lambda one: view_title(one, here),
                    key=showing("meeting_order", list(order)),
                    on_change=guarded(_order_given),
                    help=here.word("meeting.order.help"),
                    placeholder=here.word("meeting.order.none"),
                    select_all=False,
                )
        show_keys(here)
    return order[place]

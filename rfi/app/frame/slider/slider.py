"""A labelled slider: its value stands in words beside the finger; the server hears of it at once.

That of the library waits 200 ms before it sends anything.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from math import floor
from pathlib import Path

import streamlit as st

from rfi.app.frame.faults import guarded

_HERE = Path(__file__)
_MOVED = "moved"
# Beyond it the steps of a grid are but the error of floating point.
_DECIMALS = 9
_show = st.components.v2.component(
    "rfi_range",
    html=_HERE.with_name("slider.html").read_text("utf-8"),
    js=_HERE.with_name("slider.js").read_text("utf-8"),
    isolate_styles=False,
)


def _move_of(key: str) -> str:
    """Return where the session keeps the name of the last move that it heard of."""
    return f"{key}_move"


def steps_between(low: float, high: float, step: float, *own: float) -> list[float]:
    """Return the values at which a slider can stand: a grid with its ends, and values of its own.

    >>> steps_between(0, 1, 0.4, 0.5)
    [0.0, 0.4, 0.5, 0.8, 1.0]
    """
    count = floor(round((high - low) / step, _DECIMALS))
    grid = (round(low + step * index, _DECIMALS) for index in range(count + 1))
    return sorted({float(value) for value in (*grid, high, *own)})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _hear(key: str, low: float, high: float, take: Callable[[float], None]) -> None:
    """Take the value at which the slider was let go, if it is one that the slider has."""
    match st.session_state[key].get(_MOVED):
        case {"name": name, "value": value} if _is_number(name):
            # What is refused is answered too: the slider goes back to the value in force.
            st.session_state[_move_of(key)] = name
            if _is_number(value) and low <= value <= high:
                take(float(value))


def show_range(
    label: str,
    values: Sequence[float],
    value: float,
    words: Callable[[float], str],
    *,
    key: str,
    take: Callable[[float], None],
    about: str = "",
    width: int | None = None,
) -> None:
    """Show a slider at the value in force.

    Args:
        label: What it moves.
        values: At which it can stand, ascending; those it sends lie between the first and the last.
        value: In force; one of them.
        words: Says a value with its unit.
        key: Of the widget.
        take: Lets a value hold.
        about: What is told on demand.
        width: In pixels; None takes the room that there is.
    """
    _show(
        key=key,
        data={
            "label": label,
            "values": list(values),
            "words": [words(one) for one in values],
            "at": bisect_left(values, value),
            "help": about,
            "move": st.session_state.get(_move_of(key)),
        },
        width=width or "stretch",
        on_moved_change=guarded(partial(_hear, key, values[0], values[-1], take)),
    )

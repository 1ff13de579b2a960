"""A fault of ours becomes a sentence with a reference number, on the page and in the log alike.

The message of a fault may hold a vendor's text: only its kind and place are logged.
"""

import functools
import logging
import secrets
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from rfi.app.access.login import by_whom_it_is_shown
from rfi.app.access.permissions import Permission
from rfi.app.frame.notices import tell_next
from rfi.app.session.door import barred
from rfi.app.session.session import language
from rfi.text.wording import text

P = ParamSpec("P")
_LOG = logging.getLogger(__name__)
_REFERENCE_BYTES = 4


class FileFaultError(Exception):
    """A file could not be written; the library logs it with its message, which is a reference."""


def note_fault(fault: Exception, where: str) -> str:
    """Log the kind and place of a fault under a reference, which is returned."""
    frames = []
    trace = fault.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    reference = secrets.token_hex(_REFERENCE_BYTES)
    place = " < ".join(frames[::-1])
    _LOG.error("%s failed [%s]: %s at %s", where, reference, type(fault).__name__, place)
    return reference


def show_guarded(show: Callable[[], None]) -> None:
    """Run a part of the page; a fault becomes a sentence in its place."""
    try:
        show()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the reader gets words
        reference = note_fault(fault, "page")
        st.error(text("app.fault", language(), reference=reference))


def guarded(answer: Callable[P, None]) -> Callable[P, None]:
    """Return what a widget calls; a fault becomes a sentence on the run that follows."""

    @functools.wraps(answer)
    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            answer(*args, **kwargs)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the reader gets words
            reference = note_fault(fault, "act")
            tell_next("error", text("app.fault.act", language(), reference=reference))

    return call


def acting(answer: Callable[P, object]) -> Callable[P, None]:
    """Return what a button calls, guarded: once for each time it is drawn.

    Who presses twice before the page shows what the first press did means one act.
    """
    pressed: list[bool] = []

    def once(*args: P.args, **kwargs: P.kwargs) -> None:
        if not pressed:
            pressed.append(True)
            answer(*args, **kwargs)

    return guarded(once)


def quiet(write: Callable[[], bytes], permission: Permission = "view") -> Callable[[], bytes]:
    """Return what writes a file; of a fault the library learns the reference alone.

    The file is written when its button is pressed: whoever may no longer see it gets none.
    """

    def call() -> bytes:
        if barred(permission):
            raise FileFaultError
        try:
            return write()
        except Exception as fault:  # noqa: BLE001 - whatever it is, its message stays here
            reference = note_fault(fault, "file")
        raise FileFaultError(reference)

    return by_whom_it_is_shown(call)

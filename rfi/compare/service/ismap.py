"""ISMAP: whether a registration holds from the start of service to the end of the window."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

IsmapState = Literal[
    "unanswered",
    "not_registered",
    "expiry_unanswered",
    "before_start",
    "within_window",
    "after_window",
]


@dataclass(frozen=True, slots=True)
class IsmapStatus:
    """The registration of one offer.

    Attributes:
        state: ``before_start``: expires before the offer's own go-live; ``within_window``: from
            that day on, but before the last day of the window; ``after_window``: later.
        is_registered: As answered; None where not answered.
        expires_on: ISO date as answered, "" for none.
        days_before_start: Days by which the expiry precedes go-live; None unless it does.
    """

    state: IsmapState
    is_registered: bool | None
    expires_on: str
    days_before_start: int | None


def ismap_status(
    *, is_registered: bool | None, expires_on: str, go_live_on: str, window_end: date
) -> IsmapStatus:
    """Return the status of one offer.

    Args:
        is_registered: As answered.
        expires_on: Last day on which the registration holds, "" where not answered.
        go_live_on: Day on which service starts.
        window_end: Last day of the window.
    """

    def status(state: IsmapState, days: int | None = None) -> IsmapStatus:
        return IsmapStatus(state, is_registered, expires_on, days)

    if is_registered is False:
        return status("not_registered")
    if not expires_on:
        return status("unanswered" if is_registered is None else "expiry_unanswered")
    expiry, start = date.fromisoformat(expires_on), date.fromisoformat(go_live_on)
    if expiry < start:
        return status("before_start", (start - expiry).days)
    return status("within_window" if expiry < window_end else "after_window")

"""Pages are made one after the other: many at once share one interpreter and slow each other.

Whoever comes takes the place behind the one who came last and waits for that one alone. So the
order is that of coming, and each leaving wakes one waiting thread, however many wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock

from rfi.app.runs.once import once

# A page is made in a tenth of this; who takes longer (a file, the first look at a round) no longer
# holds up the others.
LONGEST_SECONDS = 0.25


class Place:
    """One place in a line; ``begun`` when its turn has come, ``passed`` when the next may begin."""

    def __init__(self) -> None:
        """Hold a place whose turn has not come."""
        self.begun, self.passed = Event(), Event()


# The place of the run that this thread makes, or made last.
_MINE: "ContextVar[Place | None]" = ContextVar("place", default=None)


class Line:
    """Lets one run after the other begin, in the order in which they came."""

    def __init__(self, longest_seconds: float = LONGEST_SECONDS) -> None:
        """Let the next run begin when one is done, or ``longest_seconds`` after it began."""
        self._longest = longest_seconds
        self._lock = Lock()
        self._last = Place()
        self._last.begun.set()
        self._last.passed.set()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and hold it, however the run ends."""
        mine = Place()
        with self._lock:
            before, self._last = self._last, mine
        try:
            before.begun.wait()
            before.passed.wait(self._longest)
            mine.begun.set()
            _MINE.set(mine)
            yield
        finally:
            # Also when the waiting itself broke off: nobody may wait for a place that is empty.
            mine.begun.set()
            mine.passed.set()


def pass_turn() -> None:
    """Let the next run begin before this one is done; without a turn nothing happens.

    The turn is not taken again: whoever waited for it while holding what another run needs (a value
    that is being made for the cache) would hold up both.
    """
    mine = _MINE.get()
    if mine is not None:
        mine.passed.set()


@once
def line_of_runs() -> Line:
    """Return the line in which the sessions wait for their pages."""
    return Line()

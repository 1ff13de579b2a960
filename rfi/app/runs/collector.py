"""Garbage is collected while nobody waits, not after every answer.

The server would collect all generations after each run of a page: with a few rounds in memory that
walks hundreds of thousands of objects while every other session waits for the interpreter. The
setting ``runner.postScriptGC`` turns that off; here the walk is made when no run has begun for a
while, and what has lived so long is taken out of later walks.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from rfi.app.runs.once import once

# Without a run for this long nobody waits; and between two walks that long at least.
REST_SECONDS, LEAST_SECONDS = 5.0, 60.0
# What one answer allocates is walked a few times, not hundreds of times: objects of a run live as
# long as the run, and the walk over all generations is left to the rest.
THRESHOLDS = (50_000, 20, 100)


def collect_and_freeze() -> None:
    """Collect all generations, then take what is left out of later walks."""
    gc.collect()
    gc.freeze()


class IdleCollector:
    """Collects when runs have rested."""

    def __init__(self, collect: Callable[[], None] = collect_and_freeze) -> None:
        """Call ``collect`` to collect."""
        self._collect = collect
        self._ended, self._count = Event(), Lock()
        self._running = self._begun = 0

    @contextmanager
    def run(self) -> Iterator[None]:
        """Mark the time of a run; the watching thread is woken by the first after its rest."""
        with self._count:
            self._running += 1
            self._begun += 1
        try:
            yield
        finally:
            with self._count:
                self._running -= 1
            if not self._ended.is_set():
                self._ended.set()

    def collect_after_rest(self, rest_seconds: float) -> bool:
        """Wait for a run to end and for a rest after it; collect and tell whether there was one."""
        self._ended.wait()
        self._ended.clear()
        begun = self._begun
        Event().wait(rest_seconds)
        if self._running or self._begun != begun:
            return False
        self._collect()
        return True

    def start(self) -> None:
        """Watch the runs from a thread that ends with the program."""
        gc.set_threshold(*THRESHOLDS)

        def watch() -> None:
            while True:
                if self.collect_after_rest(REST_SECONDS):
                    Event().wait(LEAST_SECONDS)

        Thread(target=watch, name="idle-collector", daemon=True).start()


@once
def idle_collector() -> IdleCollector:
    """Return what collects garbage for all sessions while none is answered."""
    collector = IdleCollector()
    collector.start()
    return collector

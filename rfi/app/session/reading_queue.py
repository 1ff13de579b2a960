"""Heavy work goes one after the other; who waits sees how many are before them."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from rfi.app.runs.once import once


class ReadingQueue:
    """A queue in the order of coming."""

    def __init__(self) -> None:
        """Begin empty."""
        self._changed = Condition()
        self._waiting: deque[object] = deque()

    @contextmanager
    def place(self) -> Iterator["Place"]:
        """Stand in the queue; whoever leaves, however, lets the next one come."""
        mine = object()
        with self._changed:
            self._waiting.append(mine)
        try:
            yield Place(self, mine)
        finally:
            with self._changed:
                self._waiting.remove(mine)
                self._changed.notify_all()

    def wait(self, mine: object, seconds: float) -> int:
        """Wait for the turn of a place, so long at most; return how many are still before it."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting[0] is mine, seconds)
            return self._waiting.index(mine)


class Place:
    """One place in a queue."""

    def __init__(self, queue: ReadingQueue, mine: object) -> None:
        """Hold the place that a queue gave."""
        self._queue, self._mine = queue, mine

    def ahead(self, seconds: float) -> int:
        """Wait for the turn, so long at most; 0 when it has come, else how many are before."""
        return self._queue.wait(self._mine, seconds)


@once
def reading_queue() -> ReadingQueue:
    """Return the queue in which files are read."""
    return ReadingQueue()


@once
def city_queue() -> ReadingQueue:
    """Return the queue of city batches: two at once would hold twice the memory."""
    return ReadingQueue()

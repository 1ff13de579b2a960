"""City batches are written one after the other: two at once would hold twice the memory."""

from rfi.app.session.once import once
from rfi.app.session.reading_queue import ReadingQueue


@once
def city_queue() -> ReadingQueue:
    """Return the queue of this process."""
    return ReadingQueue()

"""What a process makes once, however many sessions ask at the same time.

``st.cache_resource`` does the same for what has arguments; every look into it costs a tenth of what
a move may, and these are asked for in every run.
"""

import functools
from collections.abc import Callable
from threading import RLock
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Return what gives the value that ``make`` made when it was first asked for.

    Others who ask meanwhile wait. When it fails, the next one who asks lets it be made again.
    """
    lock = RLock()
    made: list[T] = []

    @functools.wraps(make)
    def given() -> T:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return given

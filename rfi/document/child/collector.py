"""The cyclic garbage collector, out of the way while much is made that nothing goes round in.

Whatever a file says is a tree. Walking all of it again and again while it grows, to look for rings
of references, costs half as much as reading it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect no rings of references meanwhile; it is short, and other threads lose nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

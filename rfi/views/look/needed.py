"""A part of an evaluation that a view cannot do without."""

from typing import TypeVar

Part = TypeVar("Part")


def needed(part: Part | None) -> Part:
    """Return a part that is there.

    Raises:
        LookupError: the evaluation has no such part; ``Content.needs`` is asked before the view.
    """
    if part is None:
        raise LookupError
    return part

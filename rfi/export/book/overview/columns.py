"""Columns of the first page: together they fill it, however many offers there are."""

from collections.abc import Sequence

_NAME_WIDTH, _PAGE_CHARACTERS, _MOST_WIDTH, _LEAST_WIDTH = 34.0, 205.0, 60.0, 14.0
# What number, handling and day take at least, in characters.
_BOX_WIDTH = 48.0


def widths_of(count: int) -> tuple[float, ...]:
    """Return the widths of the names and of the offers, in characters.

    Few offers leave the page to the names: a title in a narrow column would be shrunk until
    nobody reads it, and a narrow page would be printed larger than the page of six.

    >>> widths_of(2), sum(widths_of(6))
    ((85.0, 60.0, 60.0), 205.0)
    """
    columns = max(count, 1)
    each = max((_PAGE_CHARACTERS - _NAME_WIDTH) / columns, _LEAST_WIDTH)
    if each <= _MOST_WIDTH:
        return (_NAME_WIDTH, *([each] * columns))
    return (_PAGE_CHARACTERS - _MOST_WIDTH * columns, *([_MOST_WIDTH] * columns))


def boxed_columns(widths: Sequence[float]) -> int:
    """Return how many columns at the right hold number, handling and day; the title has the rest.

    >>> boxed_columns(widths_of(1)), boxed_columns(widths_of(6)), boxed_columns(widths_of(12))
    (1, 2, 4)
    """
    offers = widths[1:]
    return next(
        (count for count in range(1, len(offers)) if count * offers[0] >= _BOX_WIDTH), len(offers)
    )


def pixels(width: float) -> int:
    """Return the pixels of a column as xlsxwriter reckons them."""
    return int(width * 7 + 1 / 2) + 5

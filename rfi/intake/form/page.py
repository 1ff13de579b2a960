"""Paper: what is printed at which size, and how high a row must be for its texts."""

import math
import unicodedata
from collections.abc import Iterable

# Paper numbers of the file format.
A3, A4 = 8, 9
# Pixels between the margins at 96 a inch: A3 and A4 lying, A4 standing (margins of 13 mm).
A3_WIDTH, A4_WIDTH, A4_NARROW = 1490.0, 1024.0, 700.0
# Points of the texts of a sheet before scaling, and the least that is printed.
POINTS, LEAST_POINTS = 10.0, 8.0
LEAST_SCALE = LEAST_POINTS / POINTS
# A sheet of more rows takes A3.
_MOST_A4_ROWS = 25
_DIGIT, _PADDING = 7, 5
_LINE_HEIGHT, _LEAST_HEIGHT, _MOST_LINES = 13.5, 18.0, 29
_WIDE = frozenset("WFA")


def pixels(widths: Iterable[float]) -> float:
    """Return how wide columns are: a width counts digits of the standard font.

    >>> pixels([10, 10])
    150
    """
    return sum(_DIGIT * width + _PADDING for width in widths)


def printed_points(widths: Iterable[float], page: float, points: float = POINTS) -> float:
    """Return the size in which texts are printed when the columns fill one page across."""
    return points * min(1.0, page / pixels(widths))


def paper_of(widths: Iterable[float], rows: int) -> int:
    """Return the paper of a sheet: A4 for few rows that stay legible there."""
    is_legible = printed_points(widths, A4_WIDTH) >= LEAST_POINTS
    return A4 if rows <= _MOST_A4_ROWS and is_legible else A3


def text_lines(words: str, width: float) -> int:
    """Return how many lines a text takes in a column; a wide character counts two digits.

    >>> text_lines("ab" * 30, 20), text_lines("", 20)
    (4, 1)
    """
    room = max(width - 1, 1)
    return sum(
        max(1, math.ceil(sum(2 if unicodedata.east_asian_width(one) in _WIDE else 1.1
                             for one in line) / room))
        for line in words.split("\n")
    )  # fmt: skip


def row_height(lines: int) -> float:
    """Return the height of a row with so many lines: programs do not fit it themselves."""
    return max(_LEAST_HEIGHT, _LINE_HEIGHT * min(lines, _MOST_LINES) + 4)

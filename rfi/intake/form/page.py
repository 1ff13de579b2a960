"""Paper: what is printed at which size, and how high a row must be for its texts."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Paper numbers of the file format.
A3, A4 = 8, 9
# Pixels between the margins of 13 mm at 96 a inch, A3 lying.
A3_WIDTH = 1490.0
# Points of the texts of a sheet before scaling, and the least that is printed.
POINTS, LEAST_POINTS = 10.0, 8.0
LEAST_SCALE = LEAST_POINTS / POINTS
# A last page that holds less than this share of a page is a leftover.
_LEAST_SHARE = 0.25
# Programs measure fonts differently. Of a page as reckoned so much is sure; where the font that
# widths are counted in is missing, columns are wider, so that more rows go on one. [ours, measured]
_SURE, _WIDER = 0.97, 1.07
# Of sheets of up to so many pages the last one is saved by printing a little smaller.
_MOST_SQUEEZED = 3
_DIGIT, _PADDING = 7, 5
_LINE_HEIGHT, _LEAST_HEIGHT, _MOST_LINES = 13.5, 18.0, 29
_WIDE = frozenset("WFA")


def pixels(widths: Iterable[float]) -> float:
    """Return how wide columns are: a width counts digits of the standard font.

    >>> pixels([10, 10])
    150
    """
    return sum(_DIGIT * width + _PADDING for width in widths)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper between its margins: 13 mm at the sides, 19 above, 18 below.

    Attributes:
        number: As the file format counts papers.
        is_standing: Whether its short edge is above.
        width: Pixels across at 96 a inch.
        height: Points down.
    """

    number: int
    is_standing: bool
    width: float
    height: float

    def scale(self, widths: Iterable[float], wider: float = 1.0) -> float:
        """Return by how much columns are reduced to fill the paper across, in whole per cent.

        ``wider`` is how many times as wide as counted a program makes them.
        """
        return min(100, int(100 * self.width / pixels(widths) / wider)) / 100


PAPERS = (
    Paper(A4, is_standing=True, width=697.0, height=737.0),
    Paper(A4, is_standing=False, width=1024.0, height=490.0),
    Paper(A3, is_standing=False, width=A3_WIDTH, height=737.0),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a sheet: widths in digits, heights in points.

    Attributes:
        widths: Of its columns.
        top: Height of what stands above the rows on the first page.
        repeated: Height of the headings on every further page.
        rows: Heights of the rows.
        together: How many of the last rows stay together.
    """

    widths: Sequence[float]
    top: float
    repeated: float
    rows: Sequence[float]
    together: int = 1

    @property
    def parts(self) -> tuple[float, ...]:
        """Return the heights of what no page parts."""
        last = len(self.rows) - self.together
        return (*self.rows[:last], sum(self.rows[last:])) if self.rows else ()

    def starts(self, room: float) -> list[int]:
        """Return the first row of every page of so many points, as programs break them."""
        found, left = [0], room - self.top
        for number, height in enumerate(self.parts):
            if height > left and number > found[-1]:
                found.append(number)
                left = room - self.repeated
            left -= height
        return found


@dataclass(frozen=True, slots=True)
class Pages:
    """How a sheet is printed.

    Attributes:
        paper: On which paper.
        count: How many pages it takes, as reckoned.
        starts: First row of every page; of a sheet that programs break by themselves, 0 alone.
        most: On how many pages it is made to fit by printing it smaller; 0 for as many as it takes.
    """

    paper: Paper
    count: int = 1
    starts: tuple[int, ...] = (0,)
    most: int = 0


def lying_paper(number: int) -> Paper:
    """Return a paper of a number, its long edge above."""
    return next(one for one in PAPERS if one.number == number and not one.is_standing)


def best_pages(printed: Printed) -> Pages:
    """Return how a sheet lies on the paper where it is legible and takes the fewest pages.

    Of several papers it is the smallest.

    >>> [(one.paper.number, one.paper.is_standing, one.count) for one in (
    ...     best_pages(Printed([40, 40], 50, 30, [18] * 30)),
    ...     best_pages(Printed([70, 70], 50, 30, [18] * 20)),
    ...     best_pages(Printed([70, 70], 50, 30, [18] * 36)))]
    [(9, True, 1), (9, False, 1), (8, False, 1)]
    """
    legible = [one for one in PAPERS if one.scale(printed.widths) >= LEAST_SCALE]
    found = [pages_of(printed, paper) for paper in legible or PAPERS[-1:]]
    return min(found, key=lambda one: one.count)


def pages_of(printed: Printed, paper: Paper) -> Pages:
    """Return how the rows of a sheet lie on their pages, none of them a leftover.

    A sheet of which a few rows are left for a last page is made smaller, down to the least size
    that is read. Of a longer one, or of one whose last page hangs on the program that prints it,
    the rows are shared out, so that all pages hold about as many. Any other is broken by programs
    themselves, which goes on holding when a row is made higher.

    >>> heads, a4 = [60, 60], PAPERS[1]
    >>> [pages_of(Printed(heads, 60, 30, [18] * rows), a4).most for rows in (20, 25, 40)]
    [0, 1, 0]
    >>> pages_of(Printed(heads, 60, 30, [18] * 77), a4).starts
    (0, 18, 38, 58)
    """
    rooms = (
        _SURE * paper.height / paper.scale(printed.widths),
        paper.height / paper.scale(printed.widths),
        paper.height / paper.scale(printed.widths, _WIDER),
    )
    reckoned = [printed.starts(room) for room in rooms]
    count = len(reckoned[0])
    lasts = (
        sum(printed.parts[one[-1] :]) / room for one, room in zip(reckoned, rooms, strict=True)
    )
    is_full = min(lasts) >= _LEAST_SHARE and {len(one) for one in reckoned} == {count}
    if count == 1 or is_full:
        return Pages(paper, count)
    smallest = printed.starts(_SURE * paper.height / LEAST_SCALE)
    if len(smallest) < count <= _MOST_SQUEEZED:
        return Pages(paper, count - 1, most=count - 1)
    return Pages(paper, count, _shared(printed, rooms[0], count))


def _shared(printed: Printed, most: float, pages: int) -> tuple[int, ...]:
    """Return the first row of each page when the fullest of so many pages is as low as can be."""
    least = 0.0
    for _ in range(20):
        tried = (least + most) / 2
        starts = printed.starts(tried)
        if len(starts) > pages or _fullest(printed, starts) > tried:
            least = tried
        else:
            most = tried
    return tuple(printed.starts(most))


def _fullest(printed: Printed, starts: Sequence[int]) -> float:
    """Return the height of the fullest page."""
    ends = (*starts, len(printed.parts))
    above = (printed.top, *(printed.repeated for _ in starts[1:]))
    return max(
        head + sum(printed.parts[first:end])
        for head, (first, end) in zip(above, pairwise(ends), strict=True)
    )


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

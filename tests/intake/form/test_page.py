"""How the rows of a sheet lie on their pages: no page is a leftover, whoever prints it."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from rfi.intake.form.page import LEAST_SCALE, PAPERS, Pages, Printed, best_pages, pages_of

# How many times as wide as counted a program makes columns.
PROGRAMS = (1.0, 1.03, 1.065)
FULL, WIDE, NARROW = (60.0, 60.0), (130.0, 130.0), (40.0,)


def drawn() -> Iterator[Printed]:
    """Return sheets of one to some hundred rows, some of them of several lines."""
    chance = random.Random(11)  # noqa: S311 - examples
    for count in (*range(1, 130), 223, 431, 900):
        for widths in (FULL, WIDE, NARROW):
            lines = [chance.choice((18.0, 18.0, 18.0, 30.75, 44.25)) for _ in range(count)]
            together = chance.choice((1, min(5, count)))
            yield Printed(widths, chance.choice((60.0, 120.75)), 59.25, lines, together)


def scale_of(printed: Printed, pages: Pages, program: float) -> float:
    """Return by how much a program reduces a sheet, to fit it across and, if told, down."""
    scale = pages.paper.scale(printed.widths, program)
    while pages.most and len(printed.starts(pages.paper.height / scale)) > pages.most:
        scale -= 0.01
    return scale


def shares(printed: Printed, pages: Pages, program: float) -> list[float]:
    """Return how full each page is: breaks told by the form hold, others are the program's."""
    room = pages.paper.height / scale_of(printed, pages, program)
    told = pages.starts if len(pages.starts) > 1 else printed.starts(room)
    ends = (*told, len(printed.parts))
    heads = (printed.top, *(printed.repeated for _ in told[1:]))
    return [
        (head + sum(printed.parts[first:end])) / room
        for head, (first, end) in zip(heads, pairwise(ends), strict=True)
    ]


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_page_is_a_leftover_and_none_runs_over(program: float) -> None:
    for printed in drawn():
        pages = best_pages(printed)
        full = shares(printed, pages, program)
        assert max(full) <= 1, (printed, pages)
        assert len(full) == 1 or min(full) >= 0.25, (printed, pages, full)


def test_a_sheet_that_is_made_smaller_stays_legible() -> None:
    small = [
        scale_of(printed, pages, 1.0) for printed in drawn() if (pages := best_pages(printed)).most
    ]
    assert small
    assert min(small) >= LEAST_SCALE - 1e-9


def test_the_last_rows_stay_together() -> None:
    for printed in drawn():
        pages = best_pages(printed)
        assert max(pages.starts) <= len(printed.rows) - printed.together


def test_a_sheet_that_fits_one_page_is_left_alone() -> None:
    assert pages_of(Printed(FULL, 60, 30, [18] * 10), PAPERS[1]) == Pages(PAPERS[1])


def test_a_sheet_too_wide_for_any_paper_is_printed_on_the_largest() -> None:
    assert best_pages(Printed([300, 300], 60, 30, [18] * 10)).paper == PAPERS[-1]

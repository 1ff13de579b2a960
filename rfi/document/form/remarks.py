"""What lies over or behind the cells: comments, text boxes, hidden rows, odd formulas."""

from collections.abc import Iterator

from rfi.document.form.sheets import FoundSheets
from rfi.document.grid.grid import Grid
from rfi.schema.issue import Issue


def remarks_of(grid: Grid, found: FoundSheets) -> Iterator[Issue]:
    """Yield it."""
    yield from ()

"""Which months of the window a recurring cell leaves without a price (method §1, "Term")."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.months import IntArray

# End of the run of months after the last price.
OPEN_END = np.iinfo(np.int64).max
NO_GAP = -1


@dataclass(frozen=True, slots=True)
class MissingMonths:
    """Runs of months without a price, ordered by cell and month; one entry a run.

    Attributes:
        cell: Whatever number the caller gives its cells.
        begin, end: Months counted from go-live, end exclusive; ``OPEN_END`` after the last price.
    """

    cell: IntArray
    begin: IntArray
    end: IntArray

    def within(self, months: int) -> "MissingMonths":
        """Return the runs that begin in a window of ``months``, cut at its end."""
        inside = self.begin < months
        end = np.minimum(self.end[inside], months)
        return MissingMonths(self.cell[inside], self.begin[inside], end)

    def first_of_cells(self, size: int, *, is_extended: bool) -> IntArray:
        """Return the first month without a price of each of ``size`` cells.

        ``NO_GAP`` where there is none. With ``is_extended`` the last price runs on for ever.
        """
        counted = self.end != OPEN_END if is_extended else np.full(len(self.cell), fill_value=True)
        cells, first = np.unique(self.cell[counted], return_index=True)
        result = np.full(size, NO_GAP, dtype=np.int64)
        result[cells] = self.begin[counted][first]
        return result


def missing_months(cell: IntArray, start: IntArray, end: IntArray) -> MissingMonths:
    """Return the months from go-live on that the prices of each cell do not cover.

    Prices before go-live cover none of them. A cell without prices has no run.

    Args:
        cell: Cell of each price.
        start: First month of each price, counted from go-live.
        end: Month after its last one.
    """
    order = np.lexsort((start, cell))
    cell, start, end = cell[order], start[order], np.maximum(end[order], 0)
    is_first = np.diff(cell, prepend=-1) != 0
    # Cells one after the other on one axis, so that the reach of one never enters the next.
    base = (np.cumsum(is_first) - 1) * (end.max(initial=0) + 1)
    reached = np.maximum.accumulate(base + end) - base
    before = np.where(is_first, 0, np.roll(reached, 1))
    is_gap = start > before
    is_last = np.roll(is_first, -1)
    cells = np.concatenate([cell[is_gap], cell[is_last]])
    begins = np.concatenate([before[is_gap], reached[is_last]])
    ends = np.concatenate([start[is_gap], np.full(int(is_last.sum()), OPEN_END)])
    sorting = np.lexsort((begins, cells))
    return MissingMonths(cells[sorting], begins[sorting], ends[sorting])

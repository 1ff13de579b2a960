"""When a course of yearly net amounts has paid itself back (method §6); many courses at once."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Paybacks:
    """One entry a course; time runs in years from the start of the first year that is not 0.

    Attributes:
        year: Which year holds the crossing after which the sum stays at or above 0, from 1; NaN
            where it never stays there or nothing flows. 0 where it is never below.
        years: The same, interpolated within that year.
    """

    year: FloatArray
    years: FloatArray


def paybacks_of(net: FloatArray) -> Paybacks:
    """Return the paybacks of net amounts, course × year.

    The crossing is the one after which the cumulative sum stays at or above 0 until the end.

    >>> import numpy as np
    >>> found = paybacks_of(np.array([[-100.0, 40, 40, 40], [-100.0, 150, 0, -80]]))
    >>> found.year.tolist(), found.years.tolist()
    ([4.0, nan], [3.5, nan])
    """
    count, years = net.shape
    if not years:
        return Paybacks(np.full(count, np.nan), np.full(count, np.nan))
    cumulative = np.cumsum(net, axis=1)
    later_least = np.minimum.accumulate(cumulative[:, ::-1], axis=1)[:, ::-1]
    stays = later_least >= -YEN_TOLERANCE
    flows = np.abs(net) > YEN_TOLERANCE
    first = np.argmax(flows, axis=1)
    index = np.argmax(stays, axis=1)
    reached = stays.any(axis=1) & flows.any(axis=1)
    rows = np.arange(count)
    before = np.where(index > 0, cumulative[rows, np.maximum(index - 1, 0)], 0.0)
    step = net[rows, index]
    share = np.divide(-before, step, out=np.zeros(count), where=before < -YEN_TOLERANCE)
    is_below = before < -YEN_TOLERANCE
    year = np.where(is_below, index - first + 1.0, 0.0)
    exact = np.where(is_below, index - first + share, 0.0)
    return Paybacks(np.where(reached, year, np.nan), np.where(reached, exact, np.nan))

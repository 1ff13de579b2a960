"""How much of a line's yearly effect falls into each fiscal year: its ramp, month by month."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit.model import BenefitModel
from rfi.normalize.months import IntArray, first_month_of, fiscal_year_of
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Ramp:
    """Weights of a line's yearly effect, line × fiscal year (April–March), in years.

    With u_t the share reached in a fiscal year, the first being that in which the line starts (as
    the answer form asks), and m the months inside both the fiscal year and the offer's window:

    Attributes:
        fiscal_years: Names of the second axis: the year each starts in.
        level: u_t·m/12.
        square: u_t²·m/12, for what falls as the share rises (method §5: (1 − r_t)·u_t).
        step: u_t − u_{t−1}, whole in every year with a month that counts, for what is done once by
            those who are new to it; never negative, since who stops undoes no set-up.
    """

    fiscal_years: tuple[int, ...]
    level: FloatArray
    square: FloatArray
    step: FloatArray


def _overlap(
    start: IntArray, end: IntArray, other_start: IntArray, other_end: IntArray
) -> IntArray:
    return np.asarray(np.maximum(np.minimum(end, other_end) - np.maximum(start, other_start), 0))


def _share(uptake: FloatArray, turn: IntArray) -> FloatArray:
    """Return the share of each line (row) in its ramp year ``turn``; 0 before the first."""
    last = uptake.shape[1] - 1
    reached = np.take_along_axis(uptake, np.clip(turn, 0, last), axis=1)
    return np.where(turn < 0, 0.0, reached)


def ramp_of(model: BenefitModel, horizon_months: float) -> Ramp:
    """Return the weights of every line.

    Args:
        model: The lines.
        horizon_months: Length of each offer's window, from its own go-live. Months before
            go-live do not count; the ramp runs from the line's start all the same.
    """
    lines = model.lines
    horizon = int(horizon_months)
    if not len(lines):
        empty = np.zeros((0, 0))
        return Ramp((), empty, empty, empty)
    begin = model.go_live[lines.offer]
    end = begin + horizon
    covered = fiscal_year_of(np.array([begin.min(), end.max() - 1]))
    years = np.arange(int(covered[0]), int(covered[1]) + 1)
    opens = np.maximum(lines.start, begin)
    months = _overlap(
        opens[:, None], end[:, None], first_month_of(years), first_month_of(years + 1)
    )
    turn = years - fiscal_year_of(lines.start)[:, None]
    share, before = _share(lines.uptake, turn), _share(lines.uptake, turn - 1)
    part = months / 12
    return Ramp(
        fiscal_years=tuple(years.tolist()),
        level=share * part,
        square=share * share * part,
        step=np.where(months > 0, np.maximum(share - before, 0), 0.0),
    )

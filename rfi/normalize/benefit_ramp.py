"""How much of a line's yearly effect falls into each fiscal year: its ramp, month by month."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit_model import BenefitModel
from rfi.normalize.months import IntArray, first_month_of, fiscal_year_of
from rfi.normalize.steps import FloatArray


@dataclass(frozen=True, slots=True)
class Ramp:
    """Weights of a line's yearly effect, line × fiscal year (April–March), in years.

    With u the share reached in the k-th twelve months after the start, and m the months of those
    inside both the fiscal year and the offer's window:

    Attributes:
        fiscal_years: Names of the second axis: the year each starts in.
        level: Σ u·m/12.
        square: Σ u²·m/12, for what falls as the share rises (method §5: (1 − r_t)·u_t).
        step: Σ (u_k − u_{k−1})·m/12, for what is done once by those who are new to it; never
            negative, since who stops undoes no set-up.
    """

    fiscal_years: tuple[int, ...]
    level: FloatArray
    square: FloatArray
    step: FloatArray


def _overlap(
    start: IntArray, end: IntArray, other_start: IntArray, other_end: IntArray
) -> IntArray:
    return np.asarray(np.maximum(np.minimum(end, other_end) - np.maximum(start, other_start), 0))


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
    # Ramp years that any line can reach, those before its window included.
    reached = max(int((end - lines.start).max()), 1)
    count = -(-reached // 12)
    turn = np.arange(count)
    opens = np.maximum(lines.start[:, None] + 12 * turn, begin[:, None])
    closes = np.minimum(lines.start[:, None] + 12 * (turn + 1), end[:, None])
    months = _overlap(
        opens[:, :, None], closes[:, :, None], first_month_of(years), first_month_of(years + 1)
    ).astype(np.float64)
    uptake = lines.uptake[:, np.minimum(turn, lines.uptake.shape[1] - 1)]
    before = np.concatenate([np.zeros((len(lines), 1)), uptake[:, :-1]], axis=1)
    gained = np.maximum(uptake - before, 0)

    def weighted(share: FloatArray) -> FloatArray:
        return np.asarray((share[:, :, None] * months).sum(axis=1) / 12)

    return Ramp(
        tuple(years.tolist()), weighted(uptake), weighted(uptake * uptake), weighted(gained)
    )

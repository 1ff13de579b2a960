"""Spread of the offers' figures, row by row: n, minimum, median, mean, maximum (domain §13).

Budgets are set "somewhere between" several estimates (間ぐらい). Only exact figures enter a
statistic: a lower bound, a free item, and an amount that cannot be told apart from another row's
are each counted beside it (method §1 "≧", §2 "donors").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.rows.states import RowFigures, figure_rows
from rfi.compare.cost.rows.tables import FigureState
from rfi.compare.round.basis import CostBasis
from rfi.normalize.step import FloatArray

Ranking = Literal["difference", "ratio"]
RANKINGS: tuple[Ranking, ...] = get_args(Ranking)
# Of one figure there is no spread.
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """One row over all offers; yen of the window.

    Attributes:
        key: Cost item, business, phase, or "total".
        states: How the figure of each offer is known, in the order of the offers.
        amounts: What is priced of it; None where nothing is.
        n: How many figures are exact; the statistics are over these alone.
        least, median, mean, most: None while n is 0.
    """

    key: str
    states: tuple[FigureState, ...]
    amounts: tuple[float | None, ...]
    n: int
    least: float | None
    median: float | None
    mean: float | None
    most: float | None

    @property
    def difference(self) -> float | None:
        """Maximum − minimum; None for fewer than two exact figures."""
        if self.n < _PAIR or self.most is None or self.least is None:
            return None
        return self.most - self.least

    @property
    def ratio(self) -> float | None:
        """Maximum ÷ minimum; None for fewer than two exact figures or a minimum of 0."""
        if self.n < _PAIR or self.most is None or self.least is None or self.least <= 0:
            return None
        return self.most / self.least

    def count(self, state: FigureState) -> int:
        """Return in how many offers the figure is known so."""
        return self.states.count(state)


@dataclass(frozen=True, slots=True)
class CostStatistics:
    """Spreads of one comparison, each by its key; tax basis as asked for."""

    items: Mapping[str, Spread]
    businesses: Mapping[str, Spread]
    phases: Mapping[str, Spread]
    total: Spread


def _statistics(values: FloatArray) -> tuple[npt.NDArray[np.int64], FloatArray]:
    """Return n, and (least, median, mean, most) over the first axis; NaN do not count.

    The values are sorted before they are added, so that the order of the offers does not matter.
    """
    count = (~np.isnan(values)).sum(axis=0)
    ordered = np.sort(values, axis=0)  # NaN stand last

    rows = np.arange(values.shape[1])
    last = np.maximum(count - 1, 0)
    middle = (ordered[last // 2, rows] + ordered[np.minimum(count // 2, last), rows]) / 2
    mean = np.nansum(ordered, axis=0) / np.where(count == 0, np.nan, count)
    return count, np.stack([ordered[0], middle, mean, ordered[last, rows]])


def _known(values: FloatArray) -> list[list[float | None]]:
    """Return the columns of a table; None for NaN."""
    found = values.T.astype(object)
    found[np.isnan(values.T)] = None
    columns: list[list[float | None]] = found.tolist()
    return columns


def _spreads(tables: Sequence[RowFigures]) -> list[Mapping[str, Spread]]:
    """Return the spreads of every table by the keys of its rows; all are found at once."""
    if not len(tables[0].states):
        nothing = ((), (), 0, None, None, None, None)
        return [{key: Spread(key, *nothing) for key in rows.keys} for rows in tables]
    states = np.concatenate([rows.states for rows in tables], axis=1)
    amounts = np.concatenate([rows.amounts for rows in tables], axis=1)
    count, figures = _statistics(np.where(states == "exact", amounts, np.nan))
    each = zip(states.T.tolist(), _known(amounts), count.tolist(), _known(figures), strict=True)
    return [
        {
            key: Spread(key, tuple(known), tuple(yen), n, *of_all)
            for key, (known, yen, n, of_all) in zip(
                rows.keys, islice(each, len(rows.keys)), strict=True
            )
        }
        for rows in tables
    ]


def cost_statistics(
    comparison: Comparison, basis: CostBasis, measure: str = "nominal_jpy"
) -> CostStatistics:
    """Return the spread of every cost item, business and phase, and of the total.

    Args:
        comparison: The offers under their conditions.
        basis: What the comparison was made from.
        measure: Measure of the flows: ``nominal_jpy`` (tax-excluded) or ``nominal_incl_tax_jpy``.
    """
    rows = figure_rows(comparison, basis, measure)
    items, businesses, phases, total = _spreads(
        (rows.items, rows.businesses, rows.phases, rows.total)
    )
    return CostStatistics(items, businesses, phases, total["total"])


def rank_spreads(spreads: Iterable[Spread], by: Ranking) -> tuple[Spread, ...]:
    """Return the rows in which offers differ, the widest first; ties keep their order."""
    sized = [(getattr(spread, by), spread) for spread in spreads]
    found = [(size, spread) for size, spread in sized if size is not None]
    differing = [pair for pair in found if pair[1].difference]
    return tuple(spread for _, spread in sorted(differing, key=lambda pair: -pair[0]))

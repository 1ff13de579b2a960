"""Which offers' prices may fill a hole, and what they put in (method §2)."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.levelling import FILLABLE, LevelledCell
from rfi.compare.round.coverage import Coverage
from rfi.normalize.cost.lines import Axes
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell

Flags = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class DonorPlan:
    """Which offer has a hole where, and whose prices may fill it; no price is looked at.

    Attributes:
        cells: Cells in which an offer has a fillable hole, sorted.
        business, item: Their indexes on the axes.
        may_give: cell × offer: prices the cell for itself, neither holding nor held by another.
        free: How many offers give each cell free.
        holes: By offer: (index in ``cells``, kind of the hole).
    """

    cells: tuple[CostCell, ...]
    business: Indexes
    item: Indexes
    may_give: Flags
    free: tuple[int, ...]
    holes: tuple[tuple[tuple[int, str], ...], ...]


def donor_plan(
    coverages: Sequence[Coverage], containers: Sequence[Collection[CostCell]], axes: Axes
) -> DonorPlan:
    """Return the plan of these coverages.

    Args:
        coverages: State of every cell, by offer.
        containers: Cells whose price holds other cells, by offer.
        axes: Names of the axes.
    """
    asked = {cell for coverage in coverages for cell in coverage.states}
    states = {
        cell: [coverage.states.get(cell, "") for coverage in coverages] for cell in sorted(asked)
    }
    cells = tuple(
        cell for cell, given in states.items() if any(state in FILLABLE for state in given)
    )
    may_give = [
        [
            state == "priced" and cell not in held
            for state, held in zip(states[cell], containers, strict=True)
        ]
        for cell in cells
    ]
    return DonorPlan(
        cells=cells,
        business=np.array([axes.businesses.index(name) for name, _ in cells], dtype=np.int64),
        item=np.array([axes.items.index(name) for _, name in cells], dtype=np.int64),
        may_give=np.array(may_give, dtype=np.bool_).reshape(len(cells), len(coverages)),
        free=tuple(states[cell].count("free") for cell in cells),
        holes=tuple(
            tuple(
                (index, states[cell][offer])
                for index, cell in enumerate(cells)
                if states[cell][offer] in FILLABLE
            )
            for offer in range(len(coverages))
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Levels:
    """Donors' prices by cell, yen; NaN without any."""

    donors: Indexes
    low: FloatArray
    median: FloatArray
    high: FloatArray

    def filled(self, level: str, least_donors: int) -> FloatArray:
        """Return what is put into a hole of each cell; NaN where it stays."""
        chosen = {"min": self.low, "median": self.median, "max": self.high}[level]
        return np.where(self.donors >= least_donors, chosen, np.nan)


def _levels(prices: FloatArray) -> _Levels:
    """Return lowest, median and highest along the last axis; NaN are no prices."""
    donors = (~np.isnan(prices)).sum(axis=-1)
    ordered = np.sort(prices, axis=-1)  # NaN stand last
    last = np.maximum(donors - 1, 0)
    rows = np.arange(len(ordered))
    low, below, above, high = (
        ordered[rows, index] for index in (0, last // 2, np.minimum(donors // 2, last), last)
    )
    return _Levels(donors, low, np.where(donors % 2 == 1, below, (below + above) / 2), high)


def donor_prices(plan: DonorPlan, totals: FloatArray) -> FloatArray:
    """Return cell × offer: what each donor charges; NaN where an offer is no donor."""
    amounts = totals[:, plan.business, plan.item].T
    return np.where(plan.may_give & (amounts > 0), amounts, np.nan)


def level_cells(
    plan: DonorPlan, totals: FloatArray, *, level: str, least_donors: int
) -> tuple[tuple[LevelledCell, ...], ...]:
    """Return the fillable holes of every offer that prices anything.

    One that prices nothing here would be the others' prices and nothing else.

    Args:
        plan: From ``donor_plan``.
        totals: offer × business × item, yen quoted for that cell alone (no part of a bundle).
        level: ``min``, ``median`` or ``max``.
        least_donors: With fewer donors the hole stays and the figures are shown only.
    """
    found = _levels(donor_prices(plan, totals))
    filled = found.filled(level, least_donors)
    is_priced: Flags = np.asarray(totals.any(axis=(1, 2)))
    # By cell what is the same for every offer, so that an offer adds the kind of its hole alone.
    figures = list(
        zip(
            found.donors.tolist(),
            plan.free,
            found.low.tolist(),
            found.median.tolist(),
            found.high.tolist(),
            filled.tolist(),
            strict=True,
        )
    )
    return tuple(
        tuple([LevelledCell(plan.cells[index], kind, *figures[index]) for index, kind in holes])
        if has_price
        else ()
        for holes, has_price in zip(plan.holes, is_priced.tolist(), strict=True)
    )


def filled_holes(
    plan: DonorPlan, totals: FloatArray, *, level: str, least_donors: int
) -> list[tuple[float, frozenset[CostCell]]]:
    """Return by offer what ``level_cells`` puts in altogether, yen, and the cells it fills.

    Args:
        plan: From ``donor_plan``.
        totals: As in ``level_cells``.
        level: ``min``, ``median`` or ``max``.
        least_donors: As in ``level_cells``.
    """
    filled = _levels(donor_prices(plan, totals)).filled(level, least_donors).tolist()
    found = []
    is_priced: Flags = np.asarray(totals.any(axis=(1, 2)))
    for holes, has_price in zip(plan.holes, is_priced.tolist(), strict=True):
        at = [index for index, _ in holes if has_price and not math.isnan(filled[index])]
        cells = frozenset(plan.cells[index] for index in at)
        found.append((math.fsum(filled[index] for index in at), cells))
    return found

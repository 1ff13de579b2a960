"""Levelling (補完, method §2): holes filled from other offers' prices, off unless chosen.

The order is: window total of each cell, size, number of cities, levelling, sharing. Levelled
amounts stand beside the quoted ones and are never mixed in unmarked.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rfi.compare.round.coverage import GROUP_GAP, INCLUDED_UNRESOLVED, SIZE_GAP, Coverage
from rfi.normalize.cost.lines import Axes
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell

Flags = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.int64]

FILLABLE = (
    "separate",
    "out_of_scope",
    "unanswered",
    INCLUDED_UNRESOLVED,
    SIZE_GAP,
    GROUP_GAP,
)


class LevelledCell(NamedTuple):
    """One hole and what the other offers charge for it, nominal tax-excluded yen of the window.

    A tuple, because hundreds are made whenever an assumption moves.

    Attributes:
        cell: Business and item.
        hole: Kind of the hole.
        donors: How many others price the cell for itself; ``free`` ones are counted apart.
        free: How many others give it free.
        low, median, high: Of the donors; NaN without any.
        level_jpy: What is put in; NaN where there are too few donors and the hole stays.
    """

    cell: CostCell
    hole: str
    donors: int
    free: int
    low: float
    median: float
    high: float
    level_jpy: float

    @property
    def is_filled(self) -> bool:
        """Whether the hole is filled."""
        return not math.isnan(self.level_jpy)


@dataclass(frozen=True)
class OfferLevelling:
    """Levelling of one offer, nominal tax-excluded yen of the window.

    Attributes:
        cells: Every fillable hole, filled or not.
        quoted_jpy: What the offer prices itself.
        levelled_jpy: What is put in, and between which sums it lies.
        low_jpy, high_jpy: Sums of the lowest and of the highest donors.
    """

    cells: tuple[LevelledCell, ...]
    quoted_jpy: float
    levelled_jpy: float
    low_jpy: float
    high_jpy: float

    @cached_property
    def filled(self) -> tuple[LevelledCell, ...]:
        """The holes that are filled."""
        return tuple(cell for cell in self.cells if cell.is_filled)

    @cached_property
    def filled_cells(self) -> frozenset[CostCell]:
        """Business and item of the holes that are filled."""
        return frozenset(cell.cell for cell in self.filled)

    @property
    def share(self) -> float:
        """Share of levelling: levelled / (quoted + levelled); 0 when there is nothing at all."""
        whole = self.quoted_jpy + self.levelled_jpy
        return self.levelled_jpy / whole if whole else 0.0

    def scaled(self, part: float) -> "OfferLevelling":
        """Return what a city bears of it: the sums times ``part``; the cells stay the group's."""
        return OfferLevelling(
            self.cells,
            self.quoted_jpy * part,
            self.levelled_jpy * part,
            self.low_jpy * part,
            self.high_jpy * part,
        )


@dataclass(frozen=True, slots=True)
class Flip:
    """The cost of one offer's holes above which it is dearer than another; tax-excluded yen."""

    offer_key: str
    dearer_than: str
    above_jpy: float


def flip_amount(first_jpy: float, second_jpy: float, second_levelled_jpy: float) -> float:
    """Return above which cost of the first offer's holes it is dearer than the second.

    The order of A and B turns when h_A − h_B > T_B − T_A (method §2).

    Args:
        first_jpy: Quoted total T_A.
        second_jpy: Quoted total T_B.
        second_levelled_jpy: h_B, put into the second offer's own holes.

    >>> flip_amount(90, 100, 5)
    15
    """
    return second_jpy - first_jpy + second_levelled_jpy


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


def _levels(prices: FloatArray) -> _Levels:
    """Return lowest, median and highest along the last axis; NaN are no prices."""
    donors = (~np.isnan(prices)).sum(axis=-1)
    ordered = np.sort(prices, axis=-1)  # NaN stand last
    last = np.maximum(donors - 1, 0)
    low, below, above, high = (
        np.take_along_axis(ordered, index[:, np.newaxis], axis=-1)[:, 0]
        for index in (np.zeros_like(last), last // 2, np.minimum(donors // 2, last), last)
    )
    return _Levels(donors, low, np.where(donors % 2 == 1, below, (below + above) / 2), high)


def donor_prices(plan: DonorPlan, totals: FloatArray) -> FloatArray:
    """Return cell × offer: what each donor charges; NaN where an offer is no donor."""
    amounts = totals[:, plan.business, plan.item].T
    return np.where(plan.may_give & (amounts > 0), amounts, np.nan)


def level_cells(
    plan: DonorPlan, totals: FloatArray, *, level: str, least_donors: int
) -> tuple[tuple[LevelledCell, ...], ...]:
    """Return the fillable holes of every offer.

    Args:
        plan: From ``donor_plan``.
        totals: offer × business × item, yen quoted for that cell alone (no part of a bundle).
        level: ``min``, ``median`` or ``max``.
        least_donors: With fewer donors the hole stays and the figures are shown only.
    """
    found = _levels(donor_prices(plan, totals))
    chosen = {"min": found.low, "median": found.median, "max": found.high}[level]
    filled = np.where(found.donors >= least_donors, chosen, np.nan)
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
        for holes in plan.holes
    )

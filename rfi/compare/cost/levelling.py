"""Levelling (補完, method §2): holes filled from other offers' prices, off unless chosen.

The order is: window total of each cell, size, number of cities, levelling, sharing. Levelled
amounts stand beside the quoted ones and are never mixed in unmarked.
"""

import math
import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.round.coverage import GROUP_GAP, INCLUDED_UNRESOLVED, SIZE_GAP, Coverage
from rfi.normalize.cost.steps import FloatArray
from rfi.scenario.questionnaire import Cell

FILLABLE = (
    "separate",
    "out_of_scope",
    "unanswered",
    INCLUDED_UNRESOLVED,
    SIZE_GAP,
    GROUP_GAP,
)


_NO_DONOR = (math.nan, math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class LevelledCell:
    """One hole and what the other offers charge for it, nominal tax-excluded yen of the window.

    Attributes:
        cell: Business and item.
        hole: Kind of the hole.
        donors: How many others price the cell for itself; ``free`` ones are counted apart.
        free: How many others give it free.
        low, median, high: Of the donors; NaN without any.
        level_jpy: What is put in; NaN where there are too few donors and the hole stays.
    """

    cell: Cell
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


@dataclass(frozen=True, slots=True)
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

    @property
    def filled(self) -> tuple[LevelledCell, ...]:
        """The holes that are filled."""
        return tuple(cell for cell in self.cells if cell.is_filled)

    @property
    def filled_cells(self) -> frozenset[Cell]:
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


def level_of(level: str, prices: Sequence[float]) -> tuple[float, float, float, float]:
    """Return (lowest, median, highest, chosen) of the donors' prices; at least one price.

    >>> level_of("median", [10.0, 12.0])
    (10.0, 11.0, 12.0, 11.0)
    """
    found = {"min": min(prices), "median": statistics.median(prices), "max": max(prices)}
    return found["min"], found["median"], found["max"], found[level]


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


def level_cells(
    totals: Mapping[Cell, FloatArray],
    coverages: Sequence[Coverage],
    containers: Sequence[Collection[Cell]],
    *,
    level: str,
    least_donors: int,
) -> tuple[tuple[LevelledCell, ...], ...]:
    """Return the fillable holes of every offer.

    A donor prices the cell for itself: its price neither holds other cells nor is held by one.

    Args:
        totals: Cell → yen of every offer, quoted for that cell alone (no part of a bundle).
        coverages: State of every cell, by offer.
        containers: Cells whose price holds other cells, by offer.
        level: ``min``, ``median`` or ``max``.
        least_donors: With fewer donors the hole stays and the figures are shown only.
    """
    result: list[list[LevelledCell]] = [[] for _ in coverages]
    asked = {cell for coverage in coverages for cell in coverage.states}
    for cell in sorted(asked):
        states = [coverage.states.get(cell, "") for coverage in coverages]
        wanting = [place for place, state in enumerate(states) if state in FILLABLE]
        if not wanting:
            continue
        amounts = totals.get(cell)
        prices = [
            float(amounts[place])
            for place, state in enumerate(states)
            if amounts is not None
            and state == "priced"
            and amounts[place] > 0
            and cell not in containers[place]
        ]
        free = states.count("free")
        low, median, high, chosen = level_of(level, prices) if prices else _NO_DONOR
        enough = len(prices) >= least_donors
        for place in wanting:
            result[place].append(
                LevelledCell(
                    cell,
                    states[place],
                    len(prices),
                    free,
                    low,
                    median,
                    high,
                    chosen if enough else math.nan,
                )
            )
    return tuple(map(tuple, result))

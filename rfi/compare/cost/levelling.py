"""Levelling (補完, method §2): holes filled from other offers' prices, off unless chosen.

The order is: window total of each cell, size, number of cities, levelling, sharing. Levelled
amounts stand beside the quoted ones and are never mixed in unmarked.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rfi.compare.round.coverage import GROUP_GAP, INCLUDED_UNRESOLVED, SIZE_GAP
from rfi.scenario.questionnaire import CostCell

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
        is_expected: Whether it is an amount that somebody gave for the hole; no donor then.
    """

    cell: CostCell
    hole: str
    donors: int
    free: int
    low: float
    median: float
    high: float
    level_jpy: float
    is_expected: bool = False

    @property
    def least_jpy(self) -> float:
        """What is known to be put in at least: of an expected amount nothing."""
        return 0.0 if self.is_expected else self.low

    @property
    def most_jpy(self) -> float:
        """What is put in at most: of an expected amount nobody knows."""
        return math.inf if self.is_expected else self.high

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
        low_jpy, high_jpy: Sums of the lowest and of the highest donors; with an expected amount
            without an upper end.
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

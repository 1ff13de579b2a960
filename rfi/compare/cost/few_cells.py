"""Yen by fiscal year of the few cells that have any, where most would be 0."""

from dataclasses import dataclass

import numpy as np

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class FewCells:
    """Amounts of some cells; of every other cell they are 0.

    Attributes:
        shape: offer × business × item × fiscal year, as ``CostFlows`` has them.
        at: Offer, business and item of each amount; of a cell that stands twice both count.
        values: amount × fiscal year, yen.
    """

    shape: tuple[int, int, int, int]
    at: tuple[Indexes, Indexes, Indexes]
    values: FloatArray

    @classmethod
    def none_of(cls, flows: CostFlows) -> "FewCells":
        """Return no amounts for the axes of flows."""
        offers, businesses, items, years = flows.values["nominal_jpy"].shape
        nobody = np.zeros(0, dtype=np.int64)
        shape = (offers, businesses, items, years)
        return cls(shape, (nobody, nobody, nobody), np.zeros((0, years)))

    @classmethod
    def of_spreads(cls, basis: CostBasis, spread: FloatArray, flow: FloatArray) -> "FewCells":
        """Return spreads of components, over the years like their amounts.

        Args:
            basis: The answers laid out.
            spread: One entry a component, yen.
            flow: component × fiscal year, nominal yen.
        """
        axes, parts = basis.model.axes, basis.cube.components
        wide = np.flatnonzero(spread)
        total = flow[wide].sum(axis=-1)
        share = np.where(total > 0, spread[wide] / np.where(total > 0, total, 1.0), 0.0)
        return cls(
            (len(axes.offers), len(axes.businesses), len(axes.items), len(basis.cube.fiscal_years)),
            (parts.offer[wide], parts.business[wide], parts.item[wide]),
            share[:, np.newaxis] * flow[wide],
        )

    def added_to(self, cells: FloatArray, part: float = 1.0) -> FloatArray:
        """Return an array of the shape with ``part`` of these amounts added to it."""
        result = cells.copy()
        np.add.at(result, self.at, part * self.values)
        return result

    def of_offer(self, offer: int) -> tuple[Indexes, Indexes, FloatArray]:
        """Return business, item and values of the amounts of one offer."""
        is_mine = self.at[0] == offer
        return self.at[1][is_mine], self.at[2][is_mine], self.values[is_mine]

    def of_cell(self, cell: tuple[int, int, int]) -> FloatArray:
        """Return by fiscal year what one cell (offer, business, item) has."""
        offer, row, column = cell
        business, item, values = self.of_offer(offer)
        return np.asarray(values[(business == row) & (item == column)].sum(axis=0))

    @property
    def by_offer(self) -> FloatArray:
        """Sums over business and item, offer × fiscal year."""
        result = np.zeros((self.shape[0], self.shape[-1]))
        np.add.at(result, self.at[0], self.values)
        return result

    @property
    def is_year_touched(self) -> Flags:
        """Offer × fiscal year: whether any cell has an amount in the year."""
        result = np.zeros((self.shape[0], self.shape[-1]), dtype=np.bool_)
        np.logical_or.at(result, self.at[0], self.values != 0)
        return result

"""The parts that offers are made of: one a cell, phase and driver, the same in every scenario."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.drivers import FIRST_OWN
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.model import CostModel

Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Components:
    """All parts of all offers, ordered by offer, business, item, phase, driver.

    Attributes:
        offer, business, item, phase, driver: What each part is of, one entry a component.
        cell_phase: Component → its (offer, business, item, phase), an index into the next four.
        cell_offer, cell_business, cell_item, phase_of_cell: One entry a cell and phase.
        first_of_cell_phases: First component of every cell and phase.
        first_of_cells: First component of every (offer, business, item).
    """

    offer: Indexes
    business: Indexes
    item: Indexes
    phase: Indexes
    driver: Indexes
    cell_phase: Indexes
    cell_offer: Indexes
    cell_business: Indexes
    cell_item: Indexes
    phase_of_cell: Indexes
    first_of_cell_phases: Indexes
    first_of_cells: Indexes

    def __len__(self) -> int:
        """Return the number of components."""
        return len(self.offer)

    def cell_sums(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return sums over drivers: ``values`` … × component → … × cell and phase."""
        if not len(self):
            return values[..., :0]
        return np.asarray(np.add.reduceat(values, self.first_of_cell_phases, axis=-1))

    def by_cell(
        self, values: npt.NDArray[np.float64], shape: tuple[int, int, int]
    ) -> npt.NDArray[np.float64]:
        """Return offer × business × item × … of this shape from component × ….

        What no component is of is 0.
        """
        found = np.zeros((*shape, *values.shape[1:]))
        if len(self):
            first = self.first_of_cells
            cells = (self.offer[first], self.business[first], self.item[first])
            found[cells] = np.add.reduceat(values, first, axis=0)
        return found

    def of_offers(self, chosen: npt.NDArray[np.bool_]) -> "Components":
        """Return the parts of some offers alone, which are counted anew; ``chosen`` is by offer."""
        parts, cells = chosen[self.offer], chosen[self.cell_offer]
        number = np.cumsum(chosen) - 1
        cell_phase = (np.cumsum(cells) - 1)[self.cell_phase[parts]]
        of = (number[self.offer[parts]], self.business[parts], self.item[parts])
        return Components(
            *of,
            phase=self.phase[parts],
            driver=self.driver[parts],
            cell_phase=cell_phase,
            cell_offer=number[self.cell_offer[cells]],
            cell_business=self.cell_business[cells],
            cell_item=self.cell_item[cells],
            phase_of_cell=self.phase_of_cell[cells],
            first_of_cell_phases=_first_of(cell_phase),
            first_of_cells=_first_of(*of),
        )

    def side_by_side(self, times: int, offers: int) -> "Components":
        """Return the parts several times over, each time as those of further offers.

        Args:
            times: How often.
            offers: How many offers there are each time.
        """

        def again(values: Indexes, step: int = 0) -> Indexes:
            return np.concatenate([values + turn * step for turn in range(times)])

        size, cells = len(self), len(self.cell_offer)
        return Components(
            offer=again(self.offer, offers),
            business=again(self.business),
            item=again(self.item),
            phase=again(self.phase),
            driver=again(self.driver),
            cell_phase=again(self.cell_phase, cells),
            cell_offer=again(self.cell_offer, offers),
            cell_business=again(self.cell_business),
            cell_item=again(self.cell_item),
            phase_of_cell=again(self.phase_of_cell),
            first_of_cell_phases=again(self.first_of_cell_phases, size),
            first_of_cells=again(self.first_of_cells, size),
        )


def _first_of(*axes: Indexes) -> Indexes:
    """Return where any of these, which are ordered together, changes."""
    changes = [np.diff(axis, prepend=-1) != 0 for axis in axes]
    return np.flatnonzero(np.logical_or.reduce(changes))


def components_of(model: CostModel) -> tuple[Components, Indexes]:
    """Return the components of a model, and the component of each of its rows."""
    lines, line, axes = model.lines, model.line, model.axes
    shape = (len(axes.offers), len(axes.businesses), len(axes.items), len(PHASES))
    cell = np.ravel_multi_index(
        (lines.offer[line], lines.business[line], lines.item[line], model.phase), shape
    )
    drivers = FIRST_OWN + len(model.drivers.own)
    key = cell * drivers + model.drivers.of_line[lines.table_row[line]]
    parts, component = np.unique(key, return_inverse=True)
    cells, cell_phase = np.unique(parts // drivers, return_inverse=True)
    offer, business, item, phase = np.unravel_index(parts // drivers, shape)
    cell_offer, cell_business, cell_item, phase_of_cell = np.unravel_index(cells, shape)
    found = Components(
        offer=offer,
        business=business,
        item=item,
        phase=phase,
        driver=parts % drivers,
        cell_phase=cell_phase,
        cell_offer=cell_offer,
        cell_business=cell_business,
        cell_item=cell_item,
        phase_of_cell=phase_of_cell,
        first_of_cell_phases=_first_of(cell_phase),
        first_of_cells=_first_of(offer, business, item),
    )
    return found, component

"""The parts that offers are made of: one a cell, phase and driver, the same in every scenario."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.model import CostModel

Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Components:
    """All parts of all offers, ordered by offer, business, item, phase, driver.

    Attributes:
        offer, business, item, phase, driver: What each part is of, one entry a component.
        cell_phase: Component → its (offer, business, item, phase), an index into the next four.
        cell_offer, cell_business, cell_item, phase_of_cell: One entry a cell and phase.
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

    def __len__(self) -> int:
        """Return the number of components."""
        return len(self.offer)

    @property
    def first_of_cells(self) -> Indexes:
        """Return the first component of every (offer, business, item)."""
        key = (self.offer, self.business, self.item)
        changes = [np.diff(part, prepend=-1) != 0 for part in key]
        return np.flatnonzero(changes[0] | changes[1] | changes[2])

    def cell_sums(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return sums over drivers: ``values`` … × component → … × cell and phase."""
        starts = np.flatnonzero(np.diff(self.cell_phase, prepend=-1))
        if not len(starts):
            return values[..., :0]
        return np.asarray(np.add.reduceat(values, starts, axis=-1))


def components_of(model: CostModel) -> tuple[Components, Indexes]:
    """Return the components of a model, and the component of each of its rows."""
    lines, line = model.lines, model.line
    key = np.stack(
        [
            lines.offer[line],
            lines.business[line],
            lines.item[line],
            model.phase,
            model.drivers.of_line[lines.table_row[line]],
        ],
        axis=1,
    )
    parts, component = np.unique(key, axis=0, return_inverse=True)
    cells, cell_phase = np.unique(parts[:, :-1], axis=0, return_inverse=True)
    offer, business, item, phase, driver = parts.T
    cell_offer, cell_business, cell_item, phase_of_cell = cells.T
    found = Components(
        offer=offer,
        business=business,
        item=item,
        phase=phase,
        driver=driver,
        cell_phase=cell_phase.reshape(-1),
        cell_offer=cell_offer,
        cell_business=cell_business,
        cell_item=cell_item,
        phase_of_cell=phase_of_cell,
    )
    return found, component.reshape(-1)

"""What every offer of a round charges: what an open cell of another one may cost (method §2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.compare.cost.outlay import Outlay, containers_of, outlay_of
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell


@dataclass(frozen=True, slots=True)
class Donors:
    """What every offer of the round charges, and for which cells it may stand in.

    Attributes:
        totals: offer × business × item, nominal yen.
        basis, outlay: Of the whole round.
        containers: By offer, cells whose price holds other cells.
        rows: Row here of each offer shown.
    """

    basis: CostBasis
    totals: FloatArray
    outlay: Outlay
    containers: tuple[frozenset[CostCell], ...]
    rows: Sequence[int]

    def prices(self, offer: int, cell: CostCell) -> list[float]:
        """Return what the others charge for a cell for itself, ascending."""
        business, item = self._at(cell)
        found = [
            float(self.totals[other, business, item])
            for other, coverage in enumerate(self.outlay.coverages)
            if other != self.rows[offer]
            and coverage.states.get(cell) == "priced"
            and cell not in self.containers[other]
        ]
        return sorted(price for price in found if price > 0)

    def own(self, offer: int, cell: CostCell) -> float:
        """Return what the offer itself charges for a cell."""
        return float(self.totals[(self.rows[offer], *self._at(cell))])

    def _at(self, cell: CostCell) -> tuple[int, int]:
        axes = self.basis.model.axes
        return axes.businesses.index(cell[0]), axes.items.index(cell[1])


def donors_of_round(basis: CostBasis, conditions: Conditions, outlay: Outlay) -> Donors:
    """Return the donors of the whole round, where only some of its offers are shown too."""
    rows: Sequence[int] = range(len(basis.offers))
    if (peers := basis.peers) is not None:
        basis, rows = peers.basis, peers.rows
        outlay = outlay_of(basis, conditions, masks_of(conditions.scope, basis.model.axes))
    own = basis.model.axes.scenarios.index(conditions.scenario_id)
    containers = tuple(
        containers_of(basis, offer, size.scenarios or (own,))
        for offer, size in enumerate(outlay.sizes)
    )
    totals = outlay.flows.values["nominal_jpy"].sum(axis=-1)
    return Donors(basis, totals, outlay, containers, rows)

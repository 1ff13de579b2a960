"""Present values under what moves neither a price nor a size: discounting, and the city's share."""

from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import window_of
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import FloatArray, run_steps


def present_factors(basis: CostBasis, conditions: Conditions) -> FloatArray:
    """Return offer × fiscal year: the present value of one nominal yen.

    Args:
        basis: The answers laid out.
        conditions: By which to discount.
    """
    bases = [
        window_of(record.go_live_month, conditions).base_fiscal_year for record in basis.offers
    ]
    years = basis.cube.fiscal_years
    columns = {
        # Grown already where prices grow, so not recurring here.
        "amount_window_jpy": np.ones((len(bases), len(years))),
        "fiscal_year": np.tile(np.array(years, dtype=np.float64), (len(bases), 1)),
        "window_fiscal_year": np.array(bases, dtype=np.float64)[:, np.newaxis],
    }
    steps = steps_named("price_year", "present_value")
    found = run_steps(columns, conditions.assumptions, steps)["present_value_jpy"]
    return found.astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class SharedPresent:
    """Present value of what one member bears, straight in its part of what is shared.

    Attributes:
        own: By offer, yen that it bears whatever its part.
        shared: By offer, yen of which it bears its part, what is levelled in it.
    """

    own: FloatArray
    shared: FloatArray

    @classmethod
    def of(cls, basis: CostBasis, outlay: Outlay, member: int) -> "SharedPresent | None":
        """Return that of one member; None for a quoted scenario."""
        estimate = outlay.estimate
        if estimate is None:
            return None
        measure, offer = "present_value_jpy", basis.cube.components.offer
        quoted = estimate.flows[measure].sum(axis=-1)
        group = (estimate.group_weights * quoted).sum(axis=0)
        mine = (estimate.weights[:, member] * quoted).sum(axis=0) * estimate.factors[member]
        count, alone = len(basis.model.axes.offers), estimate.individual
        own = np.bincount(offer, weights=alone * mine, minlength=count)
        shared = np.bincount(offer, weights=(1 - alone) * group, minlength=count)
        return cls(own.astype(np.float64), shared + outlay.levelled[measure].by_offer.sum(axis=-1))

    def at(self, part: float) -> FloatArray:
        """Return the present values by offer when the member bears a part of what is shared."""
        return np.asarray(self.own + part * self.shared)

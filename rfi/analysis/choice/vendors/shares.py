"""What plans cost at least where no offer may have more than a share of the money.

A limit on shares is in no state. It is priced instead (Lagrange): an offer that has too much is
made dearer by a part of its money, all others cheaper, such that no plan that keeps the limit
becomes dearer than it is. What the cheapest plan of a state then costs, no plan of it undercuts.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rfi.analysis.choice.constants import SHARE_ROUNDS
from rfi.analysis.choice.vendors.candidates import Candidates, Limit
from rfi.analysis.choice.vendors.plan_program import plan_of_offers
from rfi.analysis.choice.vendors.reach import Reach, Reached
from rfi.normalize.step import FloatArray


def _weighed(candidates: Candidates, weights: FloatArray) -> Candidates:
    """Return the candidates with the money of every offer times its weight."""
    return replace(
        candidates,
        cost_jpy=candidates.cost_jpy * weights,
        common_jpy=candidates.common_jpy * weights,
        bundles=tuple(
            replace(one, cost_jpy=one.cost_jpy * float(weights[one.offer]))
            for one in candidates.bundles
        ),
        discounts=tuple(
            replace(one, amount_jpy=one.amount_jpy * float(weights[one.offer]))
            for one in candidates.discounts
        ),
    )


def bounded(found: Reached, candidates: Candidates, limits: Sequence[Limit]) -> Reached:
    """Return what plans of every state cost at least under limits on shares.

    Args:
        found: Without them.
        candidates: What plans are made of.
        limits: All of them hold.
    """
    most = min((limit.value for limit in limits if limit.kind == "most_share"), default=1.0)
    least, price = found.least_jpy, np.zeros(candidates.cost_jpy.shape[1])
    if most >= 1:
        return found
    current: Reached | None = found
    for turn in range(SHARE_ROUNDS):
        state = next(current.cheapest_states(), None) if current else None
        if current is None or state is None:
            break
        plan = plan_of_offers(candidates, *current.plan(state), is_proven=False)
        paid = np.array(plan.paid_jpy)
        over = paid / paid.sum() - most if paid.sum() else np.zeros(len(paid))
        if over.max() <= 0:
            break
        price = np.maximum(price + over * 2 / (turn + 1), 0)
        weights = 1 + price - most * price.sum()
        if weights.min() <= 0:
            break
        current = Reach(_weighed(candidates, weights)).under(limits)
        if current is not None:
            least = np.maximum(least, current.least_jpy)
    return replace(found, least_jpy=least)

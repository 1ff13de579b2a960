"""Shapley's shares of a cost (method §4): the mean of what each adds, over all orders of joining.

Costs of coalitions come as ``rfi.analysis.choice.coalitions`` says: NaN where they are not known,
or only from below (≧).
"""

import math
from dataclasses import dataclass

import numpy as np

from rfi.analysis.choice.coalitions import CostOf, every_coalition
from rfi.analysis.choice.constants import (
    SHAPLEY_EXACT_MEMBERS,
    SHAPLEY_ORDERS,
    SHAPLEY_ORDERS_AT_ONCE,
)
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class ShapleyShares:
    """What each member bears by Shapley's rule, in the unit of the cost; one entry a member.

    Attributes:
        share: φ; sums to the cost of the whole group. NaN where a coalition's cost is unknown.
        standard_error: Of a sampled φ; 0 where it is exact.
        orders: Orders of joining that were drawn; 0 where all were weighed.
    """

    share: FloatArray
    standard_error: FloatArray
    orders: int

    @property
    def is_exact(self) -> bool:
        """Whether all orders of joining were weighed."""
        return self.orders == 0


def exact_shapley(cost: FloatArray) -> FloatArray:
    """Return φ_i = Σ_{S∌i} |S|!(n−|S|−1)!/n! · (c(S∪i) − c(S)) with c(∅) = 0 (method §4).

    Args:
        cost: Cost of every coalition in the order of ``every_coalition``.

    >>> exact_shapley(np.array([0.0, 8, 11, 11])).tolist()
    [4.0, 7.0]
    """
    members = (len(cost) - 1).bit_length()
    codes = np.arange(len(cost))
    # |S|!(n−|S|−1)!/n! = 1/(n·C(n−1, |S|)).
    weights = 1 / np.array([members * math.comb(members - 1, size) for size in range(members)])
    with_nobody_free = np.where(codes == 0, 0.0, cost)
    result = np.zeros(members)
    for member in range(members):
        without = codes[codes >> member & 1 == 0]
        added = with_nobody_free[without | 1 << member] - with_nobody_free[without]
        result[member] = math.fsum(weights[np.bitwise_count(without)] * added)
    return result


def sampled_shapley(
    cost_of: CostOf, members: int, generator: np.random.Generator, orders: int = SHAPLEY_ORDERS
) -> ShapleyShares:
    """Return φ from random orders of joining, with its standard error s/√orders.

    Each order hands out the whole cost, so the shares sum to it as exact ones do.

    Args:
        cost_of: Coalition × member → cost of each coalition.
        members: n.
        generator: Seeded by the caller.
        orders: Orders to draw, 2 or more.
    """
    pieces = []
    for start in range(0, orders, SHAPLEY_ORDERS_AT_ONCE):
        count = min(SHAPLEY_ORDERS_AT_ONCE, orders - start)
        ranks = generator.permuted(np.tile(np.arange(members), (count, 1)), axis=1)
        joined = ranks[:, np.newaxis, :] <= np.arange(members)[:, np.newaxis]
        costs = cost_of(joined.reshape(-1, members)).reshape(count, members)
        added = np.diff(costs, axis=1, prepend=0.0)
        pieces.append(np.take_along_axis(added, ranks, axis=1))
    found = np.concatenate(pieces)
    error = found.std(axis=0, ddof=1) / math.sqrt(orders)
    return ShapleyShares(found.mean(axis=0), error, orders)


def shapley_shares(
    cost_of: CostOf, members: int, generator: np.random.Generator, orders: int = SHAPLEY_ORDERS
) -> ShapleyShares:
    """Return φ, exact up to 12 members and sampled above (arguments as ``sampled_shapley``)."""
    if members > SHAPLEY_EXACT_MEMBERS:
        return sampled_shapley(cost_of, members, generator, orders)
    return ShapleyShares(exact_shapley(cost_of(every_coalition(members))), np.zeros(members), 0)

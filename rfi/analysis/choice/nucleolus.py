"""The nucleolus of a cost game (method §11): the least content coalition is as content as can be.

One linear program after the other: the smallest c(S) − x(S) is made as large as possible, the
coalitions that hold it there in every optimum are fixed, and so on until one division is left.
"""

import numpy as np

from rfi.analysis.choice.coalitions import CostOf, every_coalition
from rfi.analysis.choice.constants import NUCLEOLUS_MEMBERS, NUCLEOLUS_TOLERANCE
from rfi.analysis.choice.program import Program
from rfi.normalize.step import FloatArray


def nucleolus(cost_of: CostOf, members: int) -> FloatArray | None:
    """Return what each member bears by the nucleolus; None where a coalition's cost is unknown.

    Args:
        cost_of: Coalition × member → cost of each coalition, as for Shapley's shares.
        members: n, 1 to 8.

    Raises:
        ValueError: more than 8 members.
    """
    if members > NUCLEOLUS_MEMBERS:
        message = f"the nucleolus of {members} members is not worked out"
        raise ValueError(message)
    rows = every_coalition(members)[1:]
    cost = cost_of(rows)
    if np.isnan(cost).any():
        return None
    scale = float(np.abs(cost).max()) or 1.0
    cost, shape = cost / scale, rows.astype(np.float64)
    fixed = {len(rows) - 1: float(cost[-1])}
    share: FloatArray = np.full(members, cost[-1] / members)
    while np.linalg.matrix_rank(shape[list(fixed)]) < members:
        share = _next(shape, cost, fixed)
    return share * scale


def _next(shape: FloatArray, cost: FloatArray, fixed: dict[int, float]) -> FloatArray:
    """Fix the coalitions that hold the smallest excess; return the shares found on the way."""
    program, members = Program(), shape.shape[1]
    shares = [program.add(0.0, -np.inf) for _ in range(members)]
    least = program.add(-1.0, -np.inf)
    for row, paid in fixed.items():
        program.bind(shares, shape[row].tolist(), paid, paid)
    rank = np.linalg.matrix_rank(shape[list(fixed)])
    # What a coalition of fixed ones pays is fixed too: it holds nothing any more.
    free = [
        row
        for row in range(len(shape))
        if row not in fixed and np.linalg.matrix_rank(shape[[*fixed, row]]) > rank
    ]
    for row in free:
        program.bind([*shares, least], [*shape[row].tolist(), 1.0], high=float(cost[row]))
    found = program.solve()
    if found is None:
        message = "a cost game always has a nucleolus"
        raise ArithmeticError(message)
    duals = np.abs(found.dual[len(fixed) :])
    held = [
        row for row, dual in zip(free, duals.tolist(), strict=True) if dual > NUCLEOLUS_TOLERANCE
    ]
    for row in held:
        fixed[row] = float(cost[row] - found.value[least])
    return found.value[:members]

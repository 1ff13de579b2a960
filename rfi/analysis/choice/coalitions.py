"""Coalitions of cities that share one cost, and whether any would rather leave (method §4).

A coalition is a row of booleans over the members. What a coalition pays on its own is given as a
function of such rows, so that the price of a group (method §3), a table of quotes and a
hand-written game all fit. A cost that is not known is NaN; one that is only known from below (≧)
has to be given as NaN too, because it never enters the core as if it were exact (method §1).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.constants import CORE_EXACT_MEMBERS
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.step import FloatArray

Members = npt.NDArray[np.bool_]
CostOf = Callable[[Members], FloatArray]


def every_coalition(members: int) -> Members:
    """Return all 2^n coalitions, coalition × member; row b holds the members of the bits of b.

    >>> every_coalition(2).tolist()
    [[False, False], [True, False], [False, True], [True, True]]
    """
    codes = np.arange(2**members)[:, np.newaxis]
    return np.asarray(codes >> np.arange(members) & 1, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Coalitions:
    """The coalitions that are asked whether they would rather go alone.

    Attributes:
        members: Coalition × member; neither nobody nor everybody.
        cost: What each pays on its own, yen; NaN where that is not known.
        is_all: Whether every coalition of the group is among them.
    """

    members: Members
    cost: FloatArray
    is_all: bool

    @property
    def is_partial(self) -> bool:
        """Whether some coalition was not looked at, or its cost is not known (一部検査)."""
        return not self.is_all or bool(np.isnan(self.cost).any())

    def at(self, *indexes: int) -> tuple[tuple[int, ...], ...]:
        """Return the members of some coalitions as tuples of indexes."""
        return tuple(tuple(np.flatnonzero(self.members[index]).tolist()) for index in indexes)


def coalitions_of(cost_of: CostOf, size: FloatArray) -> Coalitions:
    """Return every coalition up to 15 members; above, those that most often object (method §4).

    Above 15: singles, pairs, everybody but one, and of every size the largest and the smallest
    members together.

    Args:
        cost_of: Coalition × member → cost of each coalition in yen.
        size: Residents of each member.
    """
    count = len(size)
    if count <= CORE_EXACT_MEMBERS:
        chosen = every_coalition(count)[1:-1]
        return Coalitions(chosen, cost_of(chosen), is_all=True)
    single = np.eye(count, dtype=np.bool_)
    first, second = np.triu_indices(count, 1)
    rank = np.argsort(np.argsort(size, kind="stable"))
    step = np.arange(1, count)[:, np.newaxis]
    ends = (rank < step, rank >= count - step)
    chosen = np.unique(
        np.concatenate([single, single[first] | single[second], ~single, *ends]), axis=0
    )
    return Coalitions(chosen, cost_of(chosen), is_all=False)


@dataclass(frozen=True, slots=True)
class CoreCheck:
    """Whether exact shares lie in the core: no coalition pays more than on its own.

    Attributes:
        is_in_core: Of the coalitions whose cost is known; None when no cost is known.
        is_partial: Whether not every coalition could be asked (一部検査).
        objecting: Members of each coalition that would rather leave, greatest objection first.
        objection_jpy: What each of them pays too much, above 0.
    """

    is_in_core: bool | None
    is_partial: bool
    objecting: tuple[tuple[int, ...], ...]
    objection_jpy: tuple[float, ...]


def check_core(coalitions: Coalitions, share_jpy: FloatArray, total_jpy: float) -> CoreCheck:
    """Return which coalitions object to exact shares, and by how much: x(S) − c(S) > 0.

    Less than the 0.01 yen to which money is held is no objection.

    Args:
        coalitions: From ``coalitions_of``.
        share_jpy: What each member bears, exact yen.
        total_jpy: Cost of the whole group, which the shares sum to.

    Raises:
        ValueError: the shares do not sum to the total, or one is unknown.
    """
    if not abs(math.fsum(share_jpy) - total_jpy) <= YEN_TOLERANCE:
        message = f"shares of {math.fsum(share_jpy)} do not sum to the cost {total_jpy}"
        raise ValueError(message)
    excess = coalitions.members @ share_jpy - coalitions.cost
    indexes = np.flatnonzero(excess > YEN_TOLERANCE)
    indexes = indexes[np.argsort(-excess[indexes], kind="stable")]
    is_known = not len(coalitions.cost) or not np.isnan(coalitions.cost).all()
    return CoreCheck(
        is_in_core=not len(indexes) if is_known else None,
        is_partial=coalitions.is_partial,
        objecting=coalitions.at(*indexes.tolist()),
        objection_jpy=tuple(excess[indexes].tolist()),
    )


@dataclass(frozen=True, slots=True)
class KeyInterval:
    """The α of the mixed key for which no coalition objects, within [0, 1].

    Attributes:
        low, high: Ends of the interval; NaN when it is empty.
        clashing: When it is empty, the coalitions that cannot be content at once: two, or one
            that no α in [0, 1] contents.
        is_partial: Whether not every coalition could be asked (一部検査).
    """

    low: float
    high: float
    clashing: tuple[tuple[int, ...], ...]
    is_partial: bool

    @property
    def is_empty(self) -> bool:
        """Whether no α contents everybody."""
        return bool(self.clashing)


def mixed_key_interval(
    coalitions: Coalitions, by_residents_jpy: FloatArray, equal_jpy: FloatArray
) -> KeyInterval:
    """Return the α for which (1 − α)·by_residents + α·equal lies in the core.

    x(S) is linear in α, so each coalition sets one bound: below it, above it, or, where α does
    not move it by 0.01 yen, none. Less than 0.01 yen is no objection, as in ``check_core``.

    Args:
        coalitions: From ``coalitions_of``.
        by_residents_jpy: What each member bears at α = 0, individual cost included.
        equal_jpy: The same at α = 1.
    """
    start = coalitions.members @ by_residents_jpy
    slope = coalitions.members @ (equal_jpy - by_residents_jpy)
    room = coalitions.cost - start + YEN_TOLERANCE
    moves = np.abs(slope) > YEN_TOLERANCE
    bound = np.divide(room, slope, out=np.full(len(slope), np.nan), where=moves)
    lower = np.where(moves & (slope < 0) & ~np.isnan(bound), bound, -np.inf)
    upper = np.where(moves & (slope > 0) & ~np.isnan(bound), bound, np.inf)
    # A coalition that α does not move is content at every α or at none.
    upper = np.where(~moves & (room < 0), -np.inf, upper)
    low, high = float(lower.max(initial=0.0)), float(upper.min(initial=1.0))
    if low <= high:
        return KeyInterval(low, high, (), coalitions.is_partial)
    never = [int(lower.argmax())] if low > 1 else []
    never = [int(upper.argmin())] if high < 0 else never
    indexes = never or [int(lower.argmax()), int(upper.argmin())]
    return KeyInterval(math.nan, math.nan, coalitions.at(*indexes), coalitions.is_partial)

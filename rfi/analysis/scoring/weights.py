"""How far three weights decide the order (method §11).

Each offer has points from 0 to 100 for cost, residents and staff; a set of weights sums to 1. All
sets are the points of a triangle, and an offer has the largest sum in a convex part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rfi.analysis.scoring.constants import POINT_TOLERANCE

Weights = tuple[float, float, float]
Corners = tuple[Weights, ...]
CORNERS: Corners = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def _dot(first: Weights, second: Weights) -> float:
    return sum(a * b for a, b in zip(first, second, strict=True))


def _minus(first: Weights, second: Weights) -> Weights:
    a, b, c = (x - y for x, y in zip(first, second, strict=True))
    return a, b, c


def _between(first: Weights, second: Weights, part: float) -> Weights:
    a, b, c = (x + part * (y - x) for x, y in zip(first, second, strict=True))
    return a, b, c


def _cut(corners: Corners, slope: Weights) -> Corners:
    """Return the part of a convex polygon in which slope·w ≥ 0."""
    found: list[Weights] = []
    values = [_dot(slope, corner) for corner in corners]
    for at, corner in enumerate(corners):
        after = (at + 1) % len(corners)
        if values[at] >= 0:
            found.append(corner)
        if values[at] * values[after] < 0:
            part = values[at] / (values[at] - values[after])
            found.append(_between(corner, corners[after], part))
    return tuple(found)


def area_of(corners: Corners) -> float:
    """Return the part of the triangle that a polygon of weights takes, 0–1.

    >>> area_of(CORNERS)
    1.0
    """
    if len(corners) < len(CORNERS):
        return 0.0
    twice = sum(
        a[0] * b[1] - a[1] * b[0] for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    )
    return abs(twice)


@dataclass(frozen=True, slots=True)
class Region:
    """Where one offer has the largest sum.

    Attributes:
        offer: Index of the offer.
        corners: Of the polygon, in order; empty where there is none.
        area: Part of the triangle, 0–1; equal offers both have it.
    """

    offer: int
    corners: Corners
    area: float


@dataclass(frozen=True, slots=True)
class Turn:
    """The smallest change of the weights at which two offers have equal sums.

    Attributes:
        first, second: Indexes of the offers; first has the larger sum now.
        weights: At which they are equal.
        distance: Sum of the changes of the three weights (L1), 0–2.
    """

    first: int
    second: int
    weights: Weights
    distance: float


@dataclass(frozen=True, slots=True)
class WeightTriangle:
    """How far weights decide.

    Attributes:
        points: By offer, for cost, residents, staff (0–100); None where one is not known.
        weights: In force, summing to 1.
        regions: Of every offer with points, in the round's order.
        first: Indexes of the offers with the largest sum now; several where they are equal.
        intervals: Lowest and highest value of each weight at which ``first`` stays, the other two
            in their proportion; empty where several are first.
        turn: The smallest change that alters the order of two offers; None where no weights do.
    """

    points: tuple[Weights | None, ...]
    weights: Weights
    regions: tuple[Region, ...]
    first: tuple[int, ...]
    intervals: tuple[tuple[float, float], ...]
    turn: Turn | None


def smallest_turn(difference: Weights, weights: Weights) -> tuple[Weights, float] | None:
    """Return the nearest weights at which a difference of two offers is 0, and how far they are.

    Weight goes to what speaks most for the other offer, from what speaks most against it: no way
    is shorter, since each unit that is moved changes the difference by as much as any can.

    Args:
        difference: Points of the first offer − those of the second; their sum under ``weights`` is
            above 0.
        weights: In force.
    """
    to = min(range(len(weights)), key=lambda at: difference[at])
    left = _dot(difference, weights)
    moved = list(weights)
    distance = 0.0
    for at in sorted(range(len(weights)), key=lambda one: -difference[one]):
        gain = difference[at] - difference[to]
        if at == to or gain <= 0 or left <= 0:
            continue
        step = min(moved[at], left / gain)
        moved[at] -= step
        moved[to] += step
        left -= step * gain
        distance += 2 * step
    if left > POINT_TOLERANCE:
        return None
    return (moved[0], moved[1], moved[2]), distance


def _along(weights: Weights, at: int, value: float) -> Weights:
    """Return the weights with one at a value and the others in their proportion."""
    rest = 1 - weights[at]
    parts = [
        value if index == at else (1 - value) * (one / rest if rest > 0 else 1 / 2)
        for index, one in enumerate(weights)
    ]
    return parts[0], parts[1], parts[2]


def _interval(
    points: Sequence[Weights], first: int, weights: Weights, at: int
) -> tuple[float, float]:
    """Return between which values of one weight an offer stays first."""
    low, high = 0.0, 1.0
    start, end = _along(weights, at, 0.0), _along(weights, at, 1.0)
    for other, given in enumerate(points):
        if other == first:
            continue
        difference = _minus(points[first], given)
        below, above = _dot(difference, start), _dot(difference, end)
        if below * above < 0:
            meets = below / (below - above)
            low, high = (max(low, meets), high) if below < 0 else (low, min(high, meets))
    return low, high


def weight_triangle(points: Sequence[Weights | None], weights: Weights) -> WeightTriangle:
    """Return how far three weights decide the order.

    Args:
        points: By offer, 0–100 for cost, residents and staff; None for an offer without.
        weights: In force, none negative, summing to 1.
    """
    known = {at: one for at, one in enumerate(points) if one is not None}
    regions = []
    for at, mine in known.items():
        corners = CORNERS
        for other, theirs in known.items():
            if other != at and corners:
                corners = _cut(corners, _minus(mine, theirs))
        regions.append(Region(at, corners, area_of(corners)))
    sums = {at: _dot(one, weights) for at, one in known.items()}
    most = max(sums.values(), default=0.0)
    first = tuple(at for at, one in sums.items() if most - one <= POINT_TOLERANCE)
    intervals: tuple[tuple[float, float], ...] = ()
    if len(first) == 1:
        place = list(known).index(first[0])
        given = list(known.values())
        intervals = tuple(_interval(given, place, weights, at) for at in range(len(weights)))
    turns = []
    for one, other in combinations(known, 2):
        ahead, behind = (one, other) if sums[one] > sums[other] else (other, one)
        if sums[ahead] - sums[behind] <= POINT_TOLERANCE:
            continue
        found = smallest_turn(_minus(known[ahead], known[behind]), weights)
        if found is not None:
            turns.append(Turn(ahead, behind, *found))
    turn = min(turns, key=lambda found: found.distance, default=None)
    return WeightTriangle(tuple(points), weights, tuple(regions), first, intervals, turn)

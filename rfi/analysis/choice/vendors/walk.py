"""Businesses placed one after the other: what every state costs, and the plan behind it.

``spaces`` says what a state is, ``cases`` what is left of the prices. Two businesses that are to
have different offers are placed together.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from rfi.analysis.choice.constants import MOST_TOGETHER
from rfi.analysis.choice.vendors.candidates import Limit
from rfi.analysis.choice.vendors.cases import Case
from rfi.analysis.choice.vendors.spaces import Move, Numbers, Sets
from rfi.normalize.step import FloatArray

# The offers of some businesses, and what they cost by case, yen.
Way = tuple[tuple[int, ...], FloatArray]


@dataclass(frozen=True, slots=True)
class Step:
    """Businesses that are placed together, and in which ways."""

    businesses: tuple[int, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """What every state costs in some cases, before each step and after the last.

    Attributes:
        space: Of which states.
        cases: Of what is left of the prices.
        steps: In their order.
        values: Case × state each, yen; infinite where there is no plan.
    """

    space: Numbers | Sets
    cases: Sequence[Case]
    steps: tuple[Step, ...]
    values: tuple[FloatArray, ...]

    def plan(self, case: int, state: int) -> tuple[int, ...]:
        """Return the offer of each business of the cheapest plan of a state, found backwards."""
        found: dict[int, int] = {}
        for at in range(len(self.steps) - 1, -1, -1):
            step, before = self.steps[at], self.values[at][case]
            done = sum(len(one.businesses) for one in self.steps[:at])
            value = self.values[at + 1][case, state]
            state, way = next(
                (origin, way)
                for way, cost in step.ways
                for here, there in _paths(self.space, done, way)
                for origin in here[there == state].tolist()
                if before[origin] + cost[case] == value
            )
            found |= zip(step.businesses, way, strict=True)
        return tuple(found[business] for business in range(len(found)))


def _groups(businesses: Sequence[int], limits: Sequence[Limit]) -> Iterator[list[int]]:
    """Yield businesses that limits tie to each other, together."""
    left = list(businesses)
    tied = [
        (limit.business, limit.other)
        for limit in limits
        if limit.kind == "apart" and limit.business in left and limit.other in left
    ]
    while left:
        found = {left[0]}
        while more := {one for pair in tied if found & {*pair} for one in pair} - found:
            found |= more
        yield sorted(found)
        left = [one for one in left if one not in found]


def steps_of(cases: Sequence[Case], limits: Sequence[Limit]) -> tuple[tuple[Step, ...], bool]:
    """Return the steps of all cases, and whether they keep every limit on pairs."""
    cost = np.stack([case.cost_jpy for case in cases])
    businesses = cost.shape[1]
    known = [
        np.flatnonzero(np.isfinite(cost[:, one]).any(axis=0)).tolist() for one in range(businesses)
    ]
    apart = [(limit.business, limit.other) for limit in limits if limit.kind == "apart"]
    kept, steps = True, []
    for group in _groups(range(businesses), limits):
        if math.prod(len(known[one]) for one in group) > MOST_TOGETHER:
            kept = False
            steps += [_step([one], known, cost, []) for one in group]
        else:
            steps.append(_step(group, known, cost, apart))
    return tuple(steps), kept


def _step(
    group: Sequence[int],
    known: Sequence[Sequence[int]],
    cost: FloatArray,
    apart: Sequence[tuple[int, int]],
) -> Step:
    """Return the ways of some businesses; ``cost`` is case × business × offer."""
    ways = []
    for way in product(*(known[one] for one in group)):
        placed = dict(zip(group, way, strict=True))
        if not any(placed.get(one, -1) == placed.get(two, -2) for one, two in apart):
            ways.append((way, cost[:, list(placed), list(way)].sum(axis=1)))
    return Step(tuple(group), tuple(ways))


def walked(cases: Sequence[Case], steps: tuple[Step, ...], space: Numbers | Sets) -> Walk:
    """Return what every state costs in some cases."""
    value = np.full((len(cases), space.size(0)), np.inf)
    value[:, 0] = [case.constant_jpy for case in cases]
    values, done = [value], 0
    for step in steps:
        best = np.full((len(cases), space.size(done + len(step.businesses))), np.inf)
        for way, cost in step.ways:
            for here, there in _paths(space, done, way):
                reached = value[:, here] + cost[:, np.newaxis]
                best[:, there] = np.minimum(best[:, there], reached)
        value, done = best, done + len(step.businesses)
        values.append(value)
    return Walk(space, cases, steps, tuple(values))


def _paths(space: Numbers | Sets, done: int, offers: Sequence[int]) -> Iterator[Move]:
    """Yield from which states which are reached by some businesses more, one after the other."""
    for here, there in space.moves(done, offers[0]):
        if len(offers) == 1:
            yield here, there
            continue
        home = np.full(space.size(done + 1), -1)
        home[there] = here
        for inner, end in _paths(space, done + 1, offers[1:]):
            is_met = home[inner] >= 0
            yield home[inner[is_met]], end[is_met]

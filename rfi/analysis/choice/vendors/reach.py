"""The cheapest plan of every state, business by business: exact dynamic programming.

``spaces`` says what a state is, ``cases`` what is left of the prices. Limits on the number of
offers are of states; two businesses that are to have different offers are placed together.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from rfi.analysis.choice.constants import (
    MOST_OFFERS,
    MOST_STATES,
    MOST_TOGETHER,
    PROGRAM_GAP,
    STATES_AT_ONCE,
)
from rfi.analysis.choice.vendors.candidates import Candidates, Limit
from rfi.analysis.choice.vendors.cases import Case, cases_of, hub_of, is_complete
from rfi.analysis.choice.vendors.spaces import (
    Indexes,
    Move,
    Numbers,
    Sets,
    number_of_states,
    numbers,
    sets,
)
from rfi.normalize.step import FloatArray

# The offers of some businesses, and what they cost by case, yen.
Way = tuple[tuple[int, ...], FloatArray]


@dataclass(frozen=True, slots=True)
class _Step:
    """Businesses that are placed together, and in which ways."""

    businesses: tuple[int, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class _Walk:
    """What every state costs in some cases, before each step and after the last.

    Attributes:
        space: Of which states.
        cases: Of what is left of the prices.
        steps: In their order.
        values: Case × state each, yen; infinite where there is no plan.
    """

    space: Numbers | Sets
    cases: Sequence[Case]
    steps: tuple[_Step, ...]
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


@dataclass(frozen=True, slots=True)
class Reached:
    """What plans cost, state by state.

    Attributes:
        counts: State × offer: businesses, or 1 for any where states are sets.
        least_jpy: By state: no plan of it costs less; infinite where there is none.
        is_counted: Whether states are numbers of businesses.
        is_exact: Whether there are plans that cost just that, under all limits.
    """

    counts: Indexes
    least_jpy: FloatArray
    is_counted: bool
    is_exact: bool
    _case: Indexes
    _walks: tuple[_Walk, ...]

    def plan(self, state: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the offer of each business of the cheapest plan of a state, and its bundles."""
        case = int(self._case[state])
        for walk in self._walks:
            if case < len(walk.cases):
                break
            case -= len(walk.cases)
        return walk.plan(case, state), walk.cases[case].bundles

    def cheapest_states(self) -> Iterator[int]:
        """Yield the states that have a plan, cheapest first."""
        order = np.argsort(self.least_jpy, kind="stable")
        yield from order[: int(np.isfinite(self.least_jpy).sum())].tolist()


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


def _steps(cases: Sequence[Case], limits: Sequence[Limit]) -> tuple[tuple[_Step, ...], bool]:
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
) -> _Step:
    """Return the ways of some businesses; ``cost`` is case × business × offer."""
    ways = []
    for way in product(*(known[one] for one in group)):
        placed = dict(zip(group, way, strict=True))
        if not any(placed.get(one, -1) == placed.get(two, -2) for one, two in apart):
            ways.append((way, cost[:, list(placed), list(way)].sum(axis=1)))
    return _Step(tuple(group), tuple(ways))


def _walked(cases: Sequence[Case], steps: tuple[_Step, ...], space: Numbers | Sets) -> _Walk:
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
    return _Walk(space, cases, steps, tuple(values))


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


def _all_cost(candidates: Candidates) -> bool:
    """Return whether every business costs something under every offer."""
    bundled = all(one.cost_jpy > 0 for one in candidates.bundles)
    return bundled and not candidates.discounts and not (candidates.cost_jpy <= 0).any()


def reached(candidates: Candidates, limits: Sequence[Limit]) -> Reached | None:
    """Return what the plans of every state cost; None where there are too many of them.

    Args:
        candidates: What plans are made of.
        limits: All of them hold, but for shares of the money, which only bound from below.
    """
    businesses, offers = candidates.cost_jpy.shape
    price = candidates.interface_jpy if candidates.pairs else 0.0
    by_number = price > 0 and is_complete(candidates) and hub_of(candidates) is None
    is_counted = by_number and number_of_states(businesses, offers) <= MOST_STATES
    cases = cases_of(candidates, limits) if offers <= MOST_OFFERS else None
    if cases is None:
        return None
    space = numbers(businesses, offers) if is_counted else sets(offers)
    counts = space.counts_at(businesses)
    if not cases:
        nothing = np.zeros(0, dtype=np.int64)
        return Reached(counts[:0], np.zeros(0), is_counted, is_exact=True, _case=nothing, _walks=())
    steps, kept = _steps(cases, limits)
    at_once = max(1, STATES_AT_ONCE // len(counts))
    walks = [
        _walked(cases[first : first + at_once], steps, space)
        for first in range(0, len(cases), at_once)
    ]
    every = np.concatenate([walk.values[-1] for walk in walks])
    least, case = every.min(axis=0), every.argmin(axis=0)
    used = counts > 0
    number_used = used.sum(axis=1)
    least = least + used @ candidates.common_jpy
    least += np.maximum(number_used - 1, 0) * candidates.coordination_jpy
    if is_counted:
        least += (businesses**2 - (counts**2).sum(axis=1)) / 2 * price
    elif by_number:
        # All but one business apart cut the fewest pairs.
        least += (number_used - 1) * (businesses - number_used / 2) * price
    for limit in limits:
        if limit.kind == "most_offers":
            least[number_used > limit.value] = np.inf
        elif limit.kind == "at_least_one":
            least[~used[:, limit.offer]] = np.inf
        elif limit.kind == "most_share" and _all_cost(candidates):
            # One of them has the mean share or more.
            least[number_used * limit.value < 1 - PROGRAM_GAP] = np.inf
    regular = is_counted or price == 0 or hub_of(candidates) is not None
    shares = any(limit.kind == "most_share" for limit in limits)
    return Reached(counts, least, is_counted, kept and regular and not shares, case, tuple(walks))

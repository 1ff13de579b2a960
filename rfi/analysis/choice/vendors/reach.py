"""The cheapest plan of every state, business by business: exact dynamic programming.

``spaces`` says what a state is, ``cases`` what is left of the prices. Limits on the number of
offers are of states; two businesses that are to have different offers are placed together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from rfi.analysis.choice.constants import MOST_OFFERS, MOST_STATES, MOST_TOGETHER
from rfi.analysis.choice.vendors.candidates import Candidates, Limit
from rfi.analysis.choice.vendors.cases import Case, cases_of, hub_of, is_complete
from rfi.analysis.choice.vendors.spaces import (
    Indexes,
    Move,
    Numbers,
    Sets,
    number_of_states,
    numbers,
)
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class _Step:
    """Businesses that are placed together, and in which ways.

    Attributes:
        businesses: Indexes.
        ways: The offers of each of them, and what they cost in all.
    """

    businesses: tuple[int, ...]
    ways: tuple[tuple[tuple[int, ...], float], ...]


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way to every state of one case.

    Attributes:
        case: Of which.
        steps: In their order.
        came: By step: the state from which each state was reached, and in which way.
    """

    case: Case
    steps: tuple[_Step, ...]
    came: tuple[tuple[Indexes, Indexes], ...]

    def plan(self, state: int) -> tuple[int, ...]:
        """Return the offer of each business of the cheapest plan of a state."""
        found = dict(self.case.taken)
        for step, (before, way) in zip(reversed(self.steps), reversed(self.came), strict=True):
            found |= zip(step.businesses, step.ways[int(way[state])][0], strict=True)
            state = int(before[state])
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
    _walk: Indexes
    _walks: tuple[_Walk, ...]

    def plan(self, state: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the offer of each business of the cheapest plan of a state, and its bundles."""
        walk = self._walks[int(self._walk[state])]
        return walk.plan(state), walk.case.bundles

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


def _steps(case: Case, limits: Sequence[Limit]) -> tuple[tuple[_Step, ...], bool]:
    """Return the steps of a case, and whether they keep every limit on pairs."""
    businesses, offers = case.cost_jpy.shape
    apart = [{limit.business, limit.other} for limit in limits if limit.kind == "apart"]
    kept, steps = True, []
    for group in _groups([one for one in range(businesses) if one not in case.taken], limits):
        known = [np.flatnonzero(np.isfinite(case.cost_jpy[one])).tolist() for one in group]
        if np.prod([len(one) for one in known], dtype=np.float64) > MOST_TOGETHER:
            kept = False
            steps += [_step([one], [of], case, []) for one, of in zip(group, known, strict=True)]
        else:
            steps.append(_step(group, known, case, apart))
    del offers
    return tuple(steps), kept


def _step(
    group: Sequence[int], known: Sequence[Sequence[int]], case: Case, apart: Sequence[set[int]]
) -> _Step:
    ways = []
    for way in product(*known):
        placed = {**case.taken, **dict(zip(group, way, strict=True))}
        if not any(
            pair <= placed.keys() and pair & {*group} and len({placed[one] for one in pair}) == 1
            for pair in apart
        ):
            cost = sum(float(case.cost_jpy[one, of]) for one, of in zip(group, way, strict=True))
            ways.append((way, cost))
    return _Step(tuple(group), tuple(ways))


def _walked(case: Case, steps: tuple[_Step, ...], space: Numbers | Sets) -> tuple[_Walk, FloatArray]:
    """Return the way to every state after all businesses, and what it costs, yen."""
    done, came = len(case.taken), []
    value = np.full(space.size(done), np.inf)
    value[space.start(list(case.taken.values()))] = case.constant_jpy
    for step in steps:
        target = space.size(done + len(step.businesses))
        best, before = np.full(target, np.inf), np.zeros(target, dtype=np.int32)
        chosen = np.zeros(target, dtype=np.int32)
        for way, (offers, cost) in enumerate(step.ways):
            for here, there in _paths(space, done, offers):
                reached = value[here] + cost
                better = np.flatnonzero(reached < best[there])
                to = there[better]
                best[to], chosen[to] = reached[better], way
                before[to] = here[better]
        value, done = best, done + len(step.businesses)
        came.append((before, chosen))
    return _Walk(case, steps, tuple(came)), value


def _paths(
    space: Numbers | Sets, done: int, offers: Sequence[int]
) -> Iterator[Move]:
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
    space = numbers(businesses, offers) if is_counted else Sets(offers)
    counts = space.counts_at(businesses)
    least, walk = np.full(len(counts), np.inf), np.zeros(len(counts), dtype=np.int64)
    walks, kept = [], True
    for number, case in enumerate(cases):
        steps, keeps = _steps(case, limits)
        kept &= keeps
        found, value = _walked(case, steps, space)
        walks.append(found)
        better = value < least
        least[better], walk[better] = value[better], number
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
    regular = is_counted or price == 0 or hub_of(candidates) is not None
    shares = any(limit.kind == "most_share" for limit in limits)
    return Reached(counts, least, is_counted, kept and regular and not shares, walk, tuple(walks))

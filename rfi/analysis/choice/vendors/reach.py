"""The cheapest plan of every state: exact dynamic programming, under limits.

Limits on the number of offers are of states, so that one walk serves all sets of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rfi.analysis.choice.constants import MOST_OFFERS, MOST_STATES, PROGRAM_GAP, STATES_AT_ONCE
from rfi.analysis.choice.vendors.candidates import Candidates, Limit
from rfi.analysis.choice.vendors.cases import cases_of, hub_of, is_complete
from rfi.analysis.choice.vendors.spaces import Indexes, number_of_states, numbers, sets
from rfi.analysis.choice.vendors.walk import Walk, steps_of, walked
from rfi.normalize.step import FloatArray

# Limits that say which offers a business may have: they change the walk.
_PLACING = {"fixed", "apart"}


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
    _walks: tuple[Walk, ...]

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


def _all_cost(candidates: Candidates) -> bool:
    """Return whether every business costs something under every offer."""
    bundled = all(one.cost_jpy > 0 for one in candidates.bundles)
    return bundled and not candidates.discounts and not (candidates.cost_jpy <= 0).any()


class Reach:
    """What plans of some candidates cost, under one set of limits after the other.

    The walk of the limits asked last is kept: most sets differ in what is allowed of its states.
    """

    def __init__(self, candidates: Candidates) -> None:
        """Begin with candidates."""
        self.candidates = candidates
        self._kept: tuple[tuple[Limit, ...], Reached | None] | None = None

    def under(self, limits: Sequence[Limit]) -> Reached | None:
        """Return what the plans of every state cost; None where there are too many of them.

        Args:
            limits: All of them hold, but for shares of the money, which only bound from below.
        """
        placing = tuple(limit for limit in limits if limit.kind in _PLACING)
        if self._kept is None or self._kept[0] != placing:
            self._kept = placing, _reached(self.candidates, placing)
        found = self._kept[1]
        return None if found is None else _allowed(found, self.candidates, limits)


def _reached(candidates: Candidates, placing: Sequence[Limit]) -> Reached | None:
    """Return what the plans of every state cost where nothing else limits them."""
    businesses, offers = candidates.cost_jpy.shape
    price = candidates.interface_jpy if candidates.pairs else 0.0
    by_number = price > 0 and is_complete(candidates) and hub_of(candidates) is None
    is_counted = by_number and number_of_states(businesses, offers) <= MOST_STATES
    cases = cases_of(candidates, placing) if offers <= MOST_OFFERS else None
    if cases is None:
        return None
    space = numbers(businesses, offers) if is_counted else sets(offers)
    counts = space.counts_at(businesses)
    if not cases:
        nothing = np.zeros(0, dtype=np.int64)
        return Reached(counts[:0], np.zeros(0), is_counted, is_exact=True, _case=nothing, _walks=())
    steps, kept = steps_of(cases, placing)
    at_once = max(1, STATES_AT_ONCE // len(counts))
    walks = [
        walked(cases[first : first + at_once], steps, space)
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
    regular = is_counted or price == 0 or hub_of(candidates) is not None
    return Reached(counts, least, is_counted, kept and regular, case, tuple(walks))


def _allowed(found: Reached, candidates: Candidates, limits: Sequence[Limit]) -> Reached:
    """Return the same with no plan in states that limits do not allow."""
    used, least = found.counts > 0, found.least_jpy.copy()
    number_used = used.sum(axis=1)
    for limit in limits:
        if limit.kind == "most_offers":
            least[number_used > limit.value] = np.inf
        elif limit.kind == "at_least_one":
            least[~used[:, limit.offer]] = np.inf
        elif limit.kind == "most_share" and _all_cost(candidates):
            # One of them has the mean share or more.
            least[number_used * limit.value < 1 - PROGRAM_GAP] = np.inf
    shares = any(limit.kind == "most_share" for limit in limits)
    return replace(found, least_jpy=least, is_exact=found.is_exact and not shares)

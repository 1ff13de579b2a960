"""The cheapest plans, what each limit costs, and limits that no plan keeps (method §11).

A plan pays the chosen cells, each chosen offer's 共通 cells once, interfaces between businesses
that exchange data and have different offers, and coordination for each offer beyond the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from rfi.analysis.choice.constants import PLANS, PROGRAM_GAP
from rfi.analysis.choice.vendors.candidates import (
    Candidates,
    Limit,
    Plan,
    able_offers,
    among,
)
from rfi.analysis.choice.vendors.plan_program import (
    plan_of,
    plan_of_offers,
    program_of,
    scale_of,
)
from rfi.analysis.choice.vendors.reach import Reach, Reached
from rfi.analysis.choice.vendors.shares import bounded

# Limits that name an offer.
_OF_OFFERS = {"fixed", "at_least_one"}


class PlanSearch:
    """The cheapest plans of some candidates, under one set of limits after the other."""

    def __init__(self, candidates: Candidates) -> None:
        """Begin with what plans are made of."""
        self._candidates, self._able = candidates, able_offers(candidates)
        self._reach = Reach(among(candidates, self._able))

    def cheapest(self, limits: Sequence[Limit] = (), count: int = PLANS) -> tuple[Plan, ...]:
        """Return the cheapest sets of offers under limits, each with its cheapest plan, proven.

        Cheapest first; none where the limits clash. Two plans of the same offers that differ by a
        business are one way to buy.

        Args:
            limits: All of them hold.
            count: How many plans, at most.
        """
        able = self._able
        named = {limit.offer for limit in limits if limit.kind in _OF_OFFERS}
        if not able or not named <= {*able}:
            return ()
        home = {offer: index for index, offer in enumerate(able)}
        placed = [
            replace(one, offer=home[one.offer]) if one.kind in _OF_OFFERS else one for one in limits
        ]
        plans = _plans(self._reach, placed, count)
        return tuple(_beside_all(plan, able, self._candidates) for plan in plans)


def _beside_all(plan: Plan, able: Sequence[int], candidates: Candidates) -> Plan:
    """Return a plan with the places that its offers have among all."""
    paid = np.zeros(candidates.cost_jpy.shape[1])
    paid[list(able)] = plan.paid_jpy
    offers = tuple(able[offer] for offer in plan.offers)
    return replace(plan, offers=offers, paid_jpy=tuple(paid.tolist()))


def _plans(reach: Reach, limits: Sequence[Limit], count: int) -> list[Plan]:
    found, candidates = reach.under(limits), reach.candidates
    if found is None:
        return list(_programmed(candidates, limits, count))
    if not found.is_exact:
        return _within(bounded(found, candidates, limits), candidates, limits, count)
    plans: dict[tuple[int, ...], Plan] = {}
    for state in found.cheapest_states():
        used = tuple(np.flatnonzero(found.counts[state]).tolist())
        if used not in plans:
            if len(plans) == count:
                break
            plans[used] = plan_of_offers(candidates, *found.plan(state), is_proven=True)
    return sorted(plans.values(), key=_order)


def _order(plan: Plan) -> tuple[float, tuple[int, ...]]:
    return plan.total_jpy, plan.offers


def _within(
    found: Reached, candidates: Candidates, limits: Sequence[Limit], count: int
) -> list[Plan]:
    """Return the cheapest plans by a program a state, of states that can be among them."""
    best: dict[tuple[int, ...], Plan] = {}
    scale = scale_of(candidates)
    for state in found.cheapest_states():
        least = float(found.least_jpy[state])
        totals = sorted(plan.total_jpy for plan in best.values())
        if len(totals) >= count and least > totals[count - 1]:
            break
        used = tuple(np.flatnonzero(found.counts[state]).tolist())
        most = totals[count - 1] if len(totals) >= count else np.inf
        most = min(most, best[used].total_jpy) if used in best else most
        if least > most:
            continue
        counts = found.counts[state].tolist() if found.is_counted else None
        program, variables = program_of(candidates, limits, scale, chosen=used, counts=counts)
        # The program holds one coordination too many, and no interfaces of given numbers.
        beside = -candidates.coordination_jpy
        if counts:
            same = sum(number**2 for number in counts)
            beside += (len(candidates.cost_jpy) ** 2 - same) / 2 * candidates.interface_jpy
        solution = program.solve((most - beside) / scale + PROGRAM_GAP)
        if solution is not None:
            plan = plan_of(candidates, variables, solution)
            if used not in best or plan.total_jpy < best[used].total_jpy:
                best[used] = plan
    return sorted(best.values(), key=_order)[:count]


def _programmed(candidates: Candidates, limits: Sequence[Limit], count: int) -> Iterator[Plan]:
    """Yield the cheapest plans by one program each, the offers of those before barred."""
    barred: list[tuple[int, ...]] = []
    while len(barred) < count:
        program, variables = program_of(candidates, limits, scale_of(candidates), barred=barred)
        solution = program.solve()
        if solution is None:
            return
        plan = plan_of(candidates, variables, solution)
        barred.append(plan.chosen)
        yield plan


def limit_prices(candidates: Candidates, limits: Sequence[Limit]) -> tuple[float, ...]:
    """Return what each limit costs: the cheapest plan with it less the cheapest without, yen.

    NaN where the limits clash, infinite where they do only with it.
    """
    search = PlanSearch(candidates)

    def cheapest(under: Sequence[Limit]) -> float:
        plans = search.cheapest(under, 1)
        return plans[0].total_jpy if plans else float("inf")

    whole = cheapest(limits)
    found = []
    for index in range(len(limits)):
        without = cheapest([*limits[:index], *limits[index + 1 :]])
        found.append(whole - without if without < float("inf") else float("nan"))
    return tuple(found)


def clashing_limits(search: PlanSearch, limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Return the smallest set of limits that no plan keeps; none where a plan keeps all."""

    def clashes(some: Sequence[Limit]) -> bool:
        return not search.cheapest(some, 1)

    def sets() -> Iterator[tuple[Limit, ...]]:
        for size in range(len(limits) + 1):
            yield from combinations(limits, size)

    if not clashes(limits):
        return ()
    return next(some for some in sets() if clashes(some))

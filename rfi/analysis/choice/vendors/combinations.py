"""The cheapest plans, what each limit costs, and limits that no plan keeps (method §11).

A plan pays the chosen cells, each chosen offer's 共通 cells once, interfaces between businesses
that exchange data and have different offers, and coordination for each offer beyond the first.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from rfi.analysis.choice.constants import PLANS
from rfi.analysis.choice.vendors.candidates import Candidates, Limit, Plan
from rfi.analysis.choice.vendors.plan_program import plan_of, program_of, scale_of


def _least_jpy(candidates: Candidates, chosen: Sequence[int]) -> float:
    """Return what any plan of exactly these offers costs at least; infinite where none is."""
    businesses = len(candidates.cost_jpy)
    single = candidates.cost_jpy[:, list(chosen)]
    least = np.where(np.isnan(single), np.inf, single).min(axis=1)
    for bundle in candidates.bundles:
        if bundle.offer in chosen:
            mine = list(bundle.businesses)
            least[mine] = np.minimum(least[mine], bundle.cost_jpy / len(mine))
    others = len(chosen) - 1
    whole = len(candidates.pairs) == businesses * (businesses - 1) / 2
    # Where every pair exchanges data, all but one business apart cuts the fewest.
    cut = others * (businesses - len(chosen)) + others * len(chosen) / 2 if whole else 0.0
    return (
        float(least.sum())
        + float(candidates.common_jpy[list(chosen)].sum())
        + others * candidates.coordination_jpy
        + cut * candidates.interface_jpy
    )


def cheapest_plans(
    candidates: Candidates, limits: Sequence[Limit] = (), count: int = PLANS
) -> tuple[Plan, ...]:
    """Return the cheapest sets of offers under limits, each with its cheapest plan, proven.

    Cheapest first; none where the limits clash. Two plans of the same offers that differ by a
    business are one way to buy. A program is solved for each set of offers that can still be among
    the cheapest: of one or two offers it is easy, and what a set costs at least rules out most.

    Args:
        candidates: What plans are made of.
        limits: All of them hold.
        count: How many plans, at most.
    """
    offers = range(candidates.cost_jpy.shape[1])
    most = min(
        (limit.value for limit in limits if limit.kind == "most_offers"), default=len(offers)
    )
    most = min(most, len(candidates.cost_jpy))
    sets = (chosen for size in range(1, int(most) + 1) for chosen in combinations(offers, size))
    bounds = sorted((_least_jpy(candidates, chosen), chosen) for chosen in sets)
    found: list[Plan] = []
    for least, chosen in bounds:
        if least == np.inf or (len(found) == count and least > found[-1].total_jpy):
            break
        program, variables = program_of(candidates, limits, scale_of(candidates), chosen)
        solution = program.solve()
        if solution is not None:
            plan = plan_of(candidates, variables, solution)
            found = sorted([*found, plan], key=lambda one: (one.total_jpy, one.offers))[:count]
    return tuple(found)


def limit_prices(candidates: Candidates, limits: Sequence[Limit]) -> tuple[float, ...]:
    """Return what each limit costs: the cheapest plan with it less the cheapest without, yen.

    NaN where the limits clash, infinite where they do only with it.
    """

    def cheapest(under: Sequence[Limit]) -> float:
        plans = cheapest_plans(candidates, under, 1)
        return plans[0].total_jpy if plans else float("inf")

    whole = cheapest(limits)
    found = []
    for index in range(len(limits)):
        without = cheapest([*limits[:index], *limits[index + 1 :]])
        found.append(whole - without if without < float("inf") else float("nan"))
    return tuple(found)


def clashing_limits(candidates: Candidates, limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Return the smallest set of limits that no plan keeps; none where a plan keeps all."""

    def clashes(some: Sequence[Limit]) -> bool:
        return not cheapest_plans(candidates, some, 1)

    def sets() -> Iterator[tuple[Limit, ...]]:
        for size in range(len(limits) + 1):
            yield from combinations(limits, size)

    if not clashes(limits):
        return ()
    return next(some for some in sets() if clashes(some))

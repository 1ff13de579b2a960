"""A plan as a mixed-integer program: who gets which business, once and whole.

The same two businesses of one offer need no interface: for each pair and offer a variable is at
least what the offer has of the one and not of the other, which is as tight as can be for two.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.analysis.choice.constants import PROGRAM_SIZE
from rfi.analysis.choice.program import Program, Solution
from rfi.analysis.choice.vendors.candidates import Candidates, Limit, Plan


@dataclass(frozen=True, slots=True)
class Variables:
    """Where the variables of a program stand.

    Attributes:
        single: (business, offer) → whether the offer gets the business by its own price.
        bundle: Whether each bundle is taken.
        used: By offer: whether it gets any business.
        met: Whether the condition of each discount is met.
    """

    single: dict[tuple[int, int], int]
    bundle: tuple[int, ...]
    used: tuple[int, ...]
    met: tuple[int, ...]

    def of(self, candidates: Candidates, business: int, offer: int) -> list[int]:
        """Return the variables that give a business to an offer."""
        found = [self.single[business, offer]] if (business, offer) in self.single else []
        bundles = zip(self.bundle, candidates.bundles, strict=True)
        found += [one for one, of in bundles if of.offer == offer and business in of.businesses]
        return found


def program_of(
    candidates: Candidates,
    limits: Iterable[Limit],
    scale: float,
    *,
    chosen: Sequence[int] | None = None,
    counts: Sequence[int] | None = None,
    barred: Iterable[Collection[int]] = (),
) -> tuple[Program, Variables]:
    """Return the program of a plan, money over ``scale``.

    Args:
        candidates: What plans are made of.
        limits: All of them hold.
        scale: Yen of one unit of the program's money.
        chosen: Exactly these offers have businesses; None leaves it to the program.
        counts: Where every two businesses exchange data, how many each offer has; then all plans
            have as many interfaces, and the program holds none.
        barred: Sets of offers that no plan may have just so.
    """
    program = Program()
    businesses, offers = candidates.cost_jpy.shape
    # Of given offers what they cost by being there is the same in every plan.
    least = [float(chosen is not None and offer in chosen) for offer in range(offers)]
    most = [float(chosen is None or offer in chosen) for offer in range(offers)]
    beside = (candidates.common_jpy + candidates.coordination_jpy) / scale
    single = {
        (business, offer): program.add(
            float(candidates.cost_jpy[business, offer]) / scale, upper=1, is_whole=True
        )
        for business, offer in np.argwhere(~np.isnan(candidates.cost_jpy)).tolist()
        if most[offer]
    }
    bundle = tuple(
        program.add(one.cost_jpy / scale, upper=most[one.offer], is_whole=True)
        for one in candidates.bundles
    )
    used = tuple(
        program.add(cost, low, high, is_whole=low < high)
        for cost, low, high in zip(beside.tolist(), least, most, strict=True)
    )
    met = tuple(
        program.add(-one.amount_jpy / scale, upper=1, is_whole=True) for one in candidates.discounts
    )
    variables = Variables(single, bundle, used, met)
    for business in range(businesses):
        ways = [way for offer in range(offers) for way in variables.of(candidates, business, offer)]
        program.bind(ways, [1.0] * len(ways), 1, 1)
        for offer in range(offers) if chosen is None else ():
            ways = variables.of(candidates, business, offer)
            program.bind([*ways, used[offer]], [*[1.0] * len(ways), -1.0], high=0)
    for offer in range(offers):
        each = [way for b in range(businesses) for way in variables.of(candidates, b, offer)]
        mine = sorted(set(each))
        program.bind([*mine, used[offer]], [*[1.0] * len(mine), -1.0], low=0)
        if counts is not None:
            number = float(counts[offer])
            program.bind(mine, [float(each.count(way)) for way in mine], number, number)
    _conditions(program, variables, candidates)
    if candidates.interface_jpy > 0 and counts is None:
        _interfaces(program, variables, candidates, scale)
    for offers_barred in barred:
        signs = [1.0 if offer in offers_barred else -1.0 for offer in range(offers)]
        program.bind(used, signs, high=len(offers_barred) - 1)
    for limit in limits:
        _limit(program, variables, candidates, limit, scale)
    return program, variables


def _conditions(program: Program, variables: Variables, candidates: Candidates) -> None:
    """Let a discount count only where its offer has all that it asks for."""
    for one, is_met in zip(candidates.discounts, variables.met, strict=True):
        for business in one.businesses:
            ways = variables.of(candidates, business, one.offer)
            program.bind([*ways, is_met], [*[-1.0] * len(ways), 1.0], high=0)


def _interfaces(
    program: Program, variables: Variables, candidates: Candidates, scale: float
) -> None:
    """Charge every pair that has different offers."""
    for first, second in candidates.pairs:
        for offer in range(len(variables.used)):
            ways = variables.of(candidates, first, offer)
            others = variables.of(candidates, second, offer)
            shared = set(ways) & set(others)
            ways = [way for way in ways if way not in shared]
            others = [way for way in others if way not in shared]
            if ways:
                differs = program.add(candidates.interface_jpy / scale)
                signs = [*[1.0] * len(ways), *[-1.0] * len(others), -1.0]
                program.bind([*ways, *others, differs], signs, high=0)


def _limit(
    program: Program, variables: Variables, candidates: Candidates, limit: Limit, scale: float
) -> None:
    used = list(variables.used)
    if limit.kind == "most_offers":
        program.bind(used, [1.0] * len(used), high=limit.value)
    elif limit.kind == "fixed":
        ways = variables.of(candidates, limit.business, limit.offer)
        program.bind(ways, [1.0] * len(ways), low=1)
    elif limit.kind == "at_least_one":
        program.bind([used[limit.offer]], [1.0], low=1)
    elif limit.kind == "apart":
        for offer in range(len(used)):
            ways = [
                *variables.of(candidates, limit.business, offer),
                *variables.of(candidates, limit.other, offer),
            ]
            columns = sorted(set(ways))
            program.bind(columns, [float(ways.count(way)) for way in columns], high=1)
    else:
        money = _money(variables, candidates, scale)
        for offer in range(len(used)):
            columns = [column for mine in money for column in mine]
            values = [
                value * ((1 - limit.value) if of == offer else -limit.value)
                for of, mine in enumerate(money)
                for value in mine.values()
            ]
            program.bind(columns, values, high=0)


def _money(variables: Variables, candidates: Candidates, scale: float) -> list[dict[int, float]]:
    """Return by offer what each of its variables pays it."""
    money = [
        {used: float(candidates.common_jpy[offer]) / scale}
        for offer, used in enumerate(variables.used)
    ]
    for (business, offer), column in variables.single.items():
        money[offer][column] = float(candidates.cost_jpy[business, offer]) / scale
    for column, of in zip(variables.bundle, candidates.bundles, strict=True):
        money[of.offer][column] = of.cost_jpy / scale
    for column, less in zip(variables.met, candidates.discounts, strict=True):
        money[less.offer][column] = -less.amount_jpy / scale
    return money


def plan_of(candidates: Candidates, variables: Variables, solution: Solution) -> Plan:
    """Return the plan of a solution, its money summed anew from the prices."""
    taken = solution.value > 1 / 2
    chosen = [-1] * len(candidates.cost_jpy)
    for (business, offer), column in variables.single.items():
        if taken[column]:
            chosen[business] = offer
    bundles = [index for index, column in enumerate(variables.bundle) if taken[column]]
    for index in bundles:
        for business in candidates.bundles[index].businesses:
            chosen[business] = candidates.bundles[index].offer
    return plan_of_offers(candidates, chosen, bundles, is_proven=solution.is_proven)


def plan_of_offers(
    candidates: Candidates, chosen: Sequence[int], bundles: Sequence[int], *, is_proven: bool
) -> Plan:
    """Return the plan of the offers of all businesses.

    Args:
        candidates: What plans are made of.
        chosen: By business, the index of its offer.
        bundles: Indexes of the bundles by which some of them are had.
        is_proven: Whether no plan of the same offers costs less.
    """
    paid = np.zeros(candidates.cost_jpy.shape[1])
    bundled = {one for index in bundles for one in candidates.bundles[index].businesses}
    is_open = any(candidates.bundles[index].is_open for index in bundles)
    for index in bundles:
        paid[candidates.bundles[index].offer] += candidates.bundles[index].cost_jpy
    for business, offer in enumerate(chosen):
        if business not in bundled:
            paid[offer] += candidates.cost_jpy[business, offer]
            is_open |= bool(candidates.is_open[business, offer])
    used = sorted(set(chosen))
    paid[used] += candidates.common_jpy[used]
    met = [
        one
        for one in candidates.discounts
        if all(chosen[business] == one.offer for business in one.businesses)
    ]
    for one in met:
        paid[one.offer] -= one.amount_jpy
    interfaces = sum(chosen[first] != chosen[second] for first, second in candidates.pairs)
    return Plan(
        tuple(chosen),
        tuple(paid.tolist()),
        math.fsum(one.amount_jpy for one in met),
        interfaces,
        interfaces * candidates.interface_jpy,
        (len(used) - 1) * candidates.coordination_jpy,
        is_open or bool(candidates.is_common_open[used].any()),
        is_proven,
    )


def scale_of(candidates: Candidates) -> float:
    """Return the yen of one unit of a program's money."""
    known = candidates.cost_jpy[~np.isnan(candidates.cost_jpy)]
    return float(np.abs(known).max(initial=1.0)) / PROGRAM_SIZE

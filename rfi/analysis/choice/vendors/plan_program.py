"""A plan as a mixed-integer program: who gets which business, once and whole.

The same two businesses of one offer need no interface: for each pair and offer a variable is at
least what the offer has of the one and not of the other, which is as tight as can be for two.
"""

from collections.abc import Iterable, Sequence
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
    """

    single: dict[tuple[int, int], int]
    bundle: tuple[int, ...]
    used: tuple[int, ...]

    def of(self, candidates: Candidates, business: int, offer: int) -> list[int]:
        """Return the variables that give a business to an offer."""
        found = [self.single[business, offer]] if (business, offer) in self.single else []
        bundles = zip(self.bundle, candidates.bundles, strict=True)
        found += [one for one, of in bundles if of.offer == offer and business in of.businesses]
        return found


def program_of(
    candidates: Candidates, limits: Iterable[Limit], scale: float, chosen: Sequence[int]
) -> tuple[Program, Variables]:
    """Return the program of a plan of exactly the ``chosen`` offers, money over ``scale``."""
    program = Program()
    businesses, offers = candidates.cost_jpy.shape
    single = {
        (business, offer): program.add(
            float(candidates.cost_jpy[business, offer]) / scale, upper=1, is_whole=True
        )
        for business, offer in np.argwhere(~np.isnan(candidates.cost_jpy)).tolist()
        if offer in chosen
    }
    bundle = tuple(
        program.add(one.cost_jpy / scale, upper=float(one.offer in chosen), is_whole=True)
        for one in candidates.bundles
    )
    # What they cost by being there is the same in every plan of them.
    taken = [float(offer in chosen) for offer in range(offers)]
    used = tuple(program.add(0.0, one, one) for one in taken)
    variables = Variables(single, bundle, used)
    for business in range(businesses):
        ways = [way for offer in range(offers) for way in variables.of(candidates, business, offer)]
        program.bind(ways, [1.0] * len(ways), 1, 1)
    for offer in range(offers):
        mine = sorted(
            {way for b in range(businesses) for way in variables.of(candidates, b, offer)}
        )
        program.bind([*mine, used[offer]], [*[1.0] * len(mine), -1.0], low=0)
    if candidates.interface_jpy > 0:
        for first, second in candidates.pairs:
            for offer in chosen:
                ways = variables.of(candidates, first, offer)
                others = variables.of(candidates, second, offer)
                shared = set(ways) & set(others)
                ways = [way for way in ways if way not in shared]
                others = [way for way in others if way not in shared]
                differs = program.add(candidates.interface_jpy / scale)
                signs = [*[1.0] * len(ways), *[-1.0] * len(others), -1.0]
                program.bind([*ways, *others, differs], signs, high=0)
    for limit in limits:
        _limit(program, variables, candidates, limit, scale)
    return program, variables


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
    return money


def plan_of(candidates: Candidates, variables: Variables, solution: Solution) -> Plan:
    """Return the plan of a solution, its money summed anew from the prices."""
    taken = solution.value > 1 / 2
    businesses, offers = candidates.cost_jpy.shape
    chosen = [-1] * businesses
    paid = np.zeros(offers)
    is_open = False
    for (business, offer), column in variables.single.items():
        if taken[column]:
            chosen[business] = offer
            paid[offer] += candidates.cost_jpy[business, offer]
            is_open |= bool(candidates.is_open[business, offer])
    for column, bundle in zip(variables.bundle, candidates.bundles, strict=True):
        if taken[column]:
            for business in bundle.businesses:
                chosen[business] = bundle.offer
            paid[bundle.offer] += bundle.cost_jpy
            is_open |= bundle.is_open
    used = sorted(set(chosen))
    paid[used] += candidates.common_jpy[used]
    interfaces = sum(chosen[first] != chosen[second] for first, second in candidates.pairs)
    return Plan(
        tuple(chosen),
        tuple(paid.tolist()),
        interfaces,
        interfaces * candidates.interface_jpy,
        (len(used) - 1) * candidates.coordination_jpy,
        is_open or bool(candidates.is_common_open[used].any()),
        solution.is_proven,
    )


def scale_of(candidates: Candidates) -> float:
    """Return the yen of one unit of a program's money."""
    known = candidates.cost_jpy[~np.isnan(candidates.cost_jpy)]
    return float(np.abs(known).max(initial=1.0)) / PROGRAM_SIZE

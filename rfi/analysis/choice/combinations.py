"""Which offer for which business (method §11): every plan's cost, the cheapest ones, each limit's.

A plan pays the chosen cells, each chosen offer's 共通 cells once, interfaces between businesses that
exchange data and have different offers, and coordination for each offer beyond the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.constants import PLANS, PROGRAM_SIZE
from rfi.analysis.choice.program import Program, Solution
from rfi.normalize.step import FloatArray

Kind = Literal["most_offers", "most_share", "fixed", "apart", "at_least_one"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One price for several businesses of an offer: whole or not at all."""

    offer: int
    businesses: tuple[int, ...]
    cost_jpy: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """What plans are made of; yen of the window.

    Attributes:
        cost_jpy: Business × offer; NaN where the offer does not cover the business by itself.
        is_open: Business × offer: whether a cell of it holds no price (≧).
        common_jpy: By offer: its 共通 cells, paid once.
        is_common_open: By offer, likewise.
        bundles: Prices over several businesses.
        pairs: Businesses that exchange data.
        interface_jpy: For each of them between two offers.
        coordination_jpy: For each offer beyond the first.
    """

    cost_jpy: FloatArray
    is_open: npt.NDArray[np.bool_]
    common_jpy: FloatArray
    is_common_open: npt.NDArray[np.bool_]
    bundles: tuple[Bundle, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    interface_jpy: float = 0.0
    coordination_jpy: float = 0.0


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        kind: ``most_offers`` (at most ``value``), ``most_share`` (no offer more than ``value`` of
            the money), ``fixed`` (``offer`` for ``business``), ``apart`` (never one offer for
            ``business`` and ``other``), ``at_least_one`` (``offer`` for one business at least).
        value: A number of offers, or a share.
        business, other, offer: Indexes.
    """

    kind: Kind
    value: float = 0.0
    business: int = 0
    other: int = 0
    offer: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Which offer for which business; yen of the window.

    Attributes:
        offers: By business, the index of its offer.
        paid_jpy: By offer: chosen cells and 共通.
        interfaces: Number of pairs that have different offers.
        interface_jpy, coordination_jpy: What stands beside the offers' own prices.
        is_open: Whether a chosen cell holds no price (≧).
        is_proven: Whether no plan of the same offers costs less.
    """

    offers: tuple[int, ...]
    paid_jpy: tuple[float, ...]
    interfaces: int
    interface_jpy: float
    coordination_jpy: float
    is_open: bool
    is_proven: bool

    @property
    def total_jpy(self) -> float:
        """What is paid in all."""
        return sum(self.paid_jpy) + self.interface_jpy + self.coordination_jpy

    @property
    def chosen(self) -> tuple[int, ...]:
        """The offers that have any business, in their order."""
        return tuple(sorted(set(self.offers)))

    @property
    def concentration(self) -> float:
        """Herfindahl–Hirschman index of the money that offers get, 0 to 1; NaN of nothing."""
        paid = sum(self.paid_jpy)
        if not paid:
            return float("nan")
        return sum((one / paid) ** 2 for one in self.paid_jpy)


@dataclass(frozen=True, slots=True)
class _Variables:
    single: dict[tuple[int, int], int]
    bundle: tuple[int, ...]
    used: tuple[int, ...]

    def of(self, candidates: Candidates, business: int, offer: int) -> list[int]:
        """Return the variables that give a business to an offer."""
        found = [self.single[business, offer]] if (business, offer) in self.single else []
        bundles = zip(self.bundle, candidates.bundles, strict=True)
        found += [one for one, of in bundles if of.offer == offer and business in of.businesses]
        return found


def _program(
    candidates: Candidates, limits: Iterable[Limit], scale: float, chosen: Sequence[int]
) -> tuple[Program, _Variables]:
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
    variables = _Variables(single, bundle, used)
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
    program: Program, variables: _Variables, candidates: Candidates, limit: Limit, scale: float
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


def _money(variables: _Variables, candidates: Candidates, scale: float) -> list[dict[int, float]]:
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


def _plan(candidates: Candidates, variables: _Variables, solution: Solution) -> Plan:
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


def _scale(candidates: Candidates) -> float:
    known = candidates.cost_jpy[~np.isnan(candidates.cost_jpy)]
    return float(np.abs(known).max(initial=1.0)) / PROGRAM_SIZE


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
        program, variables = _program(candidates, limits, _scale(candidates), chosen)
        solution = program.solve()
        if solution is not None:
            plan = _plan(candidates, variables, solution)
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

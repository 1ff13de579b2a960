"""A combination as cases without bundles, conditions and pairs: what is left is one price a cell.

Each bundle is taken or not, each conditional discount met or not, and where all businesses exchange
data with one, that one has each offer in turn. Within a case a plan costs a constant and the price
of each business under its offer, so the cheapest plan over all cases is the cheapest of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from rfi.analysis.choice.constants import MOST_CASES
from rfi.analysis.choice.vendors.candidates import Bundle, Candidates, Discount, Limit
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Case:
    """What bundles, discounts and the hub leave.

    Attributes:
        bundles: Indexes of those that are taken.
        taken: Business → the offer that has it by one of them.
        cost_jpy: Business × offer, yen; infinite where the offer may not have it.
        constant_jpy: Bundles less discounts, and interfaces of businesses that are taken.
    """

    bundles: tuple[int, ...]
    taken: Mapping[int, int]
    cost_jpy: FloatArray
    constant_jpy: float


def hub_of(candidates: Candidates) -> int | None:
    """Return the business with which every other one exchanges data, where no other pair does."""
    businesses = len(candidates.cost_jpy)
    if len(candidates.pairs) != businesses - 1 or businesses < 2:
        return None
    shared = set(candidates.pairs[0]).intersection(*map(set, candidates.pairs))
    others = {business for pair in candidates.pairs for business in pair}
    return min(shared) if shared and len(others) == businesses else None


def is_complete(candidates: Candidates) -> bool:
    """Return whether every two businesses exchange data."""
    businesses = len(candidates.cost_jpy)
    return len({frozenset(pair) for pair in candidates.pairs}) * 2 == businesses * (businesses - 1)


def _agreeing(
    bundles: Sequence[Bundle], discounts: Sequence[Discount]
) -> Iterator[tuple[Sequence[Bundle], Sequence[Discount]]]:
    """Yield the bundles taken and the conditions met that go together."""

    def extend(
        at: int, forced: Mapping[int, int], bundled: frozenset[int], picked: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        if at == len(bundles) + len(discounts):
            yield picked
            return
        yield from extend(at + 1, forced, bundled, picked)
        one = bundles[at] if at < len(bundles) else discounts[at - len(bundles)]
        mine = frozenset(one.businesses)
        if any(forced.get(business, one.offer) != one.offer for business in mine):
            return
        if at < len(bundles):
            if bundled & mine:
                return
            bundled |= mine
        yield from extend(
            at + 1, {**forced, **dict.fromkeys(mine, one.offer)}, bundled, (*picked, at)
        )

    for picked in extend(0, {}, frozenset(), ()):
        yield (
            [bundles[at] for at in picked if at < len(bundles)],
            [discounts[at - len(bundles)] for at in picked if at >= len(bundles)],
        )


def cases_of(candidates: Candidates, limits: Sequence[Limit]) -> list[Case] | None:
    """Return all cases; None where there are too many to go through.

    A condition that a case does not count as met may be met by its plans: then another case has
    the same plan for less.

    Args:
        candidates: What plans are made of.
        limits: Of which those are kept here that say who has a business, or who has both of two taken.
    """
    hub, businesses = hub_of(candidates), range(len(candidates.cost_jpy))
    offers = range(candidates.cost_jpy.shape[1])
    free = np.where(np.isnan(candidates.cost_jpy), np.inf, candidates.cost_jpy)
    for limit in limits:
        if limit.kind == "fixed":
            free = np.where(_elsewhere(free, limit.business, limit.offer), np.inf, free)
    fixed = {limit.business: limit.offer for limit in limits if limit.kind == "fixed"}
    apart = [(limit.business, limit.other) for limit in limits if limit.kind == "apart"]
    agreeing = _agreeing(candidates.bundles, candidates.discounts)
    hubs: Sequence[int | None] = [None] if hub is None else offers
    found: list[Case] = []
    every = list(islice(product(agreeing, hubs), MOST_CASES + 1))
    if len(every) > MOST_CASES:
        return None
    for (bundles, discounts), has_hub in every:
        taken = {business: one.offer for one in bundles for business in one.businesses}
        if any(fixed.get(business, offer) != offer for business, offer in taken.items()):
            continue
        if any(taken.get(one, -1) == taken.get(two, -2) for one, two in apart):
            continue
        cost = free
        for one in discounts:
            for business in one.businesses:
                cost = np.where(_elsewhere(cost, business, one.offer), np.inf, cost)
        constant = sum(one.cost_jpy for one in bundles) - sum(one.amount_jpy for one in discounts)
        if hub is not None and has_hub is not None:
            if taken.get(hub, has_hub) != has_hub:
                continue
            cost = np.where(_elsewhere(cost, hub, has_hub), np.inf, cost)
            cost = cost.copy()
            between = (np.arange(cost.shape[1]) != has_hub) * candidates.interface_jpy
            cost[[business for business in businesses if business != hub]] += between
            constant += sum(
                candidates.interface_jpy for offer in taken.values() if offer != has_hub
            )
        indexes = tuple(candidates.bundles.index(one) for one in bundles)
        found.append(Case(indexes, taken, cost, constant))
    return found


def _elsewhere(cost: FloatArray, business: int, offer: int) -> FloatArray:
    """Return business × offer: true for one business under every offer but one."""
    rows = np.arange(len(cost))[:, np.newaxis] == business
    return np.asarray(rows & (np.arange(cost.shape[1]) != offer))

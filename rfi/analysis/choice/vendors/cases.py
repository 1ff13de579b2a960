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
        cost_jpy: Business × offer, yen; infinite where the offer may not have it, and nothing
            where it has it by a bundle.
        constant_jpy: Bundles less discounts.
    """

    bundles: tuple[int, ...]
    cost_jpy: FloatArray
    constant_jpy: float


def hub_of(candidates: Candidates) -> int | None:
    """Return the business with which every other one exchanges data, where no other pair does."""
    businesses = len(candidates.cost_jpy)
    if not candidates.pairs or len(candidates.pairs) != businesses - 1:
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
        limits: Of which those are kept here that say who has a business.
    """
    hub, (businesses, offers) = hub_of(candidates), candidates.cost_jpy.shape
    fixed = [(limit.business, limit.offer) for limit in limits if limit.kind == "fixed"]
    agreeing = _agreeing(candidates.bundles, candidates.discounts)
    hubs: Sequence[int | None] = [None] if hub is None else range(offers)
    every = list(islice(product(agreeing, hubs), MOST_CASES + 1))
    if len(every) > MOST_CASES:
        return None
    found = []
    for (bundles, discounts), has_hub in every:
        cost = np.where(np.isnan(candidates.cost_jpy), np.inf, candidates.cost_jpy)
        for one in bundles:
            cost[list(one.businesses)] = np.inf
            cost[list(one.businesses), one.offer] = 0.0
        only = [
            *fixed,
            *((business, one.offer) for one in discounts for business in one.businesses),
        ]
        if hub is not None and has_hub is not None:
            others = [business for business in range(businesses) if business != hub]
            cost[others] += (np.arange(offers) != has_hub) * candidates.interface_jpy
            only.append((hub, has_hub))
        for business, offer in only:
            cost[business, np.arange(offers) != offer] = np.inf
        constant = sum(one.cost_jpy for one in bundles) - sum(one.amount_jpy for one in discounts)
        if np.isfinite(cost).any(axis=1).all():
            indexes = tuple(candidates.bundles.index(one) for one in bundles)
            found.append(Case(indexes, cost, constant))
    return found

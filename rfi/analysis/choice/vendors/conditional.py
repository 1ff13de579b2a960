"""Discounts that an offer gives for all of some businesses: what they take off (method §1).

A comparison holds an offer as a whole, so they are in its cells, pro rata. A plan may leave it a
part of its businesses, so here they are told apart from the prices: what is quoted, sized and
shared once without them, and once for each condition with those of it counted too.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rfi.analysis.choice.vendors.candidates import Discount
from rfi.compare.cost.borne import borne_of_paid
from rfi.compare.cost.paid import paid_of
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.step import FloatArray
from rfi.scenario.city.cells import COMMON_BUSINESS

# Discounts that are left out → offer × business, nominal yen of the window.
QuotedWithout = Callable[[Collection[int]], FloatArray]


@dataclass(frozen=True, slots=True)
class Conditional:
    """What conditional discounts take off.

    Attributes:
        taken_jpy: Offer × business: in all, as it stands in the cells of a comparison.
        discounts: Each condition with what it takes off; businesses by their places in ``names``.
    """

    taken_jpy: FloatArray
    discounts: tuple[Discount, ...]


def quoted_without(basis: CostBasis, conditions: Conditions) -> QuotedWithout:
    """Return what whoever is shown pays of what is quoted, some discounts left out.

    Args:
        basis: The answers laid out.
        conditions: Whose cost, and in which scope.
    """
    masks = masks_of(conditions.scope, basis.model.axes)

    def quoted(left_out: Collection[int]) -> FloatArray:
        paid = paid_of(basis, conditions, masks, left_out)
        flows = borne_of_paid(basis, conditions, paid).flows
        return np.asarray(flows.values["nominal_jpy"].sum(axis=-1).sum(axis=-1))

    return quoted


def _conditions_of(
    basis: CostBasis, names: Sequence[str]
) -> Mapping[tuple[int, tuple[int, ...]], list[int]]:
    """Return offer and businesses → the discounts, one a scenario, that ask for all of them."""
    axes, owners = basis.model.axes, basis.tables["discount_lines"]["owner"].tolist()
    found: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for number, cells in basis.cube.discount_cells.items():
        members = {name for business, _ in cells for name in axes.members(business)}
        places = sorted(names.index(name) for name in members - {COMMON_BUSINESS} if name in names)
        # What is off 共通 alone is off wherever the offer has anything.
        if places:
            found.setdefault((int(owners[number]), tuple(places)), []).append(number)
    return found


def conditional_discounts(
    basis: CostBasis, names: Sequence[str], quoted: QuotedWithout
) -> Conditional:
    """Return what the conditional discounts of all offers take off.

    Of several conditions of one offer the one of fewest businesses comes first, and each counts
    with what it takes off beside those before it: as quoted that is exact, and between two sizes
    too where one condition holds the other.

    Args:
        basis: The answers laid out.
        names: Codes of the businesses of plans.
        quoted: From ``quoted_without``.
    """
    axes = basis.model.axes
    shape = (len(axes.offers), len(axes.businesses))
    by_condition = _conditions_of(basis, names)
    by_offer: dict[int, list[tuple[tuple[int, ...], list[int]]]] = {}
    for (offer, places), numbers in sorted(
        by_condition.items(), key=lambda one: (len(one[0][1]), one[0])
    ):
        by_offer.setdefault(offer, []).append((places, numbers))
    turns = max(map(len, by_offer.values()), default=0)
    # What is left out in each turn: all conditions of an offer, then all but the first, …
    left_out = [
        [number for mine in by_offer.values() for _, numbers in mine[turn:] for number in numbers]
        for turn in range(turns + 1)
    ]
    money = [quoted(numbers) for numbers in left_out] if turns else [np.zeros(shape)]
    found = []
    for turn, (before, after) in enumerate(pairwise(money)):
        less = (before - after).sum(axis=1)
        found += [
            Discount(offer, mine[turn][0], float(less[offer]))
            for offer, mine in by_offer.items()
            if turn < len(mine) and less[offer] > YEN_TOLERANCE
        ]
    return Conditional(money[0] - money[-1], tuple(found))

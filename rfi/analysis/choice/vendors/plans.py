"""事業者の組合せ: what plans are made of in a round, and plans at several sizes (method §11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.constants import PLANS
from rfi.analysis.choice.vendors.candidates import Bundle, Candidates, Discount, Limit, Plan
from rfi.analysis.choice.vendors.combinations import PlanSearch, clashing_limits
from rfi.analysis.choice.vendors.conditional import Conditional
from rfi.compare.round.coverage import Coverage
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray
from rfi.scenario.city.cells import COMMON_BUSINESS
from rfi.tidy.tables import BUNDLE_MARK

# Which businesses exchange data: each with the resident register, or each with each other.
Exchange = Literal["hub", "all"]
EXCHANGES: tuple[Exchange, ...] = get_args(Exchange)
HUB = "B01"
_ABSENT = {"unanswered", "out_of_scope", "separate"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands beside the offers' own prices, yen of the window, tax-excluded."""

    interface_jpy: float
    coordination_jpy: float


@dataclass(frozen=True, slots=True)
class PricedCells:
    """What one body is asked for, whatever its size; yen of the window.

    Attributes:
        businesses: Codes asked in scope, 共通 not among them.
        cost_jpy: Business × offer; NaN where the offer does not cover it by a price of its own.
        is_open: Business × offer: whether a cell of it is a hole.
        common_jpy: By offer: its 共通 cells.
        is_common_open: By offer: whether one of them, or the offer as a whole, is open.
        bundles: Prices over several businesses.
        discounts: What is taken off for all of some businesses; no price above holds any of it.
    """

    businesses: tuple[str, ...]
    cost_jpy: FloatArray
    is_open: npt.NDArray[np.bool_]
    common_jpy: FloatArray
    is_common_open: npt.NDArray[np.bool_]
    bundles: tuple[Bundle, ...]
    discounts: tuple[Discount, ...] = ()


def asked_businesses(flows: CostFlows, coverages: Sequence[Coverage]) -> tuple[str, ...]:
    """Return the codes that are asked in scope, 共通 not among them."""
    asked = {business for one in coverages for business, _ in one.states}
    return tuple(
        name
        for name in flows.axes.businesses
        if name in asked and name != COMMON_BUSINESS and BUNDLE_MARK not in name
    )


def priced_cells(
    flows: CostFlows,
    coverages: Sequence[Coverage],
    is_exact: Sequence[bool],
    conditional: Conditional,
) -> PricedCells:
    """Return what one body is asked for, by business.

    Args:
        flows: By cell and fiscal year.
        coverages: By offer.
        is_exact: By offer: whether its total is exact, or open in some cells only.
        conditional: Discounts in ``flows`` that count only where their condition is met.
    """
    axes, names = flows.axes, asked_businesses(flows, coverages)
    # Offer × business, bundles behind them.
    money = flows.values["nominal_jpy"].sum(axis=-1).sum(axis=-1) + conditional.taken_jpy
    shape = (len(names), len(axes.offers))
    cost, is_open = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    common, is_common_open = np.zeros(shape[1]), np.zeros(shape[1], dtype=np.bool_)
    index_of = {name: index for index, name in enumerate(axes.businesses)}
    bundles = []
    for offer, coverage in enumerate(coverages):
        holes = {name for of in coverage.holes.values() for name, _ in of}
        is_whole = any(not of for of in coverage.holes.values())
        is_common_open[offer] = is_whole or COMMON_BUSINESS in holes or not is_exact[offer]
        if COMMON_BUSINESS in index_of:
            common[offer] = money[offer, index_of[COMMON_BUSINESS]]
        held = set()
        for name, index in index_of.items():
            members = [one for one in name.split(BUNDLE_MARK) if one in names]
            if BUNDLE_MARK in name and money[offer, index] and members:
                mine = tuple(names.index(one) for one in members)
                own = sum(float(money[offer, index_of[one]]) for one in members)
                is_open_bundle = not holes.isdisjoint(members)
                price = float(money[offer, index]) + own
                bundles.append(Bundle(offer, mine, price, is_open_bundle))
                held |= set(members)
        for row, name in enumerate(names):
            states = {state for (business, _), state in coverage.states.items() if business == name}
            if name not in held and states - _ABSENT:
                cost[row, offer] = money[offer, index_of[name]]
            is_open[row, offer] = name in holes
    return PricedCells(
        names, cost, is_open, common, is_common_open, tuple(bundles), conditional.discounts
    )


def _pairs(businesses: Sequence[str], exchange: Exchange) -> tuple[tuple[int, int], ...]:
    if exchange == "all":
        return tuple(combinations(range(len(businesses)), 2))
    if HUB not in businesses:
        return ()
    hub = businesses.index(HUB)
    return tuple((min(hub, one), max(hub, one)) for one in range(len(businesses)) if one != hub)


def candidates_of(cells: PricedCells, terms: Terms, exchange: Exchange) -> Candidates:
    """Return what plans are made of.

    A business of an offer that leaves a cell of it open is left out where another offer prices it
    whole: a lower bound is never the least.
    """
    whole = ~np.isnan(cells.cost_jpy) & ~cells.is_open & ~cells.is_common_open
    has_whole = np.asarray(whole.any(axis=1, keepdims=True))
    bundles = (
        one
        for one in cells.bundles
        if not (one.is_open or cells.is_common_open[one.offer])
        or not has_whole[list(one.businesses)].all()
    )
    return Candidates(
        cost_jpy=np.where(has_whole & ~whole, np.nan, cells.cost_jpy),
        is_open=cells.is_open,
        common_jpy=cells.common_jpy,
        is_common_open=cells.is_common_open,
        bundles=tuple(bundles),
        discounts=cells.discounts,
        pairs=_pairs(cells.businesses, exchange),
        interface_jpy=terms.interface_jpy,
        coordination_jpy=terms.coordination_jpy,
    )


@dataclass(frozen=True, slots=True)
class LimitedPlan:
    """The cheapest plan under one limit more.

    Attributes:
        limit: Which one.
        plan: None where no plan keeps it.
        price_jpy: What it costs more than without; NaN where no plan keeps it.
    """

    limit: Limit
    plan: Plan | None
    price_jpy: float


@dataclass(frozen=True)
class Combining:
    """Plans of a round, each made when it is asked for and then kept.

    Attributes:
        shown: What the body that is shown is asked for.
        by_size: Residents → what a city of that size is asked for alone.
        terms: Interfaces and coordination.
    """

    shown: PricedCells
    by_size: Mapping[int, PricedCells]
    terms: Terms
    _found: dict[tuple[int, Exchange, tuple[Limit, ...], int], tuple[Plan, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _searches: dict[tuple[int, Exchange], PlanSearch] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def businesses(self) -> tuple[str, ...]:
        """Codes, in the order of the plans."""
        return self.shown.businesses

    def _search(self, residents: int, exchange: Exchange) -> PlanSearch:
        """Return the search of a size, 0 for the body that is shown; kept, as its walk is."""
        key = (residents, exchange)
        if key not in self._searches:
            cells = self.by_size[residents] if residents else self.shown
            self._searches[key] = PlanSearch(candidates_of(cells, self.terms, exchange))
        return self._searches[key]

    def _plans(
        self,
        residents: int,
        exchange: Exchange,
        limits: tuple[Limit, ...] = (),
        count: int = PLANS,
    ) -> tuple[Plan, ...]:
        key = (residents, exchange, limits, count)
        if key not in self._found:
            self._found[key] = self._search(residents, exchange).cheapest(limits, count)
        return self._found[key]

    def plans(self, exchange: Exchange, limits: tuple[Limit, ...] = ()) -> tuple[Plan, ...]:
        """Return the three cheapest sets of offers under limits; none where they clash."""
        return self._plans(0, exchange, limits)

    def plans_at(self, residents: int, exchange: Exchange) -> tuple[Plan, ...]:
        """Return them for a city of a size, alone and without limits."""
        return self._plans(residents, exchange)

    def limited(
        self, exchange: Exchange, limit: Limit, limits: tuple[Limit, ...] = ()
    ) -> LimitedPlan:
        """Return the cheapest plan with one limit more, and what that limit costs."""
        free = self.plans(exchange, limits)
        under = self._plans(0, exchange, (*limits, limit), count=1)
        if not under or not free:
            return LimitedPlan(limit, None, np.nan)
        return LimitedPlan(limit, under[0], under[0].total_jpy - free[0].total_jpy)

    def clash(self, exchange: Exchange, limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
        """Return the smallest set of limits that no plan keeps; none where one keeps all."""
        return clashing_limits(self._search(0, exchange), limits)

"""What each offer asks of some cities by business and number of cities, and what they pay today."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rfi.analysis.staging.cash import StagedCash, StagePrices, TodaysMonth, staged_cash
from rfi.analysis.staging.period import Period
from rfi.analysis.staging.plan import Plan, Stage
from rfi.compare.cost.sizes.estimates import Estimate, estimate_costs
from rfi.compare.cost.sizes.group import group_ratios
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import quoted_flows
from rfi.compare.round.sharing import SharingKey, shares_of
from rfi.compare.today.todays_cost import Today, todays_of
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.cost.lines import ONE_TIME_PHASE, RECURRING_PHASE
from rfi.normalize.step import FloatArray
from rfi.scenario.city.cells import COMMON_BUSINESS
from rfi.scenario.city.city import City
from rfi.tidy.tables import BUNDLE_MARK

_CASH = "nominal_incl_tax_jpy"


@dataclass(frozen=True, slots=True)
class Staging:
    """What plans are made from, under the conditions.

    Attributes:
        cities: That share, or the one.
        prices: By offer; None where an offer cannot be estimated for these cities.
        today: What the cities pay a month.
        unknown_today: Codes of cities of which today's cost is not known, or not whole.
        go_live_months: By offer: when it says it goes live.
        horizon_months: Months that are compared.
        key: How what is shared is divided.
    """

    cities: tuple[City, ...]
    prices: tuple[StagePrices | None, ...]
    today: TodaysMonth
    unknown_today: tuple[str, ...]
    go_live_months: tuple[int, ...]
    horizon_months: int
    key: SharingKey

    def _shares(self, codes: Sequence[str]) -> FloatArray:
        population = {city.code: city.population for city in self.cities}
        found = np.array([population[code] for code in codes], dtype=np.float64)
        return shares_of(self.key, list(codes), found)

    def cash(self, offer: int, plan: Plan, period: Period) -> StagedCash | None:
        """Return the cash of a plan under one offer; None where it cannot be estimated."""
        prices = self.prices[offer]
        if prices is None:
            return None
        return staged_cash(plan, prices, self.today, self._shares, period)

    def at_once(self, offer: int) -> Plan:
        """Return the plan in which all goes live everywhere when the offer says."""
        return Plan((Stage(self.go_live_months[offer]),))

    def in_turn(self, offer: int) -> Plan:
        """Return a plan to begin with: the first city a year before the others."""
        first = self.go_live_months[offer]
        codes = tuple(city.code for city in self.cities)
        if len(codes) > 1:
            return Plan((Stage(first, (), codes[:1]), Stage(first + 12, (), codes[1:])))
        blocks = self._businesses(offer)
        half = (len(blocks) + 1) // 2
        return Plan((Stage(first, blocks[:half]), Stage(first + 12, blocks[half:])))

    def _businesses(self, offer: int) -> tuple[str, ...]:
        prices = self.prices[offer]
        blocks = prices.blocks if prices else ()
        named = (one for block in blocks for one in block if one != COMMON_BUSINESS)
        return tuple(dict.fromkeys(named))


def _by_block(basis: CostBasis, values: FloatArray, phase: int, offer: int) -> FloatArray:
    """Return … × business of one offer from … × component."""
    parts, count = basis.cube.components, len(basis.model.axes.businesses)
    mine = np.flatnonzero((parts.offer == offer) & (parts.phase == phase))
    found = np.zeros((*values.shape[:-1], count))
    for part in mine.tolist():
        found[..., parts.business[part]] += values[..., part]
    return found


def _added(basis: CostBasis, estimate: Estimate, cities: Sequence[City]) -> tuple[FloatArray, ...]:
    """Return number of cities − 1 × city × component: what a city adds, shared and its own."""
    parts = basis.cube.components
    flows = estimate.flows[_CASH].sum(axis=-1)
    alone = np.asarray(np.einsum("smc,sc->mc", estimate.weights, flows))
    mean = float(np.mean([city.population for city in cities]))
    shared, own = [], []
    for number in range(1, len(cities) + 1):
        ratios = group_ratios(basis, estimate.totals, number, mean)
        # A cell that one member lacks is missing for all, as in the price of the group.
        gaps = ratios.gaps | (estimate.gaps & ~estimate.is_group_gap)
        is_known = ~gaps[parts.offer, parts.business, parts.item]
        factor = np.where(is_known, ratios.ratio[parts.cell_phase], 0.0)
        individual = ratios.individual[parts.cell_phase]
        price = alone * factor
        shared.append(price * (1 - individual))
        own.append(price * individual)
    return np.array(shared), np.array(own)


def stage_prices(
    basis: CostBasis, conditions: Conditions, cities: Sequence[City]
) -> tuple[StagePrices | None, ...]:
    """Return what each offer asks of some cities, by business and number of cities; with tax.

    Prices by tiers go by the quantity of each city alone. What is due at the end of a contract is
    left out: a plan tells how to start.
    """
    bodies = bodies_of_cities(tuple(cities), basis.procedures)
    estimate = estimate_costs(basis, quoted_flows(basis, conditions), bodies)
    shared, own = _added(basis, estimate, cities)
    blocks = tuple(tuple(name.split(BUNDLE_MARK)) for name in basis.model.axes.businesses)
    is_common = tuple(block == (COMMON_BUSINESS,) for block in blocks)
    months = conditions.assumptions.number("horizon_months")
    found: list[StagePrices | None] = []
    for offer, size in enumerate(estimate.sizes):
        if not size.is_estimable:
            found.append(None)
            continue
        of = partial(_by_block, basis, offer=offer)
        found.append(
            StagePrices(
                tuple(city.code for city in cities),
                blocks,
                is_common,
                of(shared, phase=ONE_TIME_PHASE),
                of(own, phase=ONE_TIME_PHASE),
                of(shared, phase=RECURRING_PHASE) / months,
                of(own, phase=RECURRING_PHASE) / months,
            )
        )
    return tuple(found)


def todays_month(
    cities: Sequence[City], conditions: Conditions
) -> tuple[TodaysMonth, tuple[str, ...]]:
    """Return what the cities pay today a month, with tax, and those of which it is not known whole.

    Items that go on alone; scope takes the businesses that any of its cells names.
    """
    todays: tuple[Today | None, ...] = todays_of(cities, conditions.assumptions)
    names = sorted({business for one in todays if one for business, _ in one.cells})
    month = np.zeros((len(cities), len(names)))
    unknown = []
    scope = conditions.scope.cells
    held = None if scope is None else {business for business, _ in scope}
    for at, today in enumerate(todays):
        if today is None or not today.is_complete:
            unknown.append(cities[at].code)
        if today is None:
            continue
        amounts = np.where(today.is_running, np.nan_to_num(today.incl_tax_jpy), 0.0) / 12
        for (business, _), amount in zip(today.cells, amounts.tolist(), strict=True):
            if held is None or business in held:
                month[at, names.index(business)] += amount
    blocks = tuple((name,) for name in names)
    is_common = tuple(name == COMMON_BUSINESS for name in names)
    return TodaysMonth(blocks, is_common, month), tuple(unknown)

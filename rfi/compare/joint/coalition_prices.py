"""c(S): what any of many coalitions of cities would pay on its own under each offer (method §3).

c(S) = ρ(|S|)·Σ c(p_i, 1), cell by cell; what goes through tiers takes what S has together. The
figures are those of ``compare_joint_use`` for the group S, for thousands of coalitions at once.
Levelling is not applied: c(S) is what the offers quote.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.sizes.estimates import Estimate, estimate_costs
from rfi.compare.cost.sizes.group import GroupRatios, group_ratios
from rfi.compare.joint.joint_use import is_alone_open
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import quoted_flows, ranged_offers, spreads_of
from rfi.compare.round.quoted_points import Flags, QuotedPoints
from rfi.compare.round.scope import masks_of
from rfi.normalize.bodies import Bodies, bodies_of_cities
from rfi.normalize.cost.drivers import FIRST_OWN, PLAIN, quantity_of
from rfi.normalize.cost.quantity import Tariff
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City

Members = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What goes through tiers or a minimum charge: once, with what a coalition has together.

    Attributes:
        tariff: The schedule.
        quantity: Of each member; 0 where it has none.
        part_jpy: Member × offer: what each pays alone through it, over its price alone there; times
            the price of what is had together it is the member's part.
    """

    tariff: Tariff
    quantity: FloatArray
    part_jpy: FloatArray

    def cost_of(self, members: FloatArray, offer: int) -> FloatArray:
        """Return what each coalition pays through it, yen."""
        together = members @ self.quantity
        each = members @ self.part_jpy[:, offer]
        price = self.tariff.amounts(together) / np.where(together > 0, together, 1.0)
        return np.asarray(each * price)


@dataclass(frozen=True, slots=True)
class CoalitionPrices:
    """Prices of every coalition of some cities, yen of the window, nominal, tax-excluded.

    Attributes:
        cities: The members.
        total_jpy: By offer: what all pay together, as far as it is quoted.
        alone_jpy: Member × offer: c({i}), likewise.
        individual_jpy: Member × offer: what each bears for itself in the group of all.
        is_alone_known: Member × offer: whether c({i}) leaves nothing out.
        parts_jpy: Kind × number of members × member × offer: what a member adds to the price of a
            coalition of this number, schedules left out. Kinds differ in the quoted p* they go by.
        own_jpy: As ``parts_jpy``: what of it the member bears for itself (``per_city``).
        is_group_known: Kind × number of members × offer: whether groups of it are priced whole.
        is_estimable: By offer: whether it prices the group of all.
        turns: Mean residents of a coalition at which its kind changes.
        schedules: What goes through tiers.
    """

    cities: tuple[City, ...]
    total_jpy: FloatArray
    alone_jpy: FloatArray
    individual_jpy: FloatArray
    is_alone_known: Flags
    parts_jpy: FloatArray
    own_jpy: FloatArray
    is_group_known: Flags
    is_estimable: Flags
    turns: FloatArray
    schedules: tuple[Schedule, ...]

    @property
    def residents(self) -> FloatArray:
        """Residents of each member."""
        return np.array([city.population for city in self.cities], dtype=np.float64)

    def cost_of(self, members: Members, offer: int) -> FloatArray:
        """Return what each coalition pays; NaN where that is known from below only, or not at all.

        Args:
            members: Coalition × member.
            offer: Which one.
        """
        kind, count = self._kinds(members)
        is_known = self.is_group_known[kind, count, offer]
        lacking = np.flatnonzero(~self.is_alone_known[:, offer])
        if len(lacking):
            is_known = is_known & ~members[:, lacking].any(axis=1)
        return np.where(is_known, self._sums(members, offer), np.nan)

    def own_parts(self, members: Members, offer: int) -> FloatArray:
        """Return coalition × member: what each bears for itself there, yen."""
        kind, count = self._kinds(members)
        return np.asarray(members * self.own_jpy[kind, count, :, offer])

    def _sums(self, members: Members, offer: int) -> FloatArray:
        kind, count = self._kinds(members)
        result = np.zeros(len(members))
        code = kind * (len(self.cities) + 1) + count
        for one in np.unique(code).tolist():
            alike, number = divmod(one, len(self.cities) + 1)
            rows = code == one
            mine = members[rows].astype(np.float64)
            cost = mine @ self.parts_jpy[alike, number, :, offer]
            for schedule in self.schedules:
                cost = cost + schedule.cost_of(mine, offer)
            result[rows] = cost
        return result

    def _kinds(self, members: Members) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        count = members.sum(axis=1)
        if not len(self.turns):
            return np.zeros(len(count), dtype=np.int64), count
        mean = (members @ self.residents) / np.maximum(count, 1)
        return np.searchsorted(self.turns, mean), count


def _turns(points: QuotedPoints) -> FloatArray:
    """Return the mean sizes at which the nearest quoted p* changes: geometric means of two."""
    quoted = np.unique(points.population[points.cities > 1])
    quoted = quoted[~np.isnan(quoted)]
    return np.unique(np.sqrt(quoted[:-1] * quoted[1:]))


def _mean_sizes(turns: FloatArray) -> FloatArray:
    """Return one mean size of each kind."""
    if not len(turns):
        return np.ones(1)
    middles = np.sqrt(turns[:-1] * turns[1:])
    return np.concatenate([turns[:1] / 2, middles, turns[-1:] * 2])


def _by_offer(basis: CostBasis, values: FloatArray) -> FloatArray:
    """Return … × offer from … × component."""
    parts, count = basis.cube.components, len(basis.model.axes.offers)
    found = [values[..., parts.offer == offer].sum(axis=-1) for offer in range(count)]
    return np.stack(found, axis=-1)


def _is_group_known(basis: CostBasis, conditions: Conditions, ratios: GroupRatios) -> Flags:
    """Return by offer whether groups of one number are priced whole in scope."""
    masks = masks_of(conditions.scope, basis.model.axes)
    result = np.zeros(len(ratios.offers), dtype=np.bool_)
    for offer, quoted in enumerate(ratios.offers):
        if not quoted.is_quoted:
            continue
        gaps = ratios.gaps[offer] & masks.whole if masks else ratios.gaps[offer]
        ends = dict.fromkeys((quoted.single, quoted.lower, quoted.upper))
        found = (coverages_under(basis, conditions, scenario)[offer] for scenario in ends)
        result[offer] = not gaps.any() and all(one.is_complete for one in found)
    return result


def _schedules(basis: CostBasis, bodies: Bodies, alone: FloatArray) -> Iterator[Schedule]:
    """Yield the schedules that any offer prices by; ``alone`` is member × component, yen."""
    drivers, parts = basis.model.drivers, basis.cube.components
    for index, own in enumerate(drivers.own):
        if own.table_row == PLAIN:
            continue
        tariff = drivers.tariffs[own.table_row]
        quantity = np.nan_to_num(quantity_of(own, bodies))
        price = tariff.amounts(quantity)
        mine = np.where(parts.driver == FIRST_OWN + index, alone, 0.0)
        is_priced = price > 0
        over = np.where(is_priced, quantity / np.where(is_priced, price, 1.0), 0.0)
        yield Schedule(tariff, quantity, _by_offer(basis, mine) * over[:, np.newaxis])


def coalition_prices(
    basis: CostBasis, conditions: Conditions, cities: tuple[City, ...]
) -> CoalitionPrices:
    """Return the prices of all coalitions of some cities.

    Args:
        basis: The answers laid out.
        conditions: Scope and assumptions; its own city and group are not looked at.
        cities: Two or more.
    """
    parts, points = basis.cube.components, basis.points
    bodies = bodies_of_cities(cities, basis.procedures)
    spreads = spreads_of(basis, conditions)
    ranged = ranged_offers(basis, spreads)
    middles: Estimate = estimate_costs(basis, quoted_flows(basis, conditions), bodies, spreads)
    estimate = middles.at_low_ends()
    alone = np.asarray(
        np.einsum("smc,sc->mc", estimate.weights, estimate.flows["nominal_jpy"].sum(axis=-1))
    )
    schedules = tuple(_schedules(basis, bodies, alone))
    is_pooled = np.isin(parts.driver, _pooled_drivers(basis))
    turns, offers = _turns(points), len(basis.model.axes.offers)
    count = len(cities)
    shape = (len(turns) + 1, count + 1, count, offers)
    parts_jpy, own_jpy = np.zeros(shape), np.zeros(shape)
    is_group_known = np.ones((shape[0], shape[1], offers), dtype=np.bool_)
    parts_jpy[:, 1] = _by_offer(basis, np.where(is_pooled, 0.0, alone))
    largest = int(points.cities.max(initial=1))
    for kind, mean in enumerate(_mean_sizes(turns).tolist()):
        for number in range(2, count + 1):
            if number > largest + 1:
                # Beyond the largest quoted number ρ stays (method §3).
                parts_jpy[kind, number] = parts_jpy[kind, number - 1]
                own_jpy[kind, number] = own_jpy[kind, number - 1]
                is_group_known[kind, number] = is_group_known[kind, number - 1]
                continue
            ratios = group_ratios(basis, estimate.totals, number, mean)
            known = ~ratios.gaps[parts.offer, parts.business, parts.item] & ~is_pooled
            factor = np.where(known, ratios.ratio[parts.cell_phase], 0.0)
            parts_jpy[kind, number] = _by_offer(basis, alone * factor)
            own = ratios.individual[parts.cell_phase]
            own_jpy[kind, number] = _by_offer(basis, alone * factor * own)
            is_group_known[kind, number] = _is_group_known(basis, conditions, ratios) & ~ranged
    return CoalitionPrices(
        cities=cities,
        total_jpy=_by_offer(basis, (alone * estimate.factors).sum(axis=0)),
        alone_jpy=_by_offer(basis, alone),
        individual_jpy=_by_offer(basis, estimate.individual * alone * estimate.factors),
        is_alone_known=~(is_alone_open(basis, conditions, estimate) | ranged),
        parts_jpy=parts_jpy,
        own_jpy=own_jpy,
        is_group_known=is_group_known,
        is_estimable=np.array([size.is_estimable for size in estimate.sizes]),
        turns=turns,
        schedules=schedules,
    )


def _pooled_drivers(basis: CostBasis) -> list[int]:
    own = basis.model.drivers.own
    return [FIRST_OWN + index for index, one in enumerate(own) if one.table_row != PLAIN]

"""n都市効果: what one city pays when n cities of its size share, under each offer (method §3)."""

from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.sizes.estimates import estimate_costs
from rfi.compare.cost.sizes.group import group_ratios, joint_factors
from rfi.compare.cost.sizes.together import SizeKind
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import quoted_flows, ranged_offers, spreads_of
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import bodies_at, bodies_of_cities
from rfi.normalize.cost.cube import ComponentFlows
from rfi.normalize.step import FloatArray

_NOMINAL = "nominal_jpy"


@dataclass(frozen=True, slots=True)
class NumberEffect:
    """Price a city by number of sharing cities of one size; nominal tax-excluded yen.

    Attributes:
        population: Size of every city.
        counts: Numbers of cities: 1, every quoted one, and that of the chosen group.
        per_city_jpy: count × offer; NaN where the offer gives no estimate.
        is_quoted: count × offer: whether the offer quotes that number.
        is_open: count × offer: whether something is left out, open or a range at its low end.
        sizes: By offer: how the size lies to the quoted ones.
    """

    population: float
    counts: tuple[int, ...]
    per_city_jpy: FloatArray
    is_quoted: Flags
    is_open: Flags
    sizes: tuple[SizeKind, ...]


def _quoted_groups(basis: CostBasis) -> list[int]:
    """Return the scenarios in which groups of cities of a stated size are quoted."""
    points = basis.points
    return [
        index
        for index in range(len(points.cities))
        if points.cities[index] > 1 and not np.isnan(points.population[index])
    ]


def has_number_effect(basis: CostBasis) -> bool:
    """Tell whether ``number_effect`` returns one: it hangs on what is quoted alone."""
    return bool(_quoted_groups(basis) and basis.points.alone and basis.model.axes.offers)


def number_effect(basis: CostBasis, conditions: Conditions) -> NumberEffect | None:
    """Return the effect for the chosen city, or for the size that groups were quoted at.

    None when no group is quoted at all.
    """
    points, axes = basis.points, basis.model.axes
    sized = _quoted_groups(basis)
    if not has_number_effect(basis):
        return None
    if conditions.city:
        bodies = bodies_of_cities([conditions.city], basis.procedures)
    else:
        own = points.population[sized[:1]]
        bodies = bodies_at(basis.questionnaire, ("",), own, basis.procedures)
    spreads = spreads_of(basis, conditions)
    ranged = ranged_offers(basis, spreads)
    flows = quoted_flows(basis, conditions)
    # The years are not looked at: they are summed into one.
    totals = {_NOMINAL: flows.values[_NOMINAL].sum(axis=-1, keepdims=True)}
    in_one = ComponentFlows(flows.scenarios, totals)
    found = estimate_costs(basis, in_one, bodies, spreads).at_low_ends()
    alone = found.alone(_NOMINAL)[0, :, 0]
    wanted = {1, *(int(points.cities[index]) for index in sized), len(conditions.group) or 1}
    counts = tuple(sorted(wanted))
    parts = basis.cube.components
    shape = (len(counts), len(axes.offers))
    amounts, quoted = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    is_open = np.zeros(shape, dtype=np.bool_)
    population = float(bodies.population[0])
    quotes = [points.joint(offer, population) for offer in range(len(axes.offers))]
    is_complete = [
        [one.is_complete for one in coverages_under(basis, conditions, scenario)]
        for scenario in range(len(axes.scenarios))
    ]
    for row, count in enumerate(counts):
        ratios = group_ratios(basis, found.totals, count, population)
        members = np.zeros(count, dtype=np.int64)
        factors = joint_factors(
            ratios.ratio[parts.cell_phase],
            basis.model.drivers.pooled(bodies.at(members), members)[:1],
            parts.driver,
            ~ratios.gaps[parts.offer, parts.business, parts.item],
        )
        by_part = alone * factors[0]
        for offer, size in enumerate(found.sizes):
            known = quotes[offer]
            quoted[row, offer] = count in known or (count == 1 and size.size != "not_quoted")
            if size.size == "not_quoted" or (count > 1 and not known):
                continue
            mine = parts.offer == offer
            amounts[row, offer] = by_part[mine].sum()
            used = {*size.scenarios}
            if count > 1:
                used |= {ratios.offers[offer].lower, ratios.offers[offer].upper}
            is_open[row, offer] = (
                ratios.gaps[offer].any() or found.gaps[offer].any() or ranged[offer]
            )
            is_open[row, offer] |= not all(is_complete[scenario][offer] for scenario in used)
    sizes = tuple(size.size for size in found.sizes)
    return NumberEffect(population, counts, amounts, quoted, is_open, sizes)

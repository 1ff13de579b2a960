"""How one cell of one offer becomes what is shown: quotes, size, number, levelling, share."""

from collections.abc import Iterable, Iterator

import numpy as np

from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.level.donors import donor_prices
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.cost.outlay import Outlay, donors_of
from rfi.compare.cost.path.chain import (
    CellPath,
    GroupStep,
    LevelStep,
    PhasePath,
    PooledQuantity,
    ShareStep,
)
from rfi.compare.cost.path.members import member_paths
from rfi.compare.cost.path.sized import QuotedAmount
from rfi.compare.cost.path.years import year_steps
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.cost.sizes.group import member_part
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.compare.round.sharing import sharing_key, weights_of
from rfi.normalize.bodies import Bodies, bodies_of_cities
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.cost.drivers import FIRST_OWN, INDIVIDUAL, quantity_of
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.quantity import BASES
from rfi.normalize.step import FloatArray
from rfi.scenario.letters import letter_at


def _quote(
    basis: CostBasis, totals: FloatArray, scenario: int, components: Indexes
) -> QuotedAmount:
    driver = basis.cube.components.driver[components]
    amounts = totals[scenario, components]
    return QuotedAmount(
        basis.model.axes.scenarios[scenario],
        float(basis.points.population[scenario]),
        int(basis.points.cities[scenario]),
        float(amounts.sum()),
        float(amounts[driver >= FIRST_OWN].sum()),
        float(amounts[driver == INDIVIDUAL].sum()),
    )


def _quotes(
    basis: CostBasis, totals: FloatArray, scenarios: Iterable[int], components: Indexes
) -> tuple[QuotedAmount, ...]:
    points = basis.points
    ordered = sorted(
        scenarios, key=lambda one: (int(points.cities[one]), float(points.population[one]))
    )
    return tuple(_quote(basis, totals, scenario, components) for scenario in ordered)


def _pooled(
    basis: CostBasis, bodies: Bodies, components: Indexes, alone: FloatArray
) -> Iterator[tuple[int, PooledQuantity]]:
    """Yield (component, what the group has together) of what goes through a schedule."""
    drivers, driver = basis.model.drivers, basis.cube.components.driver
    for component in components[alone != 0].tolist():
        own = drivers.own[driver[component] - FIRST_OWN] if driver[component] >= FIRST_OWN else None
        if own is not None and (tariff := drivers.tariffs.get(own.table_row)):
            together = float(quantity_of(own, bodies).sum())
            charge = float(tariff.amounts(np.array([together]))[0])
            yield component, PooledQuantity(BASES[own.basis], own.procedure, together, charge)


def _group_step(
    basis: CostBasis,
    estimate: Estimate,
    bodies: Bodies,
    offer: int,
    components: Indexes,
    ratio: float,
) -> GroupStep | None:
    found, count = estimate.groups[offer], len(estimate.ends)
    if count == 1 or not found.is_quoted:
        return None
    single, lower, upper, nearer = (
        _quote(basis, estimate.totals, scenario, components)
        for scenario in (found.single, found.lower, found.upper, found.nearer)
    )
    alone = estimate.alone("nominal_jpy")[:, components].sum(axis=(0, -1))
    pooled = dict(_pooled(basis, bodies, components, alone))
    return GroupStep(
        count,
        single,
        lower,
        upper,
        nearer,
        found.is_beyond,
        pooled=tuple(dict.fromkeys(pooled.values())),
        is_pooled=bool(pooled) and len(pooled) == int((alone != 0).sum()),
        ratio=ratio,
    )


def _share_step(conditions: Conditions) -> ShareStep | None:
    if not (conditions.group and conditions.city):
        return None
    key = sharing_key(conditions.assumptions, dict(conditions.own_weights))
    codes = [city.code for city in conditions.group]
    population = np.array([city.population for city in conditions.group], dtype=np.float64)
    weights = weights_of(key, codes, population)
    shown = codes.index(conditions.city.code)
    return ShareStep(
        key.method,
        key.equal_ratio,
        conditions.city.name,
        len(codes),
        float(weights[shown]),
        float(weights.sum()),
        float(group_shares(conditions)[shown]),
    )


def _level_step(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    found: LevelledCell,
    share: float,
    index: int,
) -> LevelStep:
    level, borne = conditions.assumptions.choice("levelling"), found.level_jpy * share
    if found.is_expected:
        place = (letter_at(basis.offers[index].place), *found.cell)
        source = next(one.source for one in conditions.expected if one.place == place)
        return LevelStep(found.cell, level, (), 0, found.level_jpy, borne, source)
    plan = donors_of(basis, conditions, outlay.coverages, outlay.estimate)
    totals = outlay.flows.values["nominal_jpy"].sum(axis=-1)
    prices = donor_prices(plan, totals)[plan.cells.index(found.cell)]
    return LevelStep(
        cell=found.cell,
        level=level,
        donors_jpy=tuple(np.sort(prices[~np.isnan(prices)]).tolist()),
        free=found.free,
        level_jpy=found.level_jpy,
        borne_jpy=borne,
    )


def cell_path(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    quoted: FloatArray,
    flows: CostFlows,
    cell: tuple[int, str, str],
) -> CellPath:
    """Return the path of one cell.

    Args:
        basis: The answers laid out.
        conditions: City and group.
        outlay: Of the same conditions.
        quoted: scenario × component × fiscal year, nominal yen as quoted under the conditions.
        flows: What is shown under them.
        cell: Index of the offer, entry of the business axis, cost item.
    """
    index, business, item = cell
    estimate, axes, parts = outlay.estimate, basis.model.axes, basis.cube.components
    row, column = axes.businesses.index(business), axes.items.index(item)
    is_mine = (parts.offer == index) & (parts.business == row) & (parts.item == column)
    share = _share_step(conditions)
    at = (index, row, column)
    is_left_out = estimate is not None and (
        bool(estimate.gaps[at]) or not outlay.sizes[index].is_estimable
    )
    masks = masks_of(conditions.scope, axes)
    is_outside = masks is not None and not masks.whole[row, column]
    own = (axes.scenarios.index(conditions.scenario_id),)
    phases = []
    for phase in np.unique(parts.phase[is_mine]).tolist():
        mine = np.flatnonzero(is_mine & (parts.phase == phase))
        if estimate is None or is_left_out or is_outside:
            scenarios = () if is_outside else outlay.sizes[index].scenarios or own
            quotes = _quotes(basis, quoted.sum(axis=-1), scenarios, mine)
            total = 0.0 if is_left_out or is_outside else quotes[0].amount_jpy
            phases.append(PhasePath(PHASES[phase], quotes, (), None, total, 0.0, total))
            continue
        given = (basis, conditions, outlay, estimate, quoted)
        phases.append(_estimated_phase(*given, share=share, index=index, mine=mine))
    part = share.share if share else 1.0
    levels = [one for one in outlay.levels[index] if one.cell == (business, item)]
    levelled = next((one for one in levels if one.is_filled), None)
    return CellPath(
        phases=tuple(phases),
        is_outside=is_outside,
        is_left_out=is_left_out,
        share=share,
        levelled=_level_step(basis, conditions, outlay, levelled, part, index)
        if levelled
        else None,
        years=year_steps(
            basis, conditions, flows, part * outlay.levelled["nominal_jpy"].of_cell(at), at
        ),
    )


def _estimated_phase(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    estimate: Estimate,
    quoted: FloatArray,
    *,
    share: ShareStep | None,
    index: int,
    mine: Indexes,
) -> PhasePath:
    """Return one phase of the cell of a city or a group; ``mine`` are its components."""
    cities = conditions.group or ((conditions.city,) if conditions.city else ())
    bodies = bodies_of_cities(cities, basis.procedures)
    names = tuple(city.name for city in cities)
    members = member_paths(basis, estimate, bodies, names, quoted, offer=index, components=mine)
    joint = estimate.joint("nominal_jpy")[:, mine]
    individual = estimate.individual[mine]
    total, base = float(joint.sum()), sum(member.alone_jpy for member in members)
    borne = total
    if share is not None and conditions.city:
        shown = [city.code for city in cities].index(conditions.city.code)
        own = joint[shown]
        borne = float(member_part(joint.sum(axis=0), own, individual, share.share).sum())
    return PhasePath(
        phase=PHASES[int(basis.cube.components.phase[mine[0]])],
        quotes=_quotes(basis, estimate.totals, outlay.sizes[index].scenarios, mine),
        members=members,
        group=_group_step(basis, estimate, bodies, index, mine, total / base if base else 0.0),
        joint_jpy=total,
        individual_share=float(individual[0]),
        borne_jpy=borne,
    )

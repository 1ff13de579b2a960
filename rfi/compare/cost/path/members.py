"""What each member pays alone for one phase of a cell, part by part (method §3)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.path.sized import MemberPath, SizedAmount, SizeEnd, SizeRule
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.cost.sizes.size import CellEnds, cell_ends, price_follows_size
from rfi.compare.round.basis import CostBasis
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.drivers import FIRST_OWN, OwnQuantity, quantity_of
from rfi.normalize.cost.quantity import BASES
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class _Case:
    """One member and one phase of a cell.

    Attributes:
        member: Index of the member.
        lower, upper, near: Scenarios at the ends of its segment, and the nearer one.
        components: Components of the cell and phase.
        ends: Amounts by cell and phase at the ends.
        alone: Component → what the member pays alone, yen of the window.
        quoted: scenario × component × fiscal year, yen as quoted.
    """

    member: int
    lower: int
    upper: int
    near: int
    components: Indexes
    ends: CellEnds
    alone: FloatArray
    quoted: FloatArray


def _rule(case: _Case, lower: float, upper: float) -> SizeRule:
    if case.lower == case.upper:
        return "quoted"
    return "power" if lower > 0 and upper > 0 else "straight"


def _profile(case: _Case, at_near: float) -> int:
    """Return whose course over the years is taken: the nearer size's, if it has a price."""
    return case.near if at_near else case.lower + case.upper - case.near


def _on_curve(basis: CostBasis, case: _Case, components: Indexes, home: int) -> SizedAmount:
    """Return the part that follows the size as a sum."""
    lower, upper = (float(curve[home]) for curve in case.ends.curve)
    profile = _profile(case, lower if case.near == case.lower else upper)
    amount = float(case.alone[components].sum())
    course = case.quoted[profile][components].sum(axis=0)
    quoted = float(course.sum())
    names, population = basis.model.axes.scenarios, basis.points.population
    return SizedAmount(
        basis="",
        procedure="",
        tariff=None,
        lower=SizeEnd(names[case.lower], float(population[case.lower]), lower),
        upper=SizeEnd(names[case.upper], float(population[case.upper]), upper),
        rule=_rule(case, lower, upper),
        quantity=None,
        charge=None,
        profile=names[profile],
        course_jpy=tuple(course.tolist()),
        multiple=amount / quoted if quoted else 0.0,
        amount_jpy=amount,
    )


def _by_quantity(
    basis: CostBasis,
    estimate: Estimate,
    case: _Case,
    bodies: Bodies,
    component: int,
    *,
    follows_size: bool,
) -> SizedAmount:
    """Return a part that follows a quantity of the member."""
    drivers = basis.model.drivers
    index = int(basis.cube.components.driver[component]) - FIRST_OWN
    own: OwnQuantity = drivers.own[index]
    tariff = drivers.tariffs.get(own.table_row)
    names, population = basis.model.axes.scenarios, basis.points.population

    def charge(quantity: float) -> float | None:
        return float(tariff.amounts(np.array([quantity]))[0]) if tariff else None

    def end(scenario: int) -> SizeEnd:
        quantity = float(drivers.quoted[scenario, index])
        amount = float(estimate.totals[scenario, component])
        size = float(population[scenario])
        if np.isnan(quantity):
            return SizeEnd(names[scenario], size, amount)
        return SizeEnd(names[scenario], size, amount, quantity, charge(quantity))

    lower, upper = end(case.lower), end(case.upper)
    quantity = float(quantity_of(own, bodies)[case.member])
    rule: SizeRule = "by_quantity"
    profile = case.near
    if follows_size:
        rule = _rule(case, lower.amount_jpy, upper.amount_jpy)
        profile = _profile(case, float(estimate.totals[case.near, component]))
    course = case.quoted[profile][component]
    amount, quoted = float(case.alone[component]), float(course.sum())
    return SizedAmount(
        basis=BASES[own.basis],
        procedure=own.procedure,
        tariff=tariff,
        lower=lower,
        upper=upper,
        rule=rule,
        quantity=quantity,
        charge=charge(quantity),
        profile=names[profile],
        course_jpy=tuple(course.tolist()),
        multiple=amount / quoted if quoted else 0.0,
        amount_jpy=amount,
    )


def _parts(
    basis: CostBasis, estimate: Estimate, case: _Case, bodies: Bodies
) -> Iterator[SizedAmount]:
    parts, drivers = basis.cube.components, basis.model.drivers
    home = int(parts.cell_phase[case.components[0]])
    is_own = parts.driver[case.components] >= FIRST_OWN
    if case.ends.is_mixed[home]:
        is_own = np.zeros_like(is_own)
    if not is_own.all():
        yield _on_curve(basis, case, case.components[~is_own], home)
    own = case.components[is_own]
    if not len(own):
        return
    ends = estimate.totals[[case.lower, case.upper]][:, own]
    is_unit_price = drivers.is_unit_price[parts.driver[own]]
    follows = price_follows_size(is_unit_price, ends, parts.cell_phase[own])
    for component, follows_size in zip(own.tolist(), follows.tolist(), strict=True):
        # What keeps to the nearer end is shown only where that end prices it.
        ends_used = [case.lower, case.upper] if follows_size else [case.near]
        if estimate.totals[ends_used, component].any():
            yield _by_quantity(
                basis,
                estimate,
                case,
                bodies,
                component,
                follows_size=follows_size and case.lower != case.upper,
            )


def member_paths(
    basis: CostBasis,
    estimate: Estimate,
    bodies: Bodies,
    names: tuple[str, ...],
    quoted: FloatArray,
    *,
    offer: int,
    components: Indexes,
) -> tuple[MemberPath, ...]:
    """Return what each member pays alone for one phase of a cell.

    Args:
        basis: The answers laid out.
        estimate: Of the members.
        bodies: The members.
        names: Their names.
        quoted: scenario × component × fiscal year, nominal yen as quoted.
        offer: Index of the offer, which quotes some size.
        components: Components of the cell and phase.
    """
    alone = estimate.alone("nominal_jpy").sum(axis=-1)
    found = []
    for member, name in enumerate(names):
        lower, upper = (int(end) for end in estimate.ends[member, offer])
        ends = cell_ends(estimate.totals, basis.cube.components, lower, upper)
        near = int(estimate.near[member, offer])
        case = _Case(member, lower, upper, near, components, ends, alone[member], quoted)
        found.append(
            MemberPath(
                name,
                float(bodies.population[member]),
                tuple(_parts(basis, estimate, case, bodies)),
                float(alone[member, components].sum()),
            )
        )
    return tuple(found)

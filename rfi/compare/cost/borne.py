"""The part of an outlay that the shown city bears (method §4), exact: nothing is rounded here."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.paid import Paid
from rfi.compare.cost.sizes.group import member_part
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.sharing import shares_of, sharing_key
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Borne:
    """What whoever is shown bears.

    Attributes:
        flows: Quoted and levelled amounts, by cell and fiscal year.
        quoted_jpy: By offer, nominal yen of the quoted amounts alone.
        shared_part: Its part of what is shared; 1 where nothing is shared.
        spread: Half of the intervals of ranges without a point, nominal yen.
    """

    flows: CostFlows
    quoted_jpy: tuple[float, ...]
    shared_part: float
    spread: FewCells


def exact_sum(values: FloatArray) -> float:
    """Return the sum of an array, yen, whatever the order of its cells."""
    # Most cells are 0: what is left out changes no exact sum.
    return math.fsum(values[values != 0].tolist())


def group_shares(conditions: Conditions) -> FloatArray:
    """Return the part of the shared cost that each member of the group bears.

    Raises:
        ValueError: own weights do not fit the group.
    """
    key = sharing_key(conditions.assumptions, dict(conditions.own_weights))
    codes = [city.code for city in conditions.group]
    population = np.array([city.population for city in conditions.group], dtype=np.float64)
    return shares_of(key, codes, population)


def _plus(
    flows: CostFlows, levelled: Mapping[str, FewCells], part: float, outlay: Outlay
) -> CostFlows:
    if not any(outlay.levels):
        return flows
    values = {name: levelled[name].added_to(cells, part) for name, cells in flows.values.items()}
    phases = {name: kept.copy() for name, kept in flows.phases.items()}
    for name, added in outlay.levelled_phases.items():
        phases[name] += part * added
    return CostFlows(flows.axes, flows.fiscal_years, values, phases)


@dataclass(frozen=True, slots=True)
class BornePart:
    """What whoever is shown bears of what the offers price; as in ``Borne``."""

    flows: CostFlows
    shared_part: float
    spread: FewCells


def borne_of_paid(basis: CostBasis, conditions: Conditions, paid: Paid) -> BornePart:
    """Return what the city bears of what is priced; without a group, or without a city, all.

    Raises:
        ValueError: the city is not in the group; callers look first.
    """
    estimate = paid.estimate
    if not (estimate and conditions.group and conditions.city):
        return BornePart(paid.flows, 1.0, paid.spread)
    member = [city.code for city in conditions.group].index(conditions.city.code)
    part = float(group_shares(conditions)[member])
    mine = {name: estimate.borne(name, member, part) for name in estimate.flows}
    half = estimate.spread[..., np.newaxis]
    own = member_part(half.sum(axis=0), half[member], estimate.individual, part)
    spread = FewCells.of_spreads(basis, own[:, 0], mine["nominal_jpy"])
    return BornePart(basis.cube.flows_of(mine), part, spread)


def borne_by_city(basis: CostBasis, conditions: Conditions, outlay: Outlay) -> Borne:
    """Return what the city bears; without a group, or without a city, it is the whole outlay.

    Raises:
        ValueError: the city is not in the group; callers look first.
    """
    quoted = borne_of_paid(basis, conditions, outlay)
    return Borne(
        flows=_plus(quoted.flows, outlay.levelled, quoted.shared_part, outlay),
        quoted_jpy=tuple(map(exact_sum, quoted.flows.values["nominal_jpy"])),
        shared_part=quoted.shared_part,
        spread=quoted.spread,
    )

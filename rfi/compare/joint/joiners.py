"""加わる市の増分: what the group pays more because a member joined (method §3)."""

from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.sizes.group import group_ratios, joint_factors
from rfi.compare.joint.joint_use import by_offer
from rfi.compare.joint.levelled import levelled_groups, levelled_sums
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Joiners:
    """What members add to the group's price; arrays are member × offer, yen of the window.

    Attributes:
        marginal_jpy: c(S) − c(S∖i), nominal, tax-excluded; at the low end of ranges.
        is_levelled: Whether levelling is in either group behind it.
    """

    marginal_jpy: FloatArray
    is_levelled: Flags


def compare_joiners(basis: CostBasis, conditions: Conditions, outlay: Outlay) -> Joiners | None:
    """Return what each member of the chosen group adds; None without one.

    Args:
        basis: The answers laid out.
        conditions: With a group of two or more.
        outlay: Of the same conditions.
    """
    estimate, group = outlay.estimate, conditions.group
    if estimate is None or not group[1:]:
        return None
    parts, count = basis.cube.components, len(group)
    low = estimate.at_low_ends()
    alone = low.alone("nominal_jpy").sum(axis=-1)
    members = bodies_of_cities(group, basis.procedures)
    # How large the others are on average does not change with who is left out.
    ratios = group_ratios(basis, estimate.totals, count - 1, float(members.population.mean()))
    known = ~ratios.gaps[parts.offer, parts.business, parts.item]
    others = [[other for other in range(count) if other != member] for member in range(count)]
    without = []
    for rest in others:
        pooled = basis.model.drivers.pooled(
            members.at(np.array(rest)), np.zeros(count - 1, dtype=np.int64)
        )
        factors = joint_factors(ratios.ratio[parts.cell_phase], pooled, parts.driver, known)
        without.append((alone[rest] * factors).sum(axis=0))
    joint = low.joint_sum("nominal_jpy").sum(axis=-1)
    marginal = by_offer(basis, (joint - np.array(without))[..., np.newaxis])[..., 0]
    levelled = levelled_sums(outlay.levels)
    rest_levelled = np.zeros_like(marginal)
    if levelled.any():
        found = levelled_groups(basis, conditions, estimate.totals, others)
        rest_levelled = np.array([one.levelled_jpy for one in found])
    return Joiners(
        marginal_jpy=marginal + levelled - rest_levelled,
        is_levelled=(levelled != 0) | (rest_levelled != 0),
    )

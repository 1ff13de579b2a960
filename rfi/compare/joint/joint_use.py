"""共同利用: what each member of a group bears under each offer, against going alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.outlay import Outlay
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.cost.sizes.group import member_part
from rfi.compare.joint.levelled import levelled_groups, levelled_sums, open_offers
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import ranged_offers
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.sharing import whole_yen
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City

Yen = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class JointUse:
    """Shares of a group; arrays are member × offer unless they say otherwise, yen of the window.

    Attributes:
        members: The cities.
        fiscal_years: Names of the last axis of ``paid``.
        shares: Part of the shared cost that each member bears; sums to 1.
        group_jpy: Price of the group by offer, nominal, tax-excluded.
        individual_jpy: The part of it that members bear for themselves, by offer.
        share_jpy: What each member bears, exact.
        paid: Whole yen a fiscal year, tax-included, member × offer × fiscal year: they sum to the
            group's rounded amount of that year to the yen.
        alone_jpy: What each member would pay alone; levelled where the shares are.
        is_alone_outside: Whether ``alone_jpy`` is extrapolated beyond the quoted sizes (外挿).
        is_alone_open: Whether ``alone_jpy`` leaves something out or holds a range (≧).
        is_open: By offer: whether the group's price leaves something out or holds a range, which
            stands at its low end (≧).
        is_estimable: By offer: whether it prices groups at all.
        levelled_jpy: By offer: how much of the group's price levelling put in.
        is_levelled_year: Offer × fiscal year: whether levelling put anything into the year.
        alone_levelled_jpy: How much of ``alone_jpy`` levelling put in.
    """

    members: tuple[City, ...]
    fiscal_years: tuple[int, ...]
    shares: FloatArray
    group_jpy: FloatArray
    individual_jpy: FloatArray
    share_jpy: FloatArray
    paid: Yen
    alone_jpy: FloatArray
    is_alone_outside: Flags
    is_alone_open: Flags
    is_open: Flags
    is_estimable: Flags
    levelled_jpy: FloatArray
    is_levelled_year: Flags
    alone_levelled_jpy: FloatArray

    @property
    def paid_total(self) -> Yen:
        """Whole yen of the window, member × offer: the sum over the fiscal years."""
        return np.asarray(self.paid.sum(axis=-1))

    @property
    def is_difference_exact(self) -> Flags:
        """Whether neither side of ``difference_jpy`` leaves anything out."""
        return np.asarray(~(self.is_alone_open | self.is_open))

    @property
    def difference_jpy(self) -> FloatArray:
        """Share − going alone: below 0 where sharing is cheaper for the member."""
        return np.asarray(self.share_jpy - self.alone_jpy)


def by_offer(basis: CostBasis, flows: FloatArray) -> FloatArray:
    """Return … × offer × fiscal year from … × component × fiscal year."""
    parts, count = basis.cube.components, len(basis.model.axes.offers)
    result = np.zeros((*flows.shape[:-2], count, flows.shape[-1]))
    if len(parts):
        first = np.flatnonzero(np.diff(parts.offer, prepend=-1))
        result[..., parts.offer[first], :] = np.add.reduceat(flows, first, axis=-2)
    return result


def is_alone_open(basis: CostBasis, conditions: Conditions, estimate: Estimate) -> Flags:
    """Return member × offer: whether a single price leaves out or lacks anything."""
    result = estimate.alone_gaps.copy()
    for index in np.unique(estimate.ends[estimate.ends >= 0]).tolist():
        open_offers = [not found.is_complete for found in coverages_under(basis, conditions, index)]
        result |= (estimate.ends == index).any(axis=-1) & np.array(open_offers)
    return result


def compare_joint_use(basis: CostBasis, conditions: Conditions, outlay: Outlay) -> JointUse | None:
    """Return the shares of the chosen group; None without one.

    Args:
        basis: The answers laid out.
        conditions: With a group of two or more.
        outlay: Of the same conditions.

    Raises:
        ValueError: own weights do not fit the group.
    """
    estimate, members = outlay.estimate, conditions.group
    if estimate is None or not members[1:]:
        return None
    # A middle is no lower bound, and one figure is told of each share.
    estimate = estimate.at_low_ends()
    ranged = ranged_offers(basis, estimate.spreads)
    shares = group_shares(conditions)
    population = np.array([city.population for city in members], dtype=np.float64)
    offers = len(basis.model.axes.offers)
    parts = shares[:, np.newaxis, np.newaxis]
    borne = {
        measure: by_offer(
            basis,
            member_part(
                estimate.joint_sum(measure), estimate.joint(measure), estimate.individual, parts
            ),
        )
        + parts * outlay.levelled[measure].by_offer
        for measure in ("nominal_jpy", "nominal_incl_tax_jpy")
    }
    joint = estimate.joint_sum("nominal_jpy")
    levelled_jpy = levelled_sums(outlay.levels)
    own = estimate.individual[:, np.newaxis] * joint
    years = len(basis.cube.fiscal_years)
    paid = whole_yen(
        borne["nominal_incl_tax_jpy"].reshape(len(members), offers * years),
        population,
        [city.code for city in members],
    ).reshape(len(members), offers, years)
    alone = by_offer(basis, estimate.alone("nominal_jpy")).sum(axis=-1)
    alone_levelled = np.zeros_like(alone)
    alone_open = is_alone_open(basis, conditions, estimate) | ranged
    if levelled_jpy.any():
        singles = [[index] for index in range(len(members))]
        found = levelled_groups(basis, conditions, estimate.totals, singles)
        alone_levelled = np.array([one.levelled_jpy for one in found])
        alone_open = np.array([one.is_open for one in found]) | ranged
    quoted = by_offer(basis, joint).sum(axis=-1)
    return JointUse(
        members=members,
        fiscal_years=basis.cube.fiscal_years,
        shares=shares,
        group_jpy=quoted + levelled_jpy,
        individual_jpy=by_offer(basis, own).sum(axis=-1),
        share_jpy=borne["nominal_jpy"].sum(axis=-1),
        paid=paid,
        alone_jpy=alone + alone_levelled,
        is_alone_outside=estimate.is_outside,
        is_alone_open=alone_open,
        is_open=open_offers(outlay.coverages, outlay.levels) | ranged,
        is_estimable=np.array([size.is_estimable for size in outlay.sizes]),
        levelled_jpy=levelled_jpy,
        is_levelled_year=outlay.is_levelled_year,
        alone_levelled_jpy=alone_levelled,
    )

"""Cost and shares of very many bodies at once: no loop over bodies, only over segments and offers.

The figures are those of ``estimate_costs`` and ``compare_joint_use``; levelling is not applied.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.sizes.size import SizedPart
from rfi.compare.joint.body_weights import ALONE, INDIVIDUAL, JOINT, USES, WeightBlock, weigh_bodies
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import low_flows, quoted_flows, ranged_offers, spreads_of
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.sharing import shares_of, sharing_key, whole_yen
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.step import FloatArray

_MEASURES = ("nominal_jpy", "nominal_incl_tax_jpy")
_NOMINAL, _WITH_TAX = range(len(_MEASURES))


@dataclass(frozen=True, slots=True)
class BodyCosts:
    """Figures of many bodies; yen of the window, body × offer unless they say otherwise.

    Attributes:
        alone_jpy: What each body would pay alone, nominal, tax-excluded.
        alone_by_year_jpy: body × offer × fiscal year, nominal, tax-included.
        is_open: Whether the figure of going alone leaves something out (≧).
        share_jpy: What each body bears in its group, exact, nominal, tax-excluded.
        paid: body × offer × fiscal year, whole yen, tax-included; they sum to the group's yen.
        is_estimable: Whether the offer prices the body's size and its group.
    """

    alone_jpy: FloatArray
    alone_by_year_jpy: FloatArray
    is_open: Flags
    share_jpy: FloatArray
    paid: npt.NDArray[np.int64]
    is_estimable: Flags


def evaluate_bodies(
    basis: CostBasis, conditions: Conditions, bodies: Bodies, group: Indexes
) -> BodyCosts:
    """Return what every body pays alone and in its group, under every offer.

    No figure depends on which other groups are evaluated with a body's own, to the byte.

    Args:
        basis: The answers laid out.
        conditions: Assumptions, scope and sharing key; city and group of it are not looked at.
        bodies: The bodies.
        group: The group of each body (0, 1 …, none left out).
    """
    axes = basis.model.axes
    middles = quoted_flows(basis, conditions)
    spreads = spreads_of(basis, conditions)
    quoted = low_flows(middles, spreads).values
    ranged = ranged_offers(basis, spreads)
    weights = weigh_bodies(basis, middles.values["nominal_jpy"].sum(axis=-1), bodies, group)
    shape = (len(bodies), len(axes.offers), len(basis.cube.fiscal_years))
    flows = np.stack([quoted[measure] for measure in _MEASURES], axis=-2)
    sums = _weighted_sums(weights.blocks(), flows, shape)
    is_open = np.ones(shape[:2], dtype=np.bool_)
    is_sized = np.zeros(shape[:2], dtype=np.bool_)
    for segment in weights.segments:
        at = np.ix_(segment.bodies, segment.offers)
        is_sized[at] = True
        is_open[at] = (
            segment.gaps[segment.offers].any(axis=(1, 2))
            | _open_offers(basis, conditions, segment)
            | ranged[segment.offers]
        )
    key = sharing_key(conditions.assumptions, dict(conditions.own_weights))
    shares = shares_of(key, bodies.codes, bodies.population, group)
    borne = _borne(sums[:, :, JOINT], sums[:, :, INDIVIDUAL], shares, group)
    with_tax = borne[:, :, _WITH_TAX].reshape(shape[0], shape[1] * shape[2])
    return BodyCosts(
        alone_jpy=sums[:, :, ALONE, _NOMINAL].sum(axis=-1),
        alone_by_year_jpy=sums[:, :, ALONE, _WITH_TAX].copy(),
        is_open=is_open,
        share_jpy=borne[:, :, _NOMINAL].sum(axis=-1),
        paid=whole_yen(with_tax, bodies.population, bodies.codes, group).reshape(shape),
        is_estimable=is_sized & weights.can_join,
    )


def _weighted_sums(
    blocks: Iterable[WeightBlock], flows: FloatArray, shape: tuple[int, int, int]
) -> FloatArray:
    """Return body × offer × use × measure × fiscal year: weights over flows, summed.

    Every body is a small product of its own, so that its bytes do not depend on which other
    bodies are evaluated with it (one large product blocks its rows by their number).

    Args:
        blocks: The weights.
        flows: scenario × component × measure × fiscal year, yen.
        shape: Number of bodies, offers and fiscal years.
    """
    columns = flows.reshape(*flows.shape[:2], len(_MEASURES) * shape[2])
    sums = np.zeros((*shape[:2], len(USES), columns.shape[-1]))
    for block in blocks:
        sums[block.bodies, block.offer] += block.weights @ columns[block.scenario, block.components]
    return sums.reshape(*shape[:2], len(USES), len(_MEASURES), shape[2])


def _open_offers(basis: CostBasis, conditions: Conditions, segment: SizedPart) -> Flags:
    """Return whether each offer of a segment lacks anything at either end."""
    ends = [
        [not found.is_complete for found in coverages_under(basis, conditions, scenario)]
        for scenario in (segment.lower, segment.upper)
    ]
    return np.asarray(np.array(ends).sum(axis=0) > 0)[segment.offers]


def _borne(
    joint: FloatArray, individual: FloatArray, shares: FloatArray, group: Indexes
) -> FloatArray:
    """Return what each body bears: its part of what its group shares, and all that is its own."""
    shared = np.zeros((int(group.max()) + 1, *joint.shape[1:]))
    np.add.at(shared, group, joint - individual)
    part = shares.reshape(-1, *(1 for _ in joint.shape[1:]))
    return np.asarray(part * shared[group] + individual)

"""Exact totals under conditions that move one thing after the other, everything else held.

The comparison itself says far more: amounts by fiscal year, phases, certainty, what is levelled.
Here the years are summed beforehand, and the offers that follow the exchange rate stand apart from
the others, which are the same at every rate. What prices, sizes, shares and bounds are is asked of
the same code as in the comparison.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.borne import Borne, borne_of_paid, exact_sum
from rfi.compare.cost.bounded import bounded_totals
from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.levelling import FILLABLE, LevelledCell
from rfi.compare.cost.merged_coverage import coverages_of
from rfi.compare.cost.outlay import QUOTED, Outlay, levels_of, paid_of
from rfi.compare.cost.sizes.estimates import Gaps, SizeBasis
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import MOST_HALF_BYTES
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray

AMOUNTS = ("nominal_jpy", "present_value_jpy")
ExactTotals = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class _Left:
    """What offers leave out; as in ``Estimate``."""

    gaps: Flags
    is_group_gap: Flags
    sizes: tuple[SizeBasis, ...]


@dataclass(frozen=True, slots=True)
class HalfTotals:
    """What some of the offers cost; nothing is said of the others.

    Attributes:
        exact: Nominal and present value by offer, yen; NaN where not exact as it is quoted.
        waits: By offer: whether nothing but holes that may be filled keeps it from being exact.
        left: What it leaves out, by offer; None for a quoted scenario.
        quoted: Before it is shared, nominal, all years in one; 0 for the others.
    """

    exact: ExactTotals
    waits: Flags
    left: Gaps | None
    quoted: CostFlows


def half_basis(basis: CostBasis, *, follows_rate: bool) -> CostBasis | None:
    """Return a basis with the offers that follow the exchange rate, or with the others.

    All years are in one. None where no offer is of this half.
    """
    chosen = basis.points.follows_rate == follows_rate
    if not chosen.any():
        return None
    return replace(basis, cube=basis.cube.summed(chosen), most_kept_bytes=MOST_HALF_BYTES)


def half_totals(half: CostBasis, conditions: Conditions) -> HalfTotals:
    """Return what the offers of a ``half_basis`` cost under the conditions."""
    paid = paid_of(half, conditions, masks_of(conditions.scope, half.model.axes))
    part, estimate = borne_of_paid(half, conditions, paid), paid.estimate
    coverages = coverages_of(half, conditions, estimate)
    sizes = estimate.sizes if estimate else tuple(QUOTED for _ in coverages)
    flows, nothing = part.flows, FewCells.none_of(part.flows)
    outlay = Outlay(
        flows=paid.flows,
        cut=paid.cut,
        spread=paid.spread,
        estimate=estimate,
        coverages=coverages,
        sizes=sizes,
        levels=tuple(() for _ in coverages),
        levelled=dict.fromkeys(flows.values, nothing),
        levelled_phases={},
    )
    borne = Borne(flows, (), part.shared_part, part.spread)
    known = bounded_totals(half, conditions, outlay, borne)
    is_exact = [one.has_price and one.bound.kind == "exact" for one in known]
    return HalfTotals(
        exact={
            amount: np.array(
                [
                    exact_sum(cells) if exact else np.nan
                    for cells, exact in zip(flows.values[amount], is_exact, strict=True)
                ]
            )
            for amount in AMOUNTS
        },
        waits=np.array(list(map(_waits, coverages, sizes)), dtype=np.bool_),
        left=_Left(estimate.gaps, estimate.is_group_gap, sizes) if estimate else None,
        quoted=replace(
            paid.flows, values={"nominal_jpy": paid.flows.values["nominal_jpy"]}, phases={}
        ),
    )


def _waits(coverage: Coverage, size: SizeBasis) -> bool:
    return bool(coverage.holes) and size.is_estimable and coverage.holes.keys() <= set(FILLABLE)


def _may_be_exact(coverage: Coverage, cells: Sequence[LevelledCell]) -> bool:
    """Whether a total may be exact with these cells in it: all filled, each from one price."""
    filled = [cell for cell in cells if cell.is_filled]
    if answered_of(coverage, frozenset(cell.cell for cell in filled)).open_holes:
        return False
    reach = math.fsum(cell.most_jpy - cell.least_jpy for cell in filled)
    return reach <= YEN_TOLERANCE


def exact_of_halves(
    basis: CostBasis,
    conditions: Conditions,
    steady: HalfTotals | None,
    following: HalfTotals | None,
    otherwise: Callable[[], ExactTotals],
) -> ExactTotals:
    """Return the nominal total and its present value by offer, yen; NaN where it is not exact.

    Args:
        basis: Everything laid out.
        conditions: Of both halves.
        steady, following: The halves; None where no offer is of one.
        otherwise: Finds the same the long way: where a total may be exact with others' prices in
            it, these have to be laid over the years.
    """
    if steady is None or following is None:
        one = steady or following
        if one is None:
            return {amount: np.zeros(0) for amount in AMOUNTS}
        steady = following = one
    follows = basis.points.follows_rate
    waits = np.where(follows, following.waits, steady.waits)
    is_filled = conditions.assumptions.choice("levelling") != "off" or conditions.expected
    if waits.any() and is_filled:
        left = _joined(steady.left, following.left, follows)
        coverages = coverages_of(basis, conditions, left)
        nominal = np.where(
            follows[:, np.newaxis, np.newaxis, np.newaxis],
            following.quoted.values["nominal_jpy"],
            steady.quoted.values["nominal_jpy"],
        )
        quoted = replace(steady.quoted, values={"nominal_jpy": nominal})
        levels = levels_of(basis, conditions, quoted, coverages, left)
        waiting = np.flatnonzero(waits).tolist()
        if any(_may_be_exact(coverages[offer], levels[offer]) for offer in waiting):
            return otherwise()
    return {
        amount: np.where(follows, following.exact[amount], steady.exact[amount])
        for amount in AMOUNTS
    }


def _joined(steady: Gaps | None, following: Gaps | None, follows: Flags) -> Gaps | None:
    """Return of every offer what its own half leaves out."""
    if steady is None or following is None:
        return None
    of_cell = follows[:, np.newaxis, np.newaxis]
    each = zip(follows.tolist(), steady.sizes, following.sizes, strict=True)
    return _Left(
        np.where(of_cell, following.gaps, steady.gaps),
        np.where(of_cell, following.is_group_gap, steady.is_group_gap),
        tuple(theirs if follow else own for follow, own, theirs in each),
    )


class Halves:
    """Both halves of a basis.

    No dataclass, so that what is kept by size does not count it: but for a year's worth of amounts
    it holds what the basis holds, whose size counts already.

    Attributes:
        steady, following: From ``half_basis``.
    """

    def __init__(self, basis: CostBasis) -> None:
        """Make the halves of a basis."""
        self.steady = half_basis(basis, follows_rate=False)
        self.following = half_basis(basis, follows_rate=True)

"""Exact totals under conditions that move one thing after the other, everything else held.

The comparison itself says far more: amounts by fiscal year, phases, certainty, what is levelled.
Here the years are summed beforehand, and only the offers are looked at whose totals move. What
prices, sizes, shares and bounds are is asked of the same code as in the comparison.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.borne import Borne, borne_of_paid, exact_sum
from rfi.compare.cost.bounded import bounded_totals
from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.levelling import FILLABLE, LevelledCell
from rfi.compare.cost.merged_coverage import coverages_of
from rfi.compare.cost.moved.side_by_side import SomeOffers
from rfi.compare.cost.outlay import QUOTED, Outlay, levels_of
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.cost.sizes.together import Gaps, SizeBasis
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray

AMOUNTS = ("nominal_jpy", "present_value_jpy")
_NO_SIZE = SizeBasis("not_quoted", "not_quoted", ())
ExactTotals = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class _Left:
    """What offers leave out; as in ``Estimate``."""

    gaps: Flags
    is_group_gap: Flags
    sizes: tuple[SizeBasis, ...]


@dataclass(frozen=True, slots=True)
class SomeTotals:
    """What some of the offers cost.

    Attributes:
        offers: Indexes of these; every other axis of offers here has one entry for each of them.
        exact: Nominal and present value, yen; NaN where not exact as it is quoted.
        waits: Whether nothing but holes that may be filled keeps an offer from being exact.
        left: What they leave out, with all offers; None for a quoted scenario.
        quoted_jpy: Offer × business × item, before it is shared, nominal.
    """

    offers: Indexes
    exact: ExactTotals
    waits: Flags
    left: Gaps | None
    quoted_jpy: FloatArray


def _left_of(some: SomeOffers, estimate: Estimate, span: slice) -> Gaps:
    """Return what one setting leaves out, with all offers; of the others nothing is said."""
    shape = (len(some.whole.offers), *estimate.gaps.shape[1:])
    gaps, is_group_gap = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    gaps[some.offers] = estimate.gaps[span]
    is_group_gap[some.offers] = estimate.is_group_gap[span]
    sizes = dict(zip(some.offers.tolist(), estimate.sizes[span], strict=True))
    return _Left(gaps, is_group_gap, tuple(sizes.get(one, _NO_SIZE) for one in range(shape[0])))


def some_totals(some: SomeOffers, settings: Sequence[Conditions]) -> tuple[SomeTotals, ...]:
    """Return what some offers cost under each setting.

    Args:
        some: The offers.
        settings: At least one; of the same city, group, scope and sharing; other prices.
    """
    first, each = settings[0], len(some.offers)
    basis, paid = some.beside(len(settings)), some.paid(settings)
    part, estimate = borne_of_paid(basis, first, paid), paid.estimate
    flows, nothing = part.flows, FewCells.none_of(part.flows)
    spans = [slice(start, start + each) for start in range(0, len(basis.offers), each)]
    left = [_left_of(some, estimate, span) if estimate else None for span in spans]
    covered = [
        [coverages_of(some.whole, one, gaps)[offer] for offer in some.offers.tolist()]
        for one, gaps in zip(settings, left, strict=True)
    ]
    coverages = tuple(coverage for row in covered for coverage in row)
    sizes = estimate.sizes if estimate else tuple(QUOTED for _ in coverages)
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
    quoted = tuple(map(exact_sum, flows.values["nominal_jpy"]))
    borne = Borne(flows, quoted, part.shared_part, part.spread)
    known = bounded_totals(basis, first, outlay, borne)
    exact = {
        amount: np.array(
            [
                exact_sum(cells) if one.has_price and one.bound.kind == "exact" else np.nan
                for cells, one in zip(flows.values[amount], known, strict=True)
            ]
        )
        for amount in AMOUNTS
    }
    waits = np.array(list(map(_waits, coverages, sizes)), dtype=np.bool_)
    nominal = paid.flows.values["nominal_jpy"].sum(axis=-1)
    return tuple(
        SomeTotals(
            some.offers,
            {amount: values[span] for amount, values in exact.items()},
            waits[span],
            gaps,
            nominal[span],
        )
        for span, gaps in zip(spans, left, strict=True)
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


def exact_of_all(
    basis: CostBasis,
    conditions: Conditions,
    parts: Sequence[SomeTotals],
    otherwise: Callable[[], ExactTotals],
) -> ExactTotals:
    """Return the nominal total and its present value by offer, yen; NaN where it is not exact.

    Args:
        basis: Everything laid out.
        conditions: Of all parts.
        parts: Of all offers, each in one.
        otherwise: Finds the same the long way: where a total may be exact with others' prices in
            it, these have to be laid over the years.
    """
    is_filled = conditions.assumptions.choice("levelling") != "off" or conditions.expected
    if is_filled and any(part.waits.any() for part in parts):
        left = _joined(parts)
        coverages = coverages_of(basis, conditions, left)
        axes, years = basis.model.axes, basis.cube.fiscal_years[:1]
        quoted = np.zeros((len(axes.offers), len(axes.businesses), len(axes.items), 1))
        for part in parts:
            quoted[part.offers, ..., 0] = part.quoted_jpy
        flows = CostFlows(axes, years, {"nominal_jpy": quoted}, {})
        levels = levels_of(basis, conditions, flows, coverages, left)
        waiting = [one for part in parts for one in part.offers[part.waits].tolist()]
        if any(_may_be_exact(coverages[offer], levels[offer]) for offer in waiting):
            return otherwise()
    found = {amount: np.full(len(basis.offers), np.nan) for amount in AMOUNTS}
    for part in parts:
        for amount, values in found.items():
            values[part.offers] = part.exact[amount]
    return found


def _joined(parts: Sequence[SomeTotals]) -> Gaps | None:
    """Return of every offer what its own part leaves out; None for a quoted scenario."""
    given = [(part.offers, part.left) for part in parts if part.left is not None]
    if not given:
        return None
    first = given[0][1]
    gaps, is_group_gap, sizes = first.gaps.copy(), first.is_group_gap.copy(), list(first.sizes)
    for offers, left in given[1:]:
        gaps[offers], is_group_gap[offers] = left.gaps[offers], left.is_group_gap[offers]
        for offer in offers.tolist():
            sizes[offer] = left.sizes[offer]
    return _Left(gaps, is_group_gap, tuple(sizes))

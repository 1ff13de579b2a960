"""The total of each offer as the interval it is known to lie in, and nothing else of it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.answered import Answered, answered_of
from rfi.compare.cost.borne import Borne, exact_sum
from rfi.compare.cost.levelling import OfferLevelling
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.bounds import Bound
from rfi.compare.round.conditions import Conditions
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class BoundedTotal:
    """The nominal total of one offer, tax-excluded yen.

    Attributes:
        total: Sum of what is quoted and put in, yen.
        bound: The interval it is known to lie in.
        levelling: What levelling put in, as borne; None where there is none.
        answered: What is answered, and the holes that stay open.
        has_discount: Whether a discount is counted.
        holds_discount: The same, or one that could not be counted belongs in the sum.
        priced: By item: whether anything in scope has a price or is free.
    """

    total: float
    bound: Bound
    levelling: OfferLevelling | None
    answered: Answered
    has_discount: bool
    holds_discount: bool
    priced: Sequence[bool]

    @property
    def has_price(self) -> bool:
        """Whether anything is priced, so that there is a total."""
        return any(self.priced)


def _bound(
    nominal: float,
    cut: float,
    spread: float,
    levelling: OfferLevelling | None,
    *,
    is_open: bool,
    has_discount: bool,
) -> Bound:
    """Return the total as the interval it is known to lie in.

    Levelled amounts lie between the sums of the lowest and of the highest donors, ranges without a
    point ``spread`` to either side of their middles. Beside holes the low end is the bound.
    """
    if is_open and has_discount:
        return Bound.unbounded(nominal)
    below = levelling.levelled_jpy - levelling.low_jpy if levelling else 0.0
    above = levelling.high_jpy - levelling.levelled_jpy if levelling else 0.0
    if is_open and not below and not above:
        return Bound.at_least(nominal - spread)
    high = math.inf if is_open else nominal + above + spread + cut
    return Bound(nominal - below - spread, high, nominal)


def _priced_items(outlay: Outlay, flows: CostFlows) -> npt.NDArray[np.bool_]:
    """Return offer × item: whether anything in scope has a price or is free."""
    items = flows.axes.items
    priced = np.asarray((flows.values["nominal_jpy"] != 0).sum(axis=-1).sum(axis=1) > 0)
    column_of = {item: column for column, item in enumerate(items)}
    for offer, coverage in enumerate(outlay.coverages):
        if not outlay.sizes[offer].is_estimable:
            priced[offer] = False
            continue
        # Most items have an amount; only what has none may still be free or priced at 0.
        if priced[offer].all():
            continue
        priced[offer, [column_of[item] for item in coverage.priced_items]] = True
    return priced


def _levellings(outlay: Outlay, borne: Borne) -> list[OfferLevelling | None]:
    """Return the levelling of each offer as borne by whoever pays; None where there is none."""
    result: list[OfferLevelling | None] = []
    for offer, cells in enumerate(outlay.levels):
        if not cells:
            result.append(None)
            continue
        filled = [cell for cell in cells if cell.is_filled]
        found = OfferLevelling(
            cells,
            0.0,
            math.fsum(cell.level_jpy for cell in filled),
            math.fsum(cell.least_jpy for cell in filled),
            math.fsum(cell.most_jpy for cell in filled),
        ).scaled(borne.shared_part)
        result.append(replace(found, quoted_jpy=borne.quoted_jpy[offer]))
    return result


def bounded_totals(
    basis: CostBasis, conditions: Conditions, outlay: Outlay, borne: Borne
) -> tuple[BoundedTotal, ...]:
    """Return the total of every offer as it is known (method §1)."""
    flows, nominal = borne.flows, borne.flows.values["nominal_jpy"]
    halves = borne.spread.by_offer.sum(axis=-1).tolist()
    priced = _priced_items(outlay, flows).tolist()
    discounted = outlay.offers_with(basis.has_discount, basis, conditions)
    found = []
    for index, (coverage, levelling) in enumerate(
        zip(outlay.coverages, _levellings(outlay, borne), strict=True)
    ):
        filled = levelling.filled_cells if levelling else frozenset()
        answered = answered_of(coverage, filled)
        holds_discount = index in discounted or coverage.lacks_discount
        # Where nothing can be put in, what is quoted is all there is.
        total = exact_sum(nominal[index]) if levelling else borne.quoted_jpy[index]
        cut = float(outlay.cut[index]) * borne.shared_part
        bound = _bound(
            total,
            cut,
            halves[index],
            levelling,
            is_open=bool(answered.open_holes),
            has_discount=holds_discount,
        )
        found.append(
            BoundedTotal(
                total,
                bound,
                levelling,
                answered,
                index in discounted,
                holds_discount,
                priced[index],
            )
        )
    return tuple(found)


def exact_totals_of(
    basis: CostBasis, conditions: Conditions, outlay: Outlay, borne: Borne
) -> Mapping[str, FloatArray]:
    """Return the nominal total and its present value by offer, yen; NaN where it is not exact."""
    known = bounded_totals(basis, conditions, outlay, borne)
    is_exact = [one.has_price and one.bound.kind == "exact" for one in known]
    present = borne.flows.values["present_value_jpy"]
    return {
        "nominal_jpy": np.array(
            [one.total if exact else np.nan for one, exact in zip(known, is_exact, strict=True)]
        ),
        "present_value_jpy": np.array(
            [
                exact_sum(flows) if exact else np.nan
                for flows, exact in zip(present, is_exact, strict=True)
            ]
        ),
    }

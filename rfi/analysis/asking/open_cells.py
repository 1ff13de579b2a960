"""The open cells of every offer as unknown prices, by what other offers charge (method §2, §11)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rfi.analysis.asking.constants import LEAST_DONORS, LEAST_DONORS_UNNAMED, QUESTIONS_AT_ONCE
from rfi.analysis.asking.donors import Donors, donors_of_round
from rfi.analysis.asking.value import UnknownPrice, ValueOfAsking, value_of_asking
from rfi.compare.cost.borne import Borne
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import DISCOUNT_REFUSED, TERM_SHORT
from rfi.scenario.questionnaire import CostCell

# What opens a cell beside the kinds of hole.
RANGE = "range"
# Why no total of an offer can be expected, beside kinds of hole without cells.
NO_PRICE, CUT_BUNDLE, DISCOUNT_BESIDE_HOLE, FEW_DONORS = (
    "no_price",
    "cut_bundle",
    "discount",
    "few_donors",
)
# A part of such a cell is priced: it costs that at least.
_PRICED_IN_PART = frozenset({"priced_from", TERM_SHORT})


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One cell of an offer whose price is not known; nominal tax-excluded yen of whoever pays.

    Attributes:
        offer: Index of the offer.
        cell: Business or bundle, and item.
        hole: Kind of hole, or ``RANGE``.
        donors: How many others price the cell for themselves; of a range its two ends are its own.
        priced_jpy: What of it stands in the total.
        low, middle, high: Between which prices it lies: those of the donors, at least what is
            priced of it; of a range its own ends. NaN with too few donors.
    """

    offer: int
    cell: CostCell
    hole: str
    donors: int
    priced_jpy: float
    low: float
    middle: float
    high: float

    @property
    def is_known_between(self) -> bool:
        """Whether there are donors enough to say between which prices it lies."""
        return not math.isnan(self.middle)


@dataclass(frozen=True)
class Asking:
    """What to ask next.

    Attributes:
        cells: Open cells of every offer, those of one offer together, in the order of the offers.
        apart: Index of an offer → why no total of it can be expected; such offers take no part.
        least_donors: With fewer donors a cell stays unknown.
        worth: What is at stake; ``values`` are those of ``asked``.
    """

    cells: tuple[OpenCell, ...]
    apart: dict[int, str]
    least_donors: int
    worth: ValueOfAsking

    @cached_property
    def asked(self) -> tuple[OpenCell, ...]:
        """The cells of offers that take part."""
        return tuple(cell for cell in self.cells if cell.offer not in self.apart)

    @cached_property
    def ranked(self) -> tuple[tuple[OpenCell, float], ...]:
        """Cells of offers that take part with what a reply spares, the largest first.

        Where a reply spares nothing, the cell stands by how wide its price lies open.
        """
        pairs = zip(self.asked, self.worth.values, strict=True)
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0].low - pair[0].high)))

    @cached_property
    def next_questions(self) -> tuple[OpenCell, ...]:
        """Cells that go out as questions in one press."""
        return tuple(cell for cell, _ in self.ranked[:QUESTIONS_AT_ONCE])

    @cached_property
    def without_figure(self) -> tuple[OpenCell, ...]:
        """Cells that too few others price: nothing is said of what they cost."""
        return tuple(cell for cell in self.cells if not cell.is_known_between)


def _hole(
    donors: Donors, offer: int, cell: CostCell, hole: str, part: float, least: int
) -> OpenCell:
    given = donors.prices(offer, cell)
    own = donors.own(offer, cell) if hole in _PRICED_IN_PART else 0.0
    ends = (math.nan, math.nan, math.nan)
    if len(given) >= least:
        ends = (given[0], float(np.median(given)), given[-1])
    # Nothing is above NaN: too few donors stay unknown.
    low, middle, high = (part * max(end, own) for end in ends)
    return OpenCell(offer, cell, hole, len(given), part * own, low, middle, high)


def _ranges(borne: Borne, offer: int) -> list[OpenCell]:
    axes, nominal = borne.flows.axes, borne.flows.values["nominal_jpy"]
    business, item, values = borne.spread.of_offer(offer)
    halves: dict[tuple[int, int], float] = {}
    for at, half in zip(
        zip(business.tolist(), item.tolist(), strict=True),
        values.sum(axis=-1).tolist(),
        strict=True,
    ):
        halves[at] = halves.get(at, 0.0) + half
    found = []
    for (row, column), half in halves.items():
        if half:
            middle = float(nominal[offer, row, column].sum())
            cell = (axes.businesses[row], axes.items[column])
            ends = (middle - half, middle, middle + half)
            found.append(OpenCell(offer, cell, RANGE, 0, middle, *ends))
    return found


def _why_apart(outlay: Outlay, offer: int, cells: Sequence[OpenCell], *, discounts: bool) -> str:
    """Return why no total of an offer can be expected; "" where one can."""
    coverage = outlay.coverages[offer]
    holes = coverage.holes
    if not outlay.sizes[offer].is_estimable or not outlay.flows.values["nominal_jpy"][offer].any():
        return NO_PRICE
    whole = [kind for kind, found in holes.items() if not found and kind != DISCOUNT_REFUSED]
    if whole:
        return whole[0]
    if outlay.cut[offer]:
        return CUT_BUNDLE
    if holes and (discounts or coverage.lacks_discount):
        return DISCOUNT_BESIDE_HOLE
    return "" if all(cell.is_known_between for cell in cells) else FEW_DONORS


def asking_of(
    basis: CostBasis,
    conditions: Conditions,
    outlay: Outlay,
    borne: Borne,
    *,
    is_anonymous: bool,
    draws_by: Sequence[str],
) -> Asking:
    """Return what to ask next.

    Whether levelling is on changes nothing here.

    Args:
        basis: The answers laid out.
        conditions: Scenario or cities, scope, assumptions.
        outlay: What is paid in all under them.
        borne: What of it whoever is shown bears.
        is_anonymous: With two donors the ends are their prices: where no name is told it takes
            three (method §2).
        draws_by: What names the draws of each offer.
    """
    least = int(conditions.assumptions.number("levelling_donors"))
    least = max(least, LEAST_DONORS_UNNAMED if is_anonymous else LEAST_DONORS)
    donors = donors_of_round(basis, conditions, outlay)
    discounted = outlay.offers_with(basis.has_discount, basis, conditions)
    cells: list[OpenCell] = []
    apart: dict[int, str] = {}
    known = np.array(borne.quoted_jpy, dtype=np.float64)
    for offer, coverage in enumerate(outlay.coverages):
        mine = [
            _hole(donors, offer, cell, hole, borne.shared_part, least)
            for hole, holes in coverage.holes.items()
            for cell in holes
        ]
        mine += _ranges(borne, offer)
        why = _why_apart(outlay, offer, mine, discounts=offer in discounted)
        if why:
            apart[offer] = why
            known[offer] = math.nan
        cells += mine if why != NO_PRICE else ()
        known[offer] -= math.fsum(cell.priced_jpy for cell in mine)
    prices = [
        UnknownPrice(
            one.offer, one.low, one.middle, one.high, "/".join((draws_by[one.offer], *one.cell))
        )
        for one in cells
        if one.offer not in apart
    ]
    return Asking(tuple(cells), apart, least, value_of_asking(known, prices))

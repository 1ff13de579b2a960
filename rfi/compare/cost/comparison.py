"""Offers side by side: what a comparison holds, each figure with what it is known to be."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from rfi.compare.cost.answered import Answered, answered_of
from rfi.compare.cost.cash import CashView
from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.levelling import Flip, OfferLevelling, flip_amount
from rfi.compare.cost.sizes.together import SizeBasis
from rfi.compare.round.bounds import Bound, Kind
from rfi.compare.round.certainty import Certainty
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.window import Window
from rfi.normalize.cost.cube import CostFlows
from rfi.scenario.questionnaire import CostCell
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one offer, tax-excluded yen over the window; None where nothing is priced.

    ``per_resident_per_year_jpy`` is also None where the population is not stated.
    """

    nominal_jpy: float | None
    present_value_jpy: float | None
    equivalent_annual_jpy: float | None
    initial_jpy: float | None
    recurring_jpy: float | None
    exit_jpy: float | None
    per_resident_per_year_jpy: float | None


class ItemFigure(NamedTuple):
    """One cost item of one offer over all businesses.

    A tuple, because hundreds are made whenever an assumption moves.

    Attributes:
        nominal_jpy, present_value_jpy: Of what is priced; None where nothing is.
        is_lower_bound: Whether it is only known to be at least what is shown (≧).
        holes: Kind of hole → number of cells that are one; 0 cells for a figure of the file that
            was not read, which may belong to any item.
    """

    nominal_jpy: float | None
    present_value_jpy: float | None
    is_lower_bound: bool
    holes: Mapping[str, int]

    @property
    def has_hole(self) -> bool:
        """Whether anything of it is open."""
        return bool(self.holes)


def open_kind(*, has_discount: bool, levelling: OfferLevelling | None) -> Kind:
    """Return how a sum beside a hole is known (method §1, "≧").

    No bound at all where a discount may belong to the hole, or where other offers' prices are in
    the sum.
    """
    return "unknown" if has_discount or (levelling and levelling.filled) else "at_least"


@dataclass(frozen=True)
class HalfRanges:
    """Half of the intervals of ranges without a point, nominal tax-excluded yen.

    Attributes:
        by_cell: Business or bundle and item → half; cells without a range are left out.
        by_year: Fiscal year → half; years without a range are left out.
    """

    by_cell: Mapping[CostCell, float]
    by_year: Mapping[int, float]

    @classmethod
    def of_offer(cls, spread: FewCells, offer: int, flows: CostFlows) -> "HalfRanges":
        """Return those of one offer by name; the flows have the same axes."""
        axes, by_cell = flows.axes, dict[CostCell, float]()
        business, item, values = spread.of_offer(offer)
        halves = zip(business.tolist(), item.tolist(), values.sum(axis=-1).tolist(), strict=True)
        for row, column, half in halves:
            cell = (axes.businesses[row], axes.items[column])
            by_cell[cell] = by_cell.get(cell, 0.0) + half
        by_year = zip(flows.fiscal_years, values.sum(axis=0).tolist(), strict=True)
        return cls(
            {cell: half for cell, half in by_cell.items() if half},
            {year: half for year, half in by_year if half},
        )

    @cached_property
    def by_item(self) -> Mapping[str, float]:
        """Item → half of all of its cells; items without a range are left out."""
        found: dict[str, list[float]] = {}
        for (_, item), half in self.by_cell.items():
            found.setdefault(item, []).append(half)
        return {item: math.fsum(halves) for item, halves in found.items()}

    def of_items(self, items: Collection[str]) -> float:
        """Return the half of all cells of some items."""
        return math.fsum(self.by_item[item] for item in items if item in self.by_item)

    def of_business(self, business: str) -> float:
        """Return the half of all cells of a business or bundle."""
        return math.fsum(half for (of, _), half in self.by_cell.items() if of == business)

    @property
    def total(self) -> float:
        """The half of everything."""
        return math.fsum(self.by_cell.values())


@dataclass(frozen=True)
class OfferFigures:
    """One offer in a comparison.

    Attributes:
        offer_key, place: ``response_id:offer_id``, unique in the set; index of its letter.
        offer_id, vendor, title: As answered.
        window: Months compared.
        totals: On the comparison basis (tax-excluded, aligned at go-live).
        bound: The nominal total as the interval it is known to lie in.
        certainty: How far the total can be relied on, open warnings counted.
        coverage: What was answered of what was asked.
        by_item: Cost item → figures.
        by_business: Business or bundle → nominal tax-excluded yen.
        by_fiscal_year: Fiscal year → nominal tax-excluded yen.
        half_ranges: Half of the intervals of ranges without a point.
        total_incl_tax_jpy: Nominal total with consumption tax.
        cash: Tax-included view by calendar fiscal year.
        has_discount: Whether a discount is counted.
        is_estimated: Whether prices were let run on beyond the quoted term.
        omits_escalation: Whether yearly rises that the vendor states are left out.
        size: From which quoted sizes and group sizes the figures come.
        levelling: What levelling put into the holes; None while it is off.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    window: Window
    totals: Totals
    bound: Bound
    certainty: Certainty
    coverage: Coverage
    by_item: Mapping[str, ItemFigure]
    by_business: Mapping[str, float]
    by_fiscal_year: Mapping[int, float]
    half_ranges: HalfRanges
    total_incl_tax_jpy: float | None
    cash: CashView
    has_discount: bool
    is_estimated: bool
    omits_escalation: bool
    size: SizeBasis
    levelling: OfferLevelling | None

    @cached_property
    def answered(self) -> Answered:
        """What is answered, and which holes stay."""
        filled = self.levelling.filled_cells if self.levelling else frozenset()
        return answered_of(self.coverage, filled)

    @property
    def open_holes(self) -> Mapping[str, tuple[CostCell, ...]]:
        """Kind of hole → cells that levelling did not fill; all holes while it is off."""
        return self.answered.open_holes

    @property
    def holds_discount(self) -> bool:
        """Whether a discount is counted, or one that could not be counted belongs in the sum."""
        return self.has_discount or self.coverage.lacks_discount

    @property
    def open_kind(self) -> Kind:
        """How a sum with a hole is known that levelling has no part in: ≧, ※ with a discount."""
        return open_kind(has_discount=self.holds_discount, levelling=None)

    @property
    def hole_kind(self) -> Kind:
        """How a sum of this offer with a hole is known: ≧, or ※."""
        return open_kind(has_discount=self.holds_discount, levelling=self.levelling)

    @property
    def is_lower_bound(self) -> bool:
        """Whether the total is only known to be at least what is shown (≧)."""
        return self.bound.kind == "at_least"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All offers under one set of conditions.

    Attributes:
        conditions: City, group, scope, assumptions.
        offers: In the order of their places.
        flows: By cell and fiscal year, what levelling put in included: of the quoted scenario, of
            the city (its share when it shares), or of the whole group when no city is chosen.
        scenario_title: Name of the quoted scenario of the conditions.
        issues: Of every file, and of what only the whole set shows.
    """

    conditions: Conditions
    offers: tuple[OfferFigures, ...]
    flows: CostFlows
    scenario_title: str
    issues: tuple[Issue, ...]

    @property
    def flips(self) -> tuple[Flip, ...]:
        """For every offer with holes: their cost above which it is dearer than each other one."""
        found = []
        for first, second in permutations(self.offers, 2):
            mine, other = first.levelling, second.levelling
            if mine is None or not mine.cells or second.totals.nominal_jpy is None:
                continue
            quoted = other.quoted_jpy if other else second.totals.nominal_jpy
            levelled = other.levelled_jpy if other else 0.0
            above = flip_amount(mine.quoted_jpy, quoted, levelled)
            found.append(Flip(first.offer_key, second.offer_key, above))
        return tuple(found)

    def offer(self, offer_key: str) -> OfferFigures:
        """Return one offer.

        Raises:
            KeyError: no such offer.
        """
        return {offer.offer_key: offer for offer in self.offers}[offer_key]

"""Offers side by side: what a comparison holds, each figure with what it is known to be."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.cost.cash import CashView
from rfi.compare.cost.estimates import SizeBasis
from rfi.compare.cost.levelling import OfferLevelling
from rfi.compare.round.bounds import Bound
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.window import Window
from rfi.normalize.cost.cube import CostFlows
from rfi.scenario.questionnaire import Cell
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


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One cost item of one offer over all businesses: nominal, present value, worst state."""

    nominal_jpy: float | None
    present_value_jpy: float | None
    is_lower_bound: bool
    holes: Mapping[str, int]


def open_holes(
    coverage: Coverage, levelling: OfferLevelling | None
) -> Mapping[str, tuple[Cell, ...]]:
    """Return the holes that stay: those of the coverage without the ones that are filled.

    A kind without cells (renewal) is a hole of the offer as a whole and stays.
    """
    filled = levelling.filled_cells if levelling else frozenset()
    left = {
        kind: tuple(cell for cell in cells if cell not in filled)
        for kind, cells in coverage.holes.items()
    }
    return {kind: cells for kind, cells in left.items() if cells or not coverage.holes[kind]}


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """One offer in a comparison.

    Attributes:
        offer_key: ``response_id:offer_id``, unique in the set.
        offer_id, vendor, title: As answered.
        window: Months compared.
        totals: On the comparison basis (tax-excluded, aligned at go-live).
        bound: The nominal total as the interval it is known to lie in.
        coverage: What was answered of what was asked.
        by_item: Cost item → figures.
        by_business: Business or bundle → nominal tax-excluded yen.
        by_fiscal_year: Fiscal year → nominal tax-excluded yen.
        total_incl_tax_jpy: Nominal total with consumption tax.
        cash: Tax-included view by calendar fiscal year.
        has_discount: Whether a discount is counted.
        is_estimated: Whether prices were let run on beyond the quoted term.
        size: From which quoted sizes and group sizes the figures come.
        levelling: What levelling put into the holes; None while it is off.
    """

    offer_key: str
    offer_id: str
    vendor: str
    title: str
    window: Window
    totals: Totals
    bound: Bound
    coverage: Coverage
    by_item: Mapping[str, ItemFigure]
    by_business: Mapping[str, float]
    by_fiscal_year: Mapping[int, float]
    total_incl_tax_jpy: float | None
    cash: CashView
    has_discount: bool
    is_estimated: bool
    size: SizeBasis
    levelling: OfferLevelling | None

    @property
    def open_holes(self) -> Mapping[str, tuple[Cell, ...]]:
        """Kind of hole → cells that levelling did not fill; all holes while it is off."""
        return open_holes(self.coverage, self.levelling)

    @property
    def is_lower_bound(self) -> bool:
        """Whether the total is only known to be at least what is shown (≧)."""
        is_cut = self.bound.kind == "between" and self.levelling is None
        return is_cut or bool(self.open_holes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All offers under one set of conditions.

    Attributes:
        conditions: City, group, scope, assumptions.
        offers: In the order of the answers.
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

    def offer(self, offer_key: str) -> OfferFigures:
        """Return one offer.

        Raises:
            KeyError: no such offer.
        """
        for offer in self.offers:
            if offer.offer_key == offer_key:
                return offer
        raise KeyError(offer_key)

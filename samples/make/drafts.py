"""A cost cell before it is written down: whose price, how much, in which state."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from samples.make.asked_cells import asked_cells
from samples.make.chance import factor
from samples.make.levels import item_levels, typical_jpy
from samples.make.scenarios import SCENARIOS, Scenario
from samples.make.vendors import Vendor


@dataclass(slots=True)
class Draft:
    """One cell, or one bundle of businesses, of one scenario.

    Attributes:
        price_jpy: Group price, tax excluded: of the work, of one year, or of R16's months.
        state: Code of the cell's state.
        fields: What the vendor writes beside or instead of the usual fields.
        unwritten: Usual fields that the vendor leaves out.
    """

    scenario: Scenario
    businesses: tuple[str, ...]
    item: str
    price_jpy: Fraction
    state: str = "priced"
    fields: dict[str, Any] = field(default_factory=dict)
    unwritten: frozenset[str] = frozenset()

    @property
    def is_one_time(self) -> bool:
        """Whether the item is paid once."""
        return not self.item.startswith("R")


def cell_price_jpy(vendor: Vendor, scenario: Scenario, business: str, item: str) -> Fraction:
    """Return what a vendor would ask for a cell, exact, tax excluded."""
    typical = typical_jpy(scenario, business, item, vendor.savings.get(scenario.cities, 0))
    own = factor(item_levels()[item].spread_percent, vendor.key, "price", business, item)
    here = factor(2, vendor.key, "price", business, item, scenario.scenario_id)
    return typical * Fraction(vendor.level_percent(item), 100) * own * here


def drafts_of(vendor: Vendor) -> list[Draft]:
    """Return all cells of a vendor, priced throughout, before its habits."""
    return [
        Draft(scenario, (business,), item, cell_price_jpy(vendor, scenario, business, item))
        for scenario in SCENARIOS
        if scenario.scenario_id in vendor.scenario_ids
        for business, item in asked_cells()
    ]


def held(drafts: Iterable[Draft], businesses: Iterable[str], items: Iterable[str]) -> list[Draft]:
    """Return the drafts whose first business and item are among those named."""
    wanted_businesses, wanted_items = frozenset(businesses), frozenset(items)
    return [
        draft
        for draft in drafts
        if draft.businesses[0] in wanted_businesses and draft.item in wanted_items
    ]

"""Plausible price levels: by item, business, size and number of sharing cities."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from samples.make.asked_cells import PER_BUSINESS_ITEMS
from samples.make.content_rows import content_rows
from samples.make.scenarios import Scenario

BUSINESS_WEIGHTS: Mapping[str, int] = {
    "B01": 160, "B02": 60, "B03": 160, "B04": 205, "B05": 70, "B06": 52, "B07": 200, "B08": 48,
    "B09": 130, "B10": 100, "B11": 190, "B12": 60, "B13": 130, "B14": 52, "B15": 60, "B16": 122,
    "B17": 140, "B18": 30, "B19": 110, "B20": 25,
}  # fmt: skip

# Permille of the price at 350,000 residents: (p / 350)^(e / 100), e the elasticity of the item.
SCALE_PERMILLE: Mapping[int, Mapping[int, int]] = {
    180: {60: 671, 65: 649, 70: 628, 75: 607, 80: 587, 85: 568},
    350: {60: 1000, 65: 1000, 70: 1000, 75: 1000, 80: 1000, 85: 1000},
    500: {60: 1239, 65: 1261, 70: 1284, 75: 1307, 80: 1330, 85: 1354},
    650: {60: 1450, 65: 1495, 70: 1542, 75: 1591, 80: 1641, 85: 1692},
}


@dataclass(frozen=True, slots=True)
class ItemLevel:
    """Level of one cost item for one city of 350,000, tax excluded.

    Attributes:
        base_jpy: One-time amount, or the amount of one year; of R16, of its three months.
        elasticity: Hundredths of the exponent of size.
        sharing_percent: How strongly sharing lowers the item, against the vendor's average.
        spread_percent: How far single prices stray.
    """

    base_jpy: int
    elasticity: int
    sharing_percent: int
    spread_percent: int


@cache
def item_levels() -> Mapping[str, ItemLevel]:
    """Return item → level."""
    return {
        row["item"]: ItemLevel(
            int(row["base_thousand"]) * 1000,
            int(row["elasticity"]),
            int(row["sharing_percent"]),
            int(row["spread_percent"]),
        )
        for row in content_rows("item_levels")
    }


def typical_jpy(scenario: Scenario, business: str, item: str, saving_percent: int) -> Fraction:
    """Return the typical group price of a cell before a vendor's own factors.

    Args:
        scenario: Size and number of cities.
        business: Business code; the common ones carry the whole item.
        item: Cost item.
        saving_percent: Average saving by sharing for this number of cities, of n times alone.
    """
    level = item_levels()[item]
    price = Fraction(level.base_jpy)
    if item in PER_BUSINESS_ITEMS:
        price *= Fraction(BUSINESS_WEIGHTS[business], sum(BUSINESS_WEIGHTS.values()))
    price *= Fraction(SCALE_PERMILLE[scenario.thousands][level.elasticity], 1000)
    kept = 1 - Fraction(saving_percent * level.sharing_percent, 10_000)
    return price * scenario.cities * (kept if scenario.is_shared else 1)

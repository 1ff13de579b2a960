"""Vendor D's habits: one price for four tax businesses, included items, prices by quantity."""

from fractions import Fraction

from samples.make.asked_cells import COMMON
from samples.make.drafts import Draft, held
from samples.make.rounding import plain, rounded
from samples.make.vendors import Vendor
from samples.make.written_lines import quoted_amount

TAX_BUNDLE = ("B03", "B04", "B05", "B06")
# (businesses, item, item that holds it)
_INCLUDED = (
    (("B02", "B08", "B12", "B18", "B20"), "R02", "R01"),
    (("B14", "B15", "B18"), "R06", "R05"),
    (("B18", "B20"), "I10", "I03"),
    ((COMMON,), "R14", "R09"),
    ((COMMON,), "R12", "R11"),
    ((COMMON,), "R15", "R08"),
)
_PER_CITY_ITEMS = ("I10", "I12", "R10")
_TERMINALS_PER_STAFF = Fraction(1, 5)
_TIERS = ((0, 100), (200, 92), (500, 84))
_TIER_STEP = Fraction(1, 10)


def with_bundles(drafts: list[Draft], _: Vendor) -> list[Draft]:
    """Put the four tax businesses into one price for every item asked by business."""
    kept: list[Draft] = []
    for draft in drafts:
        business = draft.businesses[0]
        if business not in TAX_BUNDLE:
            kept.append(draft)
        elif business == TAX_BUNDLE[0]:
            draft.businesses = TAX_BUNDLE
            kept.append(draft)
        else:
            kept[-1].price_jpy += draft.price_jpy
    return kept


def with_included_items(drafts: list[Draft], _: Vendor) -> list[Draft]:
    """Move the price of some items into another item of the same business."""
    for businesses, item, container in _INCLUDED:
        holders = {
            (draft.scenario.scenario_id, draft.businesses[0]): draft
            for draft in held(drafts, businesses, (container,))
        }
        for draft in held(drafts, businesses, (item,)):
            business = draft.businesses[0]
            holders[draft.scenario.scenario_id, business].price_jpy += draft.price_jpy
            draft.price_jpy = Fraction(0)
            draft.state = "included"
            draft.fields["included_in"] = {"business": business, "item": container}
    return drafts


def with_unit_prices(drafts: list[Draft], vendor: Vendor) -> list[Draft]:
    """Quote printing by resident, terminals by tiers of quantity, some work by city."""
    for draft in drafts:
        scenario = draft.scenario
        if draft.item == "R13":
            yen = rounded(
                draft.price_jpy / (scenario.population * scenario.cities), Fraction(1, 10)
            )
            draft.fields |= {"amount": plain(yen), "unit": "one", "basis": "per_resident"}
        elif draft.item == "I13":
            quantity = int(scenario.staff * _TERMINALS_PER_STAFF) * scenario.cities
            draft.fields |= {
                "basis": "per_unit",
                "quantity": quantity,
                "quantity_unit": "台",
                "tiers": _tiers(draft.price_jpy / vendor.style.unit_jpy, quantity),
            }
            draft.unwritten = frozenset({"amount"})
        elif draft.item in _PER_CITY_ITEMS and scenario.is_shared and draft.state == "priced":
            draft.price_jpy /= scenario.cities
            draft.fields |= {"amount": plain(quoted_amount(draft, vendor)), "basis": "per_city"}
    return drafts


def _tiers(total: Fraction, quantity: int) -> list[dict[str, int | float]]:
    """Return tiers whose graduated sum for ``quantity`` is about ``total``."""
    weighted = Fraction(0)
    for index, (begin, percent) in enumerate(_TIERS):
        end = _TIERS[index + 1][0] if index + 1 < len(_TIERS) else quantity
        weighted += max(min(quantity, end) - begin, 0) * Fraction(percent, 100)
    return [
        {
            "from_quantity": begin,
            "amount": plain(rounded(total / weighted * Fraction(percent, 100), _TIER_STEP)),
        }
        for begin, percent in _TIERS
    ]

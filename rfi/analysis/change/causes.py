"""The causes that a change is split by, in order, and what of a line belongs to each.

Everything that a figure is made from stands under one cause: fields of a cost line here, fields of
the choice and assumptions too; what no cause names goes with the last one.
"""

from collections.abc import Mapping
from typing import Literal

Cause = Literal["scope", "quantity", "size", "price", "currency", "tax", "term"]
CAUSES: tuple[Cause, ...] = ("scope", "quantity", "size", "price", "currency", "tax", "term")

LINE_FIELDS: Mapping[Cause, tuple[str, ...]] = {
    "quantity": ("quantity",),
    "price": (
        "amount",
        "amount_low",
        "amount_high",
        "amount_as_written",
        "unit",
        "tiers",
        "tier_method",
        "minimum_charge",
        "state",
        "included_in",
        "bundle_weights",
    ),
    "currency": ("currency", "fx_share", "vendor_fx_rate", "vendor_fx_on"),
    "tax": ("tax", "tax_rate_percent"),
}
# Lines that differ in one of these are priced in another way: the whole line is its price.
KIND_FIELDS = ("basis", "quantity_unit", "procedure_id", "frequency")
# Fields in which an amount is said: where the amount differs too, they are part of the price.
SAID_IN: Mapping[Cause, str] = {"currency": "currency", "tax": "tax"}

OFFER_FIELDS: Mapping[Cause, tuple[str, ...]] = {"price": ("discount_lines", "option_lines")}

CHOICE_FIELDS: Mapping[Cause, tuple[str, ...]] = {
    "scope": ("scope", "options"),
    "size": ("scenario_id", "city", "group", "own_weights"),
}
ASSUMPTIONS: Mapping[Cause, tuple[str, ...]] = {
    "size": ("sharing_method", "sharing_equal_ratio"),
    "price": ("price_growth_rate", "escalation"),
    "currency": ("fx_usd_jpy", "fx_basis"),
    "tax": ("tax_rate",),
}


def has_come(cause: Cause, through: Cause) -> bool:
    """Tell whether a cause is among those up to another.

    >>> has_come("scope", "size"), has_come("tax", "size")
    (True, False)
    """
    return CAUSES.index(cause) <= CAUSES.index(through)


def owner_of(name: str, owners: Mapping[Cause, tuple[str, ...]]) -> Cause:
    """Return the cause that a field stands under; the last one where none names it.

    >>> owner_of("amount", LINE_FIELDS), owner_of("months", LINE_FIELDS)
    ('price', 'term')
    """
    return next((cause for cause, names in owners.items() if name in names), CAUSES[-1])

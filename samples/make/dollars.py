"""Vendor C's habit: cloud use in dollars, some yen prices that follow the dollar."""

from fractions import Fraction

from samples.make.asked_cells import COMMON
from samples.make.drafts import Draft, held
from samples.make.questionnaire import REFERENCE_FX
from samples.make.rounding import plain, rounded
from samples.make.vendors import Vendor

DOLLAR_RATE = 148
_LINKED_RATE = 155
_RATE_DAY = "2026-09-30"
_DOLLAR_STEP = Fraction(100)
_LINKED_BUSINESSES = ("B01", "B04", "B07", "B11", "B13", "B17")
_SOFTWARE_SHARE = 0.35
_BACKUP_SHARE = 0.6


def with_dollars(drafts: list[Draft], _: Vendor) -> list[Draft]:
    """Quote cloud use in dollars a year and mark the yen prices that are linked to them."""
    for draft in held(drafts, (COMMON,), ("R07",)):
        dollars = rounded(draft.price_jpy / REFERENCE_FX, _DOLLAR_STEP)
        draft.fields |= {
            "amount": plain(dollars),
            "unit": "one",
            "currency": "USD",
            "vendor_fx_rate": DOLLAR_RATE,
            "vendor_fx_on": _RATE_DAY,
        }
    linked = [(draft, _SOFTWARE_SHARE) for draft in held(drafts, _LINKED_BUSINESSES, ("R01",))]
    linked += [(draft, _BACKUP_SHARE) for draft in held(drafts, (COMMON,), ("R14",))]
    for draft, share in linked:
        draft.fields |= {
            "fx_share": share,
            "vendor_fx_rate": _LINKED_RATE,
            "vendor_fx_on": _RATE_DAY,
        }
    return drafts

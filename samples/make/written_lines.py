"""A draft written down in a vendor's own unit, tax, period and words."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from samples.make.content_rows import content_rows
from samples.make.dates import acceptance, first_day
from samples.make.drafts import Draft
from samples.make.rounding import plain, rounded
from samples.make.vendors import Vendor

TAX_FACTOR: Mapping[str, Fraction] = {"included": Fraction(110, 100), "excluded": Fraction(1)}
PARALLEL_ITEM = "R16"
PARALLEL_MONTHS = 3
_FIELDS = (
    "line_id", "scenario_id", "businesses", "item", "label", "state", "included_in", "amount",
    "amount_low", "amount_high", "amount_as_written", "unit", "currency", "fx_share",
    "vendor_fx_rate", "vendor_fx_on", "tax", "frequency", "start_on", "months", "accepted_on",
    "basis", "quantity", "quantity_unit", "tiers", "disclosure", "note",
)  # fmt: skip


@cache
def _labels(key: str) -> Mapping[str, str]:
    return {row["item"]: row[key] for row in content_rows("labels")}


def frequency_of(draft: Draft, vendor: Vendor) -> str:
    """Return how often a price is paid; parallel running is monthly or one total."""
    if draft.is_one_time:
        return "once"
    if draft.item == PARALLEL_ITEM and vendor.style.frequency == "yearly":
        return "term_total"
    return vendor.style.frequency


def _period_factor(draft: Draft, vendor: Vendor, frequency: str) -> Fraction:
    """Return the share of the drafted price that one period carries."""
    months = PARALLEL_MONTHS if draft.item == PARALLEL_ITEM else 12
    factors = {
        "once": Fraction(1),
        "monthly": Fraction(1, months),
        "yearly": Fraction(1),
        "term_total": Fraction(1 if draft.item == PARALLEL_ITEM else vendor.months, 1)
        / (1 if draft.item == PARALLEL_ITEM else 12),
    }
    return factors[frequency]


def quoted_amount(draft: Draft, vendor: Vendor, step: Fraction | None = None) -> Fraction:
    """Return the price of one period in the vendor's unit and tax, rounded as it rounds."""
    style = vendor.style
    period = _period_factor(draft, vendor, frequency_of(draft, vendor))
    exact = draft.price_jpy * period * TAX_FACTOR[style.tax] / style.unit_jpy
    return rounded(exact, step or style.step)


def _priced_fields(draft: Draft, vendor: Vendor) -> dict[str, Any]:
    frequency = frequency_of(draft, vendor)
    fields: dict[str, Any] = {
        "amount": plain(quoted_amount(draft, vendor)),
        "unit": vendor.style.unit,
        "currency": "JPY",
        "tax": vendor.style.tax,
        "frequency": frequency,
    }
    if frequency == "once":
        fields["accepted_on"] = acceptance(vendor, draft.item).isoformat()
    elif draft.item == PARALLEL_ITEM:
        fields["start_on"] = first_day(vendor, -PARALLEL_MONTHS).isoformat()
        fields["months"] = PARALLEL_MONTHS
    elif frequency != "yearly":
        fields["months"] = vendor.months
    return fields


def written_line(draft: Draft, vendor: Vendor) -> dict[str, Any]:
    """Return the cost line of a draft, its remark still missing."""
    scenario_id, businesses = draft.scenario.scenario_id, draft.businesses
    span = businesses[0] if len(businesses) == 1 else f"{businesses[0]}-{businesses[-1]}"
    line: dict[str, Any] = {
        "line_id": f"{scenario_id}.{span}.{draft.item}",
        "scenario_id": scenario_id,
        "businesses": list(businesses),
        "item": draft.item,
        "state": draft.state,
    }
    if vendor.has_own_labels:
        line["label"] = _labels(vendor.key)[draft.item]
    if draft.state in {"priced", "priced_from"}:
        line |= _priced_fields(draft, vendor)
    if draft.item in vendor.disclosure:
        line["disclosure"] = vendor.disclosure[draft.item]
    line |= draft.fields
    return {key: line[key] for key in _FIELDS if key in line and key not in draft.unwritten}

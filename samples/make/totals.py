"""Exact sums of cost lines, as the vendor itself would add them up."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from rfi.schema.codelists import load_codelist
from samples.make.rounding import plain
from samples.make.vendors import Vendor

_UNIT_FACTORS = {
    code: int(row["factor"]) for code, row in load_codelist("money_units").rows.items()
}
Line = Mapping[str, Any]


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _point(line: Line, quantity: Fraction) -> Fraction:
    """Return the amount of one period in the line's unit; of a range its middle; 0 for none."""
    if "tiers" in line:
        begins = [_exact(tier["from_quantity"]) for tier in line["tiers"]]
        ends = [*begins[1:], quantity]
        return sum(
            (
                max(min(quantity, end) - begin, Fraction(0)) * _exact(tier["amount"])
                for tier, begin, end in zip(line["tiers"], begins, ends, strict=True)
            ),
            Fraction(0),
        )
    if "amount" in line:
        return _exact(line["amount"]) * quantity
    if "amount_low" in line:
        return (_exact(line["amount_low"]) + _exact(line["amount_high"])) / 2 * quantity
    return Fraction(0)


def line_sum_jpy(
    line: Line, scenario: Line, offer_months: int, *, usd_jpy: Fraction | None = None
) -> Fraction:
    """Return what a line costs over the quoted months, in its own tax; 0 where it has no price.

    Args:
        line: A cost or discount line.
        scenario: The scenario it belongs to.
        offer_months: Months for lines that name none.
        usd_jpy: One common rate; without it the vendor's own.
    """
    cities = scenario["cities"]
    quantity = {
        "lump_sum": Fraction(1),
        "per_city": Fraction(cities),
        "per_resident": Fraction(scenario["population"] * cities),
        "per_unit": _exact(line.get("quantity", 0)),
    }[line.get("basis", "lump_sum")]
    amount = _point(line, quantity)
    if not amount:
        return amount
    amount *= _UNIT_FACTORS[line["unit"]]
    if line["currency"] == "USD":
        amount *= usd_jpy or _exact(line["vendor_fx_rate"])
    elif "fx_share" in line and usd_jpy is not None:
        share = _exact(line["fx_share"])
        amount *= 1 - share + share * usd_jpy / _exact(line["vendor_fx_rate"])
    months = line.get("months", offer_months)
    return (
        amount
        * {
            "once": Fraction(1),
            "term_total": Fraction(1),
            "monthly": Fraction(months),
            "yearly": Fraction(months, 12),
        }[line["frequency"]]
    )


def stated_total(
    vendor: Vendor, scenario_id: str, kind: str, sum_jpy: Fraction, note: str
) -> dict[str, Any]:
    """Return a stated total, rounded half-up to the vendor's unit (F: to its decimals)."""
    style = vendor.style
    fineness = min(style.step, Fraction(1))
    units = (sum_jpy / style.unit_jpy / fineness + Fraction(1, 2)).__floor__() * fineness
    return {
        "scenario_id": scenario_id,
        "kind": kind,
        "amount": plain(units),
        "unit": style.unit,
        "currency": "JPY",
        "tax": style.tax,
        "months": vendor.months,
        "note": note,
    }


def sums_by_kind(lines: Iterable[Line], scenario: Line, vendor: Vendor) -> dict[str, Fraction]:
    """Return kind of total → sum in yen at the vendor's own rates and tax, before discounts."""
    sums = {"total": Fraction(0), "initial": Fraction(0), "yearly": Fraction(0)}
    for line in lines:
        cost = line_sum_jpy(line, scenario, vendor.months)
        sums["total"] += cost
        if line["item"].startswith("I"):
            sums["initial"] += cost
        if line.get("frequency") == "yearly":
            sums["yearly"] += cost * 12 / line.get("months", vendor.months)
    return sums

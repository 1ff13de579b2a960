"""Discount lines: B gives one in every scenario, D one to groups that adopt everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samples.make.chance import least_used, stream
from samples.make.content_rows import content_rows
from samples.make.rounding import plain, rounded
from samples.make.vendors import Vendor


@dataclass(frozen=True, slots=True)
class Discounting:
    """How a vendor gives discounts.

    Attributes:
        permille: Of the sum of the scenario, by number of cities.
        step: In the vendor's unit.
    """

    kind: str
    condition: str
    permille: Mapping[int, int]
    step: Fraction


_DISCOUNTING = {
    "B": Discounting("special", "unconditional", {1: 24, 2: 26, 3: 27, 5: 30}, Fraction(1_000_000)),
    "D": Discounting("volume_adoption", "whole_scope", {2: 30, 3: 40, 5: 55}, Fraction(100)),
}
# The discount of B is spread over the lines as the method says, so this sentence would not hold.
_UNFIT = "各費用項目への配分は行っていません"


def discount_lines(
    vendor: Vendor, sums_jpy: Mapping[str, Fraction], cities: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the discount lines of an offer.

    Args:
        vendor: The vendor.
        sums_jpy: Scenario → sum of its cost lines in the vendor's tax.
        cities: Scenario → number of sharing cities.
    """
    plan = _DISCOUNTING.get(vendor.key)
    if plan is None:
        return []
    notes = [
        row["remark_ja"]
        for row in content_rows("discount_remarks")
        if row["condition"] == plan.condition and _UNFIT not in row["remark_ja"]
    ]
    chance = stream(vendor.key, "discounts")
    used: dict[str, int] = {}
    lines: list[dict[str, Any]] = []
    for scenario_id, sum_jpy in sums_jpy.items():
        permille = plan.permille.get(cities[scenario_id])
        if permille is None:
            continue
        amount = sum_jpy * Fraction(permille, 1000) / vendor.style.unit_jpy
        note = least_used(chance, notes, used, len(sums_jpy)) or notes[0]
        used[note] = used.get(note, 0) + 1
        lines.append(
            {
                "discount_id": f"{scenario_id}.N1",
                "scenario_id": scenario_id,
                "kind": plan.kind,
                "amount": plain(rounded(amount, plan.step)),
                "unit": vendor.style.unit,
                "currency": "JPY",
                "tax": vendor.style.tax,
                "frequency": "once",
                "condition": plan.condition,
                "disclosure": "secretariat",
                "note": note,
            }
        )
    return lines

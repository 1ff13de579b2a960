"""The totals that vendors state themselves: exact for A, B, C and F, off by 2 to 4 % for E."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samples.make.chance import stream
from samples.make.totals import Line, line_sum_jpy, stated_total, sums_by_kind
from samples.make.vendors import Vendor

_KINDS: Mapping[str, tuple[str, ...]] = {
    "A": ("total", "initial", "yearly"),
    "B": ("total",),
    "C": ("total", "initial", "yearly"),
    "D": (),
    "E": ("total",),
    "F": ("total", "initial"),
}
_NOTES: Mapping[tuple[str, str], str] = {
    ("A", "total"): "税込。初期、運用60か月、並行稼働及び契約終了時の費用の合計です。",
    ("A", "initial"): "税込。一時費用の合計です。",
    ("A", "yearly"): "税込。年額で示した費用の1年分で、並行稼働の経費は含みません。",
    ("B", "total"): "初期、月額61か月分、並行稼働及び契約終了時の費用から出精値引を引いた額です。",
    ("C", "total"): "米ドル建ての利用料を1米ドル148円で換算した60か月の合計です。",
    ("C", "initial"): "一時費用の合計です。",
    (
        "C",
        "yearly",
    ): "年額で示した費用の1年分（1米ドル148円換算）です。並行稼働の経費は含みません。",
    ("E", "total"): "別途見積及び対象外の項目を除いた60か月の概算です。",
    ("F", "total"): "初期、運用60か月、並行稼働及び契約終了時の費用の総額です。",
    ("F", "initial"): "一時費用の合計です。",
}


def _slip(vendor: Vendor, scenario_id: str) -> Fraction:
    """Return by what factor a vendor misses its own sum: 1, or 2 to 4 % off for E."""
    if vendor.key != "E":
        return Fraction(1)
    chance = stream(vendor.key, "stated", scenario_id)
    return 1 + chance.choice((-1, 1)) * Fraction(chance.randint(22, 39), 1000)


def stated_totals(
    vendor: Vendor,
    lines: Mapping[str, list[dict[str, Any]]],
    discounts: list[dict[str, Any]],
    scenarios: Mapping[str, Line],
) -> list[dict[str, Any]]:
    """Return the stated totals of an offer.

    Args:
        vendor: The vendor.
        lines: Scenario → its cost lines.
        discounts: The discount lines of all scenarios; they lower the grand total.
        scenarios: Scenario → its row of the questionnaire.
    """
    stated: list[dict[str, Any]] = []
    for scenario_id, found in lines.items():
        scenario = scenarios[scenario_id]
        sums = sums_by_kind(found, scenario, vendor)
        for discount in discounts:
            if discount["scenario_id"] == scenario_id:
                sums["total"] -= line_sum_jpy(discount, scenario, vendor.months)
        stated += [
            stated_total(
                vendor,
                scenario_id,
                kind,
                sums[kind] * _slip(vendor, scenario_id),
                _NOTES[vendor.key, kind],
            )
            for kind in _KINDS[vendor.key]
        ]
    return stated

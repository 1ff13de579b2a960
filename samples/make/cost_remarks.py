"""Remarks on cost lines: chosen by item and state, only where they hold, no sentence too often."""

from collections.abc import Callable, Mapping
from typing import Any

from samples.make.chance import least_used, stream
from samples.make.content_rows import content_rows
from samples.make.scenarios import Scenario
from samples.make.vendors import Vendor

_LIMIT = 5
_USUAL_PERCENT = 13
_NOTABLE_PERCENT = 55
_SHARING_WORDS = (
    "共同利用の場合",
    "共同利用団体",
    "共同利用環境",
    "共同利用の3団体",
    "共同利用基盤",
    "団体目",
    "合同",
)
_ALONE_WORDS = ("単独利用方式の場合",)
# Sentences about the exchange rate belong to vendor C, which words them itself.
# The hours of the desk stand in the service levels, and differ from this sentence.
_NEVER = ("為替は", "ドル建て部分の割合", "平日8時30分から17時30分")
# One vendor has one policy: a sentence that holds the word is only for these vendors.
_ONLY: Mapping[str, str] = {
    "過去5年の改正実績": "ACF",
    "通常の制度改正を年2回": "BDE",
    "利用者数1,200名": "EF",
    "人口区分に応じた定額制": "ABCD",
    "直近10年度分": "ABCDF",
    "東西2拠点で日次": "E",
    "個別改修をお受けして": "",
    "連携先側の改修費は": "",
}
_CUSTOMIZATION_WORD = "適合回答で「カスタマイズ」"
_USERS_WORD = "1,200名"
_USERS = 1200

Line = Mapping[str, Any]
_NEEDS: Mapping[str, Callable[[Line], bool]] = {
    "": lambda line: line["state"] == "priced",
    "fx_share": lambda line: "fx_share" in line,
    "bundle": lambda line: len(line["businesses"]) > 1,
    "per_city": lambda line: line.get("basis") == "per_city",
    "range": lambda line: "amount_low" in line,
    "priced_from": lambda line: line["state"] == "priced_from",
    "included": lambda line: line["state"] == "included",
    "out_of_scope": lambda line: line["state"] == "out_of_scope",
}


def _holds(text: str, line: Line, scenario: Scenario, vendor: Vendor, customized: set[str]) -> bool:
    """Tell whether a general remark is true of this line."""
    frequency = line.get("frequency", "")
    checks = (
        not any(word in text for word in _NEVER),
        all(vendor.key in keys for word, keys in _ONLY.items() if word in text),
        scenario.is_shared or not any(word in text for word in _SHARING_WORDS),
        not scenario.is_shared or not any(word in text for word in _ALONE_WORDS),
        "1団体当たりの額" not in text or line.get("basis") == "per_city",
        "月額" not in text or frequency in {"monthly", "once", ""},
        "年額" not in text or frequency in {"yearly", ""},
        "60か月" not in text or vendor.months == 60,
        _CUSTOMIZATION_WORD not in text or not customized.isdisjoint(line["businesses"]),
        _USERS_WORD not in text or (scenario.staff <= _USERS and not scenario.is_shared),
    )
    return all(checks)


def _pool(line: Line, scenario: Scenario, vendor: Vendor, customized: set[str]) -> list[str]:
    """Return the sentences that fit a line: the vendor's own first, else the general ones."""
    state = line.get("state")
    if state is None:
        return []
    own = [
        row["note"]
        for row in content_rows("vendor_notes")
        if row["vendor"] == vendor.key
        and row["item"] == line["item"]
        and _NEEDS[row["needs"]](line)
    ]
    general = [
        row["remark_ja"]
        for row in content_rows("cost_remarks")
        if row["item"] == line["item"]
        and row["state"] == state
        and _holds(row["remark_ja"], line, scenario, vendor, customized)
    ]
    is_special = line.get("basis") in {"per_resident", "per_unit"} or "amount_low" in line
    if is_special or line.get("currency") == "USD":
        return own
    return own + general


def add_cost_remarks(
    lines: list[dict[str, Any]],
    scenarios: Mapping[str, Scenario],
    vendor: Vendor,
    customized: set[str],
) -> None:
    """Write a remark into some of the lines, the notable ones more often.

    Args:
        lines: Cost lines of one offer; changed in place.
        scenarios: Scenario id → scenario.
        vendor: The vendor.
        customized: Businesses in which the vendor answers a requirement by customization.
    """
    chance = stream(vendor.key, "cost remarks")
    order = list(range(len(lines)))
    chance.shuffle(order)
    used: dict[str, int] = {}
    for index in order:
        line = lines[index]
        is_notable = line.get("state") != "priced" or "basis" in line or "fx_share" in line
        is_notable = is_notable or line["businesses"] == ["COM"]
        if chance.randrange(100) >= (_NOTABLE_PERCENT if is_notable else _USUAL_PERCENT):
            continue
        pool = _pool(line, scenarios[line["scenario_id"]], vendor, customized)
        text = least_used(chance, pool, used, _LIMIT)
        if text is not None:
            used[text] = used.get(text, 0) + 1
            line["note"] = text

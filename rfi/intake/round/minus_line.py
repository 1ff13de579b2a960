"""A minus amount among the prices, put where discounts stand: one suggestion, two changes."""

from collections.abc import Mapping
from typing import Any

from rfi.intake.labels.held import unanswered
from rfi.intake.round.suggestion import Change, Suggestion
from rfi.intake.value_paths import APPENDED, keys_of, schema_path, value_at
from rfi.schema.fields import ITEM, load_fields
from rfi.schema.issue import Issue

_MINUS = ("amount_minus", "amount_negative")
_PRICES = frozenset({"priced", "priced_from"})
# What a discount says as the price does.
_SHARED = ("scenario_id", "unit", "currency", "tax", "tax_rate_percent", "frequency", "months")
# Without these nobody can say how much is taken off; with the others it is no plain amount.
_NEEDED = ("scenario_id", "unit", "currency", "tax", "frequency")
_NOT_PLAIN = frozenset(
    {
        *("quantity", "procedure_id", "tiers", "minimum_charge", "escalation_percent"),
        *("fx_share", "start_on", "is_renewal", "bundle_weights", "amount_low", "amount_high"),
    }
)
_AMOUNT = ("offers", ITEM, "cost_lines", ITEM, "amount")
_LONGEST_ID = 60


def _most() -> float:
    leaf = next(found for found in load_fields("rfi_response") if found.path == _AMOUNT)
    return float(str(leaf.bounds["maximum"]))


def _is_plain(line: Mapping[str, Any]) -> bool:
    is_whole = line.get("basis", "lump_sum") == "lump_sum" and not _NOT_PLAIN & line.keys()
    return is_whole and all(isinstance(line.get(key), str) for key in _NEEDED)


def _other_prices(offer: Mapping[str, Any], line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the prices of the scenario and of the businesses that a line is of."""
    lines = offer.get("cost_lines")
    return [
        other
        for other in (lines if isinstance(lines, list) else ())
        if isinstance(other, Mapping)
        and other is not line
        and other.get("state") in _PRICES
        and other.get("scenario_id") == line["scenario_id"]
        and isinstance(other.get("businesses"), list)
        and set(map(str, other["businesses"])) <= set(map(str, line["businesses"]))
    ]


def _free_id(offer: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    rows = offer.get("discount_lines") or ()
    taken = {row.get("discount_id") for row in rows if isinstance(row, Mapping)}
    name = f"D.{line.get('line_id', '')}"[:_LONGEST_ID]
    numbered = (f"{name}.{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def discount_of_minus(value: object, issue: Issue) -> Suggestion | None:
    """Return what makes a discount of a minus amount; None where it is not plain what is meant.

    It takes off the prices of the same businesses, of the same item where that has a price of its
    own. The line keeps its place: its cell is unanswered then, or costs nothing beside its price.

    Args:
        value: The parsed answer.
        issue: Found at the amount of a cost line.
    """
    if issue.code not in _MINUS or schema_path(issue.pointer) != _AMOUNT:
        return None
    home, pointer = f"/offers/{keys_of(issue.pointer)[1]}", issue.pointer.rpartition("/")[0]
    offer, line = value_at(value, home), value_at(value, pointer)
    if not isinstance(offer, Mapping) or not isinstance(line, Mapping):
        return None
    amount = line.get("amount")
    if (
        isinstance(amount, bool)
        or not isinstance(amount, int | float)
        or not -_most() <= amount < 0
    ):
        return None
    if not isinstance(line.get("businesses"), list) or not _is_plain(line):
        return None
    prices = _other_prices(offer, line)
    if not prices or not isinstance(offer.get("discount_lines", []), list):
        return None
    same = [one for one in prices if one.get("item") == line.get("item")]
    is_covered = any(one["businesses"] == line["businesses"] for one in same)
    found: dict[str, Any] = {
        "discount_id": _free_id(offer, line),
        "kind": "special",
        "amount": -amount,
        **{key: line[key] for key in _SHARED if key in line},
        "applies_to_businesses": list(line["businesses"]),
        "applies_to_items": sorted({str(one.get("item")) for one in same or prices}),
        "condition": "unconditional",
    }
    if line["frequency"] == "once":
        found.pop("months", None)
    kept = unanswered(line)
    if is_covered:
        del kept["amount_as_written"]
        kept["state"] = "free"
    also = (Change(f"{home}/discount_lines/{APPENDED}", None, found),)
    return Suggestion(pointer, line, kept, issue.code, also)

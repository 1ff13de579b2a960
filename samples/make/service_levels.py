"""The non-functional answers, each in the form that its item asks for."""

from fractions import Fraction
from typing import Any

from samples.make.content_rows import content_rows
from samples.make.rounding import plain
from samples.make.vendors import Vendor

_ZONE_ITEM = "SL25"


def _value(value_type: str, text: str) -> dict[str, Any]:
    if value_type == "number":
        return {"value_number": plain(Fraction(text))}
    if value_type == "boolean":
        return {"value_boolean": text == "true"}
    if value_type == "date":
        return {"value_date": text}
    return {"value_text": text}


def service_levels(vendor: Vendor) -> list[dict[str, Any]]:
    """Return the answers of a vendor; an empty cell of the content is an item left out."""
    notes = {
        (row["item_id"], row["field"]): row["text"]
        for row in content_rows("service_notes")
        if row["vendor"] == vendor.key
    }
    types = {row["item_id"]: row["value_type"] for row in content_rows("service_level_items")}
    answers: list[dict[str, Any]] = []
    for row in content_rows("service_values"):
        item_id, text = row["item_id"], row[vendor.key]
        if not text:
            continue
        answer: dict[str, Any] = {"item_id": item_id}
        answer |= {"zone": text} if item_id == _ZONE_ITEM else _value(types[item_id], text)
        for name in ("exclusions", "note"):
            if (item_id, name) in notes:
                answer[name] = notes[item_id, name]
        answers.append(answer)
    return answers

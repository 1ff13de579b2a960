"""Ids that the second edition asks nobody for: made from what stands in the form."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from rfi.document.form.draft import Draft, Path
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.schema.issue import pointer_of

_DIGEST = 12
# What a blank form says of an offer by itself.
_PRINTED = frozenset({"offer_id", "businesses"})
_CORPORATE = re.compile("[1-9][0-9]{12}")
_FIRST_LETTER, _LETTERS = "A", 26


def _vendor_id(vendor: Mapping[str, Any]) -> str:
    """Return the same id for the same vendor: its corporate number, or one made of its name."""
    number = str(vendor.get("corporate_number", ""))
    if _CORPORATE.fullmatch(number):
        return f"c-{number}"
    name = fold(str(vendor.get("name", "")))
    return "v-" + hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]


def _offer_id(index: int) -> str:
    return chr(ord(_FIRST_LETTER) + index) if index < _LETTERS else f"offer-{index + 1}"


def drop_blank_offers(draft: Draft) -> None:
    """Take off the last plans of the form that nobody wrote into.

    The circles at the businesses stand in a blank form already, and the id is made.
    """
    printed = _PRINTED if draft.has_titles else frozenset()
    offers = draft.value["offers"]
    while len(offers) > 1 and not any(
        value for key, value in offers[-1].items() if key not in printed
    ):
        offers.pop()


def fill_ids(draft: Draft) -> None:
    """Give vendor, answer and offers the ids that they lack; they point to where the name is."""
    value = draft.value
    vendor = value.setdefault("vendor", {})
    if "vendor_id" not in vendor:
        vendor["vendor_id"] = _vendor_id(vendor)
        draft.origins["/vendor/vendor_id"] = draft.origins.get("/vendor/name", "")
    if "response_id" not in value:
        value["response_id"] = vendor["vendor_id"]
        draft.origins["/response_id"] = draft.origins.get("/vendor/name", "")
    for index, offer in enumerate(value["offers"]):
        if "offer_id" not in offer:
            offer["offer_id"] = _offer_id(index)


def give_row_id(
    sheet: MarkedSheet, draft: Draft, row: dict[str, Any], key: str, number: int, path: Path
) -> None:
    """Give a row its own id: an inserted row has none, a copied row has that of another."""
    rows = draft.offer(sheet.mark.offer).get(str(path[2]), ())
    taken = {one[key] for one in rows if key in one}
    given = row.get(key)
    if given is None:
        row[key] = next(name for name in (f"row-{number}", f"row-{number}-2") if name not in taken)
        return
    if given not in taken:
        return
    row[key] = next(
        name for copy in range(2, len(taken) + 3) if (name := f"{given}-{copy}") not in taken
    )
    origin = draft.origins.get(pointer_of((*path, key)), sheet.place(number, sheet.column))
    draft.add("cell_reinterpreted", "note", (*path, key), origin, given=given, read=row[key])

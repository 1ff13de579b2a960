"""What each vendor does to its cells before writing them down."""

from collections.abc import Callable, Mapping

from samples.make.asked_cells import COMMON
from samples.make.bundles import with_bundles, with_included_items, with_unit_prices
from samples.make.dollars import with_dollars
from samples.make.drafts import Draft, drafts_of, held
from samples.make.holes import with_holes
from samples.make.vendors import Vendor

Habit = Callable[[list[Draft], Vendor], list[Draft]]
_FREE_ITEM: Mapping[str, str] = {"B": "R15", "F": "R12"}


def with_free_item(drafts: list[Draft], vendor: Vendor) -> list[Draft]:
    """Offer one common item free of charge."""
    for draft in held(drafts, (COMMON,), (_FREE_ITEM[vendor.key],)):
        draft.state = "free"
    return drafts


HABITS: Mapping[str, tuple[Habit, ...]] = {
    "A": (),
    "B": (with_free_item,),
    "C": (with_dollars,),
    "D": (with_bundles, with_included_items, with_unit_prices),
    "E": (with_holes,),
    "F": (with_free_item,),
}


def finished_drafts(vendor: Vendor) -> list[Draft]:
    """Return a vendor's cells after its habits."""
    drafts = drafts_of(vendor)
    for habit in HABITS[vendor.key]:
        drafts = habit(drafts, vendor)
    return drafts

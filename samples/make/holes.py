"""Vendor E's habit: cells without a price, prices that are only a floor or a range."""

from fractions import Fraction
from typing import Any

from samples.make.asked_cells import BUSINESSES, COMMON
from samples.make.drafts import Draft, held
from samples.make.rounding import plain, rounded
from samples.make.vendors import Vendor
from samples.make.written_lines import quoted_amount

SEPARATE_CUSTOMIZATION = ("B03", "B04", "B07", "B11", "B16", "B17")
_STATES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("separate", SEPARATE_CUSTOMIZATION, ("I04",)),
    ("separate", ("B07", "B09", "B10", "B13", "B17"), ("I05",)),
    ("separate", tuple(code for code in BUSINESSES if code != "B14"), ("R06",)),
    ("priced_from", ("B01", "B04", "B07", "B11"), ("I07",)),
    ("priced_from", (COMMON,), ("R03", "R15", "I11")),
    ("unanswered", ("B02", "B08"), ("I09",)),
    ("unanswered", (COMMON,), ("E01",)),
    ("free", ("B18",), ("I10",)),
    ("out_of_scope", (COMMON,), ("R13",)),
)
_ABSENT = ((("B16", "B17"), ("I10",)), ((COMMON,), ("I15", "R17")))
_ABSENT_AT_LARGE = ((COMMON,), ("I12", "I14", "R10"))
_LARGE = ("S650K-1", "S350K-5")
_RANGE_STEP = Fraction(100)


def with_holes(drafts: list[Draft], vendor: Vendor) -> list[Draft]:
    """Leave cells empty or open, each hole the same in every scenario."""
    for state, businesses, items in _STATES:
        for draft in held(drafts, businesses, items):
            draft.state = state
    for draft in drafts:
        if draft.businesses[0] in vendor.unserved:
            draft.state = "out_of_scope"
    absent = [draft for cells in _ABSENT for draft in held(drafts, *cells)]
    large = [draft for draft in drafts if draft.scenario.scenario_id in _LARGE]
    absent += held(large, *_ABSENT_AT_LARGE)
    gone = {id(draft) for draft in absent}
    kept = [draft for draft in drafts if id(draft) not in gone]
    _write_ranges(kept, vendor)
    _write_slips(kept)
    return kept


def _write_ranges(drafts: list[Draft], vendor: Vendor) -> None:
    """Give two items a range without a point, one a range with it."""
    without_point = held(drafts, (COMMON,), ("I02", "R08"))
    for draft in [*without_point, *held(drafts, ("B01",), ("I05",))]:
        middle = quoted_amount(draft, vendor)
        draft.fields |= {
            "amount_low": plain(rounded(middle * Fraction(8, 10), _RANGE_STEP)),
            "amount_high": plain(rounded(middle * Fraction(13, 10), _RANGE_STEP)),
        }
    for draft in without_point:
        draft.unwritten |= {"amount"}


def _write_slips(drafts: list[Draft]) -> None:
    """Make the slips of a hurried answer: a bare 0, a dash, a missing tax flag, missing dates."""
    slips: tuple[tuple[tuple[str, ...], str, dict[str, Any], frozenset[str]], ...] = (
        (("B14",), "R06", {"amount": 0}, frozenset({"state"})),
        (
            (COMMON,),
            "R12",
            {"amount_as_written": "－"},
            frozenset({"state", "amount", "unit", "currency", "tax", "frequency"}),
        ),
        (("B12",), "I09", {}, frozenset({"tax"})),
        ((COMMON,), "I08", {}, frozenset({"accepted_on"})),
        ((COMMON,), "I12", {}, frozenset({"accepted_on"})),
    )
    for businesses, item, fields, unwritten in slips:
        for draft in held(drafts, businesses, (item,)):
            draft.fields |= fields
            draft.unwritten |= unwritten

"""Which amounts a warning leaves open: lines, discounts, scenarios, or whole offers.

Where a warning stands says what it touches. The tables below are the whole rule; what an entry
means in cells is found where the prices are laid out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rfi.intake.query.queries import QueryPlace, places_of
from rfi.intake.value_paths import PathFinder, keys_of, value_at
from rfi.schema.issue import Issue

TouchKind = Literal["line", "scenario_of_line", "discount", "offer"]
# Answer, kind of warning, and place: what a settled question or a dismissal clears.
SettledPlace = tuple[str, str, str]
# Figures of a file that are in no total: a number outside of every field, an amount in words, and
# whatever stands so far out that nobody looked at it.
FIGURES_NOT_READ = frozenset({"figure_not_read", "price_in_words", "workbook_stray_cells"})

# What stands first under an offer → what a warning there touches, None for nothing. A key that is
# not here (stated totals, go-live, term) bears on every total of the offer.
_UNDER_OFFER: Mapping[str, TouchKind | None] = {
    "cost_lines": "line",
    "discount_lines": "discount",
    "offer_id": None,
    "title": None,
    "summary": None,
    "benefit_lines": None,
    "fit_answers": None,
    "service_levels": None,
    "free_answers": None,
    # Chosen options are lines; of the others nothing counts.
    "option_lines": None,
    "assumptions": None,
    "go_live_stages": None,
    "note": None,
}
# Words about the prices of an offer, or of all offers, that stand in a remark on it.
_OF_REMARK = frozenset({"price_in_remark", "remark_contradicts", "rate_in_remark"})
# Findings about a whole scenario that stand at its dearest line.
_OF_SCENARIO = frozenset({"same_amounts", "recurring_share", "per_resident", "group_price"})
# Nothing is quoted there that could be confirmed: the hole itself makes the total ≧.
_NOTHING_QUOTED = frozenset({"cell_unanswered", "items_lacking", "must_unanswered", "rows_missing"})
# "offers" and the offer's own id; with a table of it and the row.
_OFFER_DEPTH, _ROW_DEPTH = 2, 4


@dataclass(frozen=True, slots=True)
class Touch:
    """What one place of a warning touches.

    Attributes:
        kind: Cells of a line, all cells of a line's scenario, what a discount reduces, or every
            total of an offer.
        offer: Index of the offer in its file; None for all of them.
        row: Index of the line or discount in its offer; −1 where the touch is of no row.
    """

    kind: TouchKind
    offer: int | None
    row: int = -1


def _number(keys: tuple[str, ...], at: int) -> int | None:
    return int(keys[at]) if len(keys) > at and keys[at].isdecimal() else None


def touch_at(code: str, pointer: str) -> Touch | None:
    """Return what a warning of a kind touches at a place; None where it touches no amount.

    >>> touch_at("bare_zero", "/offers/0/cost_lines/4/amount")
    Touch(kind='line', offer=0, row=4)
    >>> touch_at("text_cleaned", "/offers/0/title") is None
    True
    """
    keys = keys_of(pointer)
    offer = _number(keys, 1) if keys[:1] == ("offers",) else None
    if keys == ("offers",) or code in _OF_REMARK:
        return Touch("offer", offer)
    if offer is None or code in _NOTHING_QUOTED:
        return None
    if len(keys) == _OFFER_DEPTH:
        return Touch("offer", offer)
    kind = _UNDER_OFFER.get(keys[2], "offer")
    if kind is None or kind == "offer":
        return Touch("offer", offer) if kind else None
    row = _number(keys, 3)
    if row is None:
        return Touch("offer", offer)
    if code in _OF_SCENARIO and kind == "line":
        kind = "scenario_of_line"
    return Touch(kind, offer, row)


def touches_of(issue: Issue) -> Iterator[tuple[QueryPlace, Touch]]:
    """Yield the places of a warning that touch an amount, each with what it touches.

    Errors hold their answer out of every total, and notes leave nothing open.
    """
    if issue.severity != "warning":
        return
    for place in places_of(issue):
        if issue.code in FIGURES_NOT_READ:
            offer = issue.params.get("offer")
            yield place, Touch("offer", offer if isinstance(offer, int) else None)
            continue
        touch = touch_at(issue.code, place.pointer)
        if touch is not None:
            yield place, touch


def place_key(paths: PathFinder, place: QueryPlace) -> str:
    """Return what names a place over the versions of an answer.

    The way there by the ids of rows; where that goes no deeper than the offer, the cell as well,
    since one pointer may then stand for many cells.
    """
    path = paths.path(place.pointer)
    key = "/".join(path)
    return key if len(path) > _OFFER_DEPTH else f"{key} {place.origin}".strip()


def is_of_value(place: QueryPlace) -> bool:
    """Tell whether a place lies in what was read, rather than being of the file or an offer."""
    return len(keys_of(place.pointer)) > _OFFER_DEPTH


def seen_key(paths: PathFinder, value: object, place: QueryPlace, sha256: str) -> str:
    """Return what names a place together with what stands there: its row, else its value.

    The same place with another content has another key. What was not read has no content here:
    of the file, or of an offer as a whole, the bytes are the content.

    Args:
        paths: Of ``value``.
        value: The answer.
        place: The place in it.
        sha256: Digest of the bytes that the answer was read from.
    """
    content: object = sha256
    if is_of_value(place):
        around = keys_of(place.pointer)[:_ROW_DEPTH]
        content = value_at(value, "".join(f"/{key}" for key in around))
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return f"{place_key(paths, place)} #{hashlib.sha256(said.encode()).hexdigest()}"

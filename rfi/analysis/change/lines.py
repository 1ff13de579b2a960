"""Cost lines of an offer between two rounds: those of the last one, with some causes come already.

Lines meet where scenario, businesses and item are the same. A cell that only one of the two prices
is a change of scope. Where both price it by as many lines, of the same kind, the fields of a line
change each with its own cause; otherwise the lines of the cell change whole, as its price.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rfi.analysis.change.causes import (
    KIND_FIELDS,
    LINE_FIELDS,
    SAID_IN,
    Cause,
    has_come,
    owner_of,
)

Line = Mapping[str, Any]
LineCell = tuple[str, tuple[str, ...], str]
_PRICED = frozenset({"priced", "priced_from", "free"})


def line_cell(line: Line) -> LineCell:
    """Return the scenario, the businesses and the item of a line."""
    return line["scenario_id"], tuple(sorted(line["businesses"])), line["item"]


def by_cell(lines: Iterable[Line]) -> dict[LineCell, list[Line]]:
    """Return lines by their cells, each in the order in which it stands."""
    found: dict[LineCell, list[Line]] = {}
    for line in lines:
        found.setdefault(line_cell(line), []).append(line)
    return found


def _is_priced(lines: Sequence[Line]) -> bool:
    return any(
        line.get("state", "priced") in _PRICED and line.get("state") != "unanswered"
        for line in lines
    )


def _amounts(line: Line) -> tuple[object, ...]:
    return tuple(line.get(name) for name in ("amount", "amount_low", "amount_high", "tiers"))


def _is_alike(before: Line, after: Line) -> bool:
    """Tell whether two lines are priced in the same way."""
    return all(before.get(name) == after.get(name) for name in KIND_FIELDS)


def _owner(name: str, before: Line, after: Line) -> Cause:
    """Return the cause of a field, for a line that was there in both rounds."""
    owner = owner_of(name, LINE_FIELDS)
    said_in = SAID_IN.get(owner)
    if said_in and before.get(said_in) != after.get(said_in):
        # 100,000 dollars in place of 14,000,000 yen is one price, not a fall and a rise.
        return owner if _amounts(before) == _amounts(after) else "price"
    return owner


def _mixed_line(before: Line, after: Line, through: Cause) -> Line:
    made = {}
    for name in dict.fromkeys((*before, *after)):
        given = after if has_come(_owner(name, before, after), through) else before
        if name in given:
            made[name] = given[name]
    return made


def mixed_lines(before: Sequence[Line], after: Sequence[Line], through: Cause) -> list[Line]:
    """Return the lines of an offer when the causes up to one have come; through scope at least.

    Args:
        before: Lines of the last round.
        after: Lines of this round.
        through: The last cause that has come.
    """
    was = by_cell(before)
    made: list[Line] = []
    for cell, new in by_cell(after).items():
        old = was.get(cell, [])
        if not old or _is_priced(old) != _is_priced(new):
            made += new
        elif len(old) == len(new) and all(map(_is_alike, old, new)):
            made += [_mixed_line(one, other, through) for one, other in zip(old, new, strict=True)]
        else:
            made += new if has_come("price", through) else old
    return made

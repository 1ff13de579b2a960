"""Offers as dots on one line: from the least to the most, around the middle one."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from rfi.views.look.band.axis import Axis
from rfi.views.look.band.picture import tag

# How near two letters may stand to each other on one lane, per cent of the picture.
_APART = 4.2
_LANES = ("rfi-above", "rfi-under")


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure: the letter of whose it is, its value on the axis in yen, and if it is open."""

    letter: str
    value: float
    is_open: bool


def dot_line(axis: Axis, dots: Sequence[Dot]) -> str:
    """Return the line with its dots and letters; what lies outside is told at the edge.

    The line runs over the exact figures alone; a lower bound is a dashed circle.
    """
    exact = [dot.value for dot in dots if not dot.is_open]
    parts = [axis.grid]
    if exact:
        start, end = axis.at(min(exact)), axis.at(max(exact))
        style = f"left:{start}%;width:{round(end - start, 2)}%"
        parts.append(tag("span", "", "rfi-reach", style))
    ends = dict.fromkeys(_LANES, float("-inf"))
    outside: tuple[list[str], list[str]] = ([], [])
    for dot in sorted(dots, key=lambda one: one.value):
        letter = escape(dot.letter)
        if not axis.start <= dot.value <= axis.end:
            outside[dot.value > axis.end].append(letter)
            continue
        place = axis.at(dot.value)
        look = "rfi-dot rfi-dot-open" if dot.is_open else f"rfi-dot rfi-fill-{letter}"
        parts.append(tag("span", "", look, f"left:{place}%"))
        lane = min(_LANES, key=lambda one: max(ends[one] + _APART, place))
        # Where both lanes are taken the letter stands right of the one before.
        shown = round(max(ends[lane] + _APART, place), 2)
        ends[lane] = shown
        parts.append(tag("span", letter, f"rfi-dot-letter {lane}", f"left:{shown}%"))
    below, above = ("".join(letters) for letters in outside)
    if below:
        parts.append(tag("span", f"◀{below}", "rfi-edge rfi-edge-left"))
    if above:
        parts.append(tag("span", f"{above}▶", "rfi-edge"))
    return "".join(parts)

"""Lines of one offer that may count one effect twice, and what two sides of them gain."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rfi.compare.benefit.lines import LineFigure
from rfi.normalize.benefit.ledgers import MEASURES

COMMON = "COM"
KINDS = (
    "same_procedure",
    "capacity_twice",
    "overtime_pay",
    "common_beside_business",
    "visits_twice",
    "printing_twice",
    "same_cost_twice",
    "setup_twice",
)
_YEN = {"residents": "resident_jpy", "staff_capacity": "staff_jpy", "city_budget": ""}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Lines of one offer that may count one effect twice.

    Attributes:
        kind: Code of ``KINDS``.
        where: Business or procedure it lies in; ``COM`` where it crosses businesses.
        measure: What is counted twice, a code of ``MEASURES``.
        lines: Benefit ids, those of the first side and those of the other.
        at_stake: Amount over the window that would fall away if the effect is one and the same,
            as claimed: the smaller side, or all but the largest line; None where one side is not
            counted in this measure.
        at_stake_jpy: The same in yen; None where it has none.
    """

    kind: str
    where: str
    measure: str
    lines: tuple[tuple[str, ...], tuple[str, ...]]
    at_stake: float | None
    at_stake_jpy: float | None


Side = tuple[LineFigure, ...]


def gain(lines: Iterable[LineFigure], measure: str) -> float:
    """Return what the lines gain over the window in a measure."""
    return math.fsum(line.measures[measure].total.gain for line in lines)


def yen_measure(measure: str) -> str:
    """Return the measure in yen that a measure is valued in; itself where there is none."""
    return _YEN[MEASURES[measure]] or measure


def with_gain(lines: Iterable[LineFigure], measure: str) -> Side:
    """Return the lines that gain anything in a measure."""
    return tuple(line for line in lines if line.measures[measure].total.gain > 0)


def ids_of(lines: Side) -> tuple[str, ...]:
    """Return the benefit ids of a side."""
    return tuple(line.benefit_id for line in lines)

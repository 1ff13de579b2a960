"""What a group pays of one row of 換算: ρ(n) times what the members would pay alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.sizes.group import GroupOffer
from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas.conversion.sized import DASH
from rfi.export.book.formulas.grid import Cell, Formula
from rfi.scenario.size_curve import power_between

# Below this a part is none, above 1 less this it is all.
_NOTHING = 1e-12
# Factors that differ by less, relative to the ratio, are the ratio.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class GroupTexts:
    """The cells that a row's formula of the group reads.

    Attributes:
        sums: Scenario → sum of the rows of one cell and phase there.
        amounts: The same, what it comes to.
        count: Number of cities.
    """

    sums: dict[int, str]
    amounts: dict[int, float]
    count: int


def ratio_cell(basis: CostBasis, quoted: GroupOffer, texts: GroupTexts) -> Cell:
    """Return ρ(n) of one cell and phase."""
    cities = basis.points.cities
    single = texts.amounts[quoted.single]
    base = texts.sums[quoted.single]

    def end(scenario: int) -> tuple[str, float]:
        if scenario == quoted.single:
            return "1", 1.0 if single > 0 else 0.0
        count = int(cities[scenario])
        value = texts.amounts[scenario] / (count * single) if single > 0 else 0.0
        return f"{texts.sums[scenario]}/({count}*{base})", value

    (first, low), (second, high) = end(quoted.lower), end(quoted.upper)
    if quoted.lower == quoted.upper:
        return Formula(f"IF({base}>0,{first},0)", low)
    sizes = [float(cities[one]) for one in (quoted.lower, quoted.upper)]
    wanted = float(min(texts.count, max(int(cities[quoted.upper]), 1)))
    given = (np.array([each]) for each in (wanted, *sizes, low, high))
    value = float(power_between(*given)[0])
    power = float(np.log(wanted / sizes[0]) / np.log(sizes[1] / sizes[0]))
    line = (wanted - sizes[0]) / (sizes[1] - sizes[0])
    curve = f"({first})*(({second})/({first}))^{power:.15g}"
    straight = f"MAX(0,({first})+(({second})-({first}))*{line:.15g})"
    text = f"IF({base}>0,IF(MIN({first},{second})>0,{curve},{straight}),0)"
    return Formula(text, value)


def individual_cell(part: float, own: str, whole: str) -> Cell:
    """Return the part that each city bears for itself: 0, 1, or a ratio of two sums."""
    if part < _NOTHING:
        return None
    if part > 1 - _NOTHING or not own:
        return 1.0 if part > 1 - _NOTHING else part
    return Formula(f"IF({whole}<>0,{own}/{whole},0)", part)


def _are_all(factors: Sequence[float], ratio: float) -> bool:
    return all(abs(factor - ratio) <= _SAME * abs(ratio) for factor in factors)


def group_cell(
    ratio: Cell, factors: Sequence[float], members: Sequence[str], place: str, value: float
) -> Cell:
    """Return what the group pays.

    Args:
        ratio: ρ of the row; a dash where there is no estimate.
        factors: What each member's price alone is multiplied by, as the tool has it.
        members: Cells of what each member pays alone.
        place: Cell of ρ.
        value: What it comes to.
    """
    if ratio == DASH:
        return 0.0
    if isinstance(ratio, Formula) and _are_all(factors, float(ratio.value)):
        return Formula(f"{place}*SUM({members[0]}:{members[-1]})", value)
    # Tiers and minimum charges go through the schedule once, with what all have together.
    parts = "+".join(
        f"N({cell})*{factor:.15g}" for cell, factor in zip(members, factors, strict=True)
    )
    return Formula(parts, value)

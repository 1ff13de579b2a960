"""規模: how each city lies between the sizes that an offer quotes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas.grid import Cell, Formula, Grid, at, beside
from rfi.export.book.formulas.names import Names
from rfi.scenario.city.city import City

_SAID = ("offer", "city", "people", "lower", "upper", "near", "power", "line", "outside")
_PEOPLE, _LOWER, _UPPER, _POWER, _LINE = 2, 3, 4, 6, 7


@dataclass(frozen=True, slots=True)
class Between:
    """Where a city lies for an offer.

    Attributes:
        lower, upper, near: Quoted scenarios.
        power, line: Cells with the exponent t of the curve and the part of a straight line.
    """

    lower: int
    upper: int
    near: int
    power: str
    line: str

    @property
    def other(self) -> int:
        """The end that is not the nearer one; the same at a quoted size."""
        return self.lower + self.upper - self.near


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sheet, and (offer, member) → where it lies."""

    grid: Grid
    between: Mapping[tuple[int, int], Between]


def sizes_of(
    basis: CostBasis,
    estimate: Estimate,
    members: Sequence[City],
    letters: Sequence[str],
    names: Names,
) -> Sizes:
    """Return how the members lie between the quoted sizes of every offer."""
    headings = tuple(names.word(f"sizes.{name}") for name in _SAID)
    grid = Grid("sizes", names.word("sizes.title"), headings, (6, 16, *([12] * 6), 10))
    grid.shapes = {_POWER: "0.000000", _LINE: "0.000000"}
    people = basis.points.population
    between = {}
    for offer, letter in enumerate(letters):
        for member, city in enumerate(members):
            lower, upper = (int(end) for end in estimate.ends[member, offer])
            near = int(estimate.near[member, offer])
            if min(lower, upper, near) < 0:
                continue
            index, size = len(grid.rows), float(city.population)
            low, high = float(people[lower]), float(people[upper])
            is_one = lower == upper
            power = 0.0 if is_one else math.log(size / low) / math.log(high / low)
            part = 0.0 if is_one else (size - low) / (high - low)
            own, first, second = (beside(at_, index) for at_ in (_PEOPLE, _LOWER, _UPPER))
            texts = (
                f"IF({first}={second},0,LN({own}/{first})/LN({second}/{first}))",
                f"IF({first}={second},0,({own}-{first})/({second}-{first}))",
            )
            outside = names.word("sizes.yes") if estimate.is_outside[member, offer] else None
            row: list[Cell] = [letter, city.name, size, low, high, float(people[near])]
            grid.rows.append([*row, Formula(texts[0], power), Formula(texts[1], part), outside])
            cells = (names.sheet("sizes", at(column, index)) for column in (_POWER, _LINE))
            between[offer, member] = Between(lower, upper, near, *cells)
    return Sizes(grid, between)

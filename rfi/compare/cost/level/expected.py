"""Amounts that somebody gave for holes (見込額, method §2)."""

import math
from collections.abc import Iterable, Sequence

from rfi.compare.cost.levelling import FILLABLE, LevelledCell
from rfi.compare.round.coverage import Coverage
from rfi.scenario.chosen import ExpectedAmount
from rfi.scenario.letters import letter_at
from rfi.scenario.questionnaire import CostCell

Levels = tuple[LevelledCell, ...]


def _with_expected(
    levels: Sequence[LevelledCell],
    coverage: Coverage,
    expected: Iterable[tuple[CostCell, float]],
) -> tuple[LevelledCell, ...]:
    """Return the holes of an offer with the amounts that somebody gave for some of them.

    An amount for a cell that is no fillable hole (any more) is not used.

    Args:
        levels: What levelling puts into its holes.
        coverage: State of its cells.
        expected: Cell and yen.
    """
    found = {one.cell: one for one in levels}
    for cell, amount in expected:
        hole = coverage.states.get(cell, "")
        if hole in FILLABLE:
            nothing = math.nan
            found[cell] = LevelledCell(
                cell, hole, 0, 0, nothing, nothing, nothing, amount, is_expected=True
            )
    return tuple(found[cell] for cell in sorted(found))


def with_expected(
    levels: Sequence[Levels],
    coverages: Sequence[Coverage],
    places: Sequence[int],
    expected: Sequence[ExpectedAmount],
) -> tuple[Levels, ...]:
    """Return the holes of every offer with the amounts given for some of them.

    Args:
        levels: What levelling puts into the holes, by offer.
        coverages: State of every cell, by offer.
        places: Index of the letter of each offer.
        expected: Amounts for holes of any offer.
    """
    return tuple(
        _with_expected(
            cells,
            coverage,
            [
                ((one.business, one.item), one.amount_jpy)
                for one in expected
                if one.letter == letter_at(place)
            ],
        )
        for cells, coverage, place in zip(levels, coverages, places, strict=True)
    )

"""What an offer answers, and which of its holes stay, whatever its prices."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rfi.compare.round.constants import MOST_ANSWERED
from rfi.compare.round.coverage import FIGURE_NOT_READ, Coverage
from rfi.scenario.questionnaire import CostCell

# States of a cell that hold an amount, free being an amount of nothing.
_WITH_AMOUNT = frozenset(("priced", "priced_from", "free", "term_short"))


@dataclass(frozen=True, slots=True, eq=False)
class AnsweredCells:
    """What one offer answers for some asked cells.

    Attributes:
        states: Of the cells.
        holes: Kind of hole → how many of the cells are one, in the order of the kinds.
        filled: How many of them levelling filled.
        has_amount: Whether any holds an amount, free being an amount of nothing.
        is_open: Whether a sum of them is open: a hole, or a figure that was not read.
    """

    states: frozenset[str]
    holes: Mapping[str, int]
    filled: int
    has_amount: bool
    is_open: bool


@dataclass(frozen=True, eq=False)
class Answered:
    """A coverage, and the holes that levelling filled.

    Attributes:
        coverage: What was answered of what was asked.
        filled: Business and item of the holes that are filled.
    """

    coverage: Coverage
    filled: frozenset[CostCell]

    @cached_property
    def open_holes(self) -> Mapping[str, tuple[CostCell, ...]]:
        """Kind of hole → cells that stay open.

        A kind without cells (renewal) is a hole of the offer as a whole and stays.
        """
        holes = self.coverage.holes
        left = {
            kind: tuple(cell for cell in cells if cell not in self.filled)
            for kind, cells in holes.items()
        }
        return {kind: cells for kind, cells in left.items() if cells or not holes[kind]}

    @cached_property
    def holes_by_item(self) -> Mapping[str, Mapping[str, int]]:
        """Cost item → kind of hole → how many of its cells stay open; without any, left out."""
        found: dict[str, dict[str, int]] = {}
        for kind, cells in self.open_holes.items():
            for _, item in cells:
                counts = found.setdefault(item, dict(self.unread))
                counts[kind] = counts.get(kind, 0) + 1
        return found

    @property
    def unread(self) -> Mapping[str, int]:
        """The hole that a figure which was not read makes of every item, in no cell of its own."""
        return {FIGURE_NOT_READ: 0} if FIGURE_NOT_READ in self.open_holes else {}

    @cached_property
    def _hole_kinds(self) -> Mapping[CostCell, tuple[str, ...]]:
        """Cell → the kinds of hole that it is, in the order of the kinds."""
        found: dict[CostCell, tuple[str, ...]] = {}
        for kind, cells in self.open_holes.items():
            found.update({cell: (*found.get(cell, ()), kind) for cell in cells})
        return found

    @cached_property
    def _of_cells(self) -> dict[tuple[CostCell, ...], AnsweredCells]:
        return {}

    def of(self, cells: Collection[CostCell]) -> AnsweredCells:
        """Return what is answered for some asked cells; kept, since tables ask for the same."""
        asked = tuple(cells)
        if asked not in self._of_cells:
            self._of_cells[asked] = self._found(asked)
        return self._of_cells[asked]

    def _found(self, asked: tuple[CostCell, ...]) -> AnsweredCells:
        given, counts = self.coverage.states, dict.fromkeys(self.open_holes, 0)
        for cell in dict.fromkeys(asked):
            for kind in self._hole_kinds.get(cell, ()):
                counts[kind] += 1
        holes = {kind: count for kind, count in counts.items() if count}
        states = frozenset(given[cell] for cell in asked if cell in given)
        return AnsweredCells(
            states=states,
            holes=holes,
            filled=len(self.filled.intersection(asked)),
            has_amount=not states.isdisjoint(_WITH_AMOUNT),
            is_open=bool(holes) or FIGURE_NOT_READ in self.open_holes,
        )


@lru_cache(maxsize=MOST_ANSWERED)
def answered_of(coverage: Coverage, filled: frozenset[CostCell]) -> Answered:
    """Return what is answered of a coverage of which some holes are filled; the same one again."""
    return Answered(coverage, filled)

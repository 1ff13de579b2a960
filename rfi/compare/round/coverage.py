"""What was answered of what was asked, and which holes make a total a lower bound."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.round.scope import Scope
from rfi.normalize.constants import RENEWAL_HORIZON_MONTHS
from rfi.normalize.cost.cell_states import ABSENT, CellStates
from rfi.normalize.cost.lines import Axes
from rfi.normalize.cost.states import (
    FREE,
    INCLUDED,
    PRICED,
    STATES,
)
from rfi.scenario.questionnaire import CostCell, Questionnaire

# What else makes a cell a hole, beside its own state.
TERM_SHORT = "term_short"
INCLUDED_UNRESOLVED = "included_unresolved"
RENEWAL_UNANSWERED = "renewal_unanswered"
DISCOUNT_REFUSED = "discount_refused"
_PRICED_STATES = {"priced", "priced_from", "free", TERM_SHORT}
SIZE_GAP = "size_gap"
GROUP_GAP = "group_gap"
# A hole of the offer as a whole: a figure of its file that is in no total.
FIGURE_NOT_READ = "figure_not_read"
HOLES = (
    "separate",
    "out_of_scope",
    "unanswered",
    "priced_from",
    INCLUDED_UNRESOLVED,
    TERM_SHORT,
    RENEWAL_UNANSWERED,
    DISCOUNT_REFUSED,
    SIZE_GAP,
    GROUP_GAP,
    FIGURE_NOT_READ,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of one offer in one scenario and scope.

    Attributes:
        asked: Number of cells asked in scope.
        counts: State → number of asked cells.
        holes: Kind of hole → cells (business, item); empty kinds are left out.
        states: Asked cell → its state, with ``included_unresolved`` and ``term_short`` as they are.
        priced_items: Items of which any asked cell is priced or free.
    """

    asked: int
    counts: Mapping[str, int]
    holes: Mapping[str, tuple[CostCell, ...]]
    states: Mapping[CostCell, str]
    priced_items: frozenset[str]

    def __hash__(self) -> int:
        """Return what equal coverages share; mappings have no hash of their own."""
        return hash((self.asked, self.priced_items))

    @property
    def answered(self) -> int:
        """Number of asked cells with any answer."""
        return self.asked - self.counts["unanswered"]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing: the total is exact."""
        return not self.holes

    @property
    def lacks_discount(self) -> bool:
        """Whether a discount could not be counted, so that a total of it is no bound (※)."""
        return DISCOUNT_REFUSED in self.holes

    @property
    def is_out_of_range(self) -> bool:
        """Whether the offer leaves out part of the scope (範囲不足)."""
        return bool(self.holes.get("out_of_scope"))


def priced_items_of(states: Mapping[CostCell, str]) -> frozenset[str]:
    """Return the items of which any cell is priced or free."""
    return frozenset(item for (_, item), state in states.items() if state in _PRICED_STATES)


def _resolve(
    state: npt.NDArray[np.int64], container: npt.NDArray[np.int64], shown: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return the flat cells that are included in nothing that is priced and in scope."""
    broken = np.zeros(len(state), dtype=np.bool_)
    for cell in np.flatnonzero(state == INCLUDED):
        here, seen = int(cell), set[int]()
        while state[here] == INCLUDED and here not in seen and container[here] != ABSENT:
            seen.add(here)
            here = int(container[here])
        good = state[here] in {PRICED, FREE} and shown[here]
        broken[cell] = not good
    return broken


@dataclass(frozen=True, slots=True)
class AskedCells:
    """What a scenario asks of every offer, within a scope.

    Attributes:
        scenario: Index of the scenario.
        cells: Flat index (single business × item) → cell, of what is asked and in scope.
        shown: Flat cell: whether it is in scope.
    """

    scenario: int
    cells: Mapping[int, CostCell]
    shown: npt.NDArray[np.bool_]


def asked_cells(
    cells: CellStates, axes: Axes, questionnaire: Questionnaire, scenario: int, scope: Scope
) -> AskedCells:
    """Return what one scenario asks; a cell taken out of scope is no hole for any offer."""
    singles = axes.businesses[: cells.state.shape[2]]
    every = [(business, item) for business in singles for item in axes.items]
    shown = [scope.holds(cell) for cell in every]
    asked = questionnaire.asked[axes.scenarios[scenario]]
    wanted = {index: cell for index, cell in enumerate(every) if shown[index] and cell in asked}
    return AskedCells(scenario, wanted, np.array(shown, dtype=np.bool_))


def coverage_of(
    cells: CellStates, asked: AskedCells, offer: int, horizon_months: float, *, is_extended: bool
) -> Coverage:
    """Return what one offer answered of what was asked.

    Args:
        cells: From ``cell_states``.
        asked: What counts.
        offer: Index of the offer.
        horizon_months: Months of the window without a price are unanswered …
        is_extended: … unless they follow the last price and it is let run on (``term_extension``).
    """
    scenario = asked.scenario
    state = cells.state[offer, scenario].reshape(-1)
    gap = (cells.inner_gap if is_extended else cells.gap)[offer, scenario].reshape(-1)
    container = cells.container[offer, scenario].reshape(-1)
    given, is_broken = state.tolist(), _resolve(state, container, asked.shown).tolist()
    is_short = ((gap >= 0) & (gap < horizon_months)).tolist()
    counts = dict.fromkeys(STATES, 0)
    holes: dict[str, list[CostCell]] = {}
    states: dict[CostCell, str] = {}
    for index, cell in asked.cells.items():
        name = "unanswered" if given[index] == ABSENT else STATES[given[index]]
        counts[name] += 1
        hole = (
            INCLUDED_UNRESOLVED
            if is_broken[index]
            else name
            if name in HOLES
            else TERM_SHORT
            if is_short[index]
            else ""
        )
        states[cell] = hole or name
        if hole:
            holes.setdefault(hole, []).append(cell)
    if horizon_months >= RENEWAL_HORIZON_MONTHS and not cells.has_renewal[offer, scenario]:
        holes[RENEWAL_UNANSWERED] = []
    if (offer, scenario) in cells.refused_discounts:
        holes[DISCOUNT_REFUSED] = []
    return Coverage(
        asked=len(states),
        counts=counts,
        holes={kind: tuple(holes[kind]) for kind in HOLES if kind in holes},
        states=states,
        priced_items=priced_items_of(states),
    )

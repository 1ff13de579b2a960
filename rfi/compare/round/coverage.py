"""What was answered of what was asked, and which holes make a total a lower bound."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.compare.round.scope import Scope
from rfi.normalize.constants import RENEWAL_HORIZON_MONTHS
from rfi.normalize.cost.lines import Axes, Lines
from rfi.normalize.cost.states import (
    FREE,
    INCLUDED,
    OUT_OF_SCOPE,
    PRICED,
    PRICED_FROM,
    SEPARATE,
    STATES,
    UNANSWERED,
)
from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.tidy.tables import Tables

# Of several lines in one cell the weakest decides: a price beside 別途見積 is not the whole price.
_WEAKEST_LAST = (FREE, PRICED, INCLUDED, PRICED_FROM, OUT_OF_SCOPE, SEPARATE, UNANSWERED)
_RANK = np.array([_WEAKEST_LAST.index(state) for state in range(len(STATES))])
_STATE_OF_RANK = np.array(_WEAKEST_LAST)
_ABSENT = -1

# What else makes a cell a hole, beside its own state.
TERM_SHORT = "term_short"
INCLUDED_UNRESOLVED = "included_unresolved"
RENEWAL_UNANSWERED = "renewal_unanswered"
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
    SIZE_GAP,
    GROUP_GAP,
    FIGURE_NOT_READ,
)


@dataclass(frozen=True, slots=True)
class CellStates:
    """State of every cell, over offer × scenario × business × item (bundles taken apart).

    Attributes:
        state: Index into ``STATES``, −1 where there is no line.
        months: Months from go-live to the end of the quoted recurring prices; −1 for none.
        container: Flat business × item index of the containing cell; −1 for none.
        has_renewal: Whether an offer prices renewal, over offer × scenario.
    """

    state: npt.NDArray[np.int64]
    months: npt.NDArray[np.int64]
    container: npt.NDArray[np.int64]
    has_renewal: npt.NDArray[np.bool_]


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

    @property
    def answered(self) -> int:
        """Number of asked cells with any answer."""
        return self.asked - self.counts["unanswered"]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing: the total is exact."""
        return not self.holes

    @property
    def is_out_of_range(self) -> bool:
        """Whether the offer leaves out part of the scope (範囲不足)."""
        return bool(self.holes.get("out_of_scope"))


def priced_items_of(states: Mapping[CostCell, str]) -> frozenset[str]:
    """Return the items of which any cell is priced or free."""
    return frozenset(item for (_, item), state in states.items() if state in _PRICED_STATES)


def _indexes(values: pd.Series, axis: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Return the index of each category on an axis; −1 for none."""
    index_of = {name: index for index, name in enumerate(axis)}
    known = [index_of.get(name, _ABSENT) for name in values.cat.categories]
    # A missing value has the code −1 and so takes the last entry.
    return np.array([*known, _ABSENT], dtype=np.int64)[values.cat.codes.to_numpy()]


def cell_states(
    tables: Tables, questionnaire: Questionnaire, axes: Axes, lines: Lines
) -> CellStates:
    """Return the state of every cell from the lines; a bundle answers each of its businesses."""
    runs_on = np.array([item in questionnaire.whole_term_items for item in axes.items])
    singles = [index for index, name in enumerate(axes.businesses) if len(axes.members(index)) == 1]
    shape = (len(axes.offers), len(axes.scenarios), len(singles), len(axes.items))
    index_of = {axes.businesses[index]: index for index in singles}
    members = [
        sorted(index_of[name] for name in axes.members(i)) for i in range(len(axes.businesses))
    ]
    sizes = np.array([len(found) for found in members], dtype=np.int64)[lines.business]
    line = np.repeat(np.arange(len(lines.business)), sizes)
    lookup = np.array(
        [m + [0] * (max(map(len, members)) - len(m)) for m in members], dtype=np.int64
    )
    turn = np.arange(len(line)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    business = lookup[lines.business[line], turn]
    where = (lines.offer[line], lines.scenario[line], business, lines.item[line])
    is_renewal = lines.columns["is_renewal"][line] == 1

    rank = np.full(shape, _ABSENT, dtype=np.int64)
    ordinary = ~is_renewal
    np.maximum.at(rank, tuple(axis[ordinary] for axis in where), _RANK[lines.state[line][ordinary]])
    months = np.full(shape, _ABSENT, dtype=np.int64)
    spans = lines.spans
    runs = (lines.is_priced & ~spans.is_once & runs_on[lines.item])[line] & ordinary
    covered = (spans.quoted_end - spans.go_live)[line]
    np.maximum.at(months, tuple(axis[runs] for axis in where), covered[runs])

    container = np.full(shape, _ABSENT, dtype=np.int64)
    frame = tables["cost_lines"]
    rows = lines.table_row[line]
    home = _indexes(frame["included_in_business"], axes.businesses)[rows]
    item = _indexes(frame["included_in_item"], axes.items)[rows]
    named = (home != _ABSENT) & (home < len(singles)) & (item != _ABSENT)
    container[tuple(axis[named] for axis in where)] = home[named] * len(axes.items) + item[named]

    has_renewal = np.zeros(shape[:2], dtype=np.bool_)
    answered = is_renewal & np.isin(lines.state[line], (PRICED, FREE, INCLUDED))
    has_renewal[lines.offer[line][answered], lines.scenario[line][answered]] = True
    state = np.where(rank == _ABSENT, _ABSENT, _STATE_OF_RANK[rank])
    return CellStates(state, months, container, has_renewal)


def _resolve(
    state: npt.NDArray[np.int64], container: npt.NDArray[np.int64], shown: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return the flat cells that are included in nothing that is priced and in scope."""
    broken = np.zeros(len(state), dtype=np.bool_)
    for cell in np.flatnonzero(state == INCLUDED):
        here, seen = int(cell), set[int]()
        while state[here] == INCLUDED and here not in seen and container[here] != _ABSENT:
            seen.add(here)
            here = int(container[here])
        good = state[here] in {PRICED, FREE} and shown[here]
        broken[cell] = not good
    return broken


def coverage_of(
    cells: CellStates,
    axes: Axes,
    questionnaire: Questionnaire,
    *,
    offer: int,
    scenario: int,
    scope: Scope,
    horizon_months: float,
    is_extended: bool,
) -> Coverage:
    """Return what one offer answered of what was asked.

    Args:
        cells: From ``cell_states``.
        axes: Names of the axes.
        questionnaire: What was asked.
        offer: Index of the offer.
        scenario: Index of the scenario.
        scope: Cells that count; a cell taken out of scope is no hole for any offer.
        horizon_months: Months beyond the quoted term are unanswered …
        is_extended: … unless the last price is let run on (assumption ``term_extension``).
    """
    asked_cells = questionnaire.asked[axes.scenarios[scenario]]
    state = cells.state[offer, scenario]
    months = cells.months[offer, scenario]
    count, items = state.shape
    shown = np.array(
        [scope.holds((axes.businesses[b], item)) for b in range(count) for item in axes.items]
    )
    broken = _resolve(
        state.reshape(-1), cells.container[offer, scenario].reshape(-1), shown
    ).reshape(count, items)
    counts = dict.fromkeys(STATES, 0)
    holes: dict[str, list[CostCell]] = {}
    states: dict[CostCell, str] = {}
    for b in range(count):
        for i, item in enumerate(axes.items):
            cell = (axes.businesses[b], item)
            if cell not in asked_cells or not scope.holds(cell):
                continue
            index = int(state[b, i])
            name = "unanswered" if index == _ABSENT else STATES[index]
            counts[name] += 1
            is_short = 0 <= int(months[b, i]) < horizon_months and not is_extended
            hole = (
                INCLUDED_UNRESOLVED
                if broken[b, i]
                else name
                if name in HOLES
                else TERM_SHORT
                if is_short
                else ""
            )
            states[cell] = hole or name
            if hole:
                holes.setdefault(hole, []).append(cell)
    if horizon_months >= RENEWAL_HORIZON_MONTHS and not cells.has_renewal[offer, scenario]:
        holes[RENEWAL_UNANSWERED] = []
    return Coverage(
        asked=len(states),
        counts=counts,
        holes={kind: tuple(holes[kind]) for kind in HOLES if kind in holes},
        states=states,
        priced_items=priced_items_of(states),
    )

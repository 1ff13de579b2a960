"""The state of every cell of every offer, whatever the scope and the window."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.cost.model import CostModel
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
from rfi.normalize.cost.term import missing_months
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import Tables

# Of several lines in one cell the weakest decides: a price beside 別途見積 is not the whole price.
_WEAKEST_LAST = (FREE, PRICED, INCLUDED, PRICED_FROM, OUT_OF_SCOPE, SEPARATE, UNANSWERED)
_RANK = np.array([_WEAKEST_LAST.index(state) for state in range(len(STATES))])
_STATE_OF_RANK = np.array(_WEAKEST_LAST)
# No line stands in the cell.
ABSENT = -1


@dataclass(frozen=True, slots=True)
class CellStates:
    """State of every cell, over offer × scenario × business × item (bundles taken apart).

    Attributes:
        state: Index into ``STATES``, −1 where there is no line.
        gap: First month from go-live on without a recurring price; −1 for none.
        inner_gap: The same where the last price is let run on: the first month between prices.
        container: Flat business × item index of the containing cell; −1 for none.
        has_renewal: Whether an offer prices renewal, over offer × scenario.
        refused_discounts: (offer, scenario) with a discount larger than what it reduces.
    """

    state: npt.NDArray[np.int64]
    gap: npt.NDArray[np.int64]
    inner_gap: npt.NDArray[np.int64]
    container: npt.NDArray[np.int64]
    has_renewal: npt.NDArray[np.bool_]
    refused_discounts: frozenset[tuple[int, int]]


def _indexes(values: pd.Series, axis: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Return the index of each category on an axis; −1 for none."""
    index_of = {name: index for index, name in enumerate(axis)}
    known = [index_of.get(name, ABSENT) for name in values.cat.categories]
    # A missing value has the code −1 and so takes the last entry.
    return np.array([*known, ABSENT], dtype=np.int64)[values.cat.codes.to_numpy()]


def cell_states(tables: Tables, questionnaire: Questionnaire, model: CostModel) -> CellStates:
    """Return the state of every cell from the lines; a bundle answers each of its businesses."""
    axes, lines = model.axes, model.lines
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

    rank = np.full(shape, ABSENT, dtype=np.int64)
    ordinary = ~is_renewal
    np.maximum.at(rank, tuple(axis[ordinary] for axis in where), _RANK[lines.state[line][ordinary]])
    spans = lines.spans
    runs = (lines.is_priced & ~spans.is_once & runs_on[lines.item])[line] & ordinary
    found = line[runs]
    missing = missing_months(
        np.ravel_multi_index(where, shape)[runs],
        (spans.start - spans.go_live)[found],
        (spans.quoted_end - spans.go_live)[found],
    )
    gaps = [missing.first_of_cells(rank.size, is_extended=each) for each in (False, True)]
    gap, inner_gap = (first.reshape(shape) for first in gaps)

    container = np.full(shape, ABSENT, dtype=np.int64)
    frame = tables["cost_lines"]
    rows = lines.table_row[line]
    home = _indexes(frame["included_in_business"], axes.businesses)[rows]
    item = _indexes(frame["included_in_item"], axes.items)[rows]
    named = (home != ABSENT) & (home < len(singles)) & (item != ABSENT)
    container[tuple(axis[named] for axis in where)] = home[named] * len(axes.items) + item[named]

    has_renewal = np.zeros(shape[:2], dtype=np.bool_)
    answered = is_renewal & np.isin(lines.state[line], (PRICED, FREE, INCLUDED))
    has_renewal[lines.offer[line][answered], lines.scenario[line][answered]] = True
    state = np.where(rank == ABSENT, ABSENT, _STATE_OF_RANK[rank])
    return CellStates(state, gap, inner_gap, container, has_renewal, model.refused_discounts)

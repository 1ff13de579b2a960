"""How the figure of each offer is known in each row of a cost table: item, business, phase, total.

A row is a group of asked cells. Its figure is exact only if every cell is priced (or free) and
nothing of it stands in another row's price, nor another row's in it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.coverage import RENEWAL_UNANSWERED
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.lines import PHASES, RECURRING_PHASE
from rfi.normalize.cost.states import FREE, INCLUDED, PRICED, PRICED_FROM
from rfi.normalize.step import FloatArray
from rfi.schema.codelists import load_codelist

FigureState = Literal["exact", "open", "joined", "free", "unpriced", "not_asked"]


@dataclass(frozen=True, slots=True)
class RowFigures:
    """Offers × rows.

    Attributes:
        keys: Names of the rows.
        states: ``FigureState`` of each: ``exact``; ``open``, a sum beside holes (≧) or an
            interval; ``joined``, in whole or in part one price with another row's; ``free``;
            ``unpriced``, nothing but holes; ``not_asked``.
        amounts: Yen of what is priced; NaN where nothing is.
    """

    keys: tuple[str, ...]
    states: npt.NDArray[np.object_]
    amounts: FloatArray


@dataclass(frozen=True, slots=True)
class CostRows:
    """The rows of every cost table."""

    items: RowFigures
    businesses: RowFigures
    phases: RowFigures
    total: RowFigures


@dataclass(frozen=True, slots=True)
class _Cells:
    """Asked cells laid flat (business × item), over offers; bundles taken apart.

    Attributes:
        asked: Which cells count.
        has_amount, is_priced, is_included, is_hole: Of each offer's cell.
        home: Flat cell that holds an included one, itself for any other.
    """

    asked: Flags
    has_amount: Flags
    is_priced: Flags
    is_included: Flags
    is_hole: Flags
    home: npt.NDArray[np.int64]


def _homes(is_included: Flags, container: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return for each flat cell the one that its price stands in, over chains of inclusion."""
    itself = np.broadcast_to(np.arange(container.shape[1]), container.shape)
    home = np.where(is_included & (container >= 0), container, itself)
    for _ in range(max(container.shape[1], 1).bit_length()):
        home = np.take_along_axis(home, home, axis=1)
    return home


def _cells_of(comparison: Comparison, basis: CostBasis) -> _Cells:
    axes, conditions = basis.model.axes, comparison.conditions
    scenario = axes.scenarios.index(conditions.scenario_id)
    state = basis.cells.state[:, scenario]
    offers, singles, items = state.shape
    index_of = {
        (business, item): row * items + column
        for row, business in enumerate(axes.businesses[:singles])
        for column, item in enumerate(axes.items)
    }
    wanted = basis.questionnaire.asked[conditions.scenario_id]
    asked = np.array(
        [cell in wanted and conditions.scope.holds(cell) for cell in index_of], dtype=np.bool_
    )
    is_hole = np.zeros((offers, len(index_of)), dtype=np.bool_)
    for offer, figures in enumerate(comparison.offers):
        for cells in figures.coverage.holes.values():
            is_hole[offer, [index_of[cell] for cell in cells]] = True
    flat = state.reshape(offers, len(index_of))
    is_included = np.asarray(flat == INCLUDED)
    container = basis.cells.container[:, scenario].reshape(offers, len(index_of))
    return _Cells(
        asked=asked,
        has_amount=np.isin(flat, (PRICED, PRICED_FROM, FREE)),
        is_priced=np.isin(flat, (PRICED, PRICED_FROM)),
        is_included=is_included,
        is_hole=is_hole,
        home=_homes(is_included, container),
    )


def _middles(comparison: Comparison, basis: CostBasis) -> Flags:
    """Return offer × single business × item: whether a price there is the middle of a range."""
    lines, axes = basis.model.lines, basis.model.axes
    scenario = axes.scenarios.index(comparison.conditions.scenario_id)
    singles = basis.cells.state.shape[2]
    result = np.zeros((len(axes.offers), singles, len(axes.items)), dtype=np.bool_)
    found = lines.is_midpoint & (lines.scenario == scenario) & (lines.business < singles)
    result[lines.offer[found], lines.business[found], lines.item[found]] = True
    return result


def _bundle_lines(comparison: Comparison, basis: CostBasis) -> tuple[Flags, Flags]:
    """Return whether an offer prices a bundle: (offer × single business, cut: offer × item)."""
    lines, axes = basis.model.lines, basis.model.axes
    scenario = axes.scenarios.index(comparison.conditions.scenario_id)
    singles = basis.cells.state.shape[2]
    shape = (len(axes.offers), len(axes.businesses), len(axes.items))
    priced = np.zeros(shape, dtype=np.bool_)
    found = lines.is_priced & (lines.scenario == scenario) & (lines.business >= singles)
    priced[lines.offer[found], lines.business[found], lines.item[found]] = True
    masks = masks_of(comparison.conditions.scope, axes)
    cut = np.zeros(shape[1:], dtype=np.bool_) if masks is None else masks.cut
    if masks is not None:
        priced &= masks.whole | masks.cut
    holds = np.array(
        [
            [name in axes.members(entry) for name in axes.businesses[:singles]]
            for entry in range(shape[1])
        ],
        dtype=np.bool_,
    ).reshape(shape[1], singles)
    bundled = _any(np.asarray(priced.any(axis=2)), holds)
    return bundled, np.asarray((priced & cut).any(axis=1))


def _any(mask: Flags, holds: Flags) -> Flags:
    """Return whether any entry of ``mask`` (offer × entry) lies in each row (entry × row)."""
    # Counts are exact in floating point, of which alone products are quick.
    return np.asarray(mask.astype(np.float64) @ holds.astype(np.float64) > 0)


def _states(
    cells: _Cells, group: npt.NDArray[np.int64], amounts: FloatArray, is_cut: Flags
) -> npt.NDArray[np.object_]:
    """Return the state of offers × rows.

    Args:
        cells: Asked cells.
        group: Row of each flat cell.
        amounts: Offers × rows, yen.
        is_cut: Offers × rows: holds a bundle of which only a part is in scope.
    """
    holds = (group[:, None] == np.arange(amounts.shape[1])) & cells.asked[:, None]
    crosses = cells.is_included & cells.asked & (group[cells.home] != group)
    offer, cell = np.nonzero(crosses)
    joined = _any(crosses, holds)
    joined[offer, group[cells.home[offer, cell]]] = True
    has_amount = _any(cells.has_amount, holds) | (amounts != 0)
    is_hole = _any(cells.is_hole, holds) | is_cut
    is_asked = np.broadcast_to(holds.any(axis=0), amounts.shape)
    is_free = ~_any(cells.is_priced, holds) & (amounts == 0)
    choices: list[tuple[Flags, FigureState]] = [
        (~is_asked & ~has_amount, "not_asked"),
        (is_hole & has_amount, "open"),
        (is_hole, "unpriced"),
        (joined | ~has_amount, "joined"),
        (is_free, "free"),
    ]
    found = np.select([mask for mask, _ in choices], range(len(choices)), len(choices))
    names: list[FigureState] = [*(name for _, name in choices), "exact"]
    return np.asarray(np.array(names, dtype=object)[found])


def _rows(
    keys: tuple[str, ...],
    states: npt.NDArray[np.object_],
    amounts: FloatArray,
    unread: tuple[bool, ...] = (False,),
) -> RowFigures:
    """Return rows; a figure that was not read may belong to any row of its offer."""
    is_known = (states == "exact") | (states == "free")
    states = np.where(is_known & np.array(unread, dtype=np.bool_)[:, None], "open", states)
    has_figure = is_known | (states == "open") | (amounts != 0)
    return RowFigures(keys, states, np.where(has_figure, amounts, np.nan))


def _total(comparison: Comparison, amounts: FloatArray) -> RowFigures:
    priced = {True: "exact", False: "open"}
    states = [
        "unpriced" if one.totals.nominal_jpy is None else priced[one.bound.kind == "exact"]
        for one in comparison.offers
    ]
    return _rows(("total",), np.array(states, dtype=object).reshape(-1, 1), amounts)


def figure_rows(comparison: Comparison, basis: CostBasis, measure: str) -> CostRows:
    """Return how every figure of the cost tables is known, with its amount.

    Args:
        comparison: The offers under their conditions.
        basis: What the comparison was made from.
        measure: Measure of the flows, yen.
    """
    axes = basis.model.axes
    cells = _cells_of(comparison, basis)
    flows = comparison.flows.values[measure].sum(axis=-1)
    offers, items = len(axes.offers), len(axes.items)
    singles = basis.cells.state.shape[2]
    bundled, cut_items = _bundle_lines(comparison, basis)
    middles = _middles(comparison, basis) & cells.asked.reshape(singles, items)
    cut_items = cut_items | middles.any(axis=1)
    business, item = np.divmod(np.arange(singles * items), max(items, 1))

    by_item = flows.sum(axis=1)
    item_states = _states(cells, item, by_item, cut_items)

    by_business = flows[:, :singles].sum(axis=2)
    business_states = _states(cells, business, by_business, np.asarray(middles.any(axis=2)))
    business_states[bundled & (business_states != "open")] = "joined"
    business_states[bundled & (by_business == 0)] = "joined"

    phases = load_codelist("phases").codes
    phase_of_item = np.array(
        [phases.index(basis.questionnaire.phases[name]) for name in axes.items], dtype=np.int64
    )
    in_phase = phase_of_item[:, None] == np.arange(len(PHASES))
    cut_phases = _any(cut_items, in_phase)
    for offer, figures in enumerate(comparison.offers):
        # Renewal is one question for the whole offer: it may cost anything after the term.
        if RENEWAL_UNANSWERED in figures.coverage.holes:
            cut_phases[offer, RECURRING_PHASE] = True
    by_phase = by_item @ in_phase.astype(np.float64)
    phase_states = _states(cells, phase_of_item[item], by_phase, cut_phases)

    return CostRows(
        items=_rows(axes.items, item_states, by_item, basis.unread),
        businesses=_rows(axes.businesses[:singles], business_states, by_business, basis.unread),
        phases=_rows(PHASES, phase_states, by_phase, basis.unread),
        total=_total(comparison, flows.sum(axis=(1, 2)).reshape(offers, 1)),
    )

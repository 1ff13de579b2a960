"""The rows of the cost tables, item, business and phase, before any price is known.

A row is a group of asked cells. Its figure is exact only if every cell is priced (or free) and
nothing of it stands in another row's price, nor another row's in it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.coverage import RENEWAL_UNANSWERED, Coverage
from rfi.compare.round.quoted_points import Flags
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.lines import PHASES, RECURRING_PHASE
from rfi.normalize.cost.states import FREE, INCLUDED, PRICED, PRICED_FROM
from rfi.normalize.step import FloatArray
from rfi.schema.codelists import load_codelist

FigureState = Literal["exact", "open", "joined", "free", "unpriced", "not_asked"]


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


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of one table over offers, before any price is known.

    Attributes:
        is_asked: By row.
        has_amount, is_priced: Offers × rows: whether any asked cell has an amount (free or
            priced), a price.
        is_hole: Whether any is a hole, or the row holds a bundle of which a part is in scope.
        is_joined: Whether one price stands for it and another row.
    """

    is_asked: Flags
    has_amount: Flags
    is_priced: Flags
    is_hole: Flags
    is_joined: Flags

    def states(self, amounts: FloatArray) -> npt.NDArray[np.object_]:
        """Return the state of offers × rows under amounts of that shape, yen."""
        is_zero = amounts == 0
        has_amount = self.has_amount | ~is_zero
        choices: list[tuple[Flags, FigureState]] = [
            (~self.is_asked & ~has_amount, "not_asked"),
            (self.is_hole & has_amount, "open"),
            (self.is_hole, "unpriced"),
            (self.is_joined | ~has_amount, "joined"),
            (~self.is_priced & is_zero, "free"),
        ]
        found = np.select([mask for mask, _ in choices], range(len(choices)), len(choices))
        names: list[FigureState] = [*(name for _, name in choices), "exact"]
        return np.asarray(np.array(names, dtype=object)[found])


def _table(cells: _Cells, group: npt.NDArray[np.int64], is_cut: Flags) -> Table:
    """Return the rows that ``group`` (row of each flat cell) makes of the asked cells.

    Args:
        cells: Asked cells.
        group: Row of each flat cell.
        is_cut: Offers × rows: holds a bundle of which only a part is in scope.
    """
    holds = (group[:, None] == np.arange(is_cut.shape[1])) & cells.asked[:, None]
    crosses = cells.is_included & cells.asked & (group[cells.home] != group)
    offer, cell = np.nonzero(crosses)
    joined = _any(crosses, holds)
    joined[offer, group[cells.home[offer, cell]]] = True
    return Table(
        is_asked=np.asarray(holds.any(axis=0)),
        has_amount=_any(cells.has_amount, holds),
        is_priced=_any(cells.is_priced, holds),
        is_hole=_any(cells.is_hole, holds) | is_cut,
        is_joined=joined,
    )


@dataclass(frozen=True, slots=True, eq=False)
class RowTables:
    """The tables of a comparison, before any price is known.

    Attributes:
        items, businesses, phases: Rows.
        is_bundled: Offer × business: whether a bundle that holds it has a price.
        in_phase: Item × phase.
    """

    items: Table
    businesses: Table
    phases: Table
    is_bundled: Flags
    in_phase: Flags


def row_tables(comparison: Comparison, basis: CostBasis) -> RowTables:
    """Return the tables; kept, since prices do not touch them."""
    coverages = tuple(figures.coverage for figures in comparison.offers)
    conditions = comparison.conditions
    key = (conditions.scenario_id, conditions.scope, coverages)
    return basis.kept.get("rows", key, lambda: _tables(comparison, basis, coverages))


def _tables(comparison: Comparison, basis: CostBasis, coverages: tuple[Coverage, ...]) -> RowTables:
    axes = basis.model.axes
    cells = _cells_of(comparison, basis)
    singles, items = basis.cells.state.shape[2], len(axes.items)
    bundled, cut_items = _bundle_lines(comparison, basis)
    middles = _middles(comparison, basis) & cells.asked.reshape(singles, items)
    cut_items = cut_items | middles.any(axis=1)
    business, item = np.divmod(np.arange(singles * items), max(items, 1))
    phases = load_codelist("phases").codes
    phase_of_item = np.array(
        [phases.index(basis.questionnaire.phases[name]) for name in axes.items], dtype=np.int64
    )
    in_phase = phase_of_item[:, None] == np.arange(len(PHASES))
    cut_phases = _any(cut_items, in_phase)
    for offer, coverage in enumerate(coverages):
        # Renewal is one question for the whole offer: it may cost anything after the term.
        if RENEWAL_UNANSWERED in coverage.holes:
            cut_phases[offer, RECURRING_PHASE] = True
    return RowTables(
        items=_table(cells, item, cut_items),
        businesses=_table(cells, business, np.asarray(middles.any(axis=2))),
        phases=_table(cells, phase_of_item[item], cut_phases),
        is_bundled=bundled,
        in_phase=in_phase,
    )

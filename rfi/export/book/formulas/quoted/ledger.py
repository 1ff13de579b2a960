"""Prices and discounts as the workbook lists them: one entry a line, run of months and tax rule.

An entry is what the rows of the cost model have in common that differ in nothing but the fiscal
year; what falls into which year is its calendar (``calendar.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.quoted_flows import counted_rows
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.drivers import FIRST_OWN, INDIVIDUAL
from rfi.normalize.cost.model import NO_DISCOUNT

Indexes = npt.NDArray[np.int64]
_NO_REGIME = -1.0


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row of 換算: what follows one rule from one size to another.

    Attributes:
        cell_phase: Index of its cell and phase.
        driver: ``CURVE`` for what follows the size, else the quantity that the amount follows.
    """

    cell_phase: int
    driver: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a workbook, ordered by row of 換算, then scenario, discounts last.

    Attributes:
        cells: The rows of 換算.
        head: First row of the cost model of each entry.
        cell, scenario, line, discount: Of each entry.
        is_individual: Whether each city bears the entry for itself.
        quantity: What one amount of the entry is multiplied by, its part of a bundle or a
            discount included.
        rows, entry_of_row: Rows of the cost model that count, and the entry of each.
        part_of_row: What of the entry's quantity falls into the row: periods of a price, a part
            of a discount.
    """

    cells: tuple[CellRow, ...]
    head: Indexes
    cell: Indexes
    scenario: Indexes
    line: Indexes
    discount: Indexes
    is_individual: npt.NDArray[np.bool_]
    quantity: npt.NDArray[np.float64]
    rows: Indexes
    entry_of_row: Indexes
    part_of_row: npt.NDArray[np.float64]

    def span_of(self, cell: int, scenario: int) -> tuple[int, int] | None:
        """Return first and last entry of a row of 換算 in a scenario; None where nothing is."""
        found = np.flatnonzero((self.cell == cell) & (self.scenario == scenario))
        return (int(found[0]), int(found[-1])) if len(found) else None


def _rows_in_scope(basis: CostBasis, conditions: Conditions, scenarios: Sequence[int]) -> Indexes:
    model = basis.model
    rows = np.flatnonzero(np.isin(model.scenario, scenarios))
    masks = masks_of(conditions.scope, model.axes)
    if masks is not None:
        line = model.line[rows]
        rows = rows[masks.whole[model.lines.business[line], model.lines.item[line]]]
    return counted_rows(basis, conditions, rows)


def _components(basis: CostBasis, rows: Indexes) -> tuple[Indexes, Indexes]:
    """Return cell and phase, and driver, of rows of the model."""
    model, parts = basis.model, basis.cube.components
    lines, line = model.lines, model.line[rows]
    shape = [
        int(axis.max(initial=0)) + 2
        for axis in (parts.cell_offer, parts.cell_business, parts.cell_item, parts.phase_of_cell)
    ]
    known = np.ravel_multi_index(
        (parts.cell_offer, parts.cell_business, parts.cell_item, parts.phase_of_cell), shape
    )
    mine = np.ravel_multi_index(
        (lines.offer[line], lines.business[line], lines.item[line], model.phase[rows]), shape
    )
    order = np.argsort(known)
    cell_phase = order[np.searchsorted(known[order], mine)]
    return cell_phase, model.drivers.of_line[lines.table_row[line]]


def ledger_of(basis: CostBasis, conditions: Conditions, scenarios: Sequence[int]) -> Ledger:
    """Return the entries of the scenarios, of what is whole in scope; broken discounts left out."""
    model = basis.model
    rows = _rows_in_scope(basis, conditions, scenarios)
    cell_phase, driver = _components(basis, rows)
    is_individual = driver == INDIVIDUAL
    rule = np.where(driver >= FIRST_OWN, driver, 0)
    regime = model.columns["regime_percent"][rows].astype(np.float64)
    regime = np.where(np.isnan(regime), _NO_REGIME, regime)
    keys = (
        cell_phase,
        rule,
        model.scenario[rows],
        is_individual.astype(np.int64),
        model.discount[rows],
        model.line[rows],
        regime,
        model.is_extension[rows].astype(np.int64),
    )
    order = np.lexsort((model.columns["row_start"][rows].astype(np.float64), *reversed(keys)))
    rows = rows[order]
    sorted_keys = [np.asarray(key)[order] for key in keys]
    changes = np.logical_or.reduce([np.diff(key, prepend=np.nan) != 0 for key in sorted_keys])
    entry = np.cumsum(changes) - 1
    first = np.flatnonzero(changes)
    share = model.columns["share"][rows].astype(np.float64)
    periods = model.columns["periods"][rows].astype(np.float64)
    is_discount = sorted_keys[4] != NO_DISCOUNT
    part = np.where(is_discount, share * periods, periods)
    sums = np.bincount(entry, weights=part, minlength=len(first)) if len(rows) else np.zeros(0)
    scale = np.where(is_discount[first], sums, 1.0)
    factor = model.columns["quantity_factor"][rows][first].astype(np.float64)
    quantity = np.where(is_discount[first], scale, factor * share[first])
    pairs = np.stack([sorted_keys[0], sorted_keys[1]], axis=1)[first]
    cells, cell = np.unique(pairs, axis=0, return_inverse=True)
    return Ledger(
        cells=tuple(CellRow(*pair) for pair in cells.tolist()),
        head=rows[first],
        cell=cell.reshape(-1),
        scenario=sorted_keys[2][first],
        line=sorted_keys[5][first].astype(np.int64),
        discount=sorted_keys[4][first].astype(np.int64),
        is_individual=sorted_keys[3][first].astype(bool),
        quantity=quantity,
        rows=rows,
        entry_of_row=entry,
        part_of_row=part / np.where(is_discount[first], sums, 1.0)[entry] if len(rows) else part,
    )

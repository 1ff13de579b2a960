"""How the figure of each offer is known in each row of a cost table, and what it is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.rows.tables import row_tables
from rfi.compare.round.basis import CostBasis
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.step import FloatArray


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
    axes, tables = basis.model.axes, row_tables(comparison, basis)
    flows = comparison.flows.values[measure].sum(axis=-1)
    offers, singles = len(axes.offers), basis.cells.state.shape[2]
    by_item = flows.sum(axis=1)
    by_business = flows[:, :singles].sum(axis=2)
    business_states = tables.businesses.states(by_business)
    is_joined = tables.is_bundled & ((business_states != "open") | (by_business == 0))
    business_states[is_joined] = "joined"
    by_phase = by_item @ tables.in_phase.astype(np.float64)
    return CostRows(
        items=_rows(axes.items, tables.items.states(by_item), by_item, basis.unread),
        businesses=_rows(axes.businesses[:singles], business_states, by_business, basis.unread),
        phases=_rows(PHASES, tables.phases.states(by_phase), by_phase, basis.unread),
        total=_total(comparison, flows.sum(axis=(1, 2)).reshape(offers, 1)),
    )

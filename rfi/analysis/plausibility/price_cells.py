"""Prices of all offers cell by cell, and how an issue about some of them is made."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.model import NO_DISCOUNT
from rfi.normalize.cost.states import PRICED_FROM
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import FloatArray, run_steps
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number

PriceCell = tuple[int, int, int, int]
NO_LINE = -1


@dataclass(frozen=True, slots=True)
class PriceCells:
    """Prices over offer × scenario × business × item, before discounts, in scope.

    Attributes:
        basis: Where they come from.
        conditions: Under what they hold.
        amount: Tax-excluded yen of the window; NaN where nothing is priced.
        is_from: Whether a price is only known from below (〜円から).
        line: Row of the greatest line of a cell in the ``cost_lines`` table; −1 for none.
        phases: Sums over offer × scenario × phase.
        offer_positions, line_positions: Place of each offer and line within its answer, for
            pointers.
    """

    basis: CostBasis
    conditions: Conditions
    amount: FloatArray
    is_from: npt.NDArray[np.bool_]
    line: npt.NDArray[np.int64]
    phases: FloatArray
    offer_positions: npt.NDArray[np.int64]
    line_positions: npt.NDArray[np.int64]

    def without(self, cells: npt.NDArray[np.bool_]) -> "PriceCells":
        """Return the prices with some cells left out."""
        return replace(self, amount=np.where(cells, np.nan, self.amount))

    def labels(self, cell: PriceCell) -> dict[str, str]:
        """Return scenario, business and item of a cell as people read them."""
        asked, axes = self.basis.questionnaire, self.basis.model.axes
        _, scenario, row, column = cell
        business, item = axes.businesses[row], axes.items[column]
        titles = (asked.businesses.get(name, name) for name in sorted(axes.members(row)))
        return {
            "scenario": self.scenario_title(scenario),
            "business": f"{business} {'+'.join(titles)}",
            "item": f"{item} {asked.items[item]}",
        }

    def scenario_title(self, scenario: int) -> str:
        """Return the title of a scenario."""
        asked = self.basis.questionnaire
        return asked.scenarios[self.basis.model.axes.scenarios[scenario]].title

    def offer_pointer(self, offer: int) -> str:
        """Return the pointer of an offer."""
        return f"/offers/{self.offer_positions[offer]}"

    def pointer(self, cell: PriceCell) -> str:
        """Return the pointer of the greatest line of a cell, of the lines when it has none."""
        lines = f"{self.offer_pointer(cell[0])}/cost_lines"
        row = int(self.line[cell])
        if row == NO_LINE:
            return lines
        return f"{lines}/{self.line_positions[row]}/amount"

    def issue(
        self, code: str, offer: int, pointers: Iterable[str], size_jpy: float, **facts: object
    ) -> Issue:
        """Return a warning on one offer at all its places, the weightiest first.

        Args:
            code: Of the issue.
            offer: Index of the offer.
            pointers: Every place; the issue stands at the first.
            size_jpy: What is at stake, yen; the sign does not matter.
            facts: For the wording.
        """
        tables = self.basis.tables
        document = tables.responses[int(tables["offers"]["owner"].iloc[offer])].document
        places = tuple(dict.fromkeys(pointers))
        params = {
            "size": format_number(abs(size_jpy)),
            "size_jpy": abs(size_jpy),
            "count": len(places),
            "pointers": places,
            "origins": tuple(document.origin_of(place) for place in places),
            **facts,
        }
        told = document.located(Issue(code, "warning", places[0], params=params))
        return self.basis.questionnaire.titled(told)

    def sorted_cells(self, chosen: npt.NDArray[np.bool_], weight: FloatArray) -> list[PriceCell]:
        """Return the chosen cells, the weightiest first."""
        found = [(int(a), int(b), int(c), int(d)) for a, b, c, d in np.argwhere(chosen)]
        return sorted(found, key=lambda cell: (-float(weight[cell]), cell))


def median(values: FloatArray) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Return (median, number) along the first axis; NaN do not count, of nothing it is NaN."""
    count = (~np.isnan(values)).sum(axis=0)
    ordered = np.sort(values, axis=0)  # NaN stand last
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0)[None] // 2, axis=0)[0]
    high = np.take_along_axis(ordered, np.minimum(count // 2, len(values) - 1)[None], axis=0)[0]
    return (low + high) / 2, count


def medians_of_others(prices: PriceCells) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Return (median, number) of the other offers' exact prices, for each cell."""
    donors = np.where(prices.is_from, np.nan, prices.amount)
    offers = range(len(donors))
    empty = np.full((1, *donors.shape[1:]), np.nan)
    found = [median(np.concatenate([np.delete(donors, o, axis=0), empty])) for o in offers]
    return np.stack([middle for middle, _ in found]), np.stack([count for _, count in found])


def _sums(
    indexes: Sequence[npt.NDArray[np.int64]], flow: FloatArray, shape: tuple[int, ...]
) -> FloatArray:
    flat = np.ravel_multi_index(tuple(indexes), shape)
    sums = np.bincount(flat, weights=flow, minlength=math.prod(shape))
    return sums.astype(np.float64, copy=False).reshape(shape)


def price_cells(basis: CostBasis, conditions: Conditions) -> PriceCells:
    """Sum the prices of a basis by cell, under the steps of the ledger; discounts are left out."""
    model = basis.model
    lines, axes = model.lines, model.axes
    rows = np.flatnonzero(model.discount == NO_DISCOUNT)
    columns = run_steps(
        {name: values[rows] for name, values in model.columns.items()},
        conditions.assumptions,
        STEPS,
    )
    flow = columns["amount_grown_jpy"].astype(np.float64)
    line = model.line[rows]
    masks = masks_of(conditions.scope, axes)
    if masks is not None:
        flow = np.where(masks.whole[lines.business[line], lines.item[line]], flow, 0)
    shape = (len(axes.offers), len(axes.scenarios), len(axes.businesses), len(axes.items))
    home = (lines.offer, lines.scenario, lines.business, lines.item)
    amount = _sums([axis[line] for axis in home], flow, shape)
    phases = _sums(
        [lines.offer[line], lines.scenario[line], model.phase[rows]],
        flow,
        (*shape[:2], len(PHASES)),
    )
    of_line = np.bincount(line, weights=flow, minlength=len(lines.offer))
    order = np.argsort(of_line, kind="stable")
    greatest = np.full(shape, NO_LINE, dtype=np.int64)
    greatest[tuple(axis[order] for axis in home)] = lines.table_row[order]
    is_from = np.zeros(shape, dtype=np.bool_)
    vague = lines.state == PRICED_FROM
    is_from[tuple(axis[vague] for axis in home)] = True
    return PriceCells(
        basis=basis,
        conditions=conditions,
        amount=np.where(amount > 0, amount, np.nan),
        is_from=is_from,
        line=greatest,
        phases=phases,
        offer_positions=basis.tables["offers"]["position"].to_numpy(np.int64),
        line_positions=basis.tables["cost_lines"]["position"].to_numpy(np.int64),
    )

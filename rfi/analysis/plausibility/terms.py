"""Recurring prices that do not cover the window month by month (method §1, "Term")."""

from collections.abc import Iterator

import numpy as np

from rfi.analysis.plausibility.price_cells import PriceCell, PriceCells
from rfi.normalize.cost.term import OPEN_END, MissingMonths, missing_months
from rfi.normalize.months import format_month
from rfi.schema.issue import Issue

Runs = tuple[tuple[int, int], ...]


def _missing(prices: PriceCells) -> MissingMonths:
    """Return the months that are asked and not priced, by flat cell of ``prices.amount``."""
    model, asked = prices.basis.model, prices.basis.questionnaire
    lines, spans = model.lines, model.lines.spans
    runs_on = np.array([item in asked.whole_term_items for item in model.axes.items])
    rows = np.flatnonzero(
        lines.is_priced & ~spans.is_once & runs_on[lines.item] & (lines.columns["is_renewal"] != 1)
    )
    cell = (lines.offer, lines.scenario, lines.business, lines.item)
    found = missing_months(
        np.ravel_multi_index(tuple(axis[rows] for axis in cell), prices.amount.shape),
        (spans.start - spans.go_live)[rows],
        (spans.quoted_end - spans.go_live)[rows],
    )
    if prices.conditions.assumptions.choice("term_extension") == "last_month":
        closed = found.end != OPEN_END
        found = MissingMonths(found.cell[closed], found.begin[closed], found.end[closed])
    return found.within(int(prices.conditions.assumptions.number("horizon_months")))


def _named(runs: Runs, go_live: int) -> tuple[str, ...]:
    return tuple(
        f"{format_month(go_live + begin)}〜{format_month(go_live + end - 1)}" for begin, end in runs
    )


def months_missing(prices: PriceCells) -> Iterator[Issue]:
    """Yield the months of the window without a price, one issue an offer and set of months."""
    found = _missing(prices)
    runs_of: dict[int, list[tuple[int, int]]] = {}
    for flat, begin, end in zip(
        found.cell.tolist(), found.begin.tolist(), found.end.tolist(), strict=True
    ):
        runs_of.setdefault(flat, []).append((begin, end))
    groups: dict[tuple[int, Runs], list[PriceCell]] = {}
    for flat, found_runs in runs_of.items():
        offer, scenario, business, item = map(int, np.unravel_index(flat, prices.amount.shape))
        cell = (offer, scenario, business, item)
        groups.setdefault((cell[0], tuple(found_runs)), []).append(cell)
    window = int(prices.conditions.assumptions.number("horizon_months"))
    for (offer, runs), cells in groups.items():
        months = sum(end - begin for begin, end in runs)
        # What the missing months would cost at the price of the others; 0 where none is priced.
        priced = max(window - months, 1)
        stakes = {cell: float(np.nan_to_num(prices.amount[cell])) / priced for cell in cells}
        order = sorted(cells, key=lambda cell: (-stakes[cell], cell))
        go_live = prices.basis.offers[offer].go_live_month
        yield prices.issue(
            "months_missing",
            offer,
            map(prices.pointer, order),
            stakes[order[0]] * months,
            runs=_named(runs, go_live),
            months=months,
            **prices.labels(order[0]),
        )

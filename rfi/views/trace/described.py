"""One figure of one offer with all that it comes from, in the order in which it is told."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rfi.compare.cost.comparison import OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.trace.cell_path import view_cell_path
from rfi.views.trace.cell_years import view_cell_years
from rfi.views.trace.ledger import view_ledger
from rfi.views.trace.lines import NO_LINE, TraceCell, entries_of, filtered, trace_cells

# Ledgers are told for figures of few lines; more lines are listed with their amounts.
MOST_LEDGERS = 12


@dataclass(frozen=True, slots=True)
class DescribedLine:
    """A line of the file, and how its amount is computed where it has one and they are few."""

    cell: TraceCell
    ledger: Table | None


@dataclass(frozen=True, slots=True)
class DescribedQuote:
    """The lines of one quoted scenario.

    Attributes:
        scenario_id: Of the questionnaire.
        lines: In the order asked.
        priced: How many have an amount.
    """

    scenario_id: str
    lines: tuple[DescribedLine, ...]

    @property
    def priced(self) -> int:
        """How many lines have an amount."""
        return sum(_is_priced(line.cell) for line in self.lines)


@dataclass(frozen=True, slots=True)
class DescribedCell:
    """A cell of the comparison: from its quotes to what is shown, and by fiscal year."""

    business: str
    item: str
    path: Table
    years: Table


@dataclass(frozen=True, slots=True)
class Description:
    """What one figure comes from.

    Attributes:
        index: Of the offer.
        offer: The offer.
        figure_jpy: What is shown: nominal, tax-excluded yen over the window.
        quotes: The lines of each scenario that it is taken from.
        entries: Business and item of every cell that is part of it.
        cells: The same with their paths; empty where they are many.
    """

    index: int
    offer: OfferFigures
    figure_jpy: float
    quotes: tuple[DescribedQuote, ...]
    entries: tuple[tuple[str, str], ...]
    cells: tuple[DescribedCell, ...]

    @property
    def is_total(self) -> bool:
        """Whether the figure is the whole total of the offer."""
        return self.figure_jpy == self.offer.totals.nominal_jpy


def _is_priced(cell: TraceCell) -> bool:
    return cell.line != NO_LINE and cell.amount is not None


def _figure(evaluation: Evaluation, index: int, entries: Sequence[tuple[str, str]]) -> float:
    flows = evaluation.costs.flows
    rows = {
        (flows.axes.businesses.index(business), flows.axes.items.index(item))
        for business, item in entries
    }
    nominal = flows.values["nominal_jpy"][index]
    return math.fsum(float(nominal[row].sum()) for row in sorted(rows))


def _lines(
    evaluation: Evaluation, reading: Reading, cells: Sequence[TraceCell]
) -> Iterator[DescribedLine]:
    is_few = sum(map(_is_priced, cells)) <= MOST_LEDGERS
    for cell in cells:
        told = is_few and _is_priced(cell)
        yield DescribedLine(cell, view_ledger(evaluation, reading, cell) if told else None)


def describe_figure(
    evaluation: Evaluation, reading: Reading, index: int, business: str | None, item: str | None
) -> Description:
    """Return what a figure of the offer at ``index`` comes from.

    Args:
        evaluation: The evaluation.
        reading: How it is read.
        index: Of the offer.
        business: Code; None for all of them.
        item: Code; None for all of them.
    """
    costs = evaluation.costs
    by_scenario = {
        scenario: filtered(
            trace_cells(evaluation.basis, costs, index, reading, scenario),
            business,
            None if item is None else {item},
        )
        for scenario in evaluation.scenarios_of(index)
    }
    every = [cell for cells in by_scenario.values() for cell in cells]
    entries = tuple(
        entry
        for entry in entries_of(costs, index, every)
        if business is None or business in entry[0].split(BUNDLE_MARK)
    )
    shown = entries if len(entries) <= MOST_LEDGERS else ()
    paths = evaluation.cell_paths(index, shown)
    return Description(
        index=index,
        offer=costs.offers[index],
        figure_jpy=_figure(evaluation, index, entries),
        quotes=tuple(
            DescribedQuote(scenario, tuple(_lines(evaluation, reading, cells)))
            for scenario, cells in by_scenario.items()
        ),
        entries=entries,
        cells=tuple(
            DescribedCell(
                *entry,
                view_cell_path(evaluation, reading, path),
                view_cell_years(evaluation, reading, path),
            )
            for entry, path in zip(shown, paths, strict=True)
        ),
    )

"""Everything about a set of answers that no assumption changes: lines, rows, discounts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.calendar import Rows, Spans, lay_out
from rfi.normalize.cost.discount_terms import CountedDiscount
from rfi.normalize.cost.discounts import DiscountRows, allocate_discounts
from rfi.normalize.cost.drivers import Drivers, drivers_of
from rfi.normalize.cost.lines import (
    EXIT_PHASE,
    ONE_TIME_PHASE,
    RECURRING_PHASE,
    Axes,
    Lines,
    axes_of,
    prepare_lines,
)
from rfi.normalize.cost.quantity import quantities_of
from rfi.normalize.step import Columns
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue
from rfi.tidy.tables import Tables

NO_DISCOUNT = -1


@dataclass(frozen=True, slots=True)
class CostModel:
    """The priced lines and discounts of all offers laid out over fiscal years.

    Attributes:
        axes: Names along every axis.
        lines: The cost lines.
        line: Index into ``lines`` of each row.
        discount: Row number in ``discount_lines`` of each row; ``NO_DISCOUNT`` for a price.
        price_row: The price row that each row reduces; its own index for a price.
        columns: What the steps read, one entry a row.
        phase: Index into ``PHASES`` of each row: recurring months before go-live are one-time.
        is_extension: Rows beyond the quoted term (an estimate).
        discount_cells: Row number in ``discount_lines`` → cells that must all be in scope;
            an empty set for an unconditional discount.
        counted_discounts: Row number in ``discount_lines`` → what the discount is shared out by.
        refused_discounts: (offer, scenario) with a discount larger than what it reduces.
        issues: Discounts that could not be counted, or are asked about.
        drivers: What the amount of each cost line grows with from one body to another.
    """

    axes: Axes
    lines: Lines
    line: npt.NDArray[np.int64]
    discount: npt.NDArray[np.int64]
    price_row: npt.NDArray[np.int64]
    columns: Columns
    phase: npt.NDArray[np.int64]
    is_extension: np.ndarray
    discount_cells: Mapping[int, frozenset[tuple[int, int]]]
    counted_discounts: Mapping[int, CountedDiscount]
    refused_discounts: frozenset[tuple[int, int]]
    issues: tuple[Issue, ...]
    drivers: Drivers

    @property
    def scenario(self) -> npt.NDArray[np.int64]:
        """Scenario of each row."""
        return self.lines.scenario[self.line]

    @property
    def offer(self) -> npt.NDArray[np.int64]:
        """Offer of each row."""
        return self.lines.offer[self.line]


def _extended(lines: Lines, months: int) -> Spans:
    """Let the last prices of each cell run on to ``months`` after go-live (an estimate)."""
    spans = lines.spans
    axes = (lines.offer, lines.scenario, lines.business, lines.item)
    sizes = [int(axis.max(initial=0)) + 1 for axis in axes]
    cell = np.ravel_multi_index(axes, sizes)
    last = np.zeros(int(np.prod(sizes)), dtype=np.int64)
    runs = lines.is_priced & ~spans.is_once
    np.maximum.at(last, cell[runs], spans.end[runs])
    is_last = runs & (spans.end == last[cell]) & (lines.columns["phase"] == RECURRING_PHASE)
    goal = spans.go_live + months
    return replace(spans, end=np.where(is_last, np.maximum(spans.end, goal), spans.end))


def _row_columns(lines: Lines, rows: Rows) -> dict[str, npt.NDArray[np.generic]]:
    columns: dict[str, npt.NDArray[np.generic]] = {
        name: values[rows.line] for name, values in lines.columns.items() if name != "phase"
    }
    phase = lines.columns["phase"][rows.line]
    once = lines.spans.is_once[rows.line]
    columns.update(
        fiscal_year=rows.fiscal_year.astype(np.float64),
        periods=rows.periods,
        regime_percent=rows.regime_percent,
        row_start=rows.start.astype(np.float64),
        row_months=rows.months.astype(np.float64),
        is_always_counted=(once | rows.is_before_go_live | (phase == EXIT_PHASE)).astype(
            np.float64
        ),
        is_recurring=((phase == RECURRING_PHASE) & ~rows.is_before_go_live).astype(np.float64),
    )
    return columns


def _with_discounts(
    columns: Mapping[str, npt.NDArray[np.generic]], found: DiscountRows
) -> dict[str, npt.NDArray[np.generic]]:
    """Append the discount rows: the calendar of the row they reduce, money of their own."""
    return {
        name: np.concatenate(
            [values, found.columns[name] if name in found.columns else values[found.row]]
        )
        for name, values in columns.items()
    }


def build_cost_model(
    tables: Tables,
    questionnaire: Questionnaire,
    extension_months: int | None = None,
) -> CostModel:
    """Lay out all answers once; assumptions come later, in the steps.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        extension_months: Let recurring prices run on to this many months after go-live
            (assumption ``term_extension``); None leaves later months unanswered.
    """
    axes = axes_of(tables, questionnaire)
    bodies = [quantities_of(scenario) for scenario in questionnaire.scenarios.values()]
    lines = prepare_lines(tables, questionnaire, axes, bodies)
    if extension_months is not None:
        lines = replace(lines, spans=_extended(lines, extension_months))
    rows = lay_out(lines.spans, np.flatnonzero(lines.is_priced))
    columns = _row_columns(lines, rows)
    found = allocate_discounts(
        tables, axes, lines, rows, columns, questionnaire.reference_fx_usd_jpy
    )
    columns = _with_discounts(columns, found)
    line = np.concatenate([rows.line, rows.line[found.row]])
    before = np.concatenate([rows.is_before_go_live, rows.is_before_go_live[found.row]])
    phase = lines.columns["phase"][line].astype(np.int64)
    return CostModel(
        axes=axes,
        lines=lines,
        line=line,
        discount=np.concatenate([np.full(len(rows), NO_DISCOUNT), found.discount]),
        price_row=np.concatenate([np.arange(len(rows)), found.row]),
        columns=columns,
        phase=np.where(before & (phase == RECURRING_PHASE), ONE_TIME_PHASE, phase),
        is_extension=np.concatenate([rows.is_extension, rows.is_extension[found.row]]),
        discount_cells=found.cells,
        counted_discounts=found.counted,
        refused_discounts=found.refused,
        issues=found.issues,
        drivers=drivers_of(tables["cost_lines"], tables["cost_tiers"], bodies),
    )

"""The vendor's own totals against the sums of the lines (method §9): warnings, never repairs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.model import NO_DISCOUNT, CostModel
from rfi.normalize.cost.stated_totals import (
    WHOLE,
    StatedTotals,
    places_of_totals,
    stated_totals_of,
)
from rfi.normalize.cost.steps import steps_through
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet, AssumptionValue
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number

Indexes = npt.NDArray[np.int64]

# Which phases a stated total holds; a yearly total is the recurring one spread over its months.
_PHASES_OF: Mapping[str, tuple[str, ...]] = {
    "total": ("one_time", "recurring", "exit"),
    "initial": ("one_time",),
    "recurring": ("recurring",),
    "yearly": ("recurring",),
    "exit": ("exit",),
}


@dataclass(frozen=True, slots=True)
class LineSums:
    """What the lines of each total add up to; one entry a total.

    Attributes:
        nearest_jpy: Of the sums that the total may stand for, the one nearest to it.
        lines: Number of priced lines.
    """

    nearest_jpy: FloatArray
    lines: Indexes


def _own_terms(assumptions: AssumptionSet, months: float) -> AssumptionSet:
    """Return the assumptions under which a vendor adds up: its own rate and its own months."""
    changes: dict[str, AssumptionValue] = {
        "horizon_months": int(months),
        "fx_basis": "as_quoted",
        "price_growth_rate": 0,
        "escalation": "on",
    }
    return assumptions.replaced(changes, "")


@dataclass(frozen=True, slots=True)
class _Priced:
    """Rows of a model with their yen, one entry a row, ordered by offer and scenario.

    Attributes:
        business, item, table_row: Of the line.
        phase: Index into ``PHASES``: recurring months before go-live count as one-time.
        item_phase: Index into ``PHASES`` of the item itself.
        is_price: Prices; the others are discounts.
        amount, amount_incl_tax: Yen of the window.
    """

    business: Indexes
    item: Indexes
    table_row: Indexes
    phase: Indexes
    item_phase: Indexes
    is_price: npt.NDArray[np.bool_]
    amount: FloatArray
    amount_incl_tax: FloatArray

    def between(self, begin: int, end: int) -> "_Priced":
        """Return the rows from ``begin`` to before ``end``."""
        return _Priced(*(getattr(self, part.name)[begin:end] for part in fields(self)))


def _priced(model: CostModel, rows: Indexes, item_phases: Indexes, terms: AssumptionSet) -> _Priced:
    given = {name: values[rows] for name, values in model.columns.items()}
    columns = run_steps(given, terms, steps_through("price_year"))
    lines, line = model.lines, model.line[rows]
    return _Priced(
        business=lines.business[line],
        item=lines.item[line],
        table_row=lines.table_row[line],
        phase=model.phase[rows],
        item_phase=item_phases[lines.item[line]],
        is_price=model.discount[rows] == NO_DISCOUNT,
        amount=columns["amount_grown_jpy"].astype(np.float64, copy=False),
        amount_incl_tax=columns["amount_grown_incl_tax_jpy"].astype(np.float64, copy=False),
    )


def _sums(rows: _Priced, totals: StatedTotals, index: int) -> tuple[list[float], int]:
    """Return the sums that one total may stand for, and the number of lines.

    Vendors add up before or after discounts, and count parallel running before go-live under its
    own item or as migration: any of the four is fair.
    """
    wanted = np.array([phase in _PHASES_OF[totals.kind[index]] for phase in PHASES])
    chosen = np.ones(len(rows.amount), dtype=np.bool_)
    for names, name in ((rows.business, totals.business), (rows.item, totals.item)):
        if name[index] != WHOLE:
            chosen &= names == name[index]
    as_migration = chosen & wanted[rows.phase]
    by_item = chosen & wanted[rows.item_phase]
    amount = rows.amount_incl_tax if totals.is_incl_tax[index] else rows.amount
    share = 12 / totals.months[index] if totals.kind[index] == "yearly" else 1
    kinds = (mask & kind for mask in (as_migration, by_item) for kind in (rows.is_price, True))
    lines = np.unique(rows.table_row[(as_migration | by_item) & rows.is_price])
    return [math.fsum(amount[mask].tolist()) * share for mask in kinds], len(lines)


def line_sums(
    model: CostModel,
    item_phases: Mapping[str, str],
    totals: StatedTotals,
    assumptions: AssumptionSet,
) -> LineSums:
    """Return what the lines of each total add up to on the vendor's own terms.

    The steps of the ledger run once for all totals over the same number of months.

    Args:
        model: Lines and discounts over fiscal years.
        item_phases: Item → phase, from the questionnaire.
        totals: The totals.
        assumptions: What the steps read; rate and months are the vendor's own.
    """
    nearest, lines = np.full(len(totals), np.nan), np.zeros(len(totals), dtype=np.int64)
    scenarios, items = len(model.axes.scenarios), model.axes.items
    phase_of = np.array([PHASES.index(item_phases[item]) for item in items], dtype=np.int64)
    home = totals.offer * scenarios + totals.scenario
    row_home = model.offer * scenarios + model.scenario
    stated = totals.stated
    for months in np.unique(totals.months[totals.is_yen]).tolist():
        indexes = np.flatnonzero(totals.is_yen & (totals.months == months))
        rows = np.flatnonzero(np.isin(row_home, home[indexes]))
        rows = rows[np.argsort(row_home[rows], kind="stable")]
        priced = _priced(model, rows, phase_of, _own_terms(assumptions, months))
        begin, end = (
            np.searchsorted(row_home[rows], home[indexes], side=side) for side in ("left", "right")
        )
        for index, first, last in zip(indexes.tolist(), begin.tolist(), end.tolist(), strict=True):
            found, lines[index] = _sums(priced.between(first, last), totals, index)
            nearest[index] = min(found, key=lambda each: abs(stated[index] - each))
    return LineSums(nearest, lines)


def is_differing(totals: StatedTotals, sums: LineSums) -> npt.NDArray[np.bool_]:
    """Tell which totals their lines do not add up to.

    A total may be missed by half a quoted unit a line, for rounding.
    """
    allowed = np.maximum(sums.lines, 1) * totals.unit_factor / 2
    return totals.is_yen & ~(np.abs(totals.stated - sums.nearest_jpy) <= allowed)


def check_stated_totals(basis: CostBasis, assumptions: AssumptionSet) -> tuple[Issue, ...]:
    """Return a warning for each stated total that its lines do not add up to.

    The sum is taken on the vendor's own terms (tax, months, exchange rate) and may stand before
    or after discounts. Totals in dollars are not compared.
    """
    totals = stated_totals_of(basis.tables, basis.model.axes)
    sums = line_sums(basis.model, basis.questionnaire.phases, totals, assumptions)
    indexes = places_of_totals(basis.tables)
    issues: list[Issue] = []
    for row in np.flatnonzero(is_differing(totals, sums)).tolist():
        stated, nearest = float(totals.stated[row]), float(sums.nearest_jpy[row])
        name, pointer = indexes[row]
        facts = {
            "kind": Coded("stated_total_kinds", totals.kind[row]),
            "stated": format_number(stated),
            "computed": format_number(nearest),
            "difference": format_number(stated - nearest),
        }
        issues.append(
            Issue("stated_total_differs", "warning", pointer, params=facts, document=name)
        )
    return tuple(issues)

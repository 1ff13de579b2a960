"""Discount lines allocated pro rata to the priced lines they apply to (method §1, "Discounts").

The weights are a property of the quotation: tax-excluded amounts of the quoted term at the
questionnaire's reference rate. They do not move with an assumption, so every later step stays
linear; the discount itself keeps its own unit, currency and tax. What it takes from each cell is
held against what is left there, so that no scope can meet a discount larger than its prices.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rfi.normalize.constants import PERCENT, STATUTORY_TAX_RATE, UNIT_FACTORS, YEN_TOLERANCE
from rfi.normalize.cost.calendar import Rows
from rfi.normalize.cost.discount_terms import CountedDiscount, Placement, place_discount
from rfi.normalize.cost.lines import Axes, Lines
from rfi.normalize.cost.steps import NEUTRAL, steps_through
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import Assumption, AssumptionSet, AssumptionValue
from rfi.schema.issue import Issue, Severity
from rfi.text.numbers import format_number
from rfi.tidy.tables import BUNDLE_MARK, Tables

# Columns of the price row that a discount does not share: it has no such terms of its own.
_NOT_OF_DISCOUNTS = ("fx_share", "vendor_fx_rate", "quantity_factor", "escalation_percent")
# Columns of the calendar that a discount by the month, year or term has of its own.
_MONTHS = ("row_start", "row_months", "is_always_counted")


@dataclass(frozen=True, slots=True)
class DiscountRows:
    """The rows that discounts add.

    Attributes:
        row: Index of the price row whose calendar the discount row shares.
        discount: Row number in ``discount_lines``.
        columns: Columns of the discount's own; the others are those of the price row.
        cells: Discount → (business, item) cells that must all be in scope.
        counted: Discount → what it is shared out by.
        refused: (offer, scenario) whose discount is larger than what it reduces: not counted.
        issues: Discounts not counted, with the reason, and those that are asked about.
    """

    row: npt.NDArray[np.int64]
    discount: npt.NDArray[np.int64]
    columns: Mapping[str, FloatArray]
    cells: Mapping[int, frozenset[tuple[int, int]]]
    counted: Mapping[int, CountedDiscount]
    refused: frozenset[tuple[int, int]]
    issues: tuple[Issue, ...]


def _weights(columns: Mapping[str, npt.NDArray[np.generic]], reference_fx: float) -> FloatArray:
    """Return the amount of each row at the reference rate, through the ledger's own steps."""
    reference: Mapping[str, AssumptionValue] = {
        "fx_usd_jpy": reference_fx,
        "fx_basis": "common",
        "tax_rate": STATUTORY_TAX_RATE,
        "escalation": "on",
    }
    values = {key: Assumption(key, value, "", "") for key, value in reference.items()}
    result = run_steps(columns, AssumptionSet(values), steps_through("calendar"))
    return result["amount_year_jpy"].astype(np.float64, copy=False)


def _targets(
    row: Mapping[Hashable, Any], axes: Axes, lines: Lines, offer: int
) -> npt.NDArray[np.bool_]:
    """Return which lines a discount applies to."""
    chosen: npt.NDArray[np.bool_] = lines.is_priced & (lines.offer == offer)
    chosen &= lines.scenario == axes.scenarios.index(row["scenario_id"])
    if isinstance(row["applies_to_items"], str):
        wanted = row["applies_to_items"].split(BUNDLE_MARK)
        chosen &= np.isin(
            lines.item, [axes.items.index(item) for item in wanted if item in axes.items]
        )
    if isinstance(row["applies_to_businesses"], str):
        wanted_set = frozenset(row["applies_to_businesses"].split(BUNDLE_MARK))
        inside = [
            index for index in range(len(axes.businesses)) if axes.members(index) <= wanted_set
        ]
        chosen &= np.isin(lines.business, inside)
    return chosen


@dataclass(slots=True)
class _Ledger:
    """What is priced and what discounts have taken so far, at the reference rate.

    Attributes:
        cell: Flat business × item of each price row.
        weights: Price of each row, yen.
        left: What the discounts counted so far leave of it, yen.
    """

    cell: npt.NDArray[np.int64]
    weights: FloatArray
    left: FloatArray

    def would_exceed(self, used: npt.NDArray[np.int64], taken: FloatArray) -> bool:
        """Tell whether some cell would fall below 0; a scope may hold that cell alone."""
        cells, home = np.unique(self.cell[used], return_inverse=True)
        left = np.bincount(home, weights=self.left[used] - taken, minlength=len(cells))
        return bool((left < -YEN_TOLERANCE).any())

    def is_over_half(self, used: npt.NDArray[np.int64], taken: FloatArray) -> bool:
        """Tell whether discounts would take more than half of these rows."""
        priced = float(self.weights[used].sum())
        left = float((self.left[used] - taken).sum())
        return left < priced / 2 - YEN_TOLERANCE


def _may_be_share(row: Mapping[Hashable, Any], taken: FloatArray, priced: FloatArray) -> bool:
    """Tell whether an amount may be a share (10 for 10 %): no more than 100, of hardly a price."""
    return bool(0 < row["amount"] <= PERCENT and taken.sum() < priced.sum() / PERCENT)


def _money(
    row: Mapping[Hashable, Any],
    placed: Placement,
    share: FloatArray,
    months: Mapping[str, npt.NDArray[np.generic]],
) -> dict[str, FloatArray]:
    """Return the columns of a discount's own on the rows it is placed on."""
    size = len(placed.row)
    money = {
        **{name: np.full(size, NEUTRAL[name]) for name in _NOT_OF_DISCOUNTS},
        "amount_point": np.full(size, -row["amount"]),
        "unit_factor": np.full(size, UNIT_FACTORS[row["unit"]]),
        "is_usd": np.full(size, float(row["currency"] == "USD")),
        "tax_rate_percent": np.full(size, row["tax_rate_percent"]),
        "is_tax_exempt": np.full(size, float(row["tax"] == "exempt")),
        "is_tax_included": np.full(size, float(row["tax"] == "included")),
        "share": share,
        "periods": np.full(size, placed.periods),
        **months,
    }
    return {name: values.astype(np.float64) for name, values in money.items()}


def _reason(row: Mapping[Hashable, Any], total: float) -> str:
    """Return the code of why a discount does not count; "" where nothing speaks against it."""
    if row["condition"] == "manual":
        return "discount_condition_in_note"
    if not isinstance(row["tax"], str):
        return "discount_without_tax"
    return "" if total > 0 else "discount_without_target"


def _issue(
    tables: Tables, row: Mapping[Hashable, Any], code: str, severity: Severity, **facts: object
) -> Issue:
    """Return an issue of one row of ``discount_lines`` at its place."""
    offers = tables["offers"]
    offer = int(row["owner"])
    pointer = f"/offers/{int(offers['position'].iloc[offer])}/discount_lines/{row['position']}"
    document = tables.responses[int(offers["owner"].iloc[offer])].document
    params = {"discount": row["discount_id"], **facts}
    return document.located(Issue(code, severity, pointer, params=params))


def allocate_discounts(
    tables: Tables,
    axes: Axes,
    lines: Lines,
    rows: Rows,
    columns: Mapping[str, npt.NDArray[np.generic]],
    reference_fx: float,
) -> DiscountRows:
    """Spread each discount over the rows of its lines, in time like the prices it reduces.

    Not counted, with an issue: a discount whose condition stands only in its note, one without a
    tax flag, one that finds no priced line, and one that is larger than what is left of any cell
    it reduces. The months of a discount by the month, year or term that no price has do not count.
    """
    frame = tables["discount_lines"]
    offers = tables["offers"]
    row_parts: list[npt.NDArray[np.int64]] = []
    discount_parts: list[npt.NDArray[np.int64]] = []
    own: dict[str, list[FloatArray]] = {}
    cells: dict[int, frozenset[tuple[int, int]]] = {}
    counted: dict[int, CountedDiscount] = {}
    refused: set[tuple[int, int]] = set()
    issues: list[Issue] = []
    weights = _weights(columns, reference_fx) if len(frame) else np.zeros(len(rows))
    cell = lines.business[rows.line] * len(axes.items) + lines.item[rows.line]
    ledger = _Ledger(cell, weights, weights.copy())
    for number, row in enumerate(frame.to_dict("records")):
        offer = int(row["owner"])
        chosen = _targets(row, axes, lines, offer)
        used = np.flatnonzero(chosen[rows.line] & ~rows.is_extension)
        contract = float(offers["contract_months"].iloc[offer])
        placed = place_discount(row, contract, lines, rows, used, weights)
        total = float(placed.weight.sum())
        reason = _reason(row, total)
        if reason:
            issues.append(_issue(tables, row, reason, "warning"))
            continue
        months = {name: columns[name][placed.row] for name in _MONTHS} | dict(placed.columns)
        money = _money(row, placed, placed.weight / total, months)
        taken = -_weights(
            {name: values[placed.row] for name, values in columns.items()} | money, reference_fx
        )
        facts: dict[str, object] = {
            "size": format_number(float(taken.sum())),
            "size_jpy": float(taken.sum()),
            "base": format_number(float(weights[used].sum())),
        }
        if ledger.would_exceed(placed.row, taken):
            issues.append(_issue(tables, row, "discount_exceeds_base", "warning", **facts))
            refused.add((offer, axes.scenarios.index(row["scenario_id"])))
            continue
        if ledger.is_over_half(placed.row, taken):
            issues.append(_issue(tables, row, "discount_over_half", "warning", **facts))
        if _may_be_share(row, taken, weights[used]):
            issues.append(_issue(tables, row, "discount_like_share", "warning", **facts))
        if placed.months_outside:
            count = placed.months_outside
            issues.append(_issue(tables, row, "discount_months_outside", "note", months=count))
        counted[number] = CountedDiscount(total, placed.months, placed.months_outside)
        ledger.left[placed.row] -= taken
        row_parts.append(placed.row)
        discount_parts.append(np.full(len(placed.row), number))
        for name, values in money.items():
            own.setdefault(name, []).append(values)
        needs_all = row["condition"] == "whole_scope"
        pairs = zip(lines.business[chosen].tolist(), lines.item[chosen].tolist(), strict=True)
        cells[number] = frozenset(pairs) if needs_all else frozenset()
    empty = np.zeros(0, dtype=np.int64)
    return DiscountRows(
        row=np.concatenate(row_parts) if row_parts else empty,
        discount=np.concatenate(discount_parts) if discount_parts else empty,
        columns={name: np.concatenate(parts) for name, parts in own.items()},
        cells=cells,
        counted=counted,
        refused=frozenset(refused),
        issues=tuple(issues),
    )

"""Discount lines allocated pro rata to the priced lines they apply to (method §1, "Discounts").

The weights are a property of the quotation: tax-excluded amounts of the quoted term at the
questionnaire's reference rate. They do not move with an assumption, so every later step stays
linear; the discount itself keeps its own unit, currency and tax.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rfi.normalize.constants import STATUTORY_TAX_RATE, UNIT_FACTORS
from rfi.normalize.cost.calendar import Rows
from rfi.normalize.cost.lines import Axes, Lines
from rfi.normalize.cost.steps import NEUTRAL, steps_through
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import Assumption, AssumptionSet, AssumptionValue
from rfi.schema.issue import Issue
from rfi.tidy.tables import BUNDLE_MARK, Tables

# Columns of the price row that a discount does not share: it has no such terms of its own.
_NOT_OF_DISCOUNTS = ("fx_share", "vendor_fx_rate", "quantity_factor", "escalation_percent")
_PERIODS = {"once": 0, "term_total": 0, "monthly": 1, "yearly": 12}


@dataclass(frozen=True, slots=True)
class DiscountRows:
    """The rows that discounts add.

    Attributes:
        row: Index of the price row whose calendar the discount row shares.
        discount: Row number in ``discount_lines``.
        columns: Columns of the discount's own; the others are those of the price row.
        cells: Discount → (business, item) cells that must all be in scope.
        issues: Discounts not counted, with the reason.
    """

    row: npt.NDArray[np.int64]
    discount: npt.NDArray[np.int64]
    columns: Mapping[str, FloatArray]
    cells: Mapping[int, frozenset[tuple[int, int]]]
    issues: tuple[Issue, ...]


def _weights(columns: Mapping[str, npt.NDArray[np.generic]], reference_fx: float) -> FloatArray:
    """Return the amount of each row at the reference rate, through the ledger's own steps."""
    reference: Mapping[str, AssumptionValue] = {
        "fx_usd_jpy": reference_fx,
        "fx_basis": "common",
        "tax_rate": STATUTORY_TAX_RATE,
        "escalation": "off",
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


def _count_of_periods(row: Mapping[Hashable, Any], contract_months: float) -> float:
    """Return how many quoted amounts a discount holds over its term."""
    per = _PERIODS[row["frequency"]]
    months = contract_months if np.isnan(row["months"]) else row["months"]
    return float(months / per) if per else 1.0


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
    tax flag, and one that finds no priced line.
    """
    frame = tables["discount_lines"]
    offers = tables["offers"]
    row_parts: list[npt.NDArray[np.int64]] = []
    discount_parts: list[npt.NDArray[np.int64]] = []
    own: dict[str, list[FloatArray]] = {}
    cells: dict[int, frozenset[tuple[int, int]]] = {}
    issues: list[Issue] = []
    weights = _weights(columns, reference_fx) if len(frame) else np.zeros(len(rows))
    for number, row in enumerate(frame.to_dict("records")):
        offer = int(row["owner"])
        pointer = f"/offers/{int(offers['position'].iloc[offer])}/discount_lines/{row['position']}"
        document = tables.responses[int(offers["owner"].iloc[offer])].document.name
        chosen = _targets(row, axes, lines, offer)
        used = np.flatnonzero(chosen[rows.line] & ~rows.is_extension)
        total = float(weights[used].sum())
        reason = (
            "discount_condition_in_note"
            if row["condition"] == "manual"
            else "discount_without_tax"
            if not isinstance(row["tax"], str)
            else "discount_without_target"
            if total <= 0
            else ""
        )
        if reason:
            facts = {"discount": row["discount_id"]}
            issues.append(Issue(reason, "warning", pointer, params=facts, document=document))
            continue
        size = len(used)
        row_parts.append(used)
        discount_parts.append(np.full(size, number))
        periods = _count_of_periods(row, float(offers["contract_months"].iloc[offer]))
        money = {
            **{name: np.full(size, NEUTRAL[name]) for name in _NOT_OF_DISCOUNTS},
            "amount_point": np.full(size, -row["amount"]),
            "unit_factor": np.full(size, UNIT_FACTORS[row["unit"]]),
            "is_usd": np.full(size, float(row["currency"] == "USD")),
            "tax_rate_percent": np.full(size, row["tax_rate_percent"]),
            "is_tax_exempt": np.full(size, float(row["tax"] == "exempt")),
            "is_tax_included": np.full(size, float(row["tax"] == "included")),
            "share": weights[used] / total,
            "periods": np.full(size, periods),
        }
        for name, values in money.items():
            own.setdefault(name, []).append(values.astype(np.float64))
        needs_all = row["condition"] == "whole_scope"
        pairs = zip(lines.business[chosen].tolist(), lines.item[chosen].tolist(), strict=True)
        cells[number] = frozenset(pairs) if needs_all else frozenset()
    empty = np.zeros(0, dtype=np.int64)
    return DiscountRows(
        row=np.concatenate(row_parts) if row_parts else empty,
        discount=np.concatenate(discount_parts) if discount_parts else empty,
        columns={name: np.concatenate(parts) for name, parts in own.items()},
        cells=cells,
        issues=tuple(issues),
    )

"""The vendor's own totals against the sums of the lines (method §9): warnings, never repairs."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.cost.ledger import normalize_costs
from rfi.scenario.assumptions import AssumptionSet, AssumptionValue
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number

# Which phases a stated total holds; a yearly total is the recurring one spread over its months.
_PHASES_OF: Mapping[str, tuple[str, ...]] = {
    "total": ("one_time", "recurring", "exit"),
    "initial": ("one_time",),
    "recurring": ("recurring",),
    "yearly": ("recurring",),
    "exit": ("exit",),
}


def _own_terms(assumptions: AssumptionSet, months: float) -> AssumptionSet:
    """Return the assumptions under which a vendor adds up: its own rate and its own months."""
    changes: dict[str, AssumptionValue] = {
        "horizon_months": int(months),
        "fx_basis": "as_quoted",
        "price_growth_rate": 0,
        "escalation": "off",
    }
    return assumptions.replaced(changes, "")


def _sums(
    ledger: pd.DataFrame, stated: Mapping[Hashable, Any], months: float, phases: Mapping[str, str]
) -> tuple[tuple[float, ...], int]:
    """Return the sums that the total may stand for, and the number of lines.

    Vendors add up before or after discounts, and count parallel running before go-live under its
    own item or as migration: any of the four is fair.
    """
    for key in ("business", "item"):
        if isinstance(stated[key], str):
            ledger = ledger[ledger[key] == stated[key]]
    wanted = _PHASES_OF[stated["kind"]]
    as_migration = ledger["phase"].isin(wanted)
    by_item = ledger["item"].map(phases).isin(wanted)
    is_price = ~ledger["is_discount"]
    with_tax = stated["tax"] == "included"
    amount = ledger["amount_grown_incl_tax_jpy" if with_tax else "amount_grown_jpy"]
    share = 12 / months if stated["kind"] == "yearly" else 1
    chosen = (rows & kind for rows in (as_migration, by_item) for kind in (is_price, True))
    lines = ledger.loc[(as_migration | by_item) & is_price, "table_row"].nunique()
    return tuple(math.fsum(amount[rows]) * share for rows in chosen), int(lines)


def check_stated_totals(basis: CostBasis, assumptions: AssumptionSet) -> tuple[Issue, ...]:
    """Return a warning for each stated total that its lines do not add up to.

    The sum is taken on the vendor's own terms (tax, months, exchange rate) and may stand before
    or after discounts. It may miss the total by half a quoted unit a line, for rounding. Totals
    in dollars are not compared.
    """
    frame = basis.tables["stated_totals"]
    model, axes = basis.model, basis.model.axes
    offers = basis.tables["offers"]
    issues: list[Issue] = []
    for stated in frame.to_dict("records"):
        if stated["currency"] != "JPY":
            continue
        offer = int(stated["owner"])
        months = stated["months"]
        if np.isnan(months):
            months = float(offers["contract_months"].iloc[offer])
        place = (model.offer == offer) & (
            model.scenario == axes.scenarios.index(stated["scenario_id"])
        )
        terms = _own_terms(assumptions, months)
        ledger = normalize_costs(model, terms, np.flatnonzero(place))
        sums, lines = _sums(ledger, stated, months, basis.questionnaire.phases)
        factor = UNIT_FACTORS[stated["unit"]]
        amount = stated["amount"] * factor
        allowed = max(lines, 1) * factor / 2
        if min(abs(amount - found) for found in sums) <= allowed:
            continue
        nearest = min(sums, key=lambda found: abs(amount - found))
        pointer = f"/offers/{offers['position'].iloc[offer]}/stated_totals/{stated['position']}"
        response = basis.tables.responses[int(offers["owner"].iloc[offer])]
        facts = {
            "kind": Coded("stated_total_kinds", stated["kind"]),
            "stated": format_number(amount),
            "computed": format_number(nearest),
            "difference": format_number(amount - nearest),
        }
        name = response.document.name
        issues.append(
            Issue("stated_total_differs", "warning", pointer, params=facts, document=name)
        )
    return tuple(issues)

"""What discounts take from one line: amount, base, share, months; before present value."""

import math
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.normalize.cost.ledger import normalize_costs
from rfi.normalize.cost.steps import STEPS
from rfi.scenario.assumptions import AssumptionSet
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.table import Row, TableCell
from rfi.views.look.values import format_month

_NOTHING = TableCell(text="－")
_UNITS = {name: code for step in STEPS for name, code in step.adds.items()}
# Columns of the chain of a discount, in its order; the base stands before the share.
_MONEY = ("amount_point", "unit_factor")
_DOLLARS = ("amount_usd", "fx_rate")
_TAX = ("amount_jpy", "tax_percent", "amount_excl_tax_jpy")
_AFTER_SHARE = ("periods", "amount_year_jpy", "window_share", "amount_window_jpy")
_GROWN = ("growth_factor", "amount_grown_jpy")


def unit_title(column: str, lang: Lang) -> str:
    """Return the unit of a column of the ledger."""
    if column in _UNITS:
        return load_codelist("step_units").title(_UNITS[column], lang)
    return text(f"step.unit.{column}", lang)


def _row(key: str, heading: str, unit: str, values: Mapping[int, float], count: int) -> Row:
    """Return one value of a discount, in the columns that it stands in."""
    cells = (TableCell(values[index]) if index in values else _NOTHING for index in range(count))
    return Row(key, heading, (TableCell(text=unit), *cells), "number")


def _by_column(frame: pd.DataFrame, values: "pd.Series[float]") -> Mapping[int, float]:
    return dict(zip(map(int, frame.index), values.tolist(), strict=True))


def _months(
    basis: CostBasis, number: int, assumptions: AssumptionSet, whole: pd.DataFrame, lang: Lang
) -> Iterator[str]:
    """Yield which months of a discount by month, year or term do not count, and how much.

    Args:
        basis: The answers laid out.
        number: The discount.
        assumptions: The length of the window.
        whole: Ledger of the discount on all lines.
        lang: Language.
    """
    counted = basis.model.counted_discounts[number]
    if not counted.months:
        return
    yield text("step.discount.months", lang, count=counted.months)
    first = whole.iloc[0]
    go_live, horizon = int(first["go_live_month"]), int(assumptions.number("horizon_months"))
    paid = math.fsum(whole["amount_period_jpy"] * whole["periods"])
    if counted.months_outside:
        missing = format_number(paid / counted.months * counted.months_outside)
        facts = {"month": format_month(go_live + counted.months), "count": counted.months_outside}
        yield text("step.discount.unpriced", lang, amount=missing, **facts)
    if counted.months > horizon:
        outside = format_number(math.fsum(whole["amount_year_jpy"] - whole["amount_window_jpy"]))
        facts = {"month": format_month(go_live + horizon), "count": counted.months - horizon}
        yield text("step.discount.outside", lang, amount=outside, **facts)


def discount_rows(
    basis: CostBasis,
    assumptions: AssumptionSet,
    discounts: Mapping[int, pd.DataFrame],
    count: int,
    lang: Lang,
) -> Iterator[Row]:
    """Yield the chain of every discount on a line.

    Args:
        basis: The answers laid out.
        assumptions: What the steps read.
        discounts: Discount → its ledger on the line, indexed by the column it stands in.
        count: Number of columns.
        lang: Language.
    """
    for number, frame in discounts.items():
        entry = basis.tables["discount_lines"].iloc[number]
        rows = np.flatnonzero(basis.model.discount == number)
        whole = normalize_costs(basis.model, assumptions, rows)
        kind = load_codelist("discount_kinds").title(str(entry["kind"]), lang)
        condition = load_codelist("discount_conditions").title(str(entry["condition"]), lang)
        notes = [*_months(basis, number, assumptions, whole, lang)]
        if isinstance(entry["note"], str):
            notes.append(entry["note"])
        heading = text(
            "step.discount", lang, name=entry["discount_id"], kind=kind, condition=condition
        )
        note = text("step.assumption_separator", lang).join(notes)
        yield Row(f"discount.{number}", heading, level="section", note=note)
        tax = load_codelist("tax_kinds").title(str(entry["tax"]), lang)
        shown = (_NOTHING, *(TableCell(text=tax) for _ in range(count)))
        yield Row(f"{number}.tax", text("step.given.tax", lang), shown, "text")
        base = basis.model.counted_discounts[number].base_jpy
        yen = unit_title("amount_excl_tax_jpy", lang)

        def column(name: str, number: int = number, frame: pd.DataFrame = frame) -> Row:
            values = _by_column(frame, frame[name].astype(float))
            heading = text(f"step.column.{name}", lang)
            return _row(f"{number}.{name}", heading, unit_title(name, lang), values, count)

        is_dollar = bool((frame["is_usd"] == 1).any())
        for name in (*_MONEY, *(_DOLLARS if is_dollar else ()), *_TAX):
            yield column(name)
        every = dict.fromkeys(map(int, frame.index), base)
        yield _row(f"{number}.base", text("step.discount.base", lang), yen, every, count)
        part = _by_column(frame, frame["share"].astype(float) * base)
        yield _row(f"{number}.part", text("step.discount.part", lang), yen, part, count)
        for name in ("share", *_AFTER_SHARE, *_GROWN):
            yield column(name)

"""One line from the quoted figure to present value: each step with its rule and assumptions."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.ledger import normalize_costs
from rfi.normalize.cost.model import NO_DISCOUNT
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import Step
from rfi.scenario.assumptions import AssumptionSet
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import assumption_value, format_month
from rfi.views.trace.trace import TraceCell, business_title

_COMPARED = "amount_grown_jpy"
_COMPARED_UNIT = next(step.adds[_COMPARED] for step in STEPS if _COMPARED in step.adds)
# What a step reads of the line itself is shown too; the second kind not where it is neutral.
_GIVEN = ("amount_point", "unit_factor", "periods")
_GIVEN_IF_SAID = (
    "fx_share",
    "vendor_fx_rate",
    "tax_rate_percent",
    "quantity_factor",
    "share",
    "escalation_percent",
)


def _assumptions_of(step: Step, assumptions: AssumptionSet, lang: Lang) -> str:
    titles = load_codelist("assumption_keys")
    words = [
        text(
            "step.assumption",
            lang,
            title=titles.title(assumption.key, lang),
            value=assumption_value(assumption, lang),
            source=assumption.source,
        )
        for assumption in assumptions
        if assumption.key in step.reads
    ]
    return text("step.assumption_separator", lang).join(words)


def _values(frame: pd.DataFrame, column: str) -> tuple[TableCell, ...]:
    numbers = frame[column].astype(float).tolist()
    return tuple(TableCell(None if math.isnan(number) else number) for number in numbers)


def _column_row(frame: pd.DataFrame, column: str, unit: str, note: str, lang: Lang) -> Row:
    cells = (TableCell(text=unit), *_values(frame, column))
    return Row(column, text(f"step.column.{column}", lang), cells, "number", note=note)


def _unit_title(unit: str, lang: Lang) -> str:
    return load_codelist("step_units").title(unit, lang)


def _step_rows(
    frame: pd.DataFrame, number: int, step: Step, assumptions: AssumptionSet, lang: Lang
) -> Iterable[Row]:
    rule = text(
        "step.heading",
        lang,
        number=number,
        name=text(f"step.{step.name}", lang),
        rule=text(f"step.{step.name}.rule", lang),
    )
    yield Row(step.name, rule, level="section", note=_assumptions_of(step, assumptions, lang))
    for column in step.uses:
        is_said = column in _GIVEN_IF_SAID and not np.array_equal(
            frame[column].astype(float),
            np.full(len(frame), step.neutral[column]),
            equal_nan=True,
        )
        if column in _GIVEN or is_said:
            unit = text(f"step.unit.{column}", lang)
            yield _column_row(frame, column, unit, text("step.given", lang), lang)
    for column, code in step.adds.items():
        yield _column_row(frame, column, _unit_title(code, lang), column, lang)


def _discount_rows(
    basis: CostBasis, price: pd.DataFrame, discounts: pd.DataFrame, lang: Lang
) -> Iterable[Row]:
    """Yield what discounts take from the line, and what is compared in the end."""
    index_of = {
        key: index
        for index, key in enumerate(zip(price["fiscal_year"], price["row_start"], strict=True))
    }
    total = price[_COMPARED].to_numpy(dtype=float).copy()
    unit = TableCell(text=_unit_title(_COMPARED_UNIT, lang))
    if len(discounts):
        yield Row("discounts", text("step.discounts", lang), level="section")
    for number, group in discounts.groupby("discount"):
        taken = np.zeros(len(price))
        keys = zip(group["fiscal_year"], group["row_start"], strict=True)
        for key, amount in zip(keys, group[_COMPARED], strict=True):
            taken[index_of[key]] += amount
        total += taken
        entry = basis.tables["discount_lines"].iloc[int(str(number))]
        note = entry["note"] if isinstance(entry["note"], str) else ""
        cells = (unit, *(TableCell(float(value)) for value in taken))
        yield Row(str(number), str(entry["discount_id"]), cells, "number", note=note)
    yield Row(
        "compared",
        text("step.compared", lang, total=f"{math.fsum(total):,.0f}"),
        (unit, *(TableCell(float(value)) for value in total)),
        "number",
        "total",
    )


def view_ledger(evaluation: Evaluation, reading: Reading, cell: TraceCell) -> Table | None:
    """Return the ledger of one line, a column a fiscal year; None where there is no price."""
    basis, comparison, lang = evaluation.basis, evaluation.costs, reading.lang
    model = basis.model
    rows = np.flatnonzero(model.line == cell.line)
    if not len(rows):
        return None
    assumptions = comparison.conditions.assumptions
    frame = normalize_costs(model, assumptions, rows)
    price = frame[frame["discount"] == NO_DISCOUNT].sort_values(["fiscal_year", "row_start"])
    discounts = frame[frame["discount"] != NO_DISCOUNT]
    columns = [Column("unit", text("step.unit_heading", lang))]
    for entry in price.to_dict("records"):
        months = text(
            "step.months",
            lang,
            month=format_month(int(entry["row_start"])),
            count=int(entry["row_months"]),
        )
        estimate = text("view.estimate.extended", lang) if entry["is_extension"] else ""
        columns.append(
            Column(
                str(entry["row_start"]),
                format_fiscal_year(int(entry["fiscal_year"]), lang),
                f"{months} {estimate}".strip(),
            )
        )
    steps = (
        row
        for number, step in enumerate(STEPS, start=1)
        for row in _step_rows(price, number, step, assumptions, lang)
    )
    asked = basis.questionnaire
    return Table(
        key="ledger",
        title=text(
            "view.ledger.title",
            lang,
            business=business_title(asked, cell.business, lang),
            item=asked.items[cell.item],
        ),
        caption=text("view.ledger.caption", lang),
        corner=text("view.ledger.corner", lang),
        columns=tuple(columns),
        rows=(*steps, *_discount_rows(basis, price, discounts, lang)),
    )

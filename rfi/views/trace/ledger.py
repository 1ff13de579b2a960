"""One line from the quoted figure to present value: each step with its rule and assumptions."""

import math
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from rfi.compare.round.quoted_flows import counted_rows
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
from rfi.views.trace.discount_rows import discount_rows, unit_title
from rfi.views.trace.given_rows import GivenRows
from rfi.views.trace.trace import TraceCell, business_title

_COMPARED = "amount_grown_jpy"
_PRESENT = next(step for step in STEPS if step.name == "present_value")
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


def _column_row(frame: pd.DataFrame, column: str, note: str, lang: Lang, title: str = "") -> Row:
    cells = (TableCell(text=unit_title(column, lang)), *_values(frame, column))
    return Row(column, title or text(f"step.column.{column}", lang), cells, "number", note=note)


def _step_rows(
    frame: pd.DataFrame, step: Step, given: GivenRows, assumptions: AssumptionSet, lang: Lang
) -> Iterable[Row]:
    yield _heading(step, assumptions, lang)
    if step.name == "unit":
        yield from given.amount()
    elif step.name == "tax":
        yield from given.tax()
    elif step.name == "quantity" and not given.has_tariff:
        yield from given.quantity()
    for column in step.uses:
        is_said = column in _GIVEN_IF_SAID and not np.array_equal(
            frame[column].astype(float),
            np.full(len(frame), step.neutral[column]),
            equal_nan=True,
        )
        if column in _GIVEN or is_said:
            title = given.amount_title if column == "amount_point" else ""
            yield _column_row(frame, column, text("step.given", lang), lang, title)
    for column in step.adds:
        yield _column_row(frame, column, "", lang)


def _heading(step: Step, assumptions: AssumptionSet, lang: Lang) -> Row:
    rule = text(
        "step.heading",
        lang,
        number=STEPS.index(step) + 1,
        name=text(f"step.{step.name}", lang),
        rule=text(f"step.{step.name}.rule", lang),
    )
    return Row(step.name, rule, level="section", note=_assumptions_of(step, assumptions, lang))


def _ending(
    price: pd.DataFrame,
    discounts: Mapping[int, pd.DataFrame],
    assumptions: AssumptionSet,
    lang: Lang,
) -> Iterable[Row]:
    """Yield what is compared, discounts taken off, and its present value."""
    net = price[[_COMPARED, "amount_real_jpy", "present_value_jpy"]].astype(float)
    for frame in discounts.values():
        net.loc[frame.index] += frame[net.columns].astype(float)
    total = text("step.compared", lang, total=f"{math.fsum(net[_COMPARED]):,.0f}")
    unit = TableCell(text=unit_title(_COMPARED, lang))
    yield Row("compared", total, (unit, *_values(net, _COMPARED)), "number", "total")
    yield _heading(_PRESENT, assumptions, lang)
    if discounts and assumptions.choice("present_value_basis") == "real":
        yield _column_row(net, "amount_real_jpy", "", lang)
    yield _column_row(price, "discount_factor", "", lang)
    yield _column_row(net, "present_value_jpy", "", lang)


def view_ledger(evaluation: Evaluation, reading: Reading, cell: TraceCell) -> Table | None:
    """Return the ledger of one line, a column a fiscal year; None where there is no price."""
    basis, conditions, lang = evaluation.basis, evaluation.costs.conditions, reading.lang
    model, assumptions = basis.model, conditions.assumptions
    rows = counted_rows(basis, conditions, np.flatnonzero(model.line == cell.line))
    if not len(rows):
        return None
    frame = normalize_costs(model, assumptions, rows).set_index(model.price_row[rows])
    is_price = frame["discount"] == NO_DISCOUNT
    # Rows of a line stand in the order of time.
    price = frame[is_price]
    column_of = {row: index for index, row in enumerate(price.index)}
    frame = frame.rename(index=column_of)
    price = frame[is_price.to_numpy()]
    discounts = {
        int(str(number)): group
        for number, group in frame[~is_price.to_numpy()].groupby("discount", sort=True)
    }
    given = GivenRows(basis, cell.line, len(price), lang)
    steps = (
        row
        for step in STEPS
        if step is not _PRESENT
        for row in _step_rows(price, step, given, assumptions, lang)
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
        columns=tuple(_columns(price, lang)),
        rows=(
            *steps,
            *discount_rows(basis, assumptions, discounts, len(price), lang),
            *_ending(price, discounts, assumptions, lang),
        ),
    )


def _columns(price: pd.DataFrame, lang: Lang) -> Iterable[Column]:
    yield Column("unit", text("step.unit_heading", lang))
    names = ["row_start", "row_months", "is_extension", "fiscal_year"]
    for entry in price[names].to_dict("records"):
        months = text(
            "step.months",
            lang,
            month=format_month(int(entry["row_start"])),
            count=int(entry["row_months"]),
        )
        estimate = text("view.estimate.extended", lang) if entry["is_extension"] else ""
        yield Column(
            str(entry["row_start"]),
            format_fiscal_year(int(entry["fiscal_year"]), lang),
            f"{months} {estimate}".strip(),
        )

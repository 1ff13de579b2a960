"""One line from the quoted figure to present value: each step with its rule and assumptions."""

import math
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_flows import counted_rows
from rfi.compare.round.quoted_points import Flags
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.components import Indexes
from rfi.normalize.cost.ledger import normalize_costs, step_columns
from rfi.normalize.cost.model import NO_DISCOUNT
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import Columns, Step
from rfi.scenario.assumptions import AssumptionSet
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import assumption_value, format_month
from rfi.views.trace.discount_rows import discount_rows, unit_title
from rfi.views.trace.given_rows import GivenRows
from rfi.views.trace.lines import TraceCell, business_title

_COMPARED = "amount_grown_jpy"
# What discounts are taken off.
_NET = (_COMPARED, "amount_real_jpy", "present_value_jpy")
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


def _values(ledger: Columns, column: str) -> tuple[TableCell, ...]:
    numbers = ledger[column].astype(np.float64).tolist()
    return tuple(TableCell(None if math.isnan(number) else number) for number in numbers)


def _column_row(ledger: Columns, column: str, note: str, lang: Lang, title: str = "") -> Row:
    cells = (TableCell(text=unit_title(column, lang)), *_values(ledger, column))
    return Row(column, title or text(f"step.column.{column}", lang), cells, "number", note=note)


def _step_rows(
    ledger: Columns, step: Step, given: GivenRows, assumptions: AssumptionSet, lang: Lang
) -> Iterable[Row]:
    yield _heading(step, assumptions, lang)
    if step.name == "unit":
        yield from given.amount()
    elif step.name == "tax":
        yield from given.tax()
    elif step.name == "quantity" and not given.has_tariff:
        yield from given.quantity()
    for column in step.uses:
        is_said = column in _GIVEN_IF_SAID and not _is_all(ledger[column], step.neutral[column])
        if column in _GIVEN or is_said:
            title = given.amount_title if column == "amount_point" else ""
            yield _column_row(ledger, column, text("step.given", lang), lang, title)
    for column in step.adds:
        yield _column_row(ledger, column, "", lang)


def _is_all(values: npt.NDArray[np.generic], neutral: float) -> bool:
    """Tell whether a column holds nothing but its neutral value."""
    numbers = values.astype(np.float64)
    return bool((np.isnan(numbers) if math.isnan(neutral) else numbers == neutral).all())


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
    price: Columns,
    discounts: Mapping[int, pd.DataFrame],
    assumptions: AssumptionSet,
    lang: Lang,
) -> Iterable[Row]:
    """Yield what is compared, discounts taken off, and its present value."""
    net = {name: price[name].astype(np.float64) for name in _NET}
    for frame in discounts.values():
        for name, amounts in net.items():
            np.add.at(amounts, frame.index.to_numpy(), frame[name].to_numpy(dtype=np.float64))
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
    discount = model.discount[rows]
    # Rows of a line stand in the order of time.
    priced = rows[discount == NO_DISCOUNT]
    price = step_columns(model, assumptions, priced)
    discounts = {
        number: _discounted(basis, assumptions, priced, rows[discount == number])
        for number in np.unique(discount[discount != NO_DISCOUNT]).tolist()
    }
    given = GivenRows(basis, cell.line, len(priced), lang)
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
        columns=tuple(_columns(price, model.is_extension[priced], lang)),
        rows=(
            *steps,
            *discount_rows(basis, assumptions, discounts, len(priced), lang),
            *_ending(price, discounts, assumptions, lang),
        ),
    )


def _discounted(
    basis: CostBasis, assumptions: AssumptionSet, priced: Indexes, rows: Indexes
) -> pd.DataFrame:
    """Return the ledger of a discount on a line, indexed by the column it stands in."""
    frame = normalize_costs(basis.model, assumptions, rows)
    column_of = {row: index for index, row in enumerate(basis.model.price_row[priced].tolist())}
    frame.index = pd.Index([column_of[row] for row in basis.model.price_row[rows].tolist()])
    return frame


def _columns(price: Columns, is_extension: Flags, lang: Lang) -> Iterable[Column]:
    yield Column("unit", text("step.unit_heading", lang))
    names = ("row_start", "row_months", "fiscal_year")
    numbers = (price[name].astype(np.int64).tolist() for name in names)
    for start, count, year, is_extended in zip(*numbers, is_extension.tolist(), strict=True):
        months = text("step.months", lang, month=format_month(start), count=count)
        estimate = text("view.estimate.extended", lang) if is_extended else ""
        yield Column(str(start), format_fiscal_year(year, lang), f"{months} {estimate}".strip())

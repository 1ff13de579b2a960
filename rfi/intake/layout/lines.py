"""One cell of a foreign table → the cost line or the discount that it is."""

from fractions import Fraction
from typing import Any

from rfi.document.grid.grid import Sheet
from rfi.intake.layout.layout import AmountColumn, Target
from rfi.intake.layout.reconciliation import plain
from rfi.intake.layout.rows import Quoted, TableRow, words_at
from rfi.schema.codelists import load_codelist

_RECURRING, _STANDARD = "recurring", 3
_LONGEST_LABEL = 200


def unit_factor(unit: str) -> int:
    """Return how many yen one of a money unit is."""
    return int(load_codelist("money_units").rows[unit]["factor"])


def label_of(row: TableRow, column: AmountColumn) -> str:
    """Return the words that name a price in one line: of its row, and of a column of one item."""
    named = (row.business, column.heading) if column.item else ()
    return " / ".join(filter(None, (*row.labels, *named)))[:_LONGEST_LABEL]


def _frequency(item: str, column: AmountColumn) -> str:
    """Return how often an item is paid: what is set up, and the end of the contract, once."""
    # An item of a questionnaire's own begins with the number of its standard one.
    standard = load_codelist("cost_items").rows.get(item[:_STANDARD])
    is_recurring = standard is None or standard["phase"] == _RECURRING
    return column.frequency if is_recurring else "once"


def _period(item: str, column: AmountColumn, row: TableRow) -> dict[str, Any]:
    """Return how often an amount is paid, and when."""
    frequency = _frequency(item, column)
    if column.fiscal_year is not None:
        if frequency == "once":
            return {"frequency": frequency, "accepted_on": f"{column.fiscal_year + 1}-03-31"}
        start = f"{column.fiscal_year}-04-01"
        return {"frequency": "term_total", "start_on": start, "months": 12}
    months = row.months or (column.months if frequency == "term_total" else None)
    if months and frequency != "once":
        return {"frequency": frequency, "months": months}
    return {"frequency": frequency}


def _terms(column: AmountColumn, given: Quoted) -> dict[str, Any]:
    return {
        "unit": given.unit or column.unit,
        "currency": column.currency,
        "tax": column.tax,
    }


def _counted(row: TableRow, column: AmountColumn, sheet: Sheet) -> dict[str, Any]:
    """Return the quantity of a unit price; nothing of a whole amount."""
    if column.quantity_column is None:
        return {}
    count = row.quantities.get(column.quantity_column, Fraction(1))
    found: dict[str, Any] = {"basis": "per_unit", "quantity": plain(count)}
    if column.quantity_unit_column is not None:
        unit = words_at(sheet, row.row, column.quantity_unit_column)
        found |= {"quantity_unit": unit} if unit else {}
    return found


def cost_line(
    line_id: str, row: TableRow, column: AmountColumn, given: Quoted, target: Target, sheet: Sheet
) -> dict[str, Any] | None:
    """Return a cost line without its business; None of a minus amount, which is no price.

    Args:
        line_id: Unique in the answer.
        row: The row.
        column: The column.
        given: What stands in its cell.
        target: What the row is.
        sheet: Where the unit of a quantity stands.
    """
    line: dict[str, Any] = {
        "line_id": line_id,
        "scenario_id": column.scenario_id,
        "item": target.item,
        "label": label_of(row, column),
        **({"note": row.remark} if row.remark else {}),
    }
    if given.state:
        return {**line, "state": given.state}
    low, high = given.low, given.high
    if low is None or high is None or low < 0:
        return None
    amounts: dict[str, Any] = (
        {"amount_low": plain(low), "amount_high": plain(high)}
        if given.is_range
        else {"amount": plain(low)}
    )
    # A bare 0 says neither that it costs nothing nor that it is part of another price.
    state = {} if low == high == 0 else {"state": "priced"}
    return {
        **line,
        **state,
        **amounts,
        **_terms(column, given),
        **_period(target.item, column, row),
        **({} if given.is_whole else _counted(row, column, sheet)),
    }


def discount_line(
    discount_id: str, row: TableRow, column: AmountColumn, given: Quoted, target: Target
) -> dict[str, Any] | None:
    """Return a discount without its business, of a minus and a plus amount alike."""
    if given.low is None or given.is_range or not given.low:
        return None
    frequency = _frequency(target.item, column) if target.item else column.frequency
    found: dict[str, Any] = {
        "discount_id": discount_id,
        "scenario_id": column.scenario_id,
        "kind": "special",
        "amount": plain(abs(given.low)),
        **_terms(column, given),
        "frequency": frequency,
        "condition": "unconditional",
        **({"note": row.remark} if row.remark else {}),
    }
    if frequency == "term_total" and column.months:
        found["months"] = column.months
    if target.item:
        found["applies_to_items"] = [target.item]
    return found

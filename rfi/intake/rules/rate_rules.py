"""Rates of at most 1 where per cent is meant: 0.1 may be 0.1 % or 10 % (method §10)."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

_RATES = {
    "cost_lines": ("tax_rate_percent", "escalation_percent"),
    "discount_lines": ("tax_rate_percent",),
}
_PERCENT = "percent"


def _given_rates(case: Case) -> Iterator[tuple[str, object]]:
    """Yield (pointer, value) of everything in per cent of which nothing was said yet."""
    # Of the cells of a workbook the reader knows the number format, and has asked where it must.
    for table, keys in () if case.origins else _RATES.items():
        for pointer, rows in case.arrays(table):
            for index, row in enumerate(rows):
                for key in keys:
                    if key in row:
                        yield f"{pointer}/{index}/{key}", row[key]
    asked = case.asked.value.get("service_level_items", ())
    shares = {row["item_id"] for row in asked if row.get("unit") == _PERCENT}
    for pointer, row in case.rows("service_levels"):
        place = f"{pointer}/value_number"
        if row["item_id"] in shares and "value_number" in row and place not in case.told:
            yield place, row["value_number"]


def percent_at_most_one(case: Case) -> Iterator[Issue]:
    """A rate above 0 and of at most 1 in a field of per cent: read as it stands, asked about."""
    found: dict[float, list[str]] = {}
    for pointer, value in _given_rates(case):
        if isinstance(value, int | float) and 0 < abs(value) <= 1:
            found.setdefault(value, []).append(pointer)
    for value, places in found.items():
        yield case.grouped("percent_at_most_one", "warning", places, given=trimmed(value))


RATE_RULES = (percent_at_most_one,)

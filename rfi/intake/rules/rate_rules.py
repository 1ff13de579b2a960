"""Rates that are hardly meant: at most 1 where per cent is meant (method §10), or of no tax."""

from collections.abc import Callable, Iterator

from rfi.intake.rules.case import Case
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

_RATES = {
    "cost_lines": ("tax_rate_percent", "escalation_percent"),
    "discount_lines": ("tax_rate_percent",),
}
_PERCENT = "percent"
# Consumption tax as it was, is, and none (消費税法; domain §9).
_TAX_RATES = frozenset({0, 3, 5, 8, 10})
# Prices that fall every year, or rise by more than a fifth, are asked about.
_LEAST_ESCALATION, _MOST_ESCALATION = 0, 20


def _given_rates(case: Case) -> Iterator[tuple[str, object]]:
    """Yield (pointer, value) of everything in per cent of which nothing was said yet."""
    # Of the cells of a workbook the reader knows the number format, and has asked where it must.
    for table, keys in () if case.origins else _RATES.items():
        for pointer, row in case.with_any(table, *keys):
            for key in keys:
                if key in row:
                    yield f"{pointer}/{key}", row[key]
    asked = case.asked.value.get("service_level_items", ())
    shares = {row["item_id"] for row in asked if row.get("unit") == _PERCENT}
    for pointer, row in case.with_any("service_levels", "value_number"):
        place = f"{pointer}/value_number"
        if row["item_id"] in shares and place not in case.told:
            yield place, row["value_number"]


def percent_at_most_one(case: Case) -> Iterator[Issue]:
    """A rate above 0 and of at most 1 in a field of per cent: read as it stands, asked about."""
    found: dict[float, list[str]] = {}
    for pointer, value in _given_rates(case):
        if isinstance(value, int | float) and 0 < abs(value) <= 1:
            found.setdefault(value, []).append(pointer)
    for value, places in found.items():
        yield case.grouped("percent_at_most_one", "warning", places, given=trimmed(value))


def _unusual(case: Case, code: str, key: str, is_usual: Callable[[float], bool]) -> Iterator[Issue]:
    """Yield one issue a value of a field that is no usual one; of at most 1 was asked already."""
    found: dict[float, list[str]] = {}
    for table, keys in _RATES.items():
        for pointer, row in case.with_any(table, key) if key in keys else ():
            value = row[key]
            if abs(value) > 1 and not is_usual(value):
                found.setdefault(value, []).append(f"{pointer}/{key}")
    for value, places in found.items():
        yield case.grouped(code, "warning", places, given=trimmed(value))


def tax_rate_unusual(case: Case) -> Iterator[Issue]:
    """A rate that the consumption tax never had: counted with it, asked about."""
    yield from _unusual(case, "tax_rate_unusual", "tax_rate_percent", _TAX_RATES.__contains__)


def escalation_unusual(case: Case) -> Iterator[Issue]:
    """Prices that are said to fall or to leap every year: counted so, asked about."""
    yield from _unusual(
        case,
        "escalation_unusual",
        "escalation_percent",
        lambda rate: _LEAST_ESCALATION <= rate <= _MOST_ESCALATION,
    )


RATE_RULES = (percent_at_most_one, tax_rate_unusual, escalation_unusual)

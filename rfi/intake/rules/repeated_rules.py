"""Rules on what stands twice in one answer, each named as its issue code (method §9)."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case, Row
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

# What makes two discounts one: all that moves money, but for the id and the remarks.
_OF_DISCOUNT = ("scenario_id", "amount", "unit", "currency", "tax", "frequency", "months")
_TARGETS = ("applies_to_items", "applies_to_businesses")


def _discount_key(row: Row) -> tuple[object, ...]:
    targets = (tuple(sorted(row.get(name, ()))) for name in _TARGETS)
    return (*(row.get(name) for name in _OF_DISCOUNT), *targets)


def discount_twice(case: Case) -> Iterator[Issue]:
    """One discount stands twice under two ids."""
    for pointer, rows in case.arrays("discount_lines"):
        seen: dict[tuple[object, ...], str] = {}
        for index, row in enumerate(rows):
            first = seen.setdefault(_discount_key(row), row["discount_id"])
            if first != row["discount_id"]:
                yield case.issue(
                    "discount_twice",
                    "warning",
                    f"{pointer}/{index}",
                    first=first,
                    second=row["discount_id"],
                    amount=trimmed(row["amount"]),
                    unit=Coded("money_units", row["unit"]),
                )


REPEATED_RULES = (discount_twice,)

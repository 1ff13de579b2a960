"""Rules on prices by tiers, each named as its issue code (method §1, "quantity")."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case
from rfi.intake.rules.quantity_rules import is_price, money
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed


def tiers_without_basis(case: Case) -> Iterator[Issue]:
    """Tiers, and not said of which quantity."""
    for pointer, row in case.quantified_lines:
        basis = row.get("basis", "lump_sum")
        if row.get("tiers") and basis == "lump_sum" and is_price(row):
            yield case.issue(
                "tiers_without_basis",
                "warning",
                f"{pointer}/tiers",
                item=row["item"],
                amounts=tuple(trimmed(tier["amount"]) for tier in row["tiers"]),
                unit=money(row)["unit"],
            )


def tiers_beside_amount(case: Case) -> Iterator[Issue]:
    """Tiers, and yet an amount or a range: which of them holds is not said."""
    for pointer, row in case.quantified_lines:
        if row.get("tiers") and is_price(row) and ("amount" in row or "amount_low" in row):
            yield case.issue(
                "tiers_beside_amount",
                "warning",
                f"{pointer}/tiers",
                item=row["item"],
                amounts=tuple(trimmed(tier["amount"]) for tier in row["tiers"]),
                **money(row),
            )


def tiers_not_from_zero(case: Case) -> Iterator[Issue]:
    """Tiers that leave a gap: the first begins above 0, and what is below has no price."""
    for pointer, row in case.quantified_lines:
        begins = [tier["from_quantity"] for tier in row.get("tiers", ())]
        if begins and min(begins) > 0 and is_price(row):
            yield case.issue(
                "tiers_not_from_zero",
                "warning",
                f"{pointer}/tiers",
                item=row["item"],
                first=trimmed(min(begins)),
            )


def tiers_repeated(case: Case) -> Iterator[Issue]:
    """Two tiers begin at one quantity: which price holds is not said."""
    for pointer, row in case.quantified_lines:
        begins = [tier["from_quantity"] for tier in row.get("tiers", ())]
        twice = sorted({begin for begin in begins if begins.count(begin) > 1})
        if twice and is_price(row):
            yield case.issue(
                "tiers_repeated",
                "warning",
                f"{pointer}/tiers",
                item=row["item"],
                begins=tuple(map(trimmed, twice)),
            )


def schedule_by_year(case: Case) -> Iterator[Issue]:
    """Tiers or a minimum charge of a price a case, paid by the month: of which cases are they?

    Cases are counted by the year (method §1), and so is what holds for them.
    """
    for pointer, row in case.quantified_lines:
        key = "tiers" if row.get("tiers") else "minimum_charge"
        is_monthly = row.get("frequency") == "monthly" and row.get("basis") == "per_case"
        if is_monthly and row.get(key) and is_price(row):
            yield case.issue("schedule_by_year", "warning", f"{pointer}/{key}", item=row["item"])


TIER_RULES = (
    schedule_by_year,
    tiers_without_basis,
    tiers_beside_amount,
    tiers_not_from_zero,
    tiers_repeated,
)

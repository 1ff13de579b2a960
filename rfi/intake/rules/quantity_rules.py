"""Rules on what a price is multiplied by, each named as its issue code (method §1, "quantity")."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case, Row
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed
from rfi.text.quantity_words import read_quantity_word

_PRICED = frozenset({"priced", "priced_from"})
# Bases whose quantity is the line's own; the others take that of the scenario.
_OWN_QUANTITY = frozenset({"per_unit", "per_case"})


def is_price(row: Row) -> bool:
    """Tell whether a line gives a price; an amount without a state is one."""
    return row.get("state", "priced") in _PRICED


def money(row: Row, times: float = 1) -> dict[str, object]:
    """Return the facts of an amount in the unit it was quoted in."""
    return {
        "amount": trimmed(row.get("amount", 0) * times),
        "unit": Coded("money_units", row.get("unit", "one")),
    }


def quantity_zero(case: Case) -> Iterator[Issue]:
    """A price times a quantity of 0: a typed 0, held until the vendor says what it means."""
    for pointer, row in case.quantified_lines:
        if row.get("quantity") == 0 and is_price(row):
            yield case.issue("quantity_zero", "error", f"{pointer}/quantity", item=row["item"])


def _quantity_of_scenario(case: Case, row: Row) -> float | None:
    """Return what the scenario multiplies a price by; None where it is not stated."""
    scenario = case.asked.scenarios.get(row["scenario_id"])
    if scenario is None:
        return None
    if row["basis"] == "per_resident":
        return scenario.population
    if row["basis"] == "per_staff":
        return scenario.staff
    if row["basis"] == "per_city":
        return scenario.cities
    return scenario.volumes.get(row.get("procedure_id", ""))


def volume_zero(case: Case) -> Iterator[Issue]:
    """A price times a quantity that the questionnaire gives as 0."""
    for pointer, row in case.quantified_lines:
        if _takes_scenario_quantity(row) and _quantity_of_scenario(case, row) == 0:
            yield case.issue(
                "volume_zero",
                "warning",
                f"{pointer}/basis",
                item=row["item"],
                basis=Coded("quantity_bases", row["basis"]),
            )


def _takes_scenario_quantity(row: Row) -> bool:
    basis = row.get("basis", "lump_sum")
    if basis == "lump_sum" or not is_price(row):
        return False
    return basis not in _OWN_QUANTITY or (basis == "per_case" and "quantity" not in row)


def quantity_unknown(case: Case) -> Iterator[Issue]:
    """A price without the quantity it is multiplied by: it counts as unanswered."""
    for pointer, row in case.quantified_lines:
        lacks_own = row.get("basis") == "per_unit" and "quantity" not in row and is_price(row)
        lacks = _takes_scenario_quantity(row) and _quantity_of_scenario(case, row) is None
        if lacks_own or lacks:
            yield case.issue(
                "quantity_unknown",
                "warning",
                f"{pointer}/quantity",
                item=row["item"],
                basis=Coded("quantity_bases", row["basis"]),
            )


def quantity_not_used(case: Case) -> Iterator[Issue]:
    """A quantity beside a price that is multiplied by another one, that of the scenario."""
    for pointer, row in case.quantified_lines:
        basis = row.get("basis", "lump_sum")
        if "quantity" not in row or basis in _OWN_QUANTITY | {"lump_sum"} or not is_price(row):
            continue
        quantity, used = row["quantity"], _quantity_of_scenario(case, row)
        scenario = case.asked.scenarios.get(row["scenario_id"])
        cities = scenario.cities if scenario else 1
        if used is not None and quantity not in {0, used, used * cities}:
            yield case.issue(
                "quantity_not_used",
                "warning",
                f"{pointer}/quantity",
                item=row["item"],
                quantity=trimmed(quantity),
                used=trimmed(used),
                basis=Coded("quantity_bases", basis),
            )


def quantity_without_basis(case: Case) -> Iterator[Issue]:
    """A quantity beside an amount, and not said whether the amount is the price of one."""
    for pointer, row in case.quantified_lines:
        if "basis" in row or not is_price(row) or "tiers" in row:
            continue
        quantity = row.get("quantity", 1)
        if "amount" in row and quantity not in {0, 1}:
            yield case.issue(
                "quantity_without_basis",
                "warning",
                f"{pointer}/basis",
                item=row["item"],
                quantity=trimmed(quantity),
                product=money(row, quantity)["amount"],
                **money(row),
            )


def procedure_without_basis(case: Case) -> Iterator[Issue]:
    """A procedure beside an amount, and not said whether the amount is the price of one case."""
    for pointer, row in case.quantified_lines:
        told = "quantity" in row or "tiers" in row
        if "procedure_id" in row and "basis" not in row and is_price(row) and not told:
            yield case.issue(
                "procedure_without_basis",
                "warning",
                f"{pointer}/basis",
                item=row["item"],
                procedure=row["procedure_id"],
                **money(row),
            )


def minimum_without_basis(case: Case) -> Iterator[Issue]:
    """A minimum charge beside an amount that nothing is said to multiply."""
    for pointer, row in case.quantified_lines:
        told = row.get("quantity", 1) != 1 or "procedure_id" in row or "tiers" in row
        if "minimum_charge" in row and "basis" not in row and is_price(row) and not told:
            yield case.issue(
                "minimum_without_basis",
                "warning",
                f"{pointer}/basis",
                item=row["item"],
                minimum=trimmed(row["minimum_charge"]),
                **money(row),
            )


def quantity_unit_scale(case: Case) -> Iterator[Issue]:
    """A unit of a thousand: is the price that of one, or of a thousand?

    A price per case says so itself; there 千件 are 1,000 cases.
    """
    for pointer, row in case.quantified_lines:
        basis = row.get("basis", "")
        if "quantity_unit" not in row or basis in {"", "per_case"} or not is_price(row):
            continue
        word = read_quantity_word(row["quantity_unit"])
        if word.scale != 1:
            quantity = row.get("quantity", 1)
            yield case.issue(
                "quantity_unit_scale",
                "warning",
                f"{pointer}/quantity_unit",
                item=row["item"],
                given=row["quantity_unit"],
                thing=word.thing,
                product=money(row, quantity)["amount"],
                larger=money(row, quantity * word.scale)["amount"],
                **money(row),
            )


def quantity_unit_differs(case: Case) -> Iterator[Issue]:
    """The unit of the quantity is not what the basis counts."""
    for pointer, row in case.quantified_lines:
        basis = row.get("basis", "")
        if "quantity_unit" not in row or not is_price(row):
            continue
        if not read_quantity_word(row["quantity_unit"]).fits(basis):
            yield case.issue(
                "quantity_unit_differs",
                "warning",
                f"{pointer}/quantity_unit",
                item=row["item"],
                given=row["quantity_unit"],
                basis=Coded("quantity_bases", basis),
            )


QUANTITY_RULES = (
    quantity_zero,
    volume_zero,
    quantity_unknown,
    quantity_not_used,
    quantity_without_basis,
    procedure_without_basis,
    minimum_without_basis,
    quantity_unit_scale,
    quantity_unit_differs,
)

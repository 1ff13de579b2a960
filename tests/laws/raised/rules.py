"""Issues of what was quoted: a price that can be read in two ways, or that contradicts itself."""

from collections.abc import Mapping
from typing import Any

from rfi.schema.issue import Issue
from tests.answers import Line
from tests.intake.rules.asking import found, with_r01
from tests.laws.raised.files import Raiser
from tests.normalize.cost.test_discounts import discount
from tests.normalize.cost.test_discounts import found as discount_issues

TIERS = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 9, "amount": 1}]


def of_r01(amount: float | None = 50, **fields: Any) -> Raiser:
    return lambda: found(with_r01(fields, amount))


def of_lines(*lines: Line, **offer: Any) -> Raiser:
    return lambda: found(lines, **offer)


def of_discounts(*discounts: dict[str, Any]) -> Raiser:
    def raised() -> tuple[Issue, ...]:
        return tuple(discount_issues(*discounts).values())

    return raised


RAISED: Mapping[str, Raiser] = {
    "discount_exceeds_base": of_discounts(discount(121)),
    "discount_months_outside": of_discounts(discount(0.1, frequency="monthly", months=84)),
    "discount_over_half": of_discounts(discount(61)),
    "discount_twice": of_discounts(discount(10), discount(10, 2)),
    "minimum_without_basis": of_r01(minimum_charge=100),
    "point_outside_range": of_r01(amount_low=60, amount_high=90),
    "procedure_without_basis": of_r01(procedure_id="P01"),
    "quantity_not_used": of_r01(basis="per_staff", quantity=3),
    "quantity_unit_differs": of_r01(basis="per_case", quantity=9, quantity_unit="人"),
    "quantity_unit_scale": of_r01(basis="per_unit", quantity=9, quantity_unit="千台"),
    "quantity_unknown": of_r01(basis="per_unit"),
    "quantity_without_basis": of_r01(quantity=25),
    "quantity_zero": of_r01(basis="per_unit", quantity=0),
    "tiers_beside_amount": of_r01(basis="per_resident", tiers=TIERS),
    "tiers_not_from_zero": of_r01(None, basis="per_resident", tiers=TIERS[1:]),
    "tiers_repeated": of_r01(None, basis="per_resident", tiers=[TIERS[0], TIERS[0]]),
    "tiers_without_basis": of_r01(None, tiers=TIERS),
    "volume_zero": of_r01(basis="per_case", procedure_id="P02"),
}

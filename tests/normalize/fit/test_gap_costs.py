"""Money of gaps by the steps of a cost line, their workarounds in hours: worked by hand."""

import math

import pytest

from tests.compare.asked import answered, asking, gaps_of, requirement

ASKED = asking([requirement("R1"), requirement("R2")])


def priced(once: float, monthly: float, tax: str, unit: str = "thousand") -> dict[str, object]:
    return {
        "fit": "customize",
        "cause": "LOCAL",
        "cost_once": once,
        "cost_monthly": monthly,
        "unit": unit,
        "tax": tax,
    }


@pytest.mark.parametrize(
    ("tax", "once", "once_with_tax"),
    [
        ("excluded", 550_000, 605_000),
        ("included", 500_000, 550_000),
        ("exempt", 550_000, 550_000),
    ],
)
def test_a_gap_is_taxed_as_a_cost_line_is(tax: str, once: float, once_with_tax: float) -> None:
    costs = gaps_of(ASKED, answered({"R1": priced(550, 11, tax), "R2": "standard"})).costs
    assert costs.once_jpy[0, 0] == pytest.approx(once)
    assert costs.once_incl_tax_jpy[0, 0] == pytest.approx(once_with_tax)
    assert costs.monthly_jpy[0, 0] == pytest.approx(once / 50)


def test_a_gap_that_service_begins_before_october_2019_bears_8_per_cent() -> None:
    given = answered({"R1": priced(108, 0, "included")}, go_live="2019-04-01")
    assert gaps_of(ASKED, given).costs.once_jpy[0, 0] == pytest.approx(100_000)


def test_an_answer_without_money_has_none_rather_than_zero() -> None:
    costs = gaps_of(ASKED, answered({"R1": priced(550, 11, "excluded"), "R2": "standard"})).costs
    assert math.isnan(costs.once_jpy[0, 1])
    assert math.isnan(costs.monthly_incl_tax_jpy[0, 1])

"""Quantities of effects to the measures of the four ledgers, in hours, visits and yen.

Each measure is a weighted sum of quantities; every quantity's yen stand in one ledger only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit.flows import BenefitFlows
from rfi.normalize.benefit.terms import QUANTITIES, quantity
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet

COUNTS = "counts"
# Measure → ledger it belongs to. Of service quality only counts are amounts (cases redone, calls);
# they mean something KPI by KPI, never as a sum. Per cent and points are no amounts at all.
MEASURES: Mapping[str, str] = {
    "resident_hours": "residents",
    "visits": "residents",
    "resident_jpy": "residents",
    "staff_hours": "staff_capacity",
    "normal_hours": "staff_capacity",
    "overtime_hours": "staff_capacity",
    "outsourcing_hours": "staff_capacity",
    "staff_jpy": "staff_capacity",
    "sheets": "city_budget",
    "cash_jpy": "city_budget",
    "noncash_jpy": "city_budget",
    COUNTS: "service_quality",
}


@dataclass(frozen=True, slots=True)
class HourRates:
    """Yen an hour of staff, one entry a body: its own where known, else the assumption."""

    staff_hour_jpy: FloatArray
    overtime_hour_jpy: FloatArray


def common_rates(assumptions: AssumptionSet, bodies: int) -> HourRates:
    """Return the rates of the assumptions for every body."""
    return HourRates(
        np.full(bodies, assumptions.number("staff_hour_jpy")),
        np.full(bodies, assumptions.number("overtime_hour_jpy")),
    )


def _price(assumptions: AssumptionSet, key: str) -> float | None:
    value = assumptions.get(key)
    return None if value is None else assumptions.number(key)


def measure_weights(
    assumptions: AssumptionSet, rates: HourRates
) -> Mapping[str, Mapping[str, FloatArray]]:
    """Return measure → quantity → weight, one entry a body.

    resident yen = hours × value of time + visits × fare + yen answered as such; staff yen =
    normal × wage + overtime × overtime rate. Outsourced hours have no rate of their own and stay
    without yen. Sheets and visits have yen only where their price is set.
    """
    one = np.ones_like(rates.staff_hour_jpy)
    fare, sheet = _price(assumptions, "visit_fare_jpy"), _price(assumptions, "sheet_jpy")
    value = assumptions.number("resident_hour_jpy")
    residents = {"resident_hours": value * one, "resident_jpy": one}
    cash = {"cash_jpy": one, "overtime_cash_hours": rates.overtime_hour_jpy}
    noncash = {"noncash_jpy": one}
    if fare is not None:
        residents["visits"] = fare * one
    if sheet is not None:
        cash["sheets_cash"] = noncash["sheets"] = sheet * one
    return {
        "resident_hours": {"resident_hours": one},
        "visits": {"visits": one},
        "resident_jpy": residents,
        "staff_hours": {"normal_hours": one, "overtime_hours": one, "overtime_cash_hours": one},
        "normal_hours": {"normal_hours": one},
        "overtime_hours": {"overtime_hours": one, "overtime_cash_hours": one},
        "outsourcing_hours": {"outsourcing_hours": one},
        "staff_jpy": {
            "normal_hours": rates.staff_hour_jpy,
            "overtime_hours": rates.overtime_hour_jpy,
        },
        "sheets": {"sheets": one, "sheets_cash": one},
        "cash_jpy": cash,
        "noncash_jpy": noncash,
        COUNTS: {COUNTS: one},
    }


@dataclass(frozen=True, slots=True)
class LedgerFlows:
    """The measures of ``MEASURES``: measure → body × offer × fiscal year.

    Attributes:
        fiscal_years: Names of the last axis.
        gain, loss, discounted_gain: As in ``BenefitFlows``.
        known, holes: Measure → body × offer: number of addends counted, and not countable.
    """

    fiscal_years: tuple[int, ...]
    gain: Mapping[str, FloatArray]
    loss: Mapping[str, FloatArray]
    discounted_gain: Mapping[str, FloatArray]
    known: Mapping[str, IntArray]
    holes: Mapping[str, IntArray]

    def claimed(self, measure: str) -> FloatArray:
        """Return a measure over the window as claimed, body × offer; NaN where nothing is known."""
        return self._net(self.gain, measure)

    def discounted(self, measure: str) -> FloatArray:
        """Return a measure over the window after the haircut; NaN where nothing is known."""
        return self._net(self.discounted_gain, measure)

    def _net(self, gain: Mapping[str, FloatArray], measure: str) -> FloatArray:
        total = (gain[measure] + self.loss[measure]).sum(axis=-1)
        return np.asarray(np.where(self.known[measure] > 0, total, np.nan))


def ledger_flows(flows: BenefitFlows, assumptions: AssumptionSet, rates: HourRates) -> LedgerFlows:
    """Return the measures of the ledgers."""
    weights = measure_weights(assumptions, rates)

    def summed(amounts: FloatArray, of: Mapping[str, FloatArray]) -> FloatArray:
        # Quantities are added in their own order, whatever the order of the weights.
        total = np.zeros((*amounts.shape[:2], amounts.shape[-1]))
        for index, name in enumerate(QUANTITIES):
            if name in of:
                total += amounts[:, :, index] * of[name][:, None, None]
        return total

    def counted(number: IntArray, of: Mapping[str, FloatArray]) -> IntArray:
        return np.asarray(number[:, :, [quantity(name) for name in of]].sum(axis=-1))

    return LedgerFlows(
        fiscal_years=flows.fiscal_years,
        gain={name: summed(flows.gain, of) for name, of in weights.items()},
        loss={name: summed(flows.loss, of) for name, of in weights.items()},
        discounted_gain={name: summed(flows.discounted_gain, of) for name, of in weights.items()},
        known={name: counted(flows.known, of) for name, of in weights.items()},
        holes={name: counted(flows.holes, of) for name, of in weights.items()},
    )

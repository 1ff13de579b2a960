"""The steps of method §1 from the quoted figure to present value; each only adds columns.

A step reads the columns it names and the assumptions it names, nothing else, and is linear in
the amount. The same steps fill the ledger, weigh the discounts and give the cube its factors.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.constants import PERCENT, RENEWAL_HORIZON_MONTHS
from rfi.scenario.assumptions import AssumptionSet

FloatArray = npt.NDArray[np.float64]
Columns = Mapping[str, npt.NDArray[np.generic]]
Compute = Callable[[Mapping[str, FloatArray], AssumptionSet], Mapping[str, FloatArray]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ledger.

    Attributes:
        name: Also the key of its wording (``step.<name>``).
        adds: Columns it adds → unit, a code of ``step_units``.
        uses: Columns it reads.
        reads: Assumptions it reads.
        compute: Columns and those assumptions → the added columns.
    """

    name: str
    adds: Mapping[str, str]
    uses: tuple[str, ...]
    reads: tuple[str, ...]
    compute: Compute


def _unit(c: Mapping[str, FloatArray], _: AssumptionSet) -> Mapping[str, FloatArray]:
    return {"amount_quoted": c["amount_point"] * c["unit_factor"]}


def _currency(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    quoted, dollars = c["amount_quoted"], c["is_usd"]
    linked = (1 - dollars) * c["fx_share"]
    vendor_rate = c["vendor_fx_rate"]
    common = np.full_like(quoted, a.number("fx_usd_jpy"))
    as_quoted = a.choice("fx_basis") == "as_quoted"
    rate = np.where(np.isnan(vendor_rate), common, vendor_rate) if as_quoted else common
    fixed = quoted * (1 - dollars) * (1 - linked)
    # A linked yen price is a dollar price at the vendor's own rate; the schema demands that rate.
    linked_usd = np.divide(
        quoted * linked, vendor_rate, out=np.zeros_like(quoted), where=linked > 0
    )
    usd = quoted * dollars + linked_usd
    return {
        "amount_fixed_jpy": fixed,
        "amount_usd": usd,
        "fx_rate": rate,
        "amount_jpy": fixed + usd * rate,
    }


def _tax(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    by_month = np.where(
        np.isnan(c["regime_percent"]), a.number("tax_rate") * PERCENT, c["regime_percent"]
    )
    percent = np.where(np.isnan(c["tax_rate_percent"]), by_month, c["tax_rate_percent"])
    percent = np.where(c["is_tax_exempt"] == 1, 0, percent)
    amount = c["amount_jpy"]
    holds_tax = c["is_tax_included"] == 1
    return {
        "tax_percent": percent,
        "amount_excl_tax_jpy": np.where(holds_tax, amount * PERCENT / (PERCENT + percent), amount),
        "amount_incl_tax_jpy": np.where(holds_tax, amount, amount * (PERCENT + percent) / PERCENT),
    }


def _quantity(c: Mapping[str, FloatArray], _: AssumptionSet) -> Mapping[str, FloatArray]:
    factor = c["quantity_factor"] * c["share"]
    return {
        "amount_period_jpy": c["amount_excl_tax_jpy"] * factor,
        "amount_period_incl_tax_jpy": c["amount_incl_tax_jpy"] * factor,
    }


def _calendar(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    years = c["fiscal_year"] - c["quote_fiscal_year"]
    grows = a.choice("escalation") == "on"
    factor = (1 + c["escalation_percent"] / PERCENT) ** years if grows else np.ones_like(years)
    return {
        "escalation_factor": factor,
        "amount_year_jpy": c["amount_period_jpy"] * c["periods"] * factor,
        "amount_year_incl_tax_jpy": c["amount_period_incl_tax_jpy"] * c["periods"] * factor,
    }


def _window(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    end = c["go_live_month"] + a.number("horizon_months")
    inside = np.clip((end - c["row_start"]) / c["row_months"], 0, 1)
    share = np.where(c["is_always_counted"] == 1, 1, inside)
    # A renewal is asked for, and counts, only beyond the first contract.
    renews = a.number("horizon_months") >= RENEWAL_HORIZON_MONTHS
    share = np.where(c["is_renewal"] == 1, float(renews), share)
    return {
        "window_share": share,
        "amount_window_jpy": c["amount_year_jpy"] * share,
        "amount_window_incl_tax_jpy": c["amount_year_incl_tax_jpy"] * share,
    }


def _price_year(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    base = a.get("base_fiscal_year")
    base_year = c["window_fiscal_year"] if base is None else np.full_like(c["fiscal_year"], base)
    years = c["fiscal_year"] - base_year
    grown = (1 + a.number("price_growth_rate")) ** np.maximum(years, 0)
    growth = np.where(c["is_recurring"] == 1, grown, 1)
    return {
        "years_from_base": years,
        "amount_grown_jpy": c["amount_window_jpy"] * growth,
        "amount_grown_incl_tax_jpy": c["amount_window_incl_tax_jpy"] * growth,
        "amount_real_jpy": c["amount_window_jpy"]
        * growth
        / (1 + a.number("deflator_rate")) ** years,
    }


def discount_years(years: FloatArray, a: AssumptionSet) -> FloatArray:
    """Return τ: years from the base to the moment at which a fiscal year's amount is discounted."""
    shift = {"start": 0.0, "mid": 1 / 2, "end": 1.0}[a.choice("discount_timing")]
    return years + shift


def _present_value(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    real = a.choice("present_value_basis") == "real"
    amount = c["amount_real_jpy"] if real else c["amount_grown_jpy"]
    factor = (1 + a.number("discount_rate")) ** -discount_years(c["years_from_base"], a)
    return {"discount_factor": factor, "present_value_jpy": amount * factor}


STEPS: tuple[Step, ...] = (
    Step("unit", {"amount_quoted": "as_quoted"}, ("amount_point", "unit_factor"), (), _unit),
    Step(
        "currency",
        {
            "amount_fixed_jpy": "jpy",
            "amount_usd": "usd",
            "fx_rate": "jpy_per_usd",
            "amount_jpy": "jpy",
        },
        ("amount_quoted", "is_usd", "fx_share", "vendor_fx_rate"),
        ("fx_usd_jpy", "fx_basis"),
        _currency,
    ),
    Step(
        "tax",
        {
            "tax_percent": "percent",
            "amount_excl_tax_jpy": "jpy_excl_tax",
            "amount_incl_tax_jpy": "jpy_incl_tax",
        },
        ("amount_jpy", "regime_percent", "tax_rate_percent", "is_tax_exempt", "is_tax_included"),
        ("tax_rate",),
        _tax,
    ),
    Step(
        "quantity",
        {"amount_period_jpy": "jpy_excl_tax", "amount_period_incl_tax_jpy": "jpy_incl_tax"},
        ("amount_excl_tax_jpy", "amount_incl_tax_jpy", "quantity_factor", "share"),
        (),
        _quantity,
    ),
    Step(
        "calendar",
        {
            "escalation_factor": "times",
            "amount_year_jpy": "jpy_excl_tax",
            "amount_year_incl_tax_jpy": "jpy_incl_tax",
        },
        (
            "amount_period_jpy",
            "amount_period_incl_tax_jpy",
            "periods",
            "fiscal_year",
            "quote_fiscal_year",
            "escalation_percent",
        ),
        ("escalation",),
        _calendar,
    ),
    Step(
        "window",
        {
            "window_share": "ratio",
            "amount_window_jpy": "jpy_excl_tax",
            "amount_window_incl_tax_jpy": "jpy_incl_tax",
        },
        (
            "amount_year_jpy",
            "amount_year_incl_tax_jpy",
            "go_live_month",
            "row_start",
            "row_months",
            "is_always_counted",
            "is_renewal",
        ),
        ("horizon_months",),
        _window,
    ),
    Step(
        "price_year",
        {
            "years_from_base": "years",
            "amount_grown_jpy": "jpy_excl_tax_nominal",
            "amount_grown_incl_tax_jpy": "jpy_incl_tax_nominal",
            "amount_real_jpy": "jpy_excl_tax_real",
        },
        (
            "amount_window_jpy",
            "amount_window_incl_tax_jpy",
            "fiscal_year",
            "window_fiscal_year",
            "is_recurring",
        ),
        ("base_fiscal_year", "price_growth_rate", "deflator_rate"),
        _price_year,
    ),
    Step(
        "present_value",
        {"discount_factor": "times", "present_value_jpy": "jpy_excl_tax_present"},
        ("amount_grown_jpy", "amount_real_jpy", "years_from_base"),
        ("discount_rate", "discount_timing", "present_value_basis"),
        _present_value,
    ),
)


def run_steps(
    columns: Columns, assumptions: AssumptionSet, steps: Sequence[Step] = STEPS
) -> dict[str, npt.NDArray[np.generic]]:
    """Return ``columns`` and what the steps add; ``columns`` itself comes back untouched.

    Raises:
        KeyError: a step uses a column or an assumption that is not there.
        ValueError: a step would overwrite a column.
    """
    result = dict(columns)
    for step in steps:
        given = {name: result[name].astype(np.float64, copy=False) for name in step.uses}
        added = step.compute(given, assumptions.only(step.reads))
        if set(added) != set(step.adds) or set(added) & set(result):
            message = f"step {step.name} adds {sorted(added)} over {sorted(step.adds)}"
            raise ValueError(message)
        result.update(added)
    return result


def steps_through(name: str) -> tuple[Step, ...]:
    """Return the steps up to and including ``name``."""
    names = [step.name for step in STEPS]
    return STEPS[: names.index(name) + 1]

"""The steps of method §1 from the quoted figure to present value; each only adds columns.

A step reads the columns it names and the assumptions it names, nothing else, and is linear in
the amount. The same steps fill the ledger, weigh the discounts and give the cube its factors.
"""

import math
from collections.abc import Mapping

import numpy as np

from rfi.normalize.constants import PERCENT, RENEWAL_HORIZON_MONTHS
from rfi.normalize.step import FloatArray, Step
from rfi.scenario.assumptions import AssumptionSet


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
    growth = np.where(c["is_recurring"] == 1, grown, 1.0)
    return {
        "years_from_base": years,
        "growth_factor": growth,
        "amount_grown_jpy": c["amount_window_jpy"] * growth,
        "amount_grown_incl_tax_jpy": c["amount_window_incl_tax_jpy"] * growth,
        "amount_real_jpy": c["amount_window_jpy"]
        * growth
        / (1 + a.number("deflator_rate")) ** years,
    }


def _present_value(c: Mapping[str, FloatArray], a: AssumptionSet) -> Mapping[str, FloatArray]:
    real = a.choice("present_value_basis") == "real"
    amount = c["amount_real_jpy"] if real else c["amount_grown_jpy"]
    # τ: years from the base to the moment at which the amount of a fiscal year is discounted.
    shift = {"start": 0.0, "mid": 1 / 2, "end": 1.0}[a.choice("discount_timing")]
    tau = c["years_from_base"] + shift
    factor = (1 + a.number("discount_rate")) ** -tau
    return {"discount_factor": factor, "present_value_jpy": amount * factor}


STEPS: tuple[Step, ...] = (
    Step(
        "unit",
        {"amount_quoted": "as_quoted"},
        ("amount_point", "unit_factor"),
        (),
        _unit,
        {"unit_factor": 1},
    ),
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
        {"is_usd": 0, "fx_share": 0, "vendor_fx_rate": math.nan},
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
        {
            "regime_percent": math.nan,
            "tax_rate_percent": math.nan,
            "is_tax_exempt": 0,
            "is_tax_included": 0,
        },
    ),
    Step(
        "quantity",
        {"amount_period_jpy": "jpy_excl_tax", "amount_period_incl_tax_jpy": "jpy_incl_tax"},
        ("amount_excl_tax_jpy", "amount_incl_tax_jpy", "quantity_factor", "share"),
        (),
        _quantity,
        {"quantity_factor": 1, "share": 1},
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
        {"periods": 1, "escalation_percent": 0},
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
        {"is_always_counted": 0, "is_renewal": 0},
    ),
    Step(
        "price_year",
        {
            "years_from_base": "years",
            "growth_factor": "times",
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
        {"amount_window_incl_tax_jpy": math.nan, "is_recurring": 0},
    ),
    Step(
        "present_value",
        {"discount_factor": "times", "present_value_jpy": "jpy_excl_tax_present"},
        ("amount_grown_jpy", "amount_real_jpy", "years_from_base"),
        ("discount_rate", "discount_timing", "present_value_basis"),
        _present_value,
    ),
)


# Column that a line may lack → what stands for it, of all steps.
NEUTRAL: Mapping[str, float] = {
    name: value for step in STEPS for name, value in step.neutral.items()
}
# Every assumption that they read.
STEP_READS = tuple(dict.fromkeys(key for step in STEPS for key in step.reads))


def steps_through(name: str) -> tuple[Step, ...]:
    """Return the steps up to and including ``name``."""
    names = [step.name for step in STEPS]
    return STEPS[: names.index(name) + 1]


def steps_named(*names: str) -> tuple[Step, ...]:
    """Return the steps of these names, in their own order."""
    return tuple(step for step in STEPS if step.name in names)

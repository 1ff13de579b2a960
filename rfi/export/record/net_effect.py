"""Net effects as JSON objects; yen are whole, tax-included, nominal unless named."""

from typing import Any

from rfi.compare.today.net_effect import NetEffect
from rfi.export.record.today import ratio_record, yen_record
from rfi.text.numbers import round_half_up

_YEARS_DIGITS = 6


def _column(effect: NetEffect, amounts: list[float]) -> dict[str, int]:
    years = zip(effect.fiscal_years, amounts, strict=True)
    return {str(year): int(round_half_up(amount)) for year, amount in years}


def _effect(effect: NetEffect) -> dict[str, Any]:
    payback, found = effect.payback, effect.benefit_cost
    return {
        "offer_key": effect.offer_key,
        "net_effect": yen_record(effect.total),
        "present_value": yen_record(effect.present_value),
        "payback": {
            "state": payback.state,
            "fiscal_year": payback.fiscal_year,
            "year": payback.year,
            "years": None if payback.years is None else round_half_up(payback.years, _YEARS_DIGITS),
        },
        "benefit_cost": {"state": found.state, "ratio": ratio_record(found.ratio)},
        "debt_burden_limit_jpy": effect.debt_burden_limit_jpy,
        "by_fiscal_year": {
            "today_going_on": _column(effect, effect.today.tolist()),
            "today_until_go_live": _column(effect, effect.today_before.tolist()),
            "offered": _column(effect, effect.offered.tolist()),
            "benefits": _column(effect, effect.benefits.tolist()),
            "net": _column(effect, effect.net.tolist()),
            "cumulative": _column(effect, effect.cumulative.tolist()),
        },
    }


def net_effect_record(effects: tuple[NetEffect | None, ...]) -> list[dict[str, Any] | None]:
    """Return one object an offer, in the order of the comparison; None for one without prices.

    ``net`` is today − offered (+ chosen benefits): negative where the city pays more.
    """
    return [None if effect is None else _effect(effect) for effect in effects]

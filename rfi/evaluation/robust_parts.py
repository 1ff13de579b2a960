"""Parts that say how sure the order of the totals is, and how far assumptions move them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from rfi.analysis.robust.constants import FX_SEARCH, FX_SWING, SWING_BOUNDS, SWING_POINTS
from rfi.analysis.robust.robustness import OrderTurns, Robustness, robustness_of, turns_of_order
from rfi.analysis.robust.swings import Swings, ValuesAt, exact_values, settings_of, swings_of
from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.moved.present import SharedPresent, present_factors
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.evaluation.cost_parts import BASIS, COSTS, OUTLAY, exact_under
from rfi.evaluation.moved_parts import (
    ASSUMPTIONS,
    AT_RATES,
    BESIDE_RATE,
    GROWTH,
    HALVES,
    RATE,
    READS,
    STEADY,
    STEADY_SWUNG,
    Halves,
    Setting,
    Steady,
    TotalsAtRate,
    exact_at,
    growths,
)
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.step import FloatArray

_DISCOUNT, _EQUAL = "discount_rate", "sharing_equal_ratio"
_LOOKED_AT = frozenset(np.linspace(*FX_SEARCH, SWING_POINTS).tolist())


def _turns(
    _: AnswerSet, __: DeclaredConditions, basis: CostBasis, at_rates: TotalsAtRate
) -> tuple[OrderTurns, ...]:
    return turns_of_order(lambda rate: at_rates(rate)["nominal_jpy"], len(basis.model.axes.offers))


TURNS: Part[tuple[OrderTurns, ...]] = Part("turns", _turns, uses=(BASIS, AT_RATES))


def _robustness(
    _: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    costs: Comparison,
    turns: tuple[OrderTurns, ...],
) -> Robustness:
    spread = conditions.assumptions.number("price_spread")
    draws_by = basis.tables["offers"]["draws_by"].tolist()
    return robustness_of(costs, turns, spread, draws_by)


ROBUSTNESS: Part[Robustness] = Part(
    "robustness", _robustness, assumptions=("price_spread",), uses=(BASIS, COSTS, TURNS)
)


@dataclass(frozen=True, slots=True)
class Scales:
    """What swings multiply that moves with no exchange rate.

    Attributes:
        discounts: Discount rate → offer × fiscal year, the present value of a nominal yen.
        shares: Part that is divided equally → what the city bears of what is shared; empty where
            it shares nothing.
        share_now: The same of the value in force.
    """

    discounts: Mapping[float, FloatArray]
    shares: Mapping[float, float]
    share_now: float


def _member_of(conditions: DeclaredConditions) -> int | None:
    """Return which member of the group is shown; None without a group, or without a city."""
    if not (conditions.group and conditions.city):
        return None
    return [city.code for city in conditions.group].index(conditions.city.code)


def _scales(_: AnswerSet, conditions: DeclaredConditions, basis: CostBasis) -> Scales:
    def settings(key: str) -> list[float]:
        ends = SWING_BOUNDS[key]
        found: list[float] = settings_of(
            (ends, ends), float(conditions.assumptions.number(key))
        ).tolist()
        return found

    discounts = {
        value: present_factors(basis, conditions.moved(_DISCOUNT, value))
        for value in settings(_DISCOUNT)
    }
    member = _member_of(conditions)
    if member is None:
        return Scales(discounts, {}, 1.0)
    shares = {
        value: float(group_shares(conditions.moved(_EQUAL, value))[member])
        for value in settings(_EQUAL)
    }
    return Scales(discounts, shares, float(group_shares(conditions)[member]))


SCALES: Part[Scales] = Part(
    "scales", _scales, reads=READS, assumptions=BESIDE_RATE, uses=(BASIS,)
)


def _by_share(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    outlay: Outlay,
    scales: Scales,
    now: FloatArray,
) -> ValuesAt:
    """Return what finds present values by how much of the shared cost is divided equally.

    What is exact stays so: of each range and each bundle that is cut the city bears some part.
    """
    member = _member_of(conditions)
    shared = None if member is None else SharedPresent.of(basis, outlay, member)
    if shared is None:
        return lambda _: now

    def at(value: float) -> FloatArray:
        if min(scales.shares[value], scales.share_now) <= 0:
            moved = conditions.moved(_EQUAL, value)
            return exact_under(answers, moved, basis)["present_value_jpy"]
        return np.where(np.isnan(now), np.nan, shared.at(scales.shares[value]))

    return at


def _swings(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    outlay: Outlay,
    costs: Comparison,
    at_rates: TotalsAtRate,
    steady: Steady,
    swung: Steady,
    scales: Scales,
) -> Swings:
    rate, now = conditions.assumptions.number(RATE), exact_values(costs)
    fx_bounds = ((rate - FX_SWING, rate + FX_SWING), FX_SEARCH)
    # All that have other prices at once, but for rates that are looked at whatever the one in force.
    own = set(settings_of(fx_bounds, rate).tolist()) - {rate, *_LOOKED_AT}
    priced = [(value, Setting()) for value in sorted(own)]
    priced += [(rate, growth) for growth in growths(conditions)]
    moved_to = [setting.under(conditions, value) for value, setting in priced]
    steadily = {**steady, **swung}
    found = exact_at(
        answers, moved_to, basis, halves, [steadily.get(setting) for _, setting in priced]
    )
    at_once = {
        place: one["present_value_jpy"] for place, one in zip(priced, found, strict=True)
    }

    def at_rate(value: float) -> FloatArray:
        place = (value, Setting())
        return at_once[place] if place in at_once else at_rates(value)["present_value_jpy"]

    yearly = costs.flows.values["nominal_jpy"].sum(axis=1).sum(axis=1)

    def at_discount(value: float) -> FloatArray:
        found = (yearly * scales.discounts[value]).sum(axis=1)
        return np.where(np.isnan(now), np.nan, found)

    def alone() -> FloatArray:
        setting = Setting(is_alone=True)
        one = [setting.under(conditions, rate)]
        (totals,) = exact_at(answers, one, basis, halves, [swung.get(setting)])
        return totals["present_value_jpy"]

    at: Mapping[str, ValuesAt] = {
        RATE: at_rate,
        _DISCOUNT: at_discount,
        GROWTH: lambda value: at_once[rate, Setting(value)],
        _EQUAL: _by_share(answers, conditions, basis, outlay, scales, now),
    }
    bounds = {RATE: fx_bounds}
    bounds |= {key: (ends, ends) for key, ends in SWING_BOUNDS.items()}
    if not conditions.group or conditions.assumptions.choice("sharing_method") != "mixed":
        del bounds[_EQUAL]
    moved = {key: (ends, at[key]) for key, ends in bounds.items()}
    has_city = conditions.group and conditions.city
    # The comparison holds the conditions of the part that made it; its own are the same.
    return swings_of(
        replace(costs, conditions=conditions), moved, alone if has_city else None
    )


SWINGS: Part[Swings] = Part(
    "swings",
    _swings,
    reads=READS,
    assumptions=ASSUMPTIONS,
    uses=(BASIS, HALVES, OUTLAY, COSTS, AT_RATES, STEADY, STEADY_SWUNG, SCALES),
)

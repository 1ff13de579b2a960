"""Parts that say how sure the order of the totals is, and how far assumptions move them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from rfi.analysis.robust.constants import SWING_BOUNDS
from rfi.analysis.robust.robustness import OrderTurns, Robustness, robustness_of, turns_of_order
from rfi.analysis.robust.swings import (
    Bounds,
    Swings,
    ValuesAt,
    exact_values,
    settings_of,
    swings_of,
)
from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.moved.present import SharedPresent, present_factors
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_flows import RATE
from rfi.evaluation.cost_parts import BASIS, COSTS, OUTLAY, exact_under
from rfi.evaluation.moved_parts import (
    ASSUMPTIONS,
    AT_RATES,
    BESIDE_RATE,
    GROWTH,
    PRICED,
    READS,
    Priced,
    Setting,
    TotalsAtRate,
    fx_bounds,
)
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.step import FloatArray

_DISCOUNT, _EQUAL = "discount_rate", "sharing_equal_ratio"


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


def _ends(key: str) -> Bounds:
    """Return the range of an assumption, which is drawn and in which turns are sought."""
    return SWING_BOUNDS[key], SWING_BOUNDS[key]


def _member_of(conditions: DeclaredConditions) -> int | None:
    """Return which member of the group is shown; None without a group, or without a city."""
    if not (conditions.group and conditions.city):
        return None
    return [city.code for city in conditions.group].index(conditions.city.code)


def _scales(_: AnswerSet, conditions: DeclaredConditions, basis: CostBasis) -> Scales:
    def settings(key: str) -> list[float]:
        now = float(conditions.assumptions.number(key))
        found: list[float] = settings_of(_ends(key), now).tolist()
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


SCALES: Part[Scales] = Part("scales", _scales, reads=READS, assumptions=BESIDE_RATE, uses=(BASIS,))


# Assumption → value of it → present values by offer, yen; NaN where not exact.
Scaled = Mapping[str, Mapping[float, FloatArray]]


def _scaled(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    outlay: Outlay,
    costs: Comparison,
    scales: Scales,
) -> Scaled:
    now, member = exact_values(costs), _member_of(conditions)
    yearly = costs.flows.values["nominal_jpy"].sum(axis=1).sum(axis=1)

    def where_exact(values: FloatArray) -> FloatArray:
        return np.where(np.isnan(now), np.nan, values)

    shared = None if member is None else SharedPresent.of(basis, outlay, member)

    def at_share(value: float, share: float) -> FloatArray:
        # While the city bears some part of each range and each cut bundle, what is exact stays so.
        if shared is None or min(share, scales.share_now) <= 0:
            moved = conditions.moved(_EQUAL, value)
            return exact_under(answers, moved, basis)["present_value_jpy"]
        return where_exact(shared.at(share))

    return {
        _DISCOUNT: {
            value: where_exact((yearly * factors).sum(axis=1))
            for value, factors in scales.discounts.items()
        },
        _EQUAL: {value: at_share(value, share) for value, share in scales.shares.items()},
    }


SCALED: Part[Scaled] = Part(
    "scaled",
    _scaled,
    reads=READS,
    assumptions=ASSUMPTIONS,
    uses=(BASIS, OUTLAY, COSTS, SCALES),
)


def _swings(
    _: AnswerSet,
    conditions: DeclaredConditions,
    costs: Comparison,
    at_rates: TotalsAtRate,
    priced: Priced,
    scaled: Scaled,
) -> Swings:
    rate, now = conditions.assumptions.number(RATE), exact_values(costs)

    def at_rate(value: float) -> FloatArray:
        found = priced.get((value, Setting()))
        return at_rates(value)["present_value_jpy"] if found is None else found

    moved: dict[str, tuple[Bounds, ValuesAt]] = {
        RATE: (fx_bounds(rate), at_rate),
        _DISCOUNT: (_ends(_DISCOUNT), scaled[_DISCOUNT].__getitem__),
        GROWTH: (_ends(GROWTH), lambda value: priced[rate, Setting(value)]),
    }
    if conditions.group and conditions.assumptions.choice("sharing_method") == "mixed":
        # A group without a city pays all of it, however it is divided.
        moved[_EQUAL] = (_ends(_EQUAL), lambda value: scaled[_EQUAL].get(value, now))
    alone = priced.get((rate, Setting(is_alone=True)))
    # The comparison holds the conditions of the part that made it; its own are the same.
    return swings_of(replace(costs, conditions=conditions), moved, alone)


SWINGS: Part[Swings] = Part(
    "swings",
    _swings,
    reads=READS,
    assumptions=ASSUMPTIONS,
    uses=(COSTS, AT_RATES, PRICED, SCALED),
)

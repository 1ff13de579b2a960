"""Parts that say how sure the order of the totals is, and how far assumptions move them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from rfi.analysis.robust.constants import (
    FX_BOUNDS,
    FX_SEARCH,
    FX_SWING,
    MOST_RATES,
    SWING_BOUNDS,
)
from rfi.analysis.robust.robustness import OrderTurns, Robustness, robustness_of, turns_of_order
from rfi.analysis.robust.swings import Swings, ValuesAt, exact_values, settings_of, swings_of
from rfi.compare.cost.borne import group_shares
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.moved.present import SharedPresent, discounted
from rfi.compare.cost.moved.totals import (
    ExactTotals,
    Halves,
    HalfTotals,
    exact_of_halves,
    half_totals,
)
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.evaluation.cost_parts import BASIS, BORNE, COSTS, OUTLAY, exact_under
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.step import FloatArray

RATE = "fx_usd_jpy"
_GROWTH, _DISCOUNT, _EQUAL = "price_growth_rate", "discount_rate", "sharing_equal_ratio"
_READS = tuple(dict.fromkeys((*OUTLAY.reads, *BORNE.reads, *COSTS.reads)))
_ASSUMPTIONS = tuple(dict.fromkeys((*OUTLAY.assumptions, *BORNE.assumptions, *COSTS.assumptions)))
_BESIDE_RATE = tuple(key for key in _ASSUMPTIONS if key != RATE)

TotalsAtRate = Callable[[float], ExactTotals]


class Setting(NamedTuple):
    """What is moved beside the exchange rate, so that prices or sizes are others.

    Attributes:
        growth: Of prices; None for that in force.
        is_alone: Whether the city goes without its group.
    """

    growth: float | None = None
    is_alone: bool = False

    def under(self, conditions: DeclaredConditions, rate: float) -> DeclaredConditions:
        """Return conditions with the setting, at an exchange rate."""
        moved = conditions.moved(RATE, rate)
        if self.growth is not None:
            moved = moved.moved(_GROWTH, self.growth)
        return moved.without_group() if self.is_alone else moved


def _halves(_: AnswerSet, __: DeclaredConditions, basis: CostBasis) -> Halves:
    return Halves(basis)


HALVES: Part[Halves] = Part("halves", _halves, uses=(BASIS,))


def _steady_at(
    conditions: DeclaredConditions, halves: Halves, setting: Setting
) -> HalfTotals | None:
    # They do not follow the rate: any one does.
    moved = setting.under(conditions, FX_BOUNDS[0])
    return half_totals(halves.steady, moved) if halves.steady else None


def _steady(_: AnswerSet, conditions: DeclaredConditions, halves: Halves) -> HalfTotals | None:
    return _steady_at(conditions, halves, Setting())


STEADY: Part[HalfTotals | None] = Part(
    "steady", _steady, reads=_READS, assumptions=_BESIDE_RATE, uses=(HALVES,), moves=(RATE,)
)


def _swung_settings(conditions: DeclaredConditions) -> tuple[Setting, ...]:
    """Return the settings of the swings in which prices or sizes are others than in force."""
    ends, now = SWING_BOUNDS[_GROWTH], float(conditions.assumptions.number(_GROWTH))
    growths = settings_of((ends, ends), now).tolist()
    alone = (Setting(is_alone=True),) if conditions.group and conditions.city else ()
    return (*(Setting(growth) for growth in growths if growth != now), *alone)


def _steady_swung(
    _: AnswerSet, conditions: DeclaredConditions, halves: Halves
) -> Mapping[Setting, HalfTotals | None]:
    settings = _swung_settings(conditions)
    return {setting: _steady_at(conditions, halves, setting) for setting in settings}


STEADY_SWUNG: Part[Mapping[Setting, HalfTotals | None]] = Part(
    "steady_swung",
    _steady_swung,
    reads=_READS,
    assumptions=_BESIDE_RATE,
    uses=(HALVES,),
    moves=(RATE,),
)


def _exact_at(
    answers: AnswerSet,
    moved: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    steady: HalfTotals | None,
) -> ExactTotals:
    following = half_totals(halves.following, moved) if halves.following else None
    otherwise = partial(exact_under, answers, moved, basis)
    return exact_of_halves(basis, moved, steady, following, otherwise)


def _at_rates(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    steady: HalfTotals | None,
) -> TotalsAtRate:
    @lru_cache(maxsize=MOST_RATES)
    def at(rate: float) -> ExactTotals:
        return _exact_at(answers, conditions.moved(RATE, rate), basis, halves, steady)

    return at


# Rates are looked at again and again while the one in force moves.
AT_RATES: Part[TotalsAtRate] = Part(
    "at_rates",
    _at_rates,
    reads=_READS,
    assumptions=_BESIDE_RATE,
    uses=(BASIS, HALVES, STEADY),
    moves=(RATE,),
)


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


def _by_share(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    outlay: Outlay,
    now: FloatArray,
) -> ValuesAt:
    """Return what finds present values by how much of the shared cost is divided equally.

    What is exact stays so: of each range and each bundle that is cut the city bears some part.
    """
    if not conditions.city:
        return lambda _: now
    member = [city.code for city in conditions.group].index(conditions.city.code)
    shared = SharedPresent.of(basis, outlay, member)

    def at(value: float) -> FloatArray:
        moved = conditions.moved(_EQUAL, value)
        parts = [float(group_shares(under)[member]) for under in (conditions, moved)]
        if shared is None or min(parts) <= 0:
            return exact_under(answers, moved, basis)["present_value_jpy"]
        return np.where(np.isnan(now), np.nan, shared.at(parts[1]))

    return at


def _swings(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    outlay: Outlay,
    costs: Comparison,
    at_rates: TotalsAtRate,
    swung: Mapping[Setting, HalfTotals | None],
) -> Swings:
    rate, now = conditions.assumptions.number(RATE), exact_values(costs)

    def under(setting: Setting) -> FloatArray:
        moved = setting.under(conditions, rate)
        return _exact_at(answers, moved, basis, halves, swung[setting])["present_value_jpy"]

    def at_discount(value: float) -> FloatArray:
        found = discounted(costs.flows, basis, conditions.moved(_DISCOUNT, value))
        return np.where(np.isnan(now), np.nan, found)

    at: Mapping[str, ValuesAt] = {
        RATE: lambda value: at_rates(value)["present_value_jpy"],
        _DISCOUNT: at_discount,
        _GROWTH: lambda value: under(Setting(value)),
        _EQUAL: _by_share(answers, conditions, basis, outlay, now),
    }
    bounds = {RATE: ((rate - FX_SWING, rate + FX_SWING), FX_SEARCH)}
    bounds |= {key: (ends, ends) for key, ends in SWING_BOUNDS.items()}
    if not conditions.group or conditions.assumptions.choice("sharing_method") != "mixed":
        del bounds[_EQUAL]
    moved = {key: (ends, at[key]) for key, ends in bounds.items()}
    has_city = conditions.group and conditions.city
    alone = (lambda: under(Setting(is_alone=True))) if has_city else None
    # The comparison holds the conditions of the part that made it; its own are the same.
    return swings_of(replace(costs, conditions=conditions), moved, alone)


SWINGS: Part[Swings] = Part(
    "swings",
    _swings,
    reads=_READS,
    assumptions=_ASSUMPTIONS,
    uses=(BASIS, HALVES, OUTLAY, COSTS, AT_RATES, STEADY_SWUNG),
)

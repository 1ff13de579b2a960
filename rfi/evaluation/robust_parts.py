"""Parts that say how sure the order of the totals is, and how far assumptions move them."""

from collections.abc import Callable, Mapping, Sequence
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
from rfi.compare.cost.moved.side_by_side import SomeOffers
from rfi.compare.cost.moved.totals import ExactTotals, SomeTotals, exact_of_all, some_totals
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


class Halves(NamedTuple):
    """The offers by whether their prices follow the exchange rate; None where none does."""

    steady: SomeOffers | None
    following: SomeOffers | None


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


Steady = Mapping[Setting, SomeTotals]


def _halves(_: AnswerSet, __: DeclaredConditions, basis: CostBasis) -> Halves:
    follows = basis.points.follows_rate
    found = [SomeOffers(basis, half) if half.any() else None for half in (~follows, follows)]
    return Halves(*found)


HALVES: Part[Halves] = Part("halves", _halves, uses=(BASIS,))


def _steady_under(
    conditions: DeclaredConditions, halves: Halves, settings: Sequence[Setting]
) -> Steady:
    """Return settings of one group → what offers cost that do not follow the exchange rate."""
    if halves.steady is None or not settings:
        return {}
    # Any rate does.
    moved = [setting.under(conditions, FX_BOUNDS[0]) for setting in settings]
    return dict(zip(settings, some_totals(halves.steady, moved), strict=True))


def _steady(_: AnswerSet, conditions: DeclaredConditions, halves: Halves) -> Steady:
    return _steady_under(conditions, halves, (Setting(),))


STEADY: Part[Steady] = Part(
    "steady", _steady, reads=_READS, assumptions=_BESIDE_RATE, uses=(HALVES,), moves=(RATE,)
)


def _growths(conditions: DeclaredConditions) -> tuple[Setting, ...]:
    """Return the settings of the growth of prices that are looked at beside that in force."""
    ends, now = SWING_BOUNDS[_GROWTH], float(conditions.assumptions.number(_GROWTH))
    return tuple(Setting(one) for one in settings_of((ends, ends), now).tolist() if one != now)


def _steady_swung(_: AnswerSet, conditions: DeclaredConditions, halves: Halves) -> Steady:
    alone = (Setting(is_alone=True),) if conditions.group and conditions.city else ()
    return {
        **_steady_under(conditions, halves, _growths(conditions)),
        **_steady_under(conditions, halves, alone),
    }


STEADY_SWUNG: Part[Steady] = Part(
    "steady_swung",
    _steady_swung,
    reads=_READS,
    assumptions=_BESIDE_RATE,
    uses=(HALVES,),
    moves=(RATE,),
)


def _exact_at(
    answers: AnswerSet,
    moved: Sequence[DeclaredConditions],
    basis: CostBasis,
    halves: Halves,
    steady: Sequence[SomeTotals | None],
) -> list[ExactTotals]:
    """Return the exact totals under conditions of one group; ``steady`` holds those of one half."""
    following = some_totals(halves.following, moved) if halves.following else [None] * len(moved)
    return [
        exact_of_all(
            basis,
            one,
            [part for part in parts if part is not None],
            partial(exact_under, answers, one, basis),
        )
        for one, *parts in zip(moved, steady, following, strict=True)
    ]


def _at_rates(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    steady: Steady,
) -> TotalsAtRate:
    @lru_cache(maxsize=MOST_RATES)
    def at(rate: float) -> ExactTotals:
        moved = conditions.moved(RATE, rate)
        (found,) = _exact_at(answers, [moved], basis, halves, [steady.get(Setting())])
        return found

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
    if not (conditions.group and conditions.city):
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
    steady: Steady,
    swung: Steady,
) -> Swings:
    rate, now = conditions.assumptions.number(RATE), exact_values(costs)
    # All that have other prices at once; what many rates share is kept with them.
    ends = [(value, Setting()) for value in (rate - FX_SWING, rate + FX_SWING)]
    priced = [*ends, *((rate, growth) for growth in _growths(conditions))]
    moved_to = [setting.under(conditions, value) for value, setting in priced]
    steadily = {**steady, **swung}
    found = _exact_at(
        answers, moved_to, basis, halves, [steadily.get(setting) for _, setting in priced]
    )
    at_once = {
        place: one["present_value_jpy"] for place, one in zip(priced, found, strict=True)
    }

    def at_rate(value: float) -> FloatArray:
        place = (value, Setting())
        return at_once[place] if place in at_once else at_rates(value)["present_value_jpy"]

    def at_discount(value: float) -> FloatArray:
        found = discounted(costs.flows, basis, conditions.moved(_DISCOUNT, value))
        return np.where(np.isnan(now), np.nan, found)

    def alone() -> FloatArray:
        setting = Setting(is_alone=True)
        one = [setting.under(conditions, rate)]
        (totals,) = _exact_at(answers, one, basis, halves, [swung.get(setting)])
        return totals["present_value_jpy"]

    at: Mapping[str, ValuesAt] = {
        RATE: at_rate,
        _DISCOUNT: at_discount,
        _GROWTH: lambda value: at_once[rate, Setting(value)],
        _EQUAL: _by_share(answers, conditions, basis, outlay, now),
    }
    bounds = {RATE: ((rate - FX_SWING, rate + FX_SWING), FX_SEARCH)}
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
    reads=_READS,
    assumptions=_ASSUMPTIONS,
    uses=(BASIS, HALVES, OUTLAY, COSTS, AT_RATES, STEADY, STEADY_SWUNG),
)
